"""What ffmpeg says a film is, and whether we take it."""

import re
from typing import NamedTuple

LONGEST = 2 * 3600  # seconds

_DURATION = re.compile(r"Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)")
_VIDEO = re.compile(r"Stream #.*?: Video: (\w+).*?, (\d{2,5})x(\d{2,5})")
_AUDIO = re.compile(r"Stream #.*?: Audio: (\w+)")


class FilmRefused(Exception):
    """The file cannot become a film. `code` says why; `detail` is ffmpeg's word on it, if any."""

    def __init__(self, code, detail=""):
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code, self.detail = code, detail


class Probe(NamedTuple):
    """A film's length in seconds, size in pixels and codecs; `audio` is "" for a silent one."""

    seconds: float
    width: int
    height: int
    video: str
    audio: str


def read_probe(text):
    """What `ffmpeg -i` printed, as a Probe; FilmRefused when that is no film of ours."""
    duration, video, audio = (pattern.search(text) for pattern in (_DURATION, _VIDEO, _AUDIO))
    if duration is None or video is None:
        raise FilmRefused("not-a-film")
    hours, minutes, seconds = duration.groups()
    length = int(hours) * 3600 + int(minutes) * 60 + float(seconds)
    if length <= 0:
        raise FilmRefused("not-a-film")
    if length > LONGEST:
        raise FilmRefused("too-long")
    codec, width, height = video.groups()
    return Probe(length, int(width), int(height), codec, audio.group(1) if audio else "")


def percent_done(line, seconds):
    """How far ffmpeg is by one line of its progress, 0 to 99; None when the line is on something else."""
    name, _, value = line.strip().partition("=")
    if name != "out_time_us" or not value.isdigit():
        return None
    return min(int(int(value) / 1_000_000 / seconds * 100), 99)
