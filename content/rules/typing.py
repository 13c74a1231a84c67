"""What somebody types or pastes: into a field of an address, or into a page."""

import re

# No database takes a NUL, and half a pair that makes one character is none.
_UNTAKEN = re.compile("[\x00\ud800-\udfff]")
# How Word and PDF break a line and a page where they do not begin a new paragraph.
_BREAKS = re.compile("[\x0b\x0c]")
# What no letter is, nobody sees and XML does not take.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def typed(text: str, most: int) -> str:
    """At most so many characters of what was typed, without what cannot be asked for."""
    return _UNTAKEN.sub(" ", text).strip()[:most].rstrip()


def legible(text: str, *, instead: str = " ") -> str:
    """A text as it was pasted, without characters that no page can show; `instead` of Word's own line break."""
    return _UNSEEN.sub("", _BREAKS.sub(instead, text))
