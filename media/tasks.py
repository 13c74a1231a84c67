"""Films are made ready by the worker, never in a request; pictures mostly so."""

import shutil
import time
from contextlib import contextmanager, nullcontext

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from media import actions, importers
from media.models import Picture
from media.rules.probes import FilmRefused

_STEP = 5  # per cent between two writes of the progress
_SIGN_OF_LIFE = 20  # seconds between two, should it be slower


@task(queue_name="film")
def prepare_film(film_id):
    """Make a film ready to be shown, or keep the reason why it cannot be. May be run again at any time."""
    film = actions.begin_preparing(film_id=film_id, now=timezone.now())
    if film is None:
        return
    try:
        _prepare(film)
    except actions.PreparingTakenOver:
        return
    except FilmRefused as refusal:
        actions.fail_preparing(film=film, refusal=refusal)
    except OSError as error:
        actions.fail_preparing(film=film, refusal=FilmRefused("disk", str(error)))


@task()
def prepare_picture(picture_id):
    """Make a picture at every size and in every format that a page may ask for."""
    if picture := Picture.objects.filter(pk=picture_id).first():
        actions.make_sizes(picture=picture)


def _prepare(film):
    still = film.still.file.open("rb") if film.still else nullcontext()
    report = _reporter(film)
    with _scratch(film) as folder, importers.local_copy(film.original, folder) as source, still as picture:
        made = importers.make_ready(source, folder, report, picture)
        actions.finish_preparing(film=film, made=made, alive=report)


@contextmanager
def _scratch(film):
    """A folder for this run to work in; what a killed worker left of an earlier one goes."""
    for left in settings.SCRATCH_ROOT.glob(f"film-{film.pk}-*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = settings.SCRATCH_ROOT / f"film-{film.pk}-{film.run}"
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _reporter(film):
    """A callable that writes the progress down now and then, not with each of ffmpeg's lines."""
    written, at = 0, time.monotonic()

    def report(percent=96):
        nonlocal written, at
        if percent >= written + _STEP or time.monotonic() > at + _SIGN_OF_LIFE:
            written, at = percent, time.monotonic()
            actions.note_progress(film=film, percent=percent, now=timezone.now())

    return report
