"""The database itself refuses to change or delete an entry."""

from django.db import migrations

SQLITE = [
    f"""CREATE TRIGGER journal_entry_no_{verb.lower()} BEFORE {verb} ON journal_entry
    BEGIN SELECT RAISE(ABORT, 'a journal entry is written once'); END"""
    for verb in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    """CREATE FUNCTION journal_entry_written_once() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'a journal entry is written once'; END $$""",
    """CREATE TRIGGER journal_entry_written_once BEFORE UPDATE OR DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION journal_entry_written_once()""",
]


def guard(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER journal_entry_no_{verb}")
    else:
        schema_editor.execute("DROP TRIGGER journal_entry_written_once ON journal_entry")
        schema_editor.execute("DROP FUNCTION journal_entry_written_once()")


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
