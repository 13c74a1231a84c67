from datetime import timedelta

import pytest

from campaigns.rules import is_asked, may_remind, urgency
from tests.builders import NOW


@pytest.mark.parametrize(
    ("due_in", "done", "word"),
    [
        (timedelta(days=9), False, "open"),
        (timedelta(days=3), False, "soon"),
        (timedelta(0), False, "soon"),
        (timedelta(seconds=-1), False, "late"),
        (timedelta(days=-9), True, "done"),
    ],
)
def test_how_a_thing_stands_is_said_in_one_word(due_in, done, word):
    assert urgency(due_at=NOW + due_in, done=done, now=NOW) == word


@pytest.mark.parametrize(
    ("only_party", "levels", "party", "level", "asked"),
    [
        (False, [], False, "low", True),
        (True, [], False, "low", False),
        (True, [], True, "low", True),
        (False, ["high"], True, "low", False),
        (False, ["high", "low"], False, "low", True),
    ],
)
def test_a_campaign_asks_those_it_names(only_party, levels, party, level, asked):
    assert asked == is_asked(only_party_members=only_party, risk_levels=levels, is_party_member=party, risk_level=level)


def test_nobody_is_reminded_twice_in_a_working_day():
    assert may_remind(last_at=None, now=NOW)
    assert not may_remind(last_at=NOW - timedelta(hours=8), now=NOW)
    assert may_remind(last_at=NOW - timedelta(days=1), now=NOW)
