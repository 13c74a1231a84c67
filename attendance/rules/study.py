"""How study time is credited.

A beat is the browser's word about the last few seconds. The server believes it only where its own clock allows:
a beat ends at the ticket's issue plus the browser's monotonic clock, never later than the beat was received, and a
second of a member's life is credited once, however many tabs and phones were open. All times are epoch seconds.
"""

from dataclasses import dataclass, field
from math import ceil

from attendance.rules import spans

READ, WATCH = "read", "watch"

INTERVAL = 15
BEAT_CAP = 1.2 * INTERVAL
LONG_GAP = 45
CLOCK_SLACK = 3
IDLE_LIMIT = 180
MAX_RATE = 1.5
SEEK_SLACK = 3
SLOWEST_RATE = 0.4
LEASE = 72 * 3600
DAY_CAP = 8 * 3600
PAGE_CAP = 1.5
ENOUGH = 0.95
END_OF_ARTICLE = 95
UTC_OFFSET = 8 * 3600

FUTURE, BEFORE_ISSUE, LEASE_OVER, ABANDONED = "future", "before_issue", "lease_over", "abandoned"
HIDDEN, IDLE, PAUSED, TOO_FAST, SEEK, STALLED = "hidden", "idle", "paused", "too_fast", "seek", "stalled"
COUNTED_ALREADY, DAY_FULL, PAGE_FULL = "counted_already", "day_full", "page_full"
END_NOT_REACHED, PARTS_UNSEEN = "end_not_reached", "parts_unseen"


@dataclass(frozen=True)
class Beat:
    """What a browser says about `dt` seconds that ended `mono` seconds after its ticket was issued.

    Positions are seconds into a film, or how far down an article has been scrolled in per cent.
    """

    seq: int
    mono: float
    dt: float
    playing: bool = False
    visible: bool = True
    idle: float = 0
    pos0: float = 0
    pos1: float = 0
    rate: float = 1


@dataclass(frozen=True)
class Ticket:
    """What was issued: for which kind of page, when, how long it is, and when a newer ticket replaced it."""

    kind: str
    issued: float
    length: float
    abandoned: float | None = None


@dataclass(frozen=True)
class Verdict:
    """What became of one beat. `start` and `end` are the stretch of wall clock it stands for, after the cap."""

    beat: Beat
    start: float
    end: float
    credited: float = 0
    reason: str = ""
    played: tuple | None = None
    flagged: bool = False


@dataclass
class Standing:
    """What a member has already: time credited anywhere near this batch, on this page, and per day."""

    counted: list = field(default_factory=list)
    page_credit: float = 0
    day_credit: dict = field(default_factory=dict)


def seconds_needed(kind, *, length):
    """How much credited time completes a page: an article's own minimum, a film at the fastest honest speed."""
    return ceil(length / MAX_RATE * ENOUGH) if kind == WATCH else ceil(length)


def day_of(moment):
    """The park's calendar day a moment falls on, as a day number."""
    return int((moment + UTC_OFFSET) // 86400)


def judge(beats, *, ticket, received, standing):
    """A verdict for every beat, in order of `seq`. `standing` grows as beats are credited."""
    return [_judge_one(beat, ticket, received, standing) for beat in sorted(beats, key=lambda beat: beat.seq)]


def _judge_one(beat, ticket, received, standing):
    end = ticket.issued + beat.mono
    start = max(end - min(beat.dt, BEAT_CAP), ticket.issued)
    reason = _clock_refusal(beat, ticket, received) or _attention_refusal(beat, ticket) or _film_refusal(beat, ticket)
    if reason:
        return Verdict(beat, start, end, reason=reason)
    standing.counted, gained = spans.added(standing.counted, (start, end))
    credited, reason = _within_caps(gained, ticket, end, standing)
    return Verdict(
        beat,
        start,
        end,
        credited=round(credited, 3),
        reason=reason,
        played=_played(beat, ticket),
        flagged=beat.dt > LONG_GAP,
    )


def _clock_refusal(beat, ticket, received):
    end = ticket.issued + beat.mono
    if end > received + CLOCK_SLACK:
        return FUTURE
    if beat.dt <= 0 or beat.mono <= 0 or beat.mono < beat.dt - CLOCK_SLACK:
        return BEFORE_ISSUE
    if received > ticket.issued + LEASE:
        return LEASE_OVER
    if ticket.abandoned is not None and end > ticket.abandoned + CLOCK_SLACK:
        return ABANDONED
    return ""


def _attention_refusal(beat, ticket):
    if not beat.visible:
        return HIDDEN
    if ticket.kind == READ and beat.idle > IDLE_LIMIT:
        return IDLE
    return ""


def _film_refusal(beat, ticket):
    if ticket.kind != WATCH:
        return ""
    if not beat.playing:
        return PAUSED
    if beat.rate > MAX_RATE:
        return TOO_FAST
    moved = beat.pos1 - beat.pos0
    if moved < -SEEK_SLACK or moved > beat.dt * MAX_RATE + SEEK_SLACK:
        return SEEK
    if moved < min(beat.dt, BEAT_CAP) * SLOWEST_RATE - SEEK_SLACK:
        return STALLED
    return ""


def _within_caps(gained, ticket, end, standing):
    """As much of the gain as the page and the day still have room for; why not, when there is none."""
    day = day_of(end)
    page_room = ticket.length * PAGE_CAP - standing.page_credit
    day_room = DAY_CAP - standing.day_credit.get(day, 0)
    credited = max(0, min(gained, page_room, day_room))
    standing.page_credit += credited
    standing.day_credit[day] = standing.day_credit.get(day, 0) + credited
    if credited > 0:
        return credited, ""
    if gained <= 0:
        return 0, COUNTED_ALREADY
    return 0, PAGE_FULL if page_room <= 0 else DAY_FULL


def _played(beat, ticket):
    if ticket.kind != WATCH or beat.pos1 <= beat.pos0:
        return None
    return max(0, beat.pos0), min(beat.pos1, ticket.length)


def share_covered(coverage, *, length):
    """Which part of a film has been played at least once, from 0 to 1."""
    return min(1, spans.measure(coverage) / length) if length else 0


def what_is_missing(kind, *, credited, length, coverage, reached_end):
    """None when the page is complete; else the reason that stands in the way ("" for just more time)."""
    if credited < seconds_needed(kind, length=length):
        return ""
    if kind == WATCH:
        return None if share_covered(coverage, length=length) >= ENOUGH else PARTS_UNSEEN
    return None if reached_end else END_NOT_REACHED
