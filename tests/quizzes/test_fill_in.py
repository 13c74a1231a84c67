import random
from fractions import Fraction

import pytest
from django.http import QueryDict

from quizzes.actions import QuestionRefused
from quizzes.models.fill_in import FillIn
from tests.quizzes.builders import make_question

pytestmark = pytest.mark.django_db


def dealt():
    return make_question("fillin").dealt(random.Random(1))


def test_each_blank_earns_its_part_by_any_accepted_word():
    one = dealt()

    assert FillIn.mark(one.key, ["标本兼治", "二〇一八"]) == 1
    assert FillIn.mark(one.key, ["", "２０１８ "]) == Fraction(1, 2)


def test_the_face_holds_only_how_many_blanks_there_are():
    assert dealt().face["blanks"] == [1, 2]


def test_words_are_read_blank_by_blank():
    one = dealt()

    assert FillIn.read(one.face, QueryDict("q1-2= 2018 ")) == ["", "2018"]
    assert FillIn.read(one.face, QueryDict("q1-1=&q1-2=")) is None


def test_the_rows_name_the_blanks():
    one = dealt()

    rows = FillIn.rows(one.face, one.key, ["标本兼治", "1999"])

    assert [(row.yours, row.correct) for row in rows] == [("标本兼治", True), ("1999", False)]


def test_a_blank_that_only_accepts_a_stop_is_refused():
    with pytest.raises(QuestionRefused):
        make_question("fillin", blanks=[["。"]])

    assert not FillIn.objects.exists()
