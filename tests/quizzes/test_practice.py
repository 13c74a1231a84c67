from datetime import timedelta

import pytest

from quizzes import actions, queries
from quizzes.models import DailyAnswer, WrongEntry
from tests.builders import NOW, make_member
from tests.quizzes.builders import finish, make_bank, make_question, make_quiz, start

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def answer_today(member, answer):
    return actions.answer_daily(member=member, day=TODAY, answer=answer, now=NOW)


def test_everybody_has_the_same_question_on_a_day_and_another_the_next():
    bank = make_bank()
    for _ in range(3):
        make_question("truefalse", bank=bank)
    first, second = make_member(), make_member()

    today = [queries.daily_question(member, TODAY).question for member in (first, second)]
    tomorrow = queries.daily_question(first, TODAY + timedelta(days=1)).question

    assert today[0] == today[1] != tomorrow


def test_a_bank_closed_to_practice_gives_no_daily_question():
    make_question("truefalse", bank=make_bank(for_practice=False))

    assert queries.daily_question(make_member(), TODAY) is None


def test_a_question_in_an_open_paper_is_not_asked_in_practice():
    question = make_question("truefalse")
    member = make_member()
    attempt = start(make_quiz(question), member)

    assert queries.daily_question(member, TODAY) is None

    finish(attempt)
    assert queries.daily_question(member, TODAY).question == question


def test_only_the_first_answer_of_a_day_counts():
    make_question("truefalse", answer=True)
    member = make_member()

    answer_today(member, False)
    daily = answer_today(member, True)

    assert (daily.marked.correct, DailyAnswer.objects.count()) == (False, 1)


def test_a_missed_daily_question_goes_into_the_wrong_book():
    question = make_question("truefalse", answer=True)
    member = make_member()

    answer_today(member, False)

    [entry] = WrongEntry.objects.all()
    assert (entry.member, entry.question_id) == (member, question.pk)


def test_a_right_daily_answer_leaves_the_wrong_book_alone():
    make_question("truefalse", answer=True)

    answer_today(make_member(), True)

    assert not WrongEntry.objects.exists()


def test_no_tap_is_no_answer():
    make_question("truefalse")

    answer_today(make_member(), None)

    assert not DailyAnswer.objects.exists()


def make_entry(member, *, due_at=NOW):
    question = make_question("truefalse", answer=True)
    return WrongEntry.objects.create(member=member, question=question, due_at=due_at)


def test_a_right_review_moves_on_and_a_miss_moves_back():
    member = make_member()
    right, wrong = make_entry(member), make_entry(member)

    actions.review_answer(entry=right, answer=True, now=NOW)
    actions.review_answer(entry=wrong, answer=False, now=NOW)

    right.refresh_from_db()
    wrong.refresh_from_db()
    assert (right.box, right.due_at, right.lapses) == (1, NOW + timedelta(days=3), 1)
    assert (wrong.box, wrong.due_at, wrong.lapses) == (0, NOW + timedelta(days=1), 2)


def test_a_question_that_is_not_due_is_marked_but_not_moved():
    entry = make_entry(make_member(), due_at=NOW + timedelta(days=1))

    actions.review_answer(entry=entry, answer=True, now=NOW)

    entry.refresh_from_db()
    assert entry.box == 0


def test_reviews_due_count_only_my_own_that_are_due():
    member = make_member()
    due = make_entry(member)
    make_entry(member, due_at=NOW + timedelta(seconds=1))
    make_entry(member, due_at=None)
    make_entry(make_member())

    assert list(queries.questions_due(member, NOW)) == [due]
    assert queries.reviews_due(member, NOW) == 1


def test_a_situation_judged_wrongly_goes_into_the_wrong_book():
    scenario = make_question("scenario", parts=[{"text": "收下", "zone": "red"}])
    member = make_member()

    line = actions.answer_scenario(member=member, scenario=scenario, answer=None, now=NOW)

    assert not line.correct
    assert list(WrongEntry.objects.values_list("question", flat=True)) == [scenario.pk]


def test_the_trainer_shows_only_scenarios_that_ask_for_a_judgement():
    make_question("scenario", parts=[{"text": "问", "options": ["甲", "乙"], "answers": [1]}])
    judging = make_question("scenario", parts=[{"text": "收下", "zone": "red"}])

    assert queries.scenarios(make_member()) == [judging]
