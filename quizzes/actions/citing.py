"""What a question cites, kept in the index of citations."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from quizzes.models import Question
from regulations.actions import note_citations
from regulations.queries import resolve
from regulations.rules.citations import in_full


@transaction.atomic
def note_question(*, question: Question, by, now: datetime, journalled: bool = True) -> None:
    """Note what a question cites, in the wording of today.

    A question has no day of its own: what it goes on citing keeps the day on which it began to, or else a corrected
    comma would hide that the law has changed under it.
    """
    text, today = "\n".join([question.wording, in_full(question.citation)]), timezone.localdate(now)
    note_citations(
        source=question, cited=[("", text)], on=today, keeps_days=True, by=by, now=now, journalled=journalled
    )
    cited = resolve(question.citation, today) if question.citation else None
    Question.objects.filter(pk=question.pk).update(article=cited.article if cited else None)
