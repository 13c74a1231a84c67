"""What happens to a film on its way from the upload to the page."""

from functools import partial
from uuid import uuid4

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction

from media import queries
from media.models import Film, FilmState, film_path

MOST_ATTEMPTS = 3
_MAKING = ["state", "reason", "detail", "progress", "run", "attempts", "worked_at"]


class PreparingTakenOver(Exception):
    """Somebody else prepares this film by now, or it is no longer there: what was made here is not wanted."""


def ask_for_preparing(*, film, now):
    """Let a film be prepared, from any state, as if it never had been tried. Somebody has to queue it."""
    film.state, film.reason, film.detail, film.progress = FilmState.UPLOADED, "", "", 0
    film.run, film.attempts, film.worked_at = "", 0, now
    film.save(update_fields=_MAKING)


@transaction.atomic
def begin_preparing(*, film_id, now):
    """Take a film up under a new `run`; a job that was killed is begun again like any other. None: it is gone."""
    film = Film.objects.select_for_update(of=("self",)).select_related("still").filter(pk=film_id).first()
    if film:
        film.state, film.reason, film.detail, film.progress = FilmState.PROCESSING, "", "", 0
        film.run, film.attempts, film.worked_at = uuid4().hex[:12], film.attempts + 1, now
        film.save(update_fields=_MAKING)
    return film


def note_progress(*, film, percent, now):
    """Write down how far the preparing is, which is also its sign of life."""
    mine = Film.objects.filter(pk=film.pk, state=FilmState.PROCESSING, run=film.run)
    if not mine.update(progress=percent, worked_at=now):
        raise PreparingTakenOver


def finish_preparing(*, film, made, alive=lambda: None):
    """Put what `importers.make_ready` made in its place; what it replaces goes once that is certain.

    `alive` is called after each file: to a storage far away they may take a while.
    """
    before = set(queries.film_files(film).values())
    film.folder = film.run
    put = []
    try:
        for name in made.names:
            with (made.folder / name).open("rb") as file:
                put.append(film.mp4.storage.save(film_path(film, name), File(file)))
            alive()
        _show(film, made, dict(zip(made.names, put, strict=True)))
    except BaseException:
        _delete(film.mp4.storage, put)
        raise
    gone = before - set(queries.film_files(film).values())
    transaction.on_commit(partial(_delete, film.mp4.storage, gone))


@transaction.atomic
def _show(film, made, put):
    if not Film.objects.select_for_update().filter(pk=film.pk, state=FilmState.PROCESSING, run=film.run).exists():
        raise PreparingTakenOver
    film.mp4.name, film.poster.name = put["film.mp4"], put["poster.jpg"]
    film.rungs, film.sheet, film.seconds = made.rungs, made.sheet, made.seconds
    film.width, film.height = made.rungs[-1]["width"], made.rungs[-1]["height"]
    film.size, film.loudness, film.is_sound = film.mp4.size, made.loudness, made.is_sound
    film.state, film.progress, film.run, film.attempts = FilmState.READY, 100, "", 0
    film.save(
        update_fields=[
            *("folder", "mp4", "poster", "rungs", "sheet", "seconds", "width", "height", "size"),
            *("loudness", "is_sound", "state", "progress", "run", "attempts"),
        ],
    )


@transaction.atomic
def save_captions(*, film, language, text):
    """Put the captions in that language ("zh" or "en") in the place of those before; "" takes them away."""
    name = f"captions_{language}"
    film = Film.objects.select_for_update().get(pk=film.pk)
    file = getattr(film, name)
    if file:
        transaction.on_commit(partial(_delete, file.storage, [file.name]))
    if text:
        file.save(f"{language}.vtt", ContentFile(text.encode()), save=False)
    else:
        setattr(film, name, "")
    film.save(update_fields=[name])


def _delete(storage, names):
    for name in names:
        storage.delete(name)


def fail_preparing(*, film, refusal):
    """Keep why, unless the film is in other hands by now; the original stays, so that it can be tried again."""
    film.state, film.reason, film.detail = FilmState.FAILED, refusal.code, refusal.detail[:300]
    Film.objects.filter(pk=film.pk, run=film.run).update(
        state=film.state, reason=film.reason, detail=film.detail, run=""
    )


def take_back_films(*, lost_since):
    """Films whose worker gave no sign of life since then: (those to be queued again, those given up), by their keys."""
    lost = Film.objects.filter(state=FilmState.PROCESSING, worked_at__lt=lost_since)
    tired = list(lost.filter(attempts__gte=MOST_ATTEMPTS).values_list("pk", flat=True))
    given_up = [pk for pk in tired if lost.filter(pk=pk).update(state=FilmState.FAILED, reason="worker-lost", run="")]
    again = [
        pk
        for pk in lost.exclude(pk__in=tired).values_list("pk", flat=True)
        # Its run is over from here on: should its worker wake up, it finds that out at its next sign of life.
        if lost.filter(pk=pk).update(state=FilmState.UPLOADED, run="")
    ]
    return again, given_up


@transaction.atomic
def discard_film(*, film):
    """Throw a film away with all its files, those that were made of it included. No page may show it any more."""
    folder, storage = f"films/{film.public_id}", film.original.storage
    film.delete()
    transaction.on_commit(partial(_discard_folder, storage, folder))


@transaction.atomic
def offer_film(*, film, title):
    """From now on editors may choose it for any page, under its title."""
    film.title, film.is_offered = title, True
    film.save(update_fields=["title", "is_offered"])


def _discard_folder(storage, folder):
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        storage.delete(f"{folder}/{name}")
    for name in folders:
        _discard_folder(storage, f"{folder}/{name}")
    # Where folders are things of their own, an empty one goes as well.
    storage.delete(folder)
