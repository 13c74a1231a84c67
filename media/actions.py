"""What happens to a film on its way from the upload to the page."""

from functools import partial

from django.core.files import File
from django.db import transaction

from media.models import Film, FilmState

MADE = ("mp4", "mp4_small", "poster")


def begin_preparing(*, film):
    """From any state: a job that was killed is begun again like any other."""
    film.state, film.reason, film.detail, film.progress = FilmState.PROCESSING, "", "", 0
    film.save(update_fields=["state", "reason", "detail", "progress"])


def note_progress(*, film, percent):
    Film.objects.filter(pk=film.pk, state=FilmState.PROCESSING).update(progress=percent)


@transaction.atomic
def finish_preparing(*, film, made):
    """Put what `importers.make_ready` made in its place; what it replaces goes once that is certain."""
    for name in MADE:
        field = getattr(film, name)
        if field:
            transaction.on_commit(partial(field.storage.delete, field.name))
        path = getattr(made, name)
        with path.open("rb") as file:
            field.save(path.name, File(file), save=False)
    film.seconds = made.probe.seconds
    film.width, film.height = made.probe.width, made.probe.height
    film.size = film.mp4.size
    film.state, film.progress = FilmState.READY, 100
    film.save(
        update_fields=[*MADE, "seconds", "width", "height", "size", "state", "progress"],
    )


def fail_preparing(*, film, refusal):
    """Keep why; the original stays, so that it can be tried again."""
    film.state, film.reason, film.detail = FilmState.FAILED, refusal.code, refusal.detail[:300]
    film.save(update_fields=["state", "reason", "detail"])
