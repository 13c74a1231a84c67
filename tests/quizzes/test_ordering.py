import random
from fractions import Fraction

import pytest
from django.http import QueryDict

from quizzes.models.ordering import Ordering
from tests.quizzes.builders import make_question

pytestmark = pytest.mark.django_db


def dealt():
    return make_question("ordering").dealt(random.Random(1))


def test_the_right_order_earns_everything_and_a_shift_most():
    one = dealt()
    right = one.key["right"]

    assert Ordering.mark(one.key, right) == 1
    assert Ordering.mark(one.key, right[1:] + right[:1]) == Fraction(2, 3)


def test_places_are_read_as_an_order():
    one = dealt()
    form = "&".join(f"q1-{id}={place}" for place, id in enumerate(one.key["right"], 1))

    assert Ordering.read(one.face, QueryDict(form)) == one.key["right"]


def test_a_place_beyond_the_last_is_dropped():
    one = dealt()
    first = one.key["right"][0]

    assert Ordering.read(one.face, QueryDict(f"q1-{first}=9")) is None


def test_a_half_given_order_is_kept_but_earns_nothing():
    one = dealt()
    first = one.key["right"][0]

    answer = Ordering.read(one.face, QueryDict(f"q1-{first}=1"))

    assert answer == [first]
    assert Ordering.mark(one.key, answer) == 0
