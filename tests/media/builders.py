"""Films and pictures that never surprise."""

import subprocess
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from media.importers import find_ffmpeg
from media.models import Film, FilmState, Picture, film_path
from media.rules.probes import FilmRefused

BYTES = bytes(range(256)) * 4
CAPTIONS = "WEBVTT\n\n00:00:00.500 --> 00:00:01.500\n莲\n"
MP4_HEAD = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41"


class Elsewhere(InMemoryStorage):
    """A storage that is no disk of ours: files go in and come out, and have no path."""

    def path(self, name):
        raise NotImplementedError

    def _relative_path(self, name):
        return str(name).lstrip("/")


def make_film(title="莲", *, ready=True, captions=True, content=BYTES):
    """A film; `ready` without ffmpeg: its files hold BYTES, which no player would take for a film."""
    film = Film(title=title)
    film.original.save("莲.mp4", ContentFile(MP4_HEAD + content), save=False)
    if captions:
        film.captions_zh.save("zh.vtt", ContentFile(CAPTIONS.encode()), save=False)
    if ready:
        film.folder = "made"
        film.mp4.save("film.mp4", ContentFile(content), save=False)
        film.poster.save("poster.jpg", ContentFile(picture_bytes("jpeg")), save=False)
        film.rungs = [{"side": 240, "width": 426, "height": 240}, {"side": 720, "width": 1280, "height": 720}]
        film.sheet = {"every": 2, "count": 33, "columns": 10, "rows": 4, "width": 160, "height": 90}
        for name in ("main.m3u8", "240.m3u8", "240.m4s", "720.m3u8", "720.m4s", "scrubber.jpg"):
            film.mp4.storage.save(film_path(film, name), ContentFile(content))
        film.seconds, film.width, film.height, film.size = 66.0, 1280, 720, len(content)
        film.state, film.progress = FilmState.READY, 100
    film.save()
    return film


def make_clip(path, *words, size="320x240", seconds=2, sound=True, sound_seconds=None, index_first=False):
    """A real film of colour bars and a tone, or as `words` say; skips the test where there is no ffmpeg."""
    try:
        ffmpeg = find_ffmpeg()
    except FilmRefused:
        pytest.skip("There is no ffmpeg on this machine.")
    tone = ["-f", "lavfi", "-i", f"sine=frequency=440:duration={sound_seconds or seconds}"] if sound else []
    subprocess.run(  # noqa: S603 - a test's own words
        [
            *(ffmpeg, "-v", "error", "-y", "-f", "lavfi", "-i", f"testsrc=size={size}:rate=10:duration={seconds}"),
            *(*tone, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"),
            *words,
            *("-metadata", "location=+26.07+119.30/", *(["-movflags", "+faststart"] if index_first else []), path),
        ],
        check=True,
    )
    return path


def make_sound(path, *words, seconds=2, volume=1.0):
    """A real recording of a tone, encoded as the ending of `path` or `words` say."""
    try:
        ffmpeg = find_ffmpeg()
    except FilmRefused:
        pytest.skip("There is no ffmpeg on this machine.")
    tone = f"sine=frequency=440:duration={seconds},volume={volume}"
    subprocess.run([ffmpeg, "-v", "error", "-y", "-f", "lavfi", "-i", tone, *words, path], check=True)  # noqa: S603
    return path


def picture_bytes(kind="png", size=(64, 48), colour="#1f7a74", **options):
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **options)
    return out.getvalue()


def scan_bytes(size=(60, 40), **options):
    """Three stripes, black, grey and white, in greys of sixteen bits, as some scanners write them."""
    row = b"".join([0, 32768, 65535][column * 3 // size[0]].to_bytes(2, "little") for column in range(size[0]))
    out = BytesIO()
    Image.frombytes("I;16", size, row * size[1]).save(out, "png", **options)
    return out.getvalue()


def make_upload(name="photo.png", content=None):
    return SimpleUploadedFile(name, picture_bytes() if content is None else content)


def make_picture(alt_text="一朵莲花", size=(64, 48)):
    return Picture.objects.create(
        title="莲", alt_text=alt_text, file=ContentFile(picture_bytes(size=size), name="lotus.png")
    )
