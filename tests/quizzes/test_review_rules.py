from datetime import timedelta

from quizzes.rules import review
from tests.builders import NOW


def test_each_right_answer_makes_the_wait_longer():
    boxes = [review.after_review(box=box, correct=True, now=NOW) for box in range(3)]

    assert boxes == [(1, NOW + timedelta(days=3)), (2, NOW + timedelta(days=7)), (3, NOW + timedelta(days=15))]


def test_after_the_last_box_a_question_is_known_by_heart():
    assert review.after_review(box=3, correct=True, now=NOW) == (4, None)


def test_a_miss_sends_a_question_back_to_the_first_box():
    assert review.after_review(box=3, correct=False, now=NOW) == (0, NOW + timedelta(days=1))


def test_a_missed_question_never_returns_before_its_answer_may_be_shown():
    reveal_at = NOW + timedelta(days=5)

    assert review.first_due(now=NOW, not_before=reveal_at) == reveal_at
    assert review.first_due(now=NOW) == NOW + timedelta(days=1)
