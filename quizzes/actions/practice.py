"""Practice: the daily question, what a film stops for, and the wrong-answer book that it feeds."""

from django.db import transaction
from django.db.models import F

from quizzes import queries
from quizzes.models import DailyAnswer, WrongEntry
from quizzes.rules import review


@transaction.atomic
def answer_daily(*, member, day, answer, now):
    """Keep the first answer to the day's question; a second changes nothing. Gives back the Daily."""
    daily = queries.daily_question(member, day)
    if daily is None or daily.marked or answer is None:
        return daily
    marked = queries.marked(daily.dealt, daily.question, answer)
    # A second tap on a slow network comes while the first is still on its way.
    _, first = DailyAnswer.objects.get_or_create(
        member=member,
        day=day,
        defaults={"question": daily.question, "answer": answer, "correct": marked.correct},
    )
    if first and not marked.correct:
        keep_for_review(member=member, question_ids=[daily.question.pk], now=now)
    return queries.daily_question(member, day)


@transaction.atomic
def review_answer(*, entry, answer, now):
    """Mark a due question of the wrong-answer book and move it to its next box: (Marked, entry)."""
    entry = WrongEntry.objects.select_for_update().get(pk=entry.pk)
    marked = queries.marked(queries.deal_entry(entry), entry.question, answer)
    if entry.due_at is None or entry.due_at > now:
        return marked, entry
    entry.box, entry.due_at = review.after_review(box=entry.box, correct=marked.correct, now=now)
    entry.lapses += not marked.correct
    entry.reviewed_at = now
    entry.save(update_fields=["box", "due_at", "lapses", "reviewed_at"])
    return marked, entry


@transaction.atomic
def answer_scenario(*, member, scenario, answer, now):
    """Mark a situation of the red-line trainer and give back the Marked; a miss goes into the wrong-answer book."""
    marked = queries.marked(queries.deal_scenario(scenario, member), scenario, answer)
    if not marked.correct:
        keep_for_review(member=member, question_ids=[scenario.pk], now=now)
    return marked


@transaction.atomic
def answer_in_film(*, member, question, answer, now):
    """Mark a question that a film stopped for and give back the Marked; a miss goes into the wrong-answer book."""
    marked = queries.marked(queries.deal_in_film(question, member), question, answer)
    if not marked.correct:
        keep_for_review(member=member, question_ids=[question.pk], now=now)
    return marked


def keep_for_review(*, member, question_ids, now, not_before=None):
    """Put missed questions into the wrong-answer book, or back into its first box."""
    due_at = review.first_due(now=now, not_before=not_before)
    known = WrongEntry.objects.filter(member=member, question__in=question_ids)
    again = set(known.values_list("question_id", flat=True))
    known.update(box=0, due_at=due_at, lapses=F("lapses") + 1)
    WrongEntry.objects.bulk_create(
        WrongEntry(member=member, question_id=id, due_at=due_at) for id in question_ids if id not in again
    )
