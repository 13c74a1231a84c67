import random
from fractions import Fraction

import pytest
from django.http import QueryDict

from quizzes.actions import QuestionRefused
from quizzes.models.multiple_choice import MultipleChoice
from tests.quizzes.builders import make_question

pytestmark = pytest.mark.django_db


def dealt():
    return make_question("multiple").dealt(random.Random(1))


def test_one_right_tick_of_two_earns_half():
    one = dealt()

    assert MultipleChoice.mark(one.key, one.key["right"]) == 1
    assert MultipleChoice.mark(one.key, one.key["right"][:1]) == Fraction(1, 2)


def test_ticking_everything_earns_nothing():
    one = dealt()
    everything = [option["id"] for option in one.face["options"]]

    assert MultipleChoice.mark(one.key, everything) == 0


def test_ticks_are_read_in_the_order_shown_and_strangers_dropped():
    one = dealt()
    first, second, *_ = [option["id"] for option in one.face["options"]]

    answer = MultipleChoice.read(one.face, QueryDict(f"q1={second}&q1={first}&q1=stranger"))

    assert answer == [first, second]


def test_no_tick_is_no_answer():
    assert MultipleChoice.read(dealt().face, QueryDict("")) is None


def test_a_multiple_choice_needs_a_right_option():
    with pytest.raises(QuestionRefused):
        make_question("multiple", answers=[])

    assert not MultipleChoice.objects.exists()
