import random

import pytest
from django.http import QueryDict

from quizzes.models.true_false import TrueFalse
from tests.quizzes.builders import make_question

pytestmark = pytest.mark.django_db


def test_only_the_right_verdict_earns_marks():
    one = make_question("truefalse", answer=False).dealt(random.Random(1))

    assert TrueFalse.mark(one.key, False) == 1
    assert TrueFalse.mark(one.key, True) == 0


@pytest.mark.parametrize(("sent", "answer"), [("true", True), ("false", False), ("maybe", None), ("", None)])
def test_a_tap_is_read_as_true_or_false(sent, answer):
    one = make_question("truefalse").dealt(random.Random(1))

    assert TrueFalse.read(one.face, QueryDict(f"q1={sent}")) is answer


def test_the_face_does_not_tell_the_verdict():
    one = make_question("truefalse").dealt(random.Random(1))

    assert set(one.face) == {"stem", "number", "field", "kind", "marks"}
