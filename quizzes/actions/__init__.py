"""What the room does."""

from quizzes.actions.banks import QuestionRefused, save_question
from quizzes.actions.citing import note_question
from quizzes.actions.practice import answer_daily, answer_in_film, answer_scenario, review_answer
from quizzes.actions.sitting import (
    close_if_overdue,
    close_overdue_attempts,
    finish_attempt,
    new_seat,
    save_response,
    start_attempt,
    take_seat,
)
from quizzes.rules.sitting import AttemptRefused

__all__ = [
    "AttemptRefused",
    "QuestionRefused",
    "answer_daily",
    "answer_in_film",
    "answer_scenario",
    "close_if_overdue",
    "close_overdue_attempts",
    "finish_attempt",
    "new_seat",
    "note_question",
    "review_answer",
    "save_question",
    "save_response",
    "start_attempt",
    "take_seat",
]
