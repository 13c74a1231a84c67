"""What the clock asks of the site. A systemd timer or cron runs it each minute; to run it twice harms nothing."""

from datetime import timedelta

from django.core.management.base import BaseCommand
from django.db.models import Q
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from content.actions import keep_schedule
from media.actions import drop_stale_uploads, forget_unfinished_uploads, take_back_films
from media.models import Film, FilmState
from media.tasks import prepare_film
from pledges.models import Pledge
from pledges.rules.signing import SEALING_STALLS_AFTER, retry_after
from pledges.tasks import seal_pledge
from quizzes.actions import close_overdue_attempts

# After a signature the worker has this long before somebody asks where the sealing is.
QUEUED_WITHIN = timedelta(minutes=1)
# Longer than a task of ours takes; one that has been running since before then has lost its worker.
WORKER_LOST_AFTER = timedelta(hours=1)
# Preparing a film takes as long as it takes, and says every few seconds that it goes on.
FILM_SILENT_FOR = timedelta(minutes=5)
MOST_WORKERS = 3
# Whoever lost the network on Friday goes on on Monday.
UPLOAD_KEPT_FOR = timedelta(days=3)
# Longer than the longest film may take: two hours of film, twenty times.
FILM_TASK_ENDS_AFTER = timedelta(hours=48)
FILM_LOST = "The worker that prepared this film gave no sign of life any more."
LOST = "The worker that ran this task was lost, for the third time."


class Command(BaseCommand):
    help = (
        "Let pages out and take them off at the time that two editors agreed on, hand in overdue quizzes, "
        "queue sealings that got lost, forget uploads that nobody finished, and take tasks back from workers that died."
    )

    def handle(self, **options):
        now = timezone.now()
        closed = close_overdue_attempts(now=now)
        revived, failed = take_back_tasks(now)
        queued = queue_sealings(now)
        films, given_up = queue_films(now)
        kept = keep_schedule(now=now)
        forgotten = forget_unfinished_uploads(now=now)
        drop_stale_uploads(before=now - UPLOAD_KEPT_FOR)
        self.stdout.write(
            f"{closed} overdue quizzes handed in, {queued} sealings queued, {films} films queued, "
            f"{revived} tasks taken back, {failed + given_up} tasks given up, "
            f"{kept.let_out} pages let out, {kept.taken_off} taken off, {forgotten} unfinished uploads forgotten."
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


def queue_films(now):
    """Queue every film whose worker was lost, or that waits in no queue: how many, and how many were given up."""
    silent_since = now - FILM_SILENT_FOR
    again, given_up = take_back_films(lost_since=silent_since)
    tasks = DBTaskResult.objects.filter(task_path=prepare_film.module_path)
    ended = {"status": TaskResultStatus.FAILED, "finished_at": now, "traceback": FILM_LOST}
    for film_id in [*again, *given_up]:
        tasks.filter(status=TaskResultStatus.RUNNING, args_kwargs__args=[film_id]).update(**ended)
    tasks.filter(status=TaskResultStatus.RUNNING, started_at__lt=now - FILM_TASK_ENDS_AFTER).update(**ended)
    at_work = Q(status=TaskResultStatus.RUNNING, started_at__gte=silent_since)
    waiting = tasks.filter(Q(status=TaskResultStatus.READY) | at_work).values_list("args_kwargs", flat=True)
    queued = {asked["args"][0] for asked in waiting}
    forgotten = Film.objects.filter(state=FilmState.UPLOADED, uploaded_at__lt=silent_since)
    forgotten = forgotten.exclude(worked_at__gte=silent_since).exclude(pk__in=queued).values_list("pk", flat=True)
    lost = sorted({*again, *forgotten} - queued)
    for film_id in lost:
        prepare_film.enqueue(film_id)
    return len(lost), len(given_up)


def take_back_tasks(now):
    """Return tasks of lost workers to the queue, or give them up where it keeps happening: how many of each."""
    lost = DBTaskResult.objects.filter(started_at__lt=now - WORKER_LOST_AFTER, status=TaskResultStatus.RUNNING)
    lost = lost.exclude(task_path=prepare_film.module_path)
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
