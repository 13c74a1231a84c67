from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from media.models import Film, FilmState
from media.tasks import prepare_film
from pledges.models import Pledge, SealedDocument
from pledges.sealing import keys
from pledges.tasks import seal_pledge
from tests.builders import make_member
from tests.media.builders import make_film
from tests.pledges.builders import make_pledge
from tests.quizzes.builders import make_quiz, start

pytestmark = pytest.mark.django_db


def minutes_ago(minutes):
    return timezone.now() - timedelta(minutes=minutes)


def tick():
    said = StringIO()
    call_command("tick", stdout=said)
    return said.getvalue().strip()


def make_task(status, *, started=None, workers=("w1",), queue="default", path="quizzes.tasks.close_overdue", args=()):
    return DBTaskResult.objects.create(
        status=status,
        started_at=started,
        worker_ids=list(workers),
        queue_name=queue,
        task_path=path,
        args_kwargs={"args": list(args), "kwargs": {}},
        backend_name="default",
        run_after=timezone.now(),
    )


@pytest.fixture
def unsealed():
    """A pledge signed ten minutes ago, with keys to seal it, that nobody sealed."""
    keys.make_keys(now=timezone.now())
    return make_pledge(now=minutes_ago(10))


def state_of(pledge):
    return Pledge.objects.get(pk=pledge.pk).state


def test_a_quiz_whose_time_ran_out_is_handed_in():
    overdue = start(make_quiz(time_limit=10), make_member(), now=minutes_ago(12))
    running = start(make_quiz(time_limit=60), make_member(), now=minutes_ago(12))

    said = tick()

    overdue.refresh_from_db()
    running.refresh_from_db()
    assert (overdue.ended, running.finished_at) == ("time_up", None)
    assert said.startswith("1 overdue quizzes handed in")


def test_a_pledge_that_no_task_will_seal_is_sealed(unsealed):
    said = tick()

    assert state_of(unsealed) == "sealed"
    assert "1 sealings queued" in said


def test_a_pledge_that_waits_in_the_queue_is_left_there(unsealed):
    make_task(TaskResultStatus.READY, path=seal_pledge.module_path, args=[str(unsealed.public_id)])

    tick()

    assert state_of(unsealed) == "accepted"


@pytest.mark.parametrize(("minutes", "state"), [(4, "seal_failed"), (6, "sealed")])
def test_a_sealing_that_failed_twice_is_tried_again_after_five_minutes(unsealed, minutes, state):
    Pledge.objects.update(state="seal_failed", sealing_since=minutes_ago(minutes))
    SealedDocument.objects.create(pledge=unsealed, attempts=2)

    tick()

    assert state_of(unsealed) == state


def test_a_sealing_that_failed_eight_times_waits_for_a_person(unsealed):
    Pledge.objects.update(state="seal_failed", sealing_since=minutes_ago(600))
    SealedDocument.objects.create(pledge=unsealed, attempts=8)

    tick()

    assert state_of(unsealed) == "seal_failed"


@pytest.mark.parametrize(("minutes", "state"), [(4, "sealing"), (6, "sealed")])
def test_a_sealing_whose_worker_died_is_taken_up_after_five_minutes(unsealed, minutes, state):
    Pledge.objects.update(state="sealing", sealing_since=minutes_ago(minutes))
    running = {"started": minutes_ago(minutes), "path": seal_pledge.module_path, "args": [str(unsealed.public_id)]}
    make_task(TaskResultStatus.RUNNING, **running)

    tick()

    assert state_of(unsealed) == state


@pytest.mark.parametrize(
    ("minutes", "queue", "workers", "status"),
    [
        (59, "default", ["w1"], "RUNNING"),
        (61, "default", ["w1", "w2"], "READY"),
        (61, "default", ["w1", "w2", "w3"], "FAILED"),
    ],
)
def test_a_task_whose_worker_was_lost_is_done_again_twice(minutes, queue, workers, status):
    task = make_task(TaskResultStatus.RUNNING, started=minutes_ago(minutes), queue=queue, workers=workers)

    tick()

    task.refresh_from_db()
    assert task.status == status
    assert bool(task.traceback) == (status == "FAILED")


def test_a_task_that_is_done_stays_done():
    task = make_task(TaskResultStatus.SUCCESSFUL, started=minutes_ago(600))

    tick()

    task.refresh_from_db()
    assert task.status == "SUCCESSFUL"


# -- Films -------------------------------------------------------------------------------------------------------------


def film_at_work(minutes, *, attempts=1, state=FilmState.PROCESSING):
    """A film whose worker gave its last sign of life so long ago, with the task that it was at."""
    film = make_film(ready=False)
    Film.objects.update(
        state=state, attempts=attempts, run="abc", worked_at=minutes_ago(minutes), uploaded_at=minutes_ago(60)
    )
    task = make_task(
        TaskResultStatus.RUNNING, started=minutes_ago(30), queue="film", path=prepare_film.module_path, args=[film.pk]
    )
    return film, task


@pytest.mark.parametrize(
    ("minutes", "attempts", "state", "status"),
    [(1, 1, "processing", "RUNNING"), (6, 1, "failed", "FAILED"), (6, 3, "failed", "FAILED")],
)
def test_a_film_whose_worker_was_lost_is_prepared_again_within_minutes(minutes, attempts, state, status):
    film, task = film_at_work(minutes, attempts=attempts)

    tick()

    film.refresh_from_db()
    task.refresh_from_db()
    # Taken up again it fails for another reason: its file is no film.
    assert (film.state, task.status) == (state, status)
    assert film.reason == {1: "" if minutes == 1 else "cut-short", 3: "worker-lost"}[attempts]


def test_a_film_that_waits_in_no_queue_is_queued():
    film, task = film_at_work(60, state=FilmState.UPLOADED)

    said = tick()

    film.refresh_from_db()
    assert film.state == FilmState.FAILED
    assert "1 films queued" in said


def test_a_film_that_waits_its_turn_is_not_queued_twice():
    film, task = film_at_work(60, state=FilmState.UPLOADED)
    DBTaskResult.objects.update(status=TaskResultStatus.READY, started_at=None)

    assert "0 films queued" in tick()
