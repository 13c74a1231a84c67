"""What marks add up to, without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from attendance.rules import credit, presence
from attendance.rules.presence import CheckInRefused, Mark, MarkRefused

STARTS = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
CLOSES = STARTS + timedelta(hours=2)
LATE = timedelta(minutes=10)


def came(minutes):
    return Mark("in", STARTS + timedelta(minutes=minutes))


def said(kind, state=""):
    return Mark(kind, STARTS, state)


def outcome(*marks, required=True, now=STARTS):
    return str(presence.outcome(marks, starts_at=STARTS, closes_at=CLOSES, late_after=LATE, required=required, now=now))


def test_ten_minutes_after_the_start_is_on_time_and_a_second_more_is_late():
    assert [outcome(came(10)), outcome(came(10 + 1 / 60))] == ["present", "late"]


def test_who_never_came_is_absent_once_the_door_is_closed_and_not_before():
    assert [outcome(now=CLOSES - timedelta(seconds=1)), outcome(now=CLOSES)] == ["expected", "absent"]


def test_who_was_only_welcome_is_never_absent():
    assert outcome(required=False, now=CLOSES) == "unattended"


def test_the_last_mark_decides():
    assert outcome(came(30), said("correct", "present")) == "present"
    assert outcome(said("excused"), came(0)) == "present"
    assert outcome(came(0), said("correct", "absent"), said("correct", "made_up")) == "made_up"


def test_asking_for_leave_is_not_having_it():
    assert outcome(said("leave_asked"), now=CLOSES) == "absent"
    assert outcome(said("leave_asked"), said("excused"), now=CLOSES) == "excused"


@pytest.mark.parametrize(("minutes", "code"), [(-31, "too_early"), (121, "closed")])
def test_the_door_is_shut_before_it_opens_and_after_it_closes(minutes, code):
    opens = STARTS - timedelta(minutes=30)

    with pytest.raises(CheckInRefused) as refused:
        presence.check_may_check_in(opens_at=opens, closes_at=CLOSES, now=STARTS + timedelta(minutes=minutes))

    assert refused.value.code == code


def test_a_mark_by_another_hand_needs_a_reason():
    with pytest.raises(MarkRefused) as refused:
        presence.check_may_mark(reason="  ", by_own_hand=False, closes_at=CLOSES, now=STARTS, may_mark_late=True)

    assert refused.value.code == "reason_missing"


def test_after_a_week_only_a_supervisor_marks():
    later = CLOSES + timedelta(days=7, seconds=1)

    presence.check_may_mark(reason="迟交", by_own_hand=False, closes_at=CLOSES, now=later, may_mark_late=True)
    with pytest.raises(MarkRefused) as refused:
        presence.check_may_mark(reason="迟交", by_own_hand=False, closes_at=CLOSES, now=later, may_mark_late=False)

    assert refused.value.code == "too_late_to_mark"


def test_both_people_on_one_phone_are_noticed_and_nobody_else():
    pairs = [("phone-a", 1), ("phone-a", 2), ("phone-b", 3), ("", 4), ("", 5)]

    assert presence.sharing_a_device(pairs) == {1, 2}


def test_ninety_minutes_are_two_credit_hours():
    earned = credit.credit(study_seconds=45 * 60 + 59, event_minutes=45)

    assert (earned.minutes, earned.hours) == (90, 2.0)
