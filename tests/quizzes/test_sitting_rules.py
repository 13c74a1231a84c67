from datetime import timedelta

import pytest

from quizzes.rules import sitting
from quizzes.rules.sitting import AttemptRefused, Standing
from tests.builders import NOW

FRESH = Standing(made=0, allowed=2, passed=False)


def check(*, standing=FRESH, opens_at=None, closes_at=None, started_lately=0):
    sitting.check_may_start(
        standing=standing, opens_at=opens_at, closes_at=closes_at, now=NOW, started_lately=started_lately
    )


def test_a_fresh_member_may_start():
    check(opens_at=NOW, closes_at=NOW + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("circumstances", "code"),
    [
        ({"opens_at": NOW + timedelta(seconds=1)}, "not_open"),
        ({"closes_at": NOW}, "closed"),
        ({"standing": Standing(made=1, allowed=None, passed=True)}, "passed"),
        ({"standing": Standing(made=2, allowed=2, passed=False)}, "used_up"),
        ({"started_lately": 6}, "too_often"),
    ],
)
def test_a_start_is_refused_for_one_named_reason(circumstances, code):
    with pytest.raises(AttemptRefused) as refusal:
        check(**circumstances)

    assert refusal.value.code == code


def test_the_windows_end_cuts_a_late_start_short():
    closes_at = NOW + timedelta(minutes=5)

    assert sitting.deadline(now=NOW, minutes=30, closes_at=closes_at) == closes_at


def test_a_paper_without_limits_is_never_due():
    assert sitting.deadline(now=NOW, minutes=None, closes_at=None) is None


@pytest.mark.parametrize(("seconds", "overdue"), [(29, False), (30, False), (31, True)])
def test_thirty_seconds_of_grace_and_not_one_more(seconds, overdue):
    assert sitting.is_overdue(due=NOW, now=NOW + timedelta(seconds=seconds)) is overdue


def test_an_overtaken_answer_is_stale():
    sitting.check_is_newer(seq=3, last=2)

    with pytest.raises(AttemptRefused, match="stale"):
        sitting.check_is_newer(seq=2, last=2)


def test_right_answers_wait_for_their_day_and_for_an_open_paper():
    assert sitting.may_reveal(reveal_at=None, now=NOW, sitting_again=False)
    assert not sitting.may_reveal(reveal_at=NOW + timedelta(days=1), now=NOW, sitting_again=False)
    assert not sitting.may_reveal(reveal_at=None, now=NOW, sitting_again=True)
