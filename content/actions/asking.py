"""What running tasks ask for follows what can be opened."""

from django.db import transaction

from campaigns.actions import ask_again, waive
from content.queries import open_to_somebody


@transaction.atomic
def ask_for_what_is_out(*, place, by, now):
    """Let tasks ask for the pages at or below a place that somebody may open, and for no other one."""
    out, away = open_to_somebody(place)
    ask_again(pages=out, by=by, now=now)
    waive(pages=away, by=by, now=now)
