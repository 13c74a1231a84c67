from datetime import UTC

from journal.models import Entry
from journal.rules import GENESIS, entry_digest


def reference_to(thing):
    """How the journal names a thing: "app.model:public id", or "" for nothing."""
    if thing is None:
        return ""
    return f"{thing._meta.label_lower}:{getattr(thing, 'public_id', thing.pk)}"


def last_entry():
    return Entry.objects.order_by("-sequence").first()


def entries_about(thing):
    return Entry.objects.filter(about=reference_to(thing))


def digest_of(entry):
    return entry_digest(
        sequence=entry.sequence,
        at=entry.at.astimezone(UTC),
        event=entry.event,
        by=entry.by,
        about=entry.about,
        detail=entry.detail,
        previous=entry.previous,
    )


def first_broken():
    """The number of the first entry that was changed, or before which one is missing; None when all is whole."""
    previous, expected = GENESIS, 1
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=2000):
        if entry.sequence != expected or entry.previous != previous or entry.digest != digest_of(entry):
            return expected
        previous, expected = entry.digest, expected + 1
    return None
