"""How long a text takes, and where in a page's HTML a citation may become a link."""

import re
from math import ceil

CHARACTERS_PER_SECOND = 5
SHARE_NEEDED = 0.4
SHORTEST, LONGEST = 20, 600

_TAG = re.compile(r"(<[^>]*>)")


def reading_seconds(text):
    """How long an unhurried reader takes: five characters a second, spaces not counted."""
    return ceil(len("".join(text.split())) / CHARACTERS_PER_SECOND)


def seconds_needed(reading):
    """The least time that counts as having read: 40 % of an unhurried reading, never under 20 s nor over 10 min."""
    return min(LONGEST, max(SHORTEST, round(reading * SHARE_NEEDED)))


def minutes(seconds):
    """A length as it is shown, in whole minutes; nothing takes less than one."""
    return max(1, round(seconds / 60))


def split_by_tags(html):
    """Give the pieces of an HTML text as (piece, may hold a link): tags and what stands inside <a> may not."""
    pieces, depth = [], 0
    for piece in _TAG.split(html):
        if piece.startswith("<"):
            depth += _opens_link(piece) - _closes_link(piece)
        if piece:
            pieces.append((piece, depth == 0 and not piece.startswith("<")))
    return pieces


def _opens_link(tag):
    return bool(re.match(r"<(a|button|summary|option)\b", tag))


def _closes_link(tag):
    return bool(re.match(r"</(a|button|summary|option)\b", tag))


def words_of(text):
    """The words of a field in which an editor parts them as she likes: 送礼、宴请 or 送礼 宴请."""
    return [word for word in re.split(r"[、，,;；\s]+", text) if word]


def may_approve(*, editor, author):
    """Four eyes: whoever wrote the waiting revision is not the one who lets it out. Both are ids or None."""
    return author is not None and editor != author
