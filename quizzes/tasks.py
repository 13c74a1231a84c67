"""What the clock asks of the room."""

from django.utils import timezone
from django_tasks import task

from quizzes.actions import close_overdue_attempts


@task()
def close_overdue():
    """Hand in every paper whose time ran out; run each minute."""
    return close_overdue_attempts(now=timezone.now())
