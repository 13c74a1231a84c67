"""The nouns of the room. Every module here is imported, so a new kind of question is one new file."""

from importlib import import_module
from pkgutil import iter_modules

from quizzes.models.attempt import Attempt, AttemptKey, Response
from quizzes.models.practice import DailyAnswer, WrongEntry
from quizzes.models.question import Question, QuestionBank, kinds
from quizzes.models.quiz import Quiz, QuizDraw, QuizQuestion

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = [
    "Attempt",
    "AttemptKey",
    "DailyAnswer",
    "Question",
    "QuestionBank",
    "Quiz",
    "QuizDraw",
    "QuizQuestion",
    "Response",
    "WrongEntry",
    "kinds",
]
