"""Who was there: what a member's marks at one session add up to, and who may still make one.

Marks are only ever added. The last one that decides anything decides.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

IN, MANUAL, EXCUSED, CORRECT, LEAVE_ASKED = "in", "manual", "excused", "correct", "leave_asked"

OPENS_BEFORE = timedelta(minutes=30)
LATE_AFTER_MINUTES = 10
MARKING_ENDS = timedelta(days=7)
TRIES, TRIES_WITHIN = 10, timedelta(minutes=5)


class State(StrEnum):
    """What a member's place at a session has come to."""

    EXPECTED = "expected"
    PRESENT = "present"
    LATE = "late"
    EXCUSED = "excused"
    ABSENT = "absent"
    MADE_UP = "made_up"
    UNATTENDED = "unattended"


ATTENDED = (State.PRESENT, State.LATE, State.MADE_UP)


class CheckInRefused(Exception):
    """A check-in that was not taken; `code` says why."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


class MarkRefused(Exception):
    """A mark by hand, or a leave, that was not taken; `code` says why."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Mark:
    """One mark as the rules see it. `state` is what a mark by hand says; a check-in speaks through its time."""

    kind: str
    occurred_at: object
    state: str = ""


def outcome(marks, *, starts_at, closes_at, late_after, required, now):
    """The State that marks, in the order they were received, add up to."""
    deciding = [mark for mark in marks if mark.kind != LEAVE_ASKED]
    if deciding:
        return _said_by(deciding[-1], late_from=starts_at + late_after)
    if now < closes_at:
        return State.EXPECTED
    return State.ABSENT if required else State.UNATTENDED


def _said_by(mark, *, late_from):
    if mark.kind == EXCUSED:
        return State.EXCUSED
    if mark.state:
        return State(mark.state)
    return State.LATE if mark.occurred_at > late_from else State.PRESENT


def check_may_check_in(*, opens_at, closes_at, now):
    if now < opens_at:
        raise CheckInRefused("too_early")
    if now > closes_at:
        raise CheckInRefused("closed")


def check_may_try_number(*, tries):
    if tries >= TRIES:
        raise CheckInRefused("too_many_tries")


def check_may_mark(*, reason, by_own_hand, closes_at, now, may_mark_late):
    """Somebody else's mark needs a reason, and after a week a supervisor."""
    if not by_own_hand and not reason.strip():
        raise MarkRefused("reason_missing")
    if now > closes_at + MARKING_ENDS and not may_mark_late:
        raise MarkRefused("too_late_to_mark")


def check_may_ask_leave(*, reason, closes_at, now, already_in):
    if not reason.strip():
        raise MarkRefused("reason_missing")
    if now > closes_at:
        raise MarkRefused("leave_too_late")
    if already_in:
        raise MarkRefused("leave_after_check_in")


def sharing_a_device(devices):
    """Of (device, member) pairs, the members whose device also checked somebody else in."""
    owners = {}
    for device, member in devices:
        if device:
            owners.setdefault(device, set()).add(member)
    return {member for members in owners.values() if len(members) > 1 for member in members}
