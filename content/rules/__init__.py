"""What the pages of the library go by."""

from content.rules.facets import Choice, Facet, Fact, choice_of, counts, fits
from content.rules.letting_out import POINTS, findings, still_missing, telling_numbers
from content.rules.pages import (
    may_approve,
    may_lift,
    minutes,
    reading_seconds,
    runs_of,
    said_in,
    seconds_needed,
    split_by_tags,
    words_of,
)
from content.rules.typing import legible, typed

__all__ = [
    "Choice",
    "Fact",
    "Facet",
    "POINTS",
    "choice_of",
    "counts",
    "findings",
    "fits",
    "legible",
    "may_approve",
    "may_lift",
    "minutes",
    "reading_seconds",
    "runs_of",
    "said_in",
    "seconds_needed",
    "split_by_tags",
    "still_missing",
    "telling_numbers",
    "typed",
    "words_of",
]
