"""Reading regulations: which wording holds, what a citation points at, a version ready to be read."""

from regulations.queries.citing import Passage, citations_in, passages, regulation_named, resolve
from regulations.queries.reading import Heading, Reading, article_with_text, reading
from regulations.queries.standing import (
    IN_FORCE,
    NOT_YET,
    REPEALED,
    SUPERSEDED,
    shelf,
    standing,
    version_in_force,
    versions_at,
    versions_in_force,
)

__all__ = [
    "IN_FORCE",
    "NOT_YET",
    "REPEALED",
    "SUPERSEDED",
    "Heading",
    "Passage",
    "Reading",
    "article_with_text",
    "citations_in",
    "passages",
    "reading",
    "regulation_named",
    "resolve",
    "shelf",
    "standing",
    "version_in_force",
    "versions_at",
    "versions_in_force",
]
