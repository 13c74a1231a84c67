from datetime import timedelta
from decimal import Decimal

import pytest

from journal.models import Entry
from quizzes import actions, queries
from quizzes.models import Attempt, AttemptKey, Response, WrongEntry
from quizzes.models.quiz import QuizDraw
from tests.builders import NOW, make_member
from tests.quizzes.builders import (
    answer_all,
    finish,
    make_bank,
    make_question,
    make_quiz,
    right_answer,
    save,
    start,
)

pytestmark = pytest.mark.django_db


def events():
    return list(Entry.objects.filter(event__startswith="quizzes.attempt").values_list("event", flat=True))


def test_a_start_deals_a_paper_and_keeps_its_key_apart():
    member, quiz = make_member(), make_quiz(time_limit=20)

    attempt = start(quiz, member)

    assert [face["number"] for face in attempt.paper] == [1, 2]
    assert len(AttemptKey.objects.get(attempt=attempt).keys) == 2
    assert (attempt.enterprise, attempt.deadline) == (member.enterprise, NOW + timedelta(minutes=20))
    assert events() == ["quizzes.attempt.started"]


def test_a_second_start_gives_back_the_open_paper():
    member, quiz = make_member(), make_quiz()
    first = start(quiz, member)

    assert start(quiz, member) == first
    assert Attempt.objects.count() == 1


def test_a_refused_start_leaves_nothing():
    quiz = make_quiz(opens_at=NOW + timedelta(days=1))

    with pytest.raises(actions.AttemptRefused):
        start(quiz, make_member())

    assert (Attempt.objects.count(), events()) == (0, [])


def test_a_quiz_without_questions_leaves_no_attempt():
    quiz = make_quiz(make_question(retired=False))
    quiz.fixed.all().delete()

    with pytest.raises(actions.AttemptRefused, match="no_questions"):
        start(quiz, make_member())

    assert Attempt.objects.count() == 0


def test_a_draw_takes_its_topic_and_kind_and_nothing_retired():
    bank = make_bank()
    wanted = make_question("truefalse", bank=bank, topic="采购")
    make_question("truefalse", bank=bank, topic="宴请")
    make_question("single", bank=bank, topic="采购")
    make_question("truefalse", bank=bank, topic="采购", answer=False)
    type(wanted).objects.exclude(pk=wanted.pk).filter(topic="采购").update(retired=True)
    quiz = make_quiz(wanted)
    quiz.fixed.all().delete()
    QuizDraw.objects.create(quiz=quiz, bank=bank, topic="采购", kind="true_false", count=5)

    attempt = start(quiz, make_member())

    assert [face["stem"] for face in attempt.paper] == [wanted.stem]


def test_the_seventh_start_within_an_hour_is_refused():
    member = make_member()
    for _ in range(6):
        start(make_quiz(), member)

    with pytest.raises(actions.AttemptRefused, match="too_often"):
        start(make_quiz(), member)

    start(make_quiz(), member, now=NOW + timedelta(minutes=61))


def test_an_answer_is_kept_with_its_place_in_time():
    attempt = start(make_quiz(), make_member())

    seq = save(attempt, 1, "o1", seq=7)

    assert seq == 7
    assert queries.answers_in(attempt) == {1: "o1"}


def test_an_answer_taken_back_is_unanswered_again():
    attempt = start(make_quiz(), make_member())
    save(attempt, 1, "o1")

    save(attempt, 1, None)

    assert queries.answers_in(attempt) == {}


def test_a_late_autosave_never_overwrites_a_newer_answer():
    attempt = start(make_quiz(), make_member())
    save(attempt, 1, "new", seq=5)

    with pytest.raises(actions.AttemptRefused, match="stale"):
        save(attempt, 1, "old", seq=4)

    assert queries.answers_in(attempt) == {1: "new"}


def test_a_save_sent_twice_is_answered_twice_and_stored_once():
    attempt = start(make_quiz(), make_member())

    assert [save(attempt, 1, "o1", seq=5), save(attempt, 1, "o1", seq=5)] == [5, 5]


def test_a_plain_form_is_always_the_newest():
    attempt = start(make_quiz(), make_member())
    save(attempt, 1, "o1", seq=41)

    assert save(attempt, 1, "o2") == 42


def test_another_browser_saves_nothing_until_it_takes_the_paper_over():
    attempt = start(make_quiz(), make_member(), seat="phone")
    with pytest.raises(actions.AttemptRefused, match="elsewhere"):
        save(attempt, 1, "o1", seat="desk")

    actions.take_seat(attempt=attempt, seat="desk", now=NOW)
    save(attempt, 1, "o1", seat="desk")

    assert events() == ["quizzes.attempt.started", "quizzes.attempt.taken_over"]
    with pytest.raises(actions.AttemptRefused, match="elsewhere"):
        save(attempt, 1, "o2", seat="phone")


@pytest.mark.parametrize(("seconds", "kept"), [(29, True), (31, False)])
def test_an_answer_counts_within_the_grace_and_not_after(seconds, kept):
    attempt = start(make_quiz(time_limit=10), make_member())
    now = attempt.deadline + timedelta(seconds=seconds)

    if kept:
        save(attempt, 1, "o1", now=now)
    else:
        with pytest.raises(actions.AttemptRefused, match="overdue"):
            save(attempt, 1, "o1", now=now)

    assert (1 in queries.answers_in(attempt)) is kept


def test_a_paper_all_right_passes_with_full_score():
    attempt = answer_all(start(make_quiz(pass_mark=100), make_member()))

    finished = finish(attempt)

    assert (finished.score, finished.passed, finished.ended) == (Decimal(100), True, "handed_in")
    assert WrongEntry.objects.count() == 0
    assert events() == ["quizzes.attempt.started", "quizzes.attempt.finished"]


def test_handing_in_twice_gives_the_same_receipt():
    attempt = start(make_quiz(), make_member())

    first, second = finish(attempt), finish(attempt, now=NOW + timedelta(hours=1))

    assert first.receipt == second.receipt != ""
    assert events().count("quizzes.attempt.finished") == 1


def test_after_hand_in_nothing_is_saved():
    attempt = start(make_quiz(), make_member())
    finish(attempt)

    with pytest.raises(actions.AttemptRefused, match="finished"):
        save(attempt, 1, "o1")

    assert queries.answers_in(attempt) == {}


def test_what_the_phone_could_not_send_goes_along_with_the_hand_in():
    attempt = start(make_quiz(), make_member())

    finished = finish(attempt, late={1: right_answer(attempt, 1), 2: right_answer(attempt, 2)})

    assert finished.score == 100


def test_what_comes_along_after_the_grace_does_not_count():
    attempt = start(make_quiz(time_limit=10), make_member())
    now = attempt.deadline + timedelta(seconds=31)

    finished = finish(attempt, now=now, late={1: right_answer(attempt, 1)})

    assert (finished.score, finished.ended, finished.finished_at) == (0, "time_up", attempt.deadline)


def test_a_miss_goes_into_the_wrong_book_and_a_second_miss_counts():
    member, quiz = make_member(), make_quiz(make_question())
    finish(start(quiz, member))
    finish(start(quiz, member))

    [entry] = WrongEntry.objects.filter(member=member)

    assert (entry.lapses, entry.box, entry.due_at) == (2, 0, NOW + timedelta(days=1))


def test_overdue_papers_are_handed_in_from_their_last_save():
    quiz = make_quiz(time_limit=10)
    overdue, running = start(quiz, make_member()), start(make_quiz(time_limit=60), make_member())
    save(overdue, 1, right_answer(overdue, 1))

    closed = actions.close_overdue_attempts(now=NOW + timedelta(minutes=11))

    overdue.refresh_from_db()
    running.refresh_from_db()
    assert (closed, overdue.score, overdue.ended, running.finished_at) == (1, 50, "time_up", None)


def test_marks_are_written_question_by_question():
    bank = make_bank()
    quiz = make_quiz(make_question(bank=bank), make_question("multiple", bank=bank))
    attempt = start(quiz, make_member())
    save(attempt, 1, right_answer(attempt, 1))
    save(attempt, 2, right_answer(attempt, 2)[:1])

    finish(attempt)

    marks = Response.objects.filter(attempt=attempt).values_list("marks", "correct")
    assert list(marks) == [(Decimal(1), True), (Decimal("0.5"), False)]


def test_best_results_are_told_for_the_members_asked_about_only():
    quiz = make_quiz(make_question())
    seen, unseen = make_member(), make_member()
    finish(start(quiz, seen))
    finish(answer_all(start(quiz, seen)))
    finish(answer_all(start(quiz, unseen)))

    results = queries.results_of(type(seen).objects.filter(pk=seen.pk), quiz)

    assert results == {seen.pk: queries.Best(seen.pk, Decimal(100), True, 2)}


def test_right_answers_are_withheld_until_their_day():
    quiz = make_quiz(reveal_at=NOW + timedelta(days=2))
    attempt = finish(start(quiz, make_member()))

    before = queries.result_of(attempt, NOW)
    after = queries.result_of(attempt, NOW + timedelta(days=2))

    assert (before.revealed, [line.rows for line in before.lines]) == (False, [[], []])
    assert after.revealed
    assert all(line.rows for line in after.lines)


def test_right_answers_are_withheld_beside_an_open_paper_of_the_same_quiz():
    member, quiz = make_member(), make_quiz()
    attempt = finish(start(quiz, member))
    start(quiz, member)

    assert not queries.result_of(attempt, NOW).revealed


def test_the_most_missed_articles_come_first():
    bank = make_bank()
    often = make_question(bank=bank, citation="《亲清指导意见》第十条")
    once = make_question(bank=bank, citation="《亲清指导意见》第九条")
    member = make_member()
    finish(start(make_quiz(often, once), member))
    finish(start(make_quiz(often), member))

    missed = queries.most_missed(type(member).objects.filter(pk=member.pk))

    assert missed == [("《亲清指导意见》第十条", 2), ("《亲清指导意见》第九条", 1)]
