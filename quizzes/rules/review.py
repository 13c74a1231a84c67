"""When a question comes back: Leitner's boxes. Each right answer moves it to a longer wait."""

from datetime import timedelta

WAITS = (1, 3, 7, 15)  # days


def first_due(*, now, not_before=None):
    """A missed question returns after the shortest wait, yet never before its answer may be shown."""
    due = now + timedelta(days=WAITS[0])
    return max(due, not_before) if not_before else due


def after_review(*, box, correct, now):
    """(box, due_at) after a review in `box` (from 0). due_at None: known by heart, out of the book."""
    box = box + 1 if correct else 0
    if box >= len(WAITS):
        return box, None
    return box, now + timedelta(days=WAITS[box])
