"""The daily question, the wrong-answer book and the red-line trainer.

No paper is kept for these: a question is dealt from a seed that only the server can make, so that the page that
asks and the one that marks agree on the ids, and the browser learns nothing.
"""

import random
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.utils.crypto import salted_hmac

from quizzes.models import DailyAnswer, Question, Response, WrongEntry, kinds
from quizzes.queries.marked import Marked
from quizzes.rules.dealing import Dealt

_IN_FILMS = "quizzes.in_film"
_TICKET_HOLDS = 24 * 3600  # seconds


@dataclass(frozen=True)
class Daily:
    """The question of the day for one member: dealt always the same; `marked` once she has answered."""

    question: Question
    dealt: Dealt
    marked: Marked | None

    @property
    def taps(self):
        """[(value, label)]: what one tap can answer."""
        return self.question.taps(self.dealt.face)


def _in_open_papers(member):
    """Questions that stand in a paper the member is sitting: practice must not tell their answers."""
    return Response.objects.filter(attempt__member=member, attempt__finished_at__isnull=True).values("question_id")


def _practice_questions(member):
    return Question.objects.filter(bank__for_practice=True, retired=False).exclude(pk__in=_in_open_papers(member))


def deal_again(question, *about):
    """The question dealt for a page that keeps no paper: the same ids each time for the same `about`."""
    seed = salted_hmac("quizzes.deal", f"{question.pk}:{about}", algorithm="sha256").digest()
    return question.dealt(random.Random(seed))  # noqa: S311 — the seed is the secret


def marked(dealt, question, answer):
    """An answer to a question dealt outside a paper, as a Marked."""
    share = question.mark(dealt.key, answer)
    return Marked(
        face=dealt.face,
        rows=question.rows(dealt.face, dealt.key, answer),
        correct=share == 1,
        answered=answer is not None,
        explanation=question.explanation,
        citation=question.citation,
    )


def daily_answer(member, day):
    """What the member answered on that day (in Shanghai): a DailyAnswer, or None."""
    return DailyAnswer.objects.filter(member=member, day=day).first()


def daily_question(member, day):
    """The Daily of this member and day (a date in Shanghai), or None where no bank is open to practice."""
    answered = daily_answer(member, day)
    question = Question.objects.get(pk=answered.question_id) if answered else _question_of(member, day)
    if question is None:
        return None
    dealt = deal_again(question, "daily", member.pk, day)
    return Daily(question, dealt, marked(dealt, question, answered.answer) if answered else None)


def _question_of(member, day):
    """Everybody's question of the day walks through the banks, one a day."""
    one_tap = [kind for kind in kinds().values() if kind.taps]
    pool = _practice_questions(member).instance_of(*one_tap).order_by("pk")
    rows = list(pool.values_list("pk", "polymorphic_ctype"))
    if not rows:
        return None
    pk, kind = rows[day.toordinal() % len(rows)]
    return ContentType.objects.get_for_id(kind).model_class().objects.get(pk=pk)


def wrong_book(member):
    """The member's wrong answers still to be learned, soonest due first."""
    return WrongEntry.objects.filter(member=member, due_at__isnull=False, question__retired=False).exclude(
        question__in=_in_open_papers(member)
    )


def questions_due(member, now):
    """WrongEntry rows due for review, soonest first."""
    return wrong_book(member).filter(due_at__lte=now)


def reviews_due(member, now):
    """How many questions of the wrong-answer book are due."""
    return questions_due(member, now).count()


def deal_entry(entry):
    """The question of a wrong-answer entry, dealt anew for each turn."""
    return deal_again(entry.question, "review", entry.member_id, entry.lapses, entry.box)


def scenarios(member):
    """Scenarios open to practice that ask for a judgement, in a steady order."""
    found = _practice_questions(member).instance_of(kinds()["scenario"]).order_by("pk")
    return [scenario for scenario in found if scenario.has_judgement]


def deal_scenario(scenario, member):
    return deal_again(scenario, "red line", member.pk)


def film_ticket(question, member):
    """What a page that shows a film gives a member for a question in it: good for her, and for a day."""
    return signing.dumps([question.pk, member.pk], salt=_IN_FILMS)


def question_in_film(ticket, member):
    """The question that a ticket of this member is for; None if it is nobody's, somebody else's, or too old."""
    try:
        question, holder = signing.loads(ticket, salt=_IN_FILMS, max_age=_TICKET_HOLDS)
    except signing.BadSignature:
        return None
    return askable_in_films(member).filter(pk=question).first() if holder == member.pk else None


def askable_in_films(member):
    """Questions whose answers may be told to this member now."""
    return Question.objects.filter(retired=False).exclude(pk__in=_in_open_papers(member))


def deal_in_film(question, member):
    return deal_again(question, "film", member.pk)
