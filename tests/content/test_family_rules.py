from datetime import timedelta

import pytest

from content.rules import family as rules
from content.rules.family import Door
from tests.builders import NOW


def stands(**facts):
    sound = {
        "revoked": False,
        "ends_at": NOW + timedelta(days=1),
        "claimed_by": "",
        "browser": "",
        "may_be_read": True,
        "now": NOW,
    }
    return rules.door(**sound | facts)


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        ({}, Door.CLOSED),
        ({"browser": "mine"}, Door.CLOSED),
        ({"claimed_by": "mine", "browser": "mine"}, Door.OPEN),
        ({"claimed_by": "mine", "browser": "another"}, Door.ELSEWHERE),
        ({"claimed_by": "mine"}, Door.ELSEWHERE),
        ({"ends_at": NOW}, Door.ENDED),
        ({"ends_at": NOW, "claimed_by": "mine", "browser": "mine"}, Door.ENDED),
        ({"revoked": True, "claimed_by": "mine", "browser": "mine"}, Door.REVOKED),
        ({"may_be_read": False, "claimed_by": "mine", "browser": "mine"}, Door.GONE),
    ],
)
def test_how_somebody_stands_to_a_link(facts, standing):
    assert stands(**facts) == standing


@pytest.mark.parametrize("standing", Door)
def test_only_the_first_browser_opens_a_link_and_only_it_adds_a_line(standing):
    may = {"claim": standing in (Door.CLOSED, Door.OPEN), "add": standing == Door.OPEN}

    for check, allowed in (
        (lambda: rules.check_may_claim(standing), may["claim"]),
        (lambda: rules.check_may_add_line(standing, has_line=False), may["add"]),
    ):
        if allowed:
            check()
        else:
            with pytest.raises(rules.LinkRefused) as refused:
                check()
            assert refused.value.code == standing


def test_one_line_comes_by_a_link():
    with pytest.raises(rules.LinkRefused) as refused:
        rules.check_may_add_line(Door.OPEN, has_line=True)

    assert refused.value.code == "one-line-only"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"may_be_read": False}, "not-for-family"),
        ({"open_links": rules.MOST_OPEN}, "too-many-open"),
        ({"made_today": rules.MOST_A_DAY}, "too-many-today"),
    ],
)
def test_a_member_makes_a_few_links_to_what_her_family_may_read(facts, code):
    sound = {"may_be_read": True, "open_links": rules.MOST_OPEN - 1, "made_today": rules.MOST_A_DAY - 1}
    rules.check_may_invite(**sound)

    with pytest.raises(rules.LinkRefused) as refused:
        rules.check_may_invite(**sound | facts)

    assert refused.value.code == code


def test_a_digest_does_not_tell_the_secret():
    assert rules.digest("abc") == rules.digest("abc") != rules.digest("abd")
    assert len(rules.digest("abc")) == 64
    assert "abc" not in rules.digest("abc")
