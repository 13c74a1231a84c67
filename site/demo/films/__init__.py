"""Two short films for the demo park, drawn, played and encoded here: nothing is downloaded.

`make("shopping_card", folder)` takes some twenty seconds of one core and leaves an MP4 and its
captions in the folder.
"""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from demo.films import stage, tune
from media.importers import find_ffmpeg

NAMES = ("shopping_card", "lotus")


@dataclass(frozen=True)
class FilmFiles:
    """A film that was made: where it and its captions are, its title and length."""

    title: str
    video: Path
    captions_zh: Path
    captions_en: Path
    seconds: float


def make(name: str, folder: Path, progress: Callable[[int], None] = lambda percent: None) -> FilmFiles:
    """Make the film `name` of NAMES in `folder`; `progress` is told whole per cents as they are done."""
    film = import_module(f"demo.films.{name}")
    folder.mkdir(parents=True, exist_ok=True)
    scenes = film.scenes()
    seconds = stage.length(scenes)
    sound = folder / f"{name}.wav"
    tune.write(tune.play(film.MELODY, seconds), sound)
    video = folder / f"{name}.mp4"
    _encode(scenes, sound, video, progress)
    sound.unlink()
    zh, en = folder / f"{name}.zh.vtt", folder / f"{name}.en.vtt"
    zh.write_text(webvtt((start, end, words) for start, end, words, _ in film.CAPTIONS), "utf-8")
    en.write_text(webvtt((start, end, words) for start, end, _, words in film.CAPTIONS), "utf-8")
    return FilmFiles(film.TITLE, video, zh, en, seconds)


def _encode(scenes, sound, video, progress):
    total = round(stage.length(scenes) * stage.FRAMES)
    command = [
        *(find_ffmpeg(), "-hide_banner", "-loglevel", "error", "-y"),
        *("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "{}x{}".format(*stage.SIZE)),
        *("-r", str(stage.FRAMES), "-i", "pipe:0", "-i", sound),
        *("-c:v", "libx264", "-preset", "veryfast", "-tune", "animation", "-crf", "20"),
        *("-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "96k", "-movflags", "+faststart", video),
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as ffmpeg:  # noqa: S603 - no shell, and every word is ours
        for number, frame in enumerate(stage.frames(scenes), start=1):
            ffmpeg.stdin.write(frame.tobytes())
            if number * 100 // total > (number - 1) * 100 // total:
                progress(number * 100 // total)
    if ffmpeg.returncode:
        raise RuntimeError(f"ffmpeg could not encode {video.name}")


def webvtt(cues):
    """Captions as a WebVTT text, from (start, end, words)."""
    blocks = [f"{_stamp(start)} --> {_stamp(end)}\n{words}\n" for start, end, words in cues]
    return "\n".join(["WEBVTT\n", *blocks])


def _stamp(seconds):
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes // 60):02}:{int(minutes % 60):02}:{rest:06.3f}"
