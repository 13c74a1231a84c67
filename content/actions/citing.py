"""What a page cites, kept in the index of citations."""

from regulations.actions import note_citations


def note_page(*, page, by, now):
    """Note what a page cites, about the day it is of; what changed since it came out is news to who reads it."""
    note_citations(source=page, cited=page.cited(), on=page.cited_on, since=page.out_since, by=by, now=now)
