"""How long a text takes, and where in a page's HTML a citation may become a link."""

import json
import re
from math import ceil

CHARACTERS_PER_SECOND = 5
SHARE_NEEDED = 0.4
SHORTEST, LONGEST = 20, 600

_TAG = re.compile(r"(<[^>]*>)")
_INLINE = re.compile(r"</?(b|strong|i|em|u|s|sub|sup|mark|small|span)\b")


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


def runs_of(pieces):
    """Give the pieces that read on as one text, as lists of their places in what `split_by_tags` gave.

    A word that is bold does not end a sentence; a new paragraph does, and so does what may hold no link.
    """
    run = []
    for place, (piece, may_link) in enumerate(pieces):
        if may_link:
            run.append(place)
        elif run and not _INLINE.match(piece):
            yield run
            run = []
    if run:
        yield run


def _opens_link(tag):
    return bool(re.match(r"<(a|button|summary|option)\b", tag))


def _closes_link(tag):
    return bool(re.match(r"</(a|button|summary|option)\b", tag))


def words_of(text):
    """The words of a field in which an editor parts them as she likes: 送礼、宴请 or 送礼 宴请."""
    return [word for word in re.split(r"[、，,;；\s]+", text) if word]


def may_approve(*, editor, writers):
    """Four eyes: who wrote or handed in what waits is not the one who lets it out. Ids; None is a writer not known."""
    return bool(writers) and not {None, editor} & set(writers)


# What Wagtail keeps in a revision of its own accord, and remarks at the margin: nobody reads it on the page.
_NOT_SAID = {
    "draft_title",
    "expired",
    "first_published_at",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live",
    "live_revision",
    "locked",
    "locked_at",
    "locked_by",
    "numchild",
    "wagtail_admin_comments",
}
# The text editor numbers its paragraphs when a text first comes into it.
_NUMBERED = re.compile(r' data-block-key="\w*"')


def said_in(content):
    """What a revision (its content, plain JSON values) says to readers, to be compared."""
    return _compared({key: value for key, value in content.items() if key not in _NOT_SAID})


def _compared(value):
    """Without the keys of rows, which change when a draft's lines are first kept."""
    if isinstance(value, dict):
        return {key: _compared(within) for key, within in value.items() if key != "pk"}
    if isinstance(value, list):
        return [_compared(within) for within in value]
    if not isinstance(value, str):
        return value
    try:
        return _compared(json.loads(value)) if value[:1] in ("[", "{") else _NUMBERED.sub("", value)
    except ValueError:
        return value  # it only began like the data that a body is kept as


def may_lift(*, editor, withdrawn_by):
    """A page that was taken back comes out again by another hand than the one that took it."""
    return editor != withdrawn_by
