"""`fields.toml` tells auditors of every field that says something about a person; nothing may be missing from it."""

import tomllib

import pytest
from django.conf import settings

from tests.trust.rows import our_models

TABLE = settings.BASE_DIR / "accounts" / "fields.toml"
CLASSES = {"basic", "sensitive"}
# Fields that are sensitive wherever they stand, by the words of their names.
SENSITIVE = {"password", "strokes", "answer", "is_party_member", "leave_kind", "reason"}


@pytest.fixture(scope="module")
def table():
    with TABLE.open("rb") as file:
        return tomllib.load(file)


def sections(table):
    """{"app.Model": its rows} of the models that hold something about people."""
    return {label: rows for label, rows in table.items() if label not in ("kept", "impersonal")}


def columns(model):
    return {field.attname for field in model._meta.local_concrete_fields}


def unlisted(table, fields):
    """What the table does not name, of {"app.Model": its fields}."""
    missing = set()
    for label, names in fields.items():
        if label in table["impersonal"]["models"]:
            continue
        rows = sections(table).get(label, {})
        missing |= {f"{label}.{name}" for name in names - rows.keys() - set(rows.get("none", []))}
    return missing


def rows_of(table):
    """Every ("app.Model", field, row) that says something about a person."""
    for label, rows in sections(table).items():
        for name, row in rows.items():
            if name != "none":
                yield label, name, row


def test_every_field_of_ours_is_listed(table):
    assert unlisted(table, {model._meta.label: columns(model) for model in our_models()}) == set()


def test_a_new_field_and_a_new_model_are_found_missing(table):
    new = {"enterprises.Member": {"name", "identity_number"}, "enterprises.Relative": {"name"}}

    assert unlisted(table, new) == {"enterprises.Member.identity_number", "enterprises.Relative.name"}


def test_every_row_names_a_field_that_exists(table):
    fields = {model._meta.label: columns(model) for model in our_models()}
    named = {(label, name) for label, rows in sections(table).items() for name in [*rows, *rows.get("none", [])]}

    gone = {f"{label}.{name}" for label, name in named if name != "none" and name not in fields.get(label, ())}

    assert gone == set()
    assert set(table["impersonal"]["models"]) - fields.keys() == set()


def test_no_field_is_listed_twice(table):
    twice = [(label, name) for label, rows in sections(table).items() for name in rows.get("none", []) if name in rows]

    assert twice == []
    assert sections(table).keys() & set(table["impersonal"]["models"]) == set()


def test_every_row_says_how_careful_who_reads_and_how_long(table):
    wrong = [
        f"{label}.{name}"
        for label, name, row in rows_of(table)
        if row.keys() != {"class", "readers", "kept"}
        or row["class"] not in CLASSES
        or row["kept"] not in table["kept"]
        or not row["readers"].strip()
    ]

    assert wrong == []


def test_what_could_harm_somebody_is_called_sensitive(table):
    harmless = [(label, name) for label, name, row in rows_of(table) if name in SENSITIVE and row["class"] == "basic"]

    assert harmless == []


def test_a_model_that_points_at_a_person_is_not_impersonal(table):
    people = {"accounts.User", "enterprises.Member"}
    pointing = {
        model._meta.label
        for model in our_models()
        for field in model._meta.local_concrete_fields
        if field.related_model and field.related_model._meta.label in people
    }

    assert pointing & set(table["impersonal"]["models"]) == set()
    assert "quizzes.Attempt" in pointing


def test_no_identity_number_is_asked_for():
    forbidden = {"id_card", "id_number", "identity_number", "passport", "birthday", "born_on", "gender", "nation"}

    assert {name for model in our_models() for name in columns(model)} & forbidden == set()
