"""When a paper may be begun, saved and handed in. The server's clock decides; the phone's is only shown."""

from dataclasses import dataclass
from datetime import timedelta

GRACE = timedelta(seconds=30)
STARTS_AN_HOUR = 6


class AttemptRefused(Exception):
    """The sitting may not go on like this. `code` is one of forms.REFUSALS."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Standing:
    """Where a member stands with a quiz. allowed None: as often as she likes; best in percent."""

    made: int
    allowed: int | None
    passed: bool
    best: object = None
    open_token: object = None
    last_token: object = None

    @property
    def left(self):
        return None if self.allowed is None else max(self.allowed - self.made, 0)


def check_may_start(*, standing, opens_at, closes_at, now, started_lately):
    """started_lately: attempts the member began at any quiz within the last hour."""
    if opens_at and now < opens_at:
        raise AttemptRefused("not_open")
    if closes_at and now >= closes_at:
        raise AttemptRefused("closed")
    if standing.passed:
        raise AttemptRefused("passed")
    if standing.left == 0:
        raise AttemptRefused("used_up")
    if started_lately >= STARTS_AN_HOUR:
        raise AttemptRefused("too_often")


def deadline(*, now, minutes, closes_at):
    """The moment the paper is due, or None. The window's end cuts a late start short."""
    limits = [now + timedelta(minutes=minutes)] if minutes else []
    limits += [closes_at] if closes_at else []
    return min(limits, default=None)


def is_overdue(*, due, now):
    return due is not None and now > due + GRACE


def check_may_save(*, finished, due, now, seat, sitter):
    """seat: who holds the paper; sitter: who sends the answer."""
    if finished:
        raise AttemptRefused("finished")
    if is_overdue(due=due, now=now):
        raise AttemptRefused("overdue")
    if seat != sitter:
        raise AttemptRefused("elsewhere")


def check_is_newer(*, seq, last):
    """An answer that was overtaken on the way must not replace a newer one."""
    if seq <= last:
        raise AttemptRefused("stale")


def may_reveal(*, reveal_at, now, sitting_again):
    """Right answers are shown from reveal_at on, and never beside an open paper of the same quiz."""
    return not sitting_again and (reveal_at is None or now >= reveal_at)


def state_of(*, standing, opens_at, closes_at, now):
    """One word for a paper in a list: sitting, passed, upcoming, closed, used_up or open."""
    if standing.open_token:
        return "sitting"
    if standing.passed:
        return "passed"
    try:
        check_may_start(standing=standing, opens_at=opens_at, closes_at=closes_at, now=now, started_lately=0)
    except AttemptRefused as refusal:
        return {"not_open": "upcoming"}.get(refusal.code, refusal.code)
    return "open"
