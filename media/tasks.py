"""Films are made ready by the worker, never in a request."""

import tempfile
from pathlib import Path

from django_tasks import task

from media import actions, importers
from media.models import Film
from media.rules.probes import FilmRefused

_STEP = 5  # per cent between two writes of the progress


@task(queue_name="film")
def prepare_film(film_id):
    """Make a film ready to be shown, or keep the reason why it cannot be. May be run again at any time."""
    film = Film.objects.get(pk=film_id)
    actions.begin_preparing(film=film)
    try:
        with importers.local_copy(film.original) as source, tempfile.TemporaryDirectory() as folder:
            made = importers.make_ready(source, Path(folder), _reporter(film))
            actions.finish_preparing(film=film, made=made)
    except FilmRefused as refusal:
        actions.fail_preparing(film=film, refusal=refusal)
    except OSError as error:
        actions.fail_preparing(film=film, refusal=FilmRefused("unreadable", str(error)))


def _reporter(film):
    """A callable that writes the progress down now and then, not with each of ffmpeg's lines."""
    written = 0

    def report(percent):
        nonlocal written
        if percent >= written + _STEP:
            written = percent
            actions.note_progress(film=film, percent=percent)

    return report
