"""Where a film's files are, and the addresses one viewer may fetch them at."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from media.rules import passes


@dataclass(frozen=True)
class FilmAddresses:
    """A film's files for one viewer, as addresses that end; "" for a file it does not have."""

    film: str
    small: str
    poster: str
    captions_zh: str
    captions_en: str


def film_files(film):
    """Every file of a film that may be fetched, by the name it is fetched under."""
    return {
        "film.mp4": film.mp4,
        "film-360.mp4": film.mp4_small,
        "poster.jpg": film.poster,
        "zh.vtt": film.captions_zh,
        "en.vtt": film.captions_en,
    }


def viewer_of(request):
    """Who is asking, as a pass names them."""
    return passes.viewer(request.user.pk, request.session.session_key)


def film_addresses(film, *, viewer, now):
    """Addresses for whoever was just allowed to open a page with this film."""
    files = film_files(film)
    token = passes.make_pass(
        passes.film_key(settings.SECRET_KEY),
        film=film.public_id,
        viewer=viewer,
        ends=passes.ends_at(now.timestamp(), film.seconds or 0),
    )

    def address(name):
        return reverse("media:film", args=[film.public_id, token, name]) if files[name] else ""

    return FilmAddresses(
        film=address("film.mp4"),
        small=address("film-360.mp4"),
        poster=address("poster.jpg"),
        captions_zh=address("zh.vtt"),
        captions_en=address("en.vtt"),
    )
