"""Where a film's files are, the addresses one viewer may fetch them at, and which files pages show."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from wagtail.models import ReferenceIndex

from media.models import Upload
from media.rules import passes

GUEST_COOKIE = "guest"


@dataclass(frozen=True)
class FilmAddresses:
    """A film's files for one viewer, as addresses that end; "" for a file it does not have.

    `main` is the playlist of all sizes; `sizes` are (short side, address of its own playlist), the largest first.
    """

    film: str
    main: str
    poster: str
    sheet: str
    captions_zh: str
    captions_en: str
    sizes: list


def film_files(film):
    """Every file of a film that may be fetched: the name it is fetched under -> the name it is stored under."""
    made = film.mp4.name.rpartition("/")[0]
    files = {
        "film.mp4": film.mp4.name,
        "poster.jpg": film.poster.name,
        "zh.vtt": film.captions_zh.name,
        "en.vtt": film.captions_en.name,
    }
    if film.rungs:
        names = ["main.m3u8", *(f"{rung['side']}.{suffix}" for rung in film.rungs for suffix in ("m3u8", "m4s"))]
        files |= {name: f"{made}/{name}" for name in names}
    if film.sheet:
        files["scrubber.jpg"] = f"{made}/scrubber.jpg"
    return {name: stored for name, stored in files.items() if stored}


def captions_text(film, language):
    """The captions of a film in "zh" or "en" as they are written; "" where there are none."""
    file = getattr(film, f"captions_{language}")
    if not file:
        return ""
    with file.open("rb") as source:
        return source.read().decode("utf-8-sig").replace("\r\n", "\n")


def uploads_of(user):
    """What somebody began to upload and has not used: nobody else may go on with it."""
    return Upload.objects.filter(owner=user)


def guest_of(request):
    """The random name of a browser that was let in to one thing without a sign-in; "" for all others."""
    return request.get_signed_cookie(GUEST_COOKIE, default="")


def viewer_of(request):
    """Who is asking, as a pass names them."""
    return passes.viewer(request.user.pk, request.session.session_key, guest_of(request))


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
        return reverse("media:film", args=[film.public_id, token, name]) if name in files else ""

    return FilmAddresses(
        film=address("film.mp4"),
        main=address("main.m3u8"),
        poster=address("poster.jpg"),
        sheet=address("scrubber.jpg"),
        captions_zh=address("zh.vtt"),
        captions_en=address("en.vtt"),
        sizes=[(rung["side"], address(f"{rung['side']}.m3u8")) for rung in reversed(film.rungs)],
    )


def is_on_pages(file):
    """Whether a page, out or still a draft, shows a picture or offers a document."""
    return ReferenceIndex.get_references_to(file).exists()
