"""Sitting a quiz, from its start to its receipt."""

import random
import uuid

from django.db import transaction
from django.utils.crypto import salted_hmac

from campaigns.actions import complete
from campaigns.models import ActivityKind
from journal.actions import record
from quizzes import queries
from quizzes.actions.practice import keep_for_review
from quizzes.models import Attempt, AttemptKey, Question, Quiz, Response, kinds
from quizzes.rules import dealing, marking, sitting
from quizzes.rules.sitting import AttemptRefused

LOT = random.SystemRandom()


def new_seat():
    return uuid.uuid4().hex


@transaction.atomic
def start_attempt(*, quiz, member, seat, now):
    """Open an attempt and deal its paper, or give back the open one. Raises AttemptRefused."""
    # Two clicks at once must not both see the last free attempt.
    quiz = Quiz.objects.select_for_update().get(pk=quiz.pk)
    open_attempt = Attempt.objects.filter(quiz=quiz, member=member, finished_at=None).first()
    if open_attempt and not sitting.is_overdue(due=open_attempt.deadline, now=now):
        return open_attempt
    if open_attempt:
        _close(open_attempt, now=now)
    standing = queries.standing(quiz, member)
    sitting.check_may_start(
        standing=standing,
        opens_at=quiz.opens_at,
        closes_at=quiz.closes_at,
        now=now,
        started_lately=queries.started_lately(member, now),
    )
    attempt = _deal_paper(quiz, member, number=standing.made + 1, seat=seat, now=now)
    record("quizzes.attempt.started", by=member.user, about=attempt, now=now)
    return attempt


def _deal_paper(quiz, member, *, number, seat, now):
    """The attempt with its paper, its key apart and an empty response for every question."""
    questions = _draw_questions(quiz)
    if not questions:
        raise AttemptRefused("no_questions")
    dealt = [question.dealt(LOT, number=place, marks=marks) for place, (question, marks) in enumerate(questions, 1)]
    attempt = Attempt.objects.create(
        quiz=quiz,
        member=member,
        enterprise=member.enterprise,
        number=number,
        paper=[one.face for one in dealt],
        seat=seat,
        started_at=now,
        deadline=sitting.deadline(now=now, minutes=quiz.time_limit, closes_at=quiz.closes_at),
    )
    AttemptKey.objects.create(attempt=attempt, keys=[one.key for one in dealt])
    Response.objects.bulk_create(
        Response(attempt=attempt, number=place, question=question) for place, (question, _) in enumerate(questions, 1)
    )
    return attempt


def _draw_questions(quiz):
    """[(question, marks), …] of a new paper."""
    fixed = quiz.fixed.filter(question__retired=False).values_list("question_id", "marks")
    pools = [([id], 1, marks) for id, marks in fixed]
    pools += [(queries.questions_to_draw(rule), rule.count, rule.marks) for rule in quiz.draws.all()]
    drawn = dealing.draw(pools, LOT)
    if quiz.shuffle:
        LOT.shuffle(drawn)
    questions = Question.objects.in_bulk([id for id, _ in drawn])
    return [(questions[id], marks) for id, marks in drawn]


@transaction.atomic
def save_response(*, attempt, number, answer, seq, seat, now):
    """Keep one answer and give back its seq. seq None: a plain form, newer than anything before it.

    Raises AttemptRefused: finished, overdue, elsewhere, stale.
    """
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    sitting.check_may_save(
        finished=attempt.finished_at is not None,
        due=attempt.deadline,
        now=now,
        seat=attempt.seat,
        sitter=seat,
    )
    response = attempt.responses.get(number=number)
    # The same save once more, because its answer was lost on the way back.
    if seq is not None and seq == response.seq and answer == response.answer:
        return seq
    seq = attempt.seq + 1 if seq is None else seq
    sitting.check_is_newer(seq=seq, last=attempt.seq)
    attempt.responses.filter(number=number).update(answer=answer, seq=seq, saved_at=now)
    Attempt.objects.filter(pk=attempt.pk).update(seq=seq)
    return seq


@transaction.atomic
def take_seat(*, attempt, seat, now):
    """Go on with the paper in this browser; the one before it can save no more."""
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if attempt.finished_at:
        raise AttemptRefused("finished")
    if attempt.seat != seat:
        Attempt.objects.filter(pk=attempt.pk).update(seat=seat)
        record("quizzes.attempt.taken_over", by=attempt.member.user, about=attempt, now=now)


@transaction.atomic
def finish_attempt(*, attempt, seat, now, late=None):
    """Hand in: mark the paper, once, and give back the attempt with its receipt, the same one every time.

    late: {number: answer} that the phone could not send before; counted within the time and its grace.
    Raises AttemptRefused if another browser holds the paper.
    """
    attempt = _locked(attempt)
    if attempt.finished_at:
        return attempt
    if not sitting.is_overdue(due=attempt.deadline, now=now):
        if attempt.seat != seat:
            raise AttemptRefused("elsewhere")
        for number, answer in (late or {}).items():
            attempt.responses.filter(number=number).update(answer=answer, saved_at=now)
    return _close(attempt, now=now)


@transaction.atomic
def close_if_overdue(*, attempt, now):
    """Hand in for somebody whose time ran out; give back the attempt as it then stands."""
    attempt = _locked(attempt)
    overdue = sitting.is_overdue(due=attempt.deadline, now=now)
    return _close(attempt, now=now) if overdue and not attempt.finished_at else attempt


def close_overdue_attempts(*, now):
    """Hand in every paper whose time ran out, from its last save; give back how many."""
    overdue = list(queries.overdue_attempts(now))
    for attempt in overdue:
        close_if_overdue(attempt=attempt, now=now)
    return len(overdue)


def _locked(attempt):
    """The attempt as it stands, locked alone: PostgreSQL cannot lock what an outer join brings along."""
    locked = Attempt.objects.select_for_update(of=("self",))
    return locked.select_related("quiz", "member__user").get(pk=attempt.pk)


def _close(attempt, *, now):
    """Mark, seal, journal; keep what was missed for review; tell the campaign of a pass."""
    overdue = sitting.is_overdue(due=attempt.deadline, now=now)
    responses = list(attempt.responses.order_by("number"))
    percent = _mark(attempt, responses)
    attempt.finished_at = attempt.deadline if overdue else now
    attempt.ended = Attempt.Ended.TIME_UP if overdue else Attempt.Ended.HANDED_IN
    attempt.score = marking.to_decimal(percent, places=1)
    attempt.passed = percent >= attempt.quiz.pass_mark
    attempt.receipt = _receipt(attempt, responses)
    attempt.save(update_fields=["finished_at", "ended", "score", "passed", "receipt"])
    missed = [response.question_id for response in responses if not response.correct]
    keep_for_review(member=attempt.member, question_ids=missed, now=now, not_before=attempt.quiz.reveal_at)
    detail = {"score": str(attempt.score), "passed": attempt.passed, "ended": attempt.ended}
    record("quizzes.attempt.finished", by=attempt.member.user, about=attempt, now=now, detail=detail)
    if attempt.passed:
        evidence = {"attempt": str(attempt.token), "score": str(attempt.score)}
        complete(
            member=attempt.member,
            kind=ActivityKind.QUIZ,
            target=attempt.quiz,
            now=attempt.finished_at,
            evidence=evidence,
        )
    return attempt


def _mark(attempt, responses):
    """Write the marks of every response; the exact percentage of the paper."""
    keys = AttemptKey.objects.get(attempt=attempt).keys
    earned = []
    for face, key, response in zip(attempt.paper, keys, responses, strict=True):
        answered = response.answer is not None
        share = kinds()[face["kind"]].mark(key, response.answer) if answered else marking.NONE
        response.marks = marking.to_decimal(share * face["marks"], places=2)
        response.correct = share == marking.FULL
        earned.append((share, face["marks"]))
    Response.objects.bulk_update(responses, ["marks", "correct"])
    return marking.percent(earned)


def _receipt(attempt, responses):
    """A seal over what was handed in and what it came to."""
    facts = [attempt.token, attempt.finished_at.isoformat(), attempt.score, attempt.passed]
    facts += [[response.number, response.answer] for response in responses]
    return salted_hmac("quizzes.receipt", repr(facts), algorithm="sha256").hexdigest()
