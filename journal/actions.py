from datetime import UTC

from django.db import connection, transaction

from journal.models import Entry
from journal.queries import last_entry, reference_to
from journal.rules import GENESIS, entry_digest

# Any fixed number: who holds it may append. SQLite has one writer anyway.
APPEND_LOCK = 7_141_001


@transaction.atomic
def record(event, *, by, now, about=None, detail=None):
    """Append an entry in the caller's transaction and give it back.

    `event` is "app.thing.happened", `by` a user or None, `about` a saved model instance or None, `detail` a dict of
    JSON values without names, phone numbers or answers.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [APPEND_LOCK])
    before = last_entry()
    facts = {
        "sequence": before.sequence + 1 if before else 1,
        "event": event,
        "by": str(by.public_id) if by else "",
        "about": reference_to(about),
        "detail": detail or {},
        "previous": before.digest if before else GENESIS,
    }
    at = now.astimezone(UTC)
    return Entry.objects.create(at=at, digest=entry_digest(at=at, **facts), **facts)
