import random
from fractions import Fraction

import pytest
from django.http import QueryDict

from quizzes.models.matching import Matching
from tests.quizzes.builders import make_question

pytestmark = pytest.mark.django_db


def test_each_pair_rightly_joined_earns_its_part():
    one = make_question("matching").dealt(random.Random(1))
    left, right = next(iter(one.key["right"].items()))

    assert Matching.mark(one.key, one.key["right"]) == 1
    assert Matching.mark(one.key, {left: right}) == Fraction(1, 3)


def test_a_right_side_that_two_lefts_share_is_offered_once():
    pairs = [["甲", "三天"], ["乙", "三天"], ["丙", "五天"]]

    one = make_question("matching", pairs=pairs).dealt(random.Random(1))

    assert sorted(right["text"] for right in one.face["rights"]) == ["三天", "五天"]
    assert Matching.mark(one.key, one.key["right"]) == 1


def test_a_choice_that_was_not_offered_is_dropped():
    one = make_question("matching").dealt(random.Random(1))
    left = one.face["lefts"][0]["id"]

    assert Matching.read(one.face, QueryDict(f"q1-{left}=stranger")) is None
