import random
from fractions import Fraction

import pytest
from django.http import QueryDict

from quizzes.models.scenario import Scenario
from tests.quizzes.builders import make_question

pytestmark = pytest.mark.django_db


def dealt():
    return make_question("scenario").dealt(random.Random(1))


def test_every_part_weighs_the_same():
    one = dealt()
    judgement, choice = one.key["parts"]

    assert Scenario.mark(one.key, {judgement: ["red"]}) == Fraction(1, 2)
    assert Scenario.mark(one.key, {judgement: ["safe"], choice: one.key["parts"][choice]["right"]}) == Fraction(1, 2)


def test_both_zones_at_once_earn_nothing():
    one = dealt()
    judgement = next(iter(one.key["parts"]))

    assert Scenario.mark(one.key, {judgement: ["red", "safe"]}) == 0


def test_parts_are_read_one_by_one():
    one = dealt()
    judgement = one.face["parts"][0]["id"]

    assert Scenario.read(one.face, QueryDict(f"q1-{judgement}=red&q1-{judgement}=blue")) == {judgement: ["red"]}


def test_the_rows_give_the_reason_of_each_part():
    one = dealt()

    rows = Scenario.rows(one.face, one.key, None)

    assert [(row.prompt, row.correct, row.why) for row in rows] == [
        ("收下购物卡", False, "卡也是钱"),
        ("应当怎样做", False, ""),
    ]
