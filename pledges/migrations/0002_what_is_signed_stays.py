"""The database itself refuses to change a published wording, accepted terms, or what a pledge says.

Nor to delete them. Only what happens to them later may be written: a state, and when and why it ended. A later migration that alters one of
these tables on SQLite rebuilds it and so loses its trigger; it must make the trigger again. The tests notice.
"""

from django.db import migrations

# table: (condition on OLD, or None for always; columns that never change; the sentence)
GUARDS = {
    "pledges_pledgetextversion": (
        "OLD.state <> 'draft'",
        ["text_id", "major", "minor", "blocks", "text_sha256", "change_summary", "published_at"],
        "a published pledge text never changes",
    ),
    "pledges_signingterms": (
        None,
        ["version", "title", "paragraphs", "sha256", "published_at"],
        "signing terms never change",
    ),
    "pledges_pledge": (
        None,
        [
            "public_id",
            "serial",
            "code",
            "text_id",
            "version_id",
            "terms_id",
            "attempt_id",
            "member_id",
            "enterprise_id",
            "signer",
            "method",
            "strokes",
            "core_sha256",
            "evidence",
            "entry_id",
            "presented_at",
            "signed_at",
            "valid_until",
            "previous_id",
        ],
        "what was signed never changes",
    ),
}
VERBS = ("UPDATE", "DELETE")


def _condition(table, verb, differs):
    when, columns, _ = GUARDS[table]
    changed = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in columns)
    if when is None:
        return changed if verb == "UPDATE" else "1 = 1"
    return f"{when} AND (NEW.state = 'draft' OR {changed})" if verb == "UPDATE" else when


def _sqlite(table):
    for verb in VERBS:
        yield f"""CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}
        WHEN {_condition(table, verb, "IS NOT")} BEGIN SELECT RAISE(ABORT, '{GUARDS[table][2]}'); END"""


def _postgresql(table):
    yield f"""CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION '{GUARDS[table][2]}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""
    for verb in VERBS:
        yield f"""CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} FOR EACH ROW
        WHEN ({_condition(table, verb, "IS DISTINCT FROM")}) EXECUTE FUNCTION {table}_stays()"""


def guard(apps, schema_editor):
    statements = _sqlite if schema_editor.connection.vendor == "sqlite" else _postgresql
    for table in GUARDS:
        for statement in statements(table):
            schema_editor.execute(statement)


def unguard(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for table in GUARDS:
        for verb in VERBS:
            schema_editor.execute(f"DROP TRIGGER {table}_no_{verb.lower()}" + ("" if sqlite else f" ON {table}"))
        if not sqlite:
            schema_editor.execute(f"DROP FUNCTION {table}_stays()")


class Migration(migrations.Migration):
    dependencies = [("pledges", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
