"""From a film as uploaded to a film that any phone can play, by ffmpeg.

ffmpeg reads what strangers send, so it runs outside the web process, may open local files only,
takes the file for an MP4 whatever it says it is, and knows no more codecs than films need.
"""

import os
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from media.rules.probes import FilmRefused, Probe, percent_done, read_probe

_READ = ("-protocol_whitelist", "file", "-codec_whitelist", "h264,hevc,mpeg4,aac,mp3", "-f", "mov")
_X264 = ("-c:v", "libx264", "-preset", "veryfast", "-profile:v", "main", "-pix_fmt", "yuv420p")
# Players look for the index at the start; where and on what it was filmed is nobody's business.
_MP4 = ("-movflags", "+faststart", "-map_metadata", "-1", "-map_chapters", "-1")
# The short side is cut down to {0}, whichever way the phone was held; both sides come out even.
_SCALE = "scale='if(gt(iw,ih),-2,trunc(min({0},iw)/2)*2)':'if(gt(iw,ih),trunc(min({0},ih)/2)*2,-2)'"
_PATIENCE = 20  # times the film's length


@dataclass(frozen=True)
class MadeFilm:
    """The files made from one original, and what the bigger one is."""

    mp4: Path
    mp4_small: Path
    poster: Path
    probe: Probe


def find_ffmpeg():
    """The operator's ffmpeg, the machine's, or the one that came as a package."""
    if found := getattr(settings, "FFMPEG", "") or shutil.which("ffmpeg"):
        return found
    try:
        import imageio_ffmpeg
    except ImportError:
        raise FilmRefused("no-ffmpeg") from None
    return imageio_ffmpeg.get_ffmpeg_exe()


@contextmanager
def local_copy(file):
    """A path to a stored file for ffmpeg, wherever the storage keeps it."""
    try:
        yield Path(file.path)
    except NotImplementedError:
        with tempfile.NamedTemporaryFile(suffix=".mp4") as copy, file.open("rb") as source:
            shutil.copyfileobj(source, copy)
            copy.flush()
            yield Path(copy.name)


def probe(path):
    """What the file at `path` is; FilmRefused when it is no film."""
    # Asked for no output ffmpeg always ends with an error; what it read stands above it.
    done = subprocess.run(  # noqa: S603 - no shell, and every word is ours but the file's path
        [find_ffmpeg(), "-hide_banner", "-nostdin", *_READ, "-i", path],
        capture_output=True,
        text=True,
        errors="replace",
        timeout=120,
        check=False,
    )
    return read_probe(done.stderr)


def make_ready(source, folder, progress=lambda percent: None):
    """Make both sizes and the poster of the film at `source` in `folder`, calling `progress(percent)`."""
    film = probe(source)
    mp4, small, poster = (folder / name for name in ("film.mp4", "film-360.mp4", "poster.jpg"))
    cut = f"[0:v:0]split[a][b];[a]{_SCALE.format(720)}[big];[b]{_SCALE.format(360)}[small]"
    command = [
        *(find_ffmpeg(), "-hide_banner", "-nostdin", "-y", "-loglevel", "error"),
        *("-progress", "pipe:1", *_READ, "-i", source, "-filter_complex", cut),
        *("-map", "[big]", "-map", "0:a:0?", *_X264, "-crf", "23"),
        *("-c:a", "aac", "-b:a", "128k", *_MP4, mp4),
        *("-map", "[small]", "-map", "0:a:0?", *_X264, "-crf", "28", "-maxrate", "450k"),
        *("-bufsize", "900k", "-c:a", "aac", "-b:a", "64k", "-ac", "1", *_MP4, small),
    ]
    _run(command, film.seconds, progress)
    _take_poster(mp4, poster, film.seconds)
    return MadeFilm(mp4, small, poster, probe(mp4))


def _take_poster(film, poster, seconds):
    command = [
        *(find_ffmpeg(), "-hide_banner", "-nostdin", "-y", "-loglevel", "error"),
        *("-ss", f"{min(seconds / 10, 20):.2f}", *_READ, "-i", film),
        *("-frames:v", "1", "-q:v", "3", poster),
    ]
    _run(command, seconds, lambda percent: None)
    if not poster.is_file():
        raise FilmRefused("unreadable", "no picture for the poster")


def _run(command, seconds, progress):
    """Run ffmpeg to its end, or raise FilmRefused with the last thing it said."""
    deadline = time.monotonic() + 120 + _PATIENCE * seconds
    with tempfile.TemporaryFile("w+", errors="replace") as said:
        process = subprocess.Popen(  # noqa: S603 - as above
            command, stdout=subprocess.PIPE, stderr=said, text=True
        )
        try:
            for line in process.stdout:
                if time.monotonic() > deadline:
                    raise FilmRefused("took-too-long")
                if (percent := percent_done(line, seconds)) is not None:
                    progress(percent)
            failed = process.wait()
        finally:
            process.kill()
            process.wait()
            process.stdout.close()
        if failed:
            said.seek(0, os.SEEK_SET)
            lines = said.read().strip().splitlines()
            raise FilmRefused("unreadable", lines[-1] if lines else "")
