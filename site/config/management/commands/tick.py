"""What the clock asks of the site. A systemd timer or cron runs it each minute; to run it twice harms nothing."""

from datetime import timedelta

from django.core.management.base import BaseCommand
from django.db.models import Q
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from pledges.models import Pledge
from pledges.rules.signing import SEALING_STALLS_AFTER, retry_after
from pledges.tasks import seal_pledge
from quizzes.actions import close_overdue_attempts

# After a signature the worker has this long before somebody asks where the sealing is.
QUEUED_WITHIN = timedelta(minutes=1)
# Longer than a task of ours takes; one that has been running since before then has lost its worker.
WORKER_LOST_AFTER = timedelta(hours=1)
FILM_WORKER_LOST_AFTER = timedelta(hours=12)
MOST_WORKERS = 3
LOST = "The worker that ran this task was lost, for the third time."


class Command(BaseCommand):
    help = "Hand in overdue quizzes, queue sealings that got lost, and take tasks back from workers that died."

    def handle(self, **options):
        now = timezone.now()
        closed = close_overdue_attempts(now=now)
        revived, failed = take_back_tasks(now)
        queued = queue_sealings(now)
        self.stdout.write(
            f"{closed} overdue quizzes handed in, {queued} sealings queued, "
            f"{revived} tasks taken back, {failed} tasks given up."
        )


def queue_sealings(now):
    """Queue every pledge whose sealing is due and waits in no queue; give back how many."""
    waiting = _in_queue(now)
    due = [str(pledge.public_id) for pledge in _unsealed() if _is_due(pledge, now)]
    lost = [public_id for public_id in due if public_id not in waiting]
    for public_id in lost:
        seal_pledge.enqueue(public_id)
    return len(lost)


def _in_queue(now):
    """The public ids of the pledges that a task, now or later, will seal."""
    at_work = Q(status=TaskResultStatus.RUNNING, started_at__gte=now - SEALING_STALLS_AFTER)
    tasks = DBTaskResult.objects.filter(Q(status=TaskResultStatus.READY) | at_work, task_path=seal_pledge.module_path)
    return {asked["args"][0] for asked in tasks.values_list("args_kwargs", flat=True)}


def _unsealed():
    State = Pledge.State
    return Pledge.objects.filter(state__in=[State.ACCEPTED, State.SEALING, State.SEAL_FAILED]).select_related(
        "document"
    )


def _is_due(pledge, now):
    """Is it time to seal (again)? Never, once every try was used: then the operator's log has said so."""
    if pledge.state == Pledge.State.ACCEPTED:
        return now - pledge.signed_at >= QUEUED_WITHIN
    if pledge.state == Pledge.State.SEALING:
        return now - pledge.sealing_since > SEALING_STALLS_AFTER
    wait = retry_after(pledge.document.attempts)
    return wait is not None and now - pledge.sealing_since >= wait


def take_back_tasks(now):
    """Return tasks of lost workers to the queue, or give them up where it keeps happening: how many of each."""
    long_ago = Q(started_at__lt=now - WORKER_LOST_AFTER) & ~Q(queue_name="film")
    long_ago |= Q(started_at__lt=now - FILM_WORKER_LOST_AFTER)
    lost = DBTaskResult.objects.filter(long_ago, status=TaskResultStatus.RUNNING)
    revived = failed = 0
    for task in lost:
        # Only while it is still as it was read: its worker may be slow, not dead, and end it at this moment.
        mine = lost.filter(pk=task.pk, started_at=task.started_at)
        if len(task.worker_ids) < MOST_WORKERS:
            revived += mine.update(status=TaskResultStatus.READY)
        else:
            why = {"exception_class_path": "builtins.TimeoutError", "traceback": LOST}
            failed += mine.update(status=TaskResultStatus.FAILED, finished_at=now, **why)
    return revived, failed
