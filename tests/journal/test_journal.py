import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from journal.actions import record
from journal.models import Entry
from journal.queries import entries_about, first_broken
from tests.builders import NOW, make_enterprise, make_user

pytestmark = pytest.mark.django_db


def unguarded(sql, *values):
    """Run a statement as somebody who took the database's guards away."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS journal_entry_no_update")
            cursor.execute("DROP TRIGGER IF EXISTS journal_entry_no_delete")
        else:
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        cursor.execute(sql, values)


def write(count):
    return [record("test.thing.happened", by=None, now=NOW, detail={"number": number}) for number in range(count)]


def test_an_entry_says_what_happened_when_by_whom_about_what():
    user, enterprise = make_user(), make_enterprise()

    entry = record("test.thing.happened", by=user, about=enterprise, now=NOW, detail={"rows": 3})

    entry.refresh_from_db()
    assert (entry.sequence, entry.by, entry.at, entry.detail) == (1, str(user.public_id), NOW, {"rows": 3})
    assert list(entries_about(enterprise)) == [entry]


def test_an_untouched_journal_is_whole():
    write(5)

    assert first_broken() is None


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal_entry SET event = 'test.thing.denied' WHERE sequence = 3",
        "UPDATE journal_entry SET detail = '{}' WHERE sequence = 3",
        "UPDATE journal_entry SET at = '2020-01-01 00:00:00+00:00' WHERE sequence = 3",
        "DELETE FROM journal_entry WHERE sequence = 3",
    ],
)
def test_tampering_is_found_by_the_number_of_the_entry(sql):
    write(5)

    unguarded(sql)

    assert first_broken() == 3


def test_the_database_refuses_to_change_an_entry():
    entry = write(1)[0]

    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(event="test.thing.denied")

    entry.refresh_from_db()
    assert entry.event == "test.thing.happened"


def test_the_database_refuses_to_delete_an_entry():
    entry = write(1)[0]

    with pytest.raises(DatabaseError), transaction.atomic():
        entry.delete()

    assert Entry.objects.count() == 1


def test_an_act_that_fails_leaves_no_entry():
    def act():
        with transaction.atomic():
            write(1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()

    assert Entry.objects.count() == 0


def test_the_command_names_the_broken_entry():
    write(2)
    unguarded("UPDATE journal_entry SET event = 'x' WHERE sequence = 2")

    with pytest.raises(CommandError, match="Entry 2"):
        call_command("verify_journal")
