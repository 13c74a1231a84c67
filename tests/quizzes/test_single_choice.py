import random

import pytest
from django.http import QueryDict

from quizzes.actions import QuestionRefused
from quizzes.models.single_choice import SingleChoice
from tests.quizzes.builders import make_question

pytestmark = pytest.mark.django_db


def dealt():
    return make_question("single", explanation="第二项对").dealt(random.Random(1), number=3)


def test_the_right_option_earns_everything_and_another_nothing():
    one = dealt()
    wrong = next(option["id"] for option in one.face["options"] if option["id"] != one.key["right"])

    assert SingleChoice.mark(one.key, one.key["right"]) == 1
    assert SingleChoice.mark(one.key, wrong) == 0


def test_the_face_tells_nothing_of_the_key():
    one = dealt()

    assert set(one.face) == {"stem", "number", "field", "kind", "marks", "options"}
    assert {tuple(option) for option in one.face["options"]} == {("id", "text", "letter")}


def test_an_option_of_another_paper_is_no_answer():
    one = dealt()

    assert SingleChoice.read(one.face, QueryDict("q3=o0000000000")) is None
    assert SingleChoice.read(one.face, QueryDict(f"q3={one.key['right']}")) == one.key["right"]


def test_the_row_says_what_was_given_and_what_was_right():
    one = dealt()

    [row] = SingleChoice.rows(one.face, one.key, None)

    assert (row.yours, row.right[3:], row.correct) == ("", "乙", False)


def test_a_single_choice_needs_exactly_one_right_option():
    with pytest.raises(QuestionRefused):
        make_question("single", answer=9)

    assert not SingleChoice.objects.exists()
