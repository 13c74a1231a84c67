"""A bank, its questions of every kind, and quizzes over them."""

from itertools import count

from quizzes import actions
from quizzes.models import AttemptKey, QuestionBank, Quiz, QuizQuestion
from tests.builders import NOW

_numbers = count(1)

# One question's data of each kind, as importers take it.
DATA = {
    "single": {"options": ["甲", "乙", "丙"], "answer": 2},
    "multiple": {"options": ["甲", "乙", "丙", "丁"], "answers": [1, 3]},
    "truefalse": {"answer": True},
    "fillin": {"blanks": [["标本兼治"], ["2018", "二〇一八"]]},
    "ordering": {"items": ["一", "二", "三", "四"]},
    "matching": {"pairs": [["登记", "当天"], ["上交", "一个月"], ["公示", "每季"]]},
    "scenario": {
        "parts": [
            {"text": "收下购物卡", "zone": "red", "why": "卡也是钱"},
            {"text": "应当怎样做", "options": ["退回", "登记", "先收下"], "answers": [1, 2]},
        ]
    },
}


def make_bank(name=None, **fields):
    return QuestionBank.objects.create(name=name or f"题库{next(_numbers)}", **fields)


def make_question(kind="single", *, bank=None, stem=None, **data):
    stem = stem or f"第{next(_numbers)}题"
    question, _ = actions.save_question(
        bank=bank or make_bank(), kind=kind, stem=stem, now=NOW, **{**DATA[kind], **data}
    )
    return question


def make_quiz(*questions, title="季度测验", **fields):
    """A published quiz with these fixed questions, in this order; two single choices if none are given."""
    fields.setdefault("state", Quiz.State.PUBLISHED)
    fields.setdefault("shuffle", False)
    quiz = Quiz.objects.create(title=title, **fields)
    bank = None if questions else make_bank()
    questions = questions or [make_question(bank=bank), make_question(bank=bank)]
    for order, question in enumerate(questions):
        QuizQuestion.objects.create(quiz=quiz, question=question, sort_order=order)
    return quiz


def start(quiz, member, *, now=NOW, seat="here"):
    return actions.start_attempt(quiz=quiz, member=member, seat=seat, now=now)


def save(attempt, number, answer, *, seq=None, seat="here", now=NOW):
    return actions.save_response(attempt=attempt, number=number, answer=answer, seq=seq, seat=seat, now=now)


def finish(attempt, *, now=NOW, seat="here", late=None):
    return actions.finish_attempt(attempt=attempt, seat=seat, now=now, late=late)


def right_answer(attempt, number):
    """The right answer to one single choice of a paper."""
    return AttemptKey.objects.get(attempt=attempt).keys[number - 1]["right"]


def answer_all(attempt, *, now=NOW):
    """Answer every single choice of a paper rightly."""
    for face in attempt.paper:
        save(attempt, face["number"], right_answer(attempt, face["number"]), now=now)
    return attempt
