"""The one-time link by which a member lets one of her family read one story and add a line."""

import hashlib
from datetime import timedelta
from enum import StrEnum

LASTS = timedelta(days=14)
MOST_OPEN, MOST_A_DAY = 5, 10  # links of one member
LONGEST_NAME, LONGEST_LINE = 20, 100


class LinkRefused(Exception):
    """This cannot be done with a link. `code` says why."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


class Door(StrEnum):
    """How somebody stands to a link."""

    CLOSED = "closed"  # nobody has opened it
    OPEN = "open"  # this browser has
    ELSEWHERE = "elsewhere"  # another browser has
    ENDED = "ended"
    REVOKED = "revoked"
    GONE = "gone"  # the story may not be read by this link, or no longer


def digest(secret):
    """What is kept of a secret: enough to know it again, not to tell it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def check_may_invite(*, may_be_read, open_links, made_today):
    if not may_be_read:
        raise LinkRefused("not-for-family")
    if open_links >= MOST_OPEN:
        raise LinkRefused("too-many-open")
    if made_today >= MOST_A_DAY:
        raise LinkRefused("too-many-today")


def door(*, revoked, ends_at, claimed_by, browser, may_be_read, now):
    """The Door of a link for a browser; `claimed_by` and `browser` are digests of what it was given, or ""."""
    if revoked:
        return Door.REVOKED
    if not may_be_read:
        return Door.GONE
    if now >= ends_at:
        return Door.ENDED
    if not claimed_by:
        return Door.CLOSED
    return Door.OPEN if claimed_by == browser else Door.ELSEWHERE


def check_may_claim(standing):
    """The first browser whose reader presses the button has the link; pressing it once more changes nothing."""
    if standing not in (Door.CLOSED, Door.OPEN):
        raise LinkRefused(str(standing))


def check_may_add_line(standing, *, has_line):
    if standing != Door.OPEN:
        raise LinkRefused(str(standing))
    if has_line:
        raise LinkRefused("one-line-only")
