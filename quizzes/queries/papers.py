"""Quizzes and what members made of them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone

from quizzes.models import Attempt, AttemptKey, Question, Quiz, Response, kinds
from quizzes.queries.marked import Marked, with_passages
from quizzes.rules import sitting
from quizzes.rules.sitting import Standing


@dataclass(frozen=True)
class Paper:
    """A quiz in a member's list: her standing and one word for its state."""

    quiz: Quiz
    standing: Standing
    state: str


@dataclass(frozen=True)
class Result:
    """A finished attempt: one Marked a question; revealed False while right answers are withheld."""

    attempt: Attempt
    lines: list[Marked]
    revealed: bool

    @property
    def right(self):
        return sum(line.correct for line in self.lines)


@dataclass(frozen=True)
class Best:
    """A member's best at one quiz: score in percent, None if she never handed in."""

    member_id: int
    score: object
    passed: bool
    attempts: int


def published_quizzes():
    return Quiz.objects.filter(state=Quiz.State.PUBLISHED)


def attempts_of(member):
    return Attempt.objects.filter(member=member).select_related("quiz", "member", "enterprise")


def _standing(quiz, attempts):
    """attempts: all of one member at the quiz, latest first."""
    ended = [attempt for attempt in attempts if attempt.finished_at]
    still_open = [attempt for attempt in attempts if not attempt.finished_at]
    return Standing(
        made=len(attempts),
        allowed=quiz.attempts_allowed,
        passed=any(attempt.passed for attempt in ended),
        best=max((attempt.score for attempt in ended), default=None),
        open_token=still_open[0].token if still_open else None,
        last_token=ended[0].token if ended else None,
    )


def standing(quiz, member):
    """Where this member stands with this quiz: a Standing."""
    return _standing(quiz, list(Attempt.objects.filter(quiz=quiz, member=member).defer("paper")))


def started_lately(member, now):
    """How many attempts the member began within the last hour, at any quiz."""
    return Attempt.objects.filter(member=member, started_at__gt=now - timedelta(hours=1)).count()


def papers_for(member, now):
    """Every published quiz as a Paper; what can be done now stands first."""
    attempts = defaultdict(list)
    for attempt in Attempt.objects.filter(member=member).defer("paper"):
        attempts[attempt.quiz_id].append(attempt)
    papers = [paper_for(quiz, attempts[quiz.pk], now) for quiz in published_quizzes()]
    order = ["sitting", "open", "upcoming", "passed", "used_up", "closed"]
    return sorted(papers, key=lambda paper: order.index(paper.state))


def paper_for(quiz, attempts, now):
    stands = _standing(quiz, attempts)
    state = sitting.state_of(standing=stands, opens_at=quiz.opens_at, closes_at=quiz.closes_at, now=now)
    return Paper(quiz, stands, state)


def questions_to_draw(rule):
    """The ids from which a QuizDraw draws."""
    questions = Question.objects.non_polymorphic().filter(bank=rule.bank_id, retired=False)
    if rule.topic:
        questions = questions.filter(topic=rule.topic)
    if rule.kind:
        questions = questions.filter(polymorphic_ctype__model=rule.kind.replace("_", ""))
    return list(questions.order_by("pk").values_list("pk", flat=True))


def question_count(quiz):
    """How many questions a paper of this quiz has, if the banks hold enough."""
    drawn = sum(rule.count for rule in quiz.draws.all())
    return drawn + quiz.fixed.count()


def overdue_attempts(now):
    """Open attempts whose time and grace have run out."""
    return Attempt.objects.filter(finished_at__isnull=True, deadline__lt=now - sitting.GRACE)


def answers_in(attempt):
    """{question's number: answer} of those answered so far."""
    given = attempt.responses.filter(answer__isnull=False)
    return dict(given.values_list("number", "answer"))


def result_of(attempt, now):
    """What a finished attempt came to: a Result. Right answers are in it only where they may be shown."""
    if attempt.finished_at is None:
        raise ValueError("An open attempt has no result.")
    again = Attempt.objects.filter(quiz=attempt.quiz_id, member=attempt.member_id, finished_at__isnull=True).exists()
    revealed = sitting.may_reveal(reveal_at=attempt.quiz.reveal_at, now=now, sitting_again=again)
    keys = AttemptKey.objects.get(attempt=attempt).keys if revealed else [None] * len(attempt.paper)
    responses = {response.number: response for response in attempt.responses.all()}
    lines = [_line(face, key, responses[face["number"]]) for face, key in zip(attempt.paper, keys, strict=True)]
    return Result(attempt, with_passages(lines, timezone.localdate(now)), revealed)


def _line(face, key, response):
    answered = response.answer is not None
    if key is None:
        return Marked(face, [], response.correct, answered, marks=response.marks)
    return Marked(
        face=face,
        rows=kinds()[face["kind"]].rows(face, key, response.answer),
        correct=response.correct,
        answered=answered,
        explanation=key["explanation"],
        citation=key["citation"],
        marks=response.marks,
    )


def results_of(members, quiz):
    """{member id: Best} for those of the members (a queryset the viewer may see) who handed in."""
    rows = (
        Attempt.objects.filter(quiz=quiz, member__in=members, finished_at__isnull=False)
        .order_by()
        .values("member_id")
        .annotate(best=Max("score"), passes=Count("pk", filter=Q(passed=True)), made=Count("pk"))
    )
    return {row["member_id"]: Best(row["member_id"], row["best"], row["passes"] > 0, row["made"]) for row in rows}


def most_missed(members, *, limit=10):
    """[(citation, times missed), …]: the articles behind the wrong answers of these members, worst first."""
    missed = Response.objects.filter(attempt__member__in=members, correct=False)
    counted = (
        missed.exclude(question__citation="").order_by().values_list("question__citation").annotate(times=Count("pk"))
    )
    return list(counted.order_by("-times", "question__citation")[:limit])
