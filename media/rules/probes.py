"""What ffmpeg says a film is, and whether we take it."""

import re
from typing import NamedTuple

LONGEST = 2 * 3600  # seconds
QUIETEST, LOUDEST = -31.0, -9.0  # LUFS; broadcasters aim at -23, sites for films at -14

_DURATION = re.compile(r"Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)")
_VIDEO = re.compile(r"^\s*Stream #.*?: Video: (\w+).*?, (\d{2,5})x(\d{2,5}).*$", re.MULTILINE)
_AUDIO = re.compile(r"^\s*Stream #.*?: Audio: (\w+)", re.MULTILINE)
_RATE = re.compile(r"([\d.]+) fps")
_SHAPE = re.compile(r"\bSAR (\d+):(\d+)")
_WIDEST = 4  # times; a pixel that is said to be wider or higher than that is none
_LOUDNESS = re.compile(r"\bI:\s+(-?[\d.]+) LUFS")
_NOT_TAKEN = re.compile(
    r"Codec \((\w+)\) not on whitelist|no decoder found for: (\w+)|Decoder \(codec (\w+)\) not found"
)
_FAULT = re.compile(r"\[(?:error|fatal)\] (.*)")


class FilmRefused(Exception):
    """The file cannot become a film. `code` says why; `detail` is ffmpeg's word on it, if any."""

    def __init__(self, code, detail=""):
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code, self.detail = code, detail


class Probe(NamedTuple):
    """A film's length in seconds, size as it is seen, codecs and pictures a second.

    `pixel` is how much wider than high its pixels are: those of tape cameras and of broadcasts are not square. `audio`
    is "" for a silent film; `video` is "" for a sound recording, and its numbers are 0. `seconds` is 0 where the file
    does not say: what a browser recorded as it went along.
    """

    seconds: float
    width: int
    height: int
    video: str
    audio: str
    rate: float = 0
    pixel: float = 1

    @property
    def is_sound(self):
        return not self.video


def read_probe(text):
    """What `ffmpeg -i` printed, as a Probe; FilmRefused when that is no film of ours."""
    if "moov atom not found" in text:
        raise FilmRefused("cut-short", "moov atom not found")
    audio, video = _AUDIO.search(text), _video(text)
    if "Duration:" not in text or not (audio or video):
        raise FilmRefused("not-a-film")
    probe = Probe(_seconds(text), 0, 0, "", audio.group(1) if audio else "")
    if video:
        codec, width, height = video.groups()
        rate, pixel = _RATE.search(video.group()), _pixel(video.group())
        probe = probe._replace(
            video=codec,
            width=round(int(width) * pixel),
            height=int(height),
            rate=float(rate.group(1)) if rate else 0,
            pixel=pixel,
        )
    return probe


def check_length(seconds):
    if seconds <= 0:
        raise FilmRefused("not-a-film")
    if seconds > LONGEST:
        raise FilmRefused("too-long")


def is_whole(made_seconds, seconds):
    """Whether what was made is about as long as what it was made of."""
    return made_seconds >= 0.9 * seconds - 1


def check_whole(made_seconds, seconds):
    """A file that ends before its film does was cut off on its way here."""
    if not is_whole(made_seconds, seconds):
        raise FilmRefused("cut-short")


def _video(text):
    """The first moving picture; the cover of a recording is none."""
    return next((found for found in _VIDEO.finditer(text) if "attached pic" not in found.group()), None)


def _pixel(line):
    found = _SHAPE.search(line)
    wide, high = (int(part) for part in found.groups()) if found else (1, 1)
    return wide / high if wide <= _WIDEST * high and high <= _WIDEST * wide and high else 1


def _seconds(text):
    duration = _DURATION.search(text)
    if duration is None:
        return 0.0
    hours, minutes, seconds = duration.groups()
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def seconds_done(line):
    """How many seconds of the film are done by one line of ffmpeg's progress; None when it is on something else."""
    name, _, value = line.strip().partition("=")
    return int(value) / 1_000_000 if name == "out_time_us" and value.isdigit() else None


def percent_done(line, seconds):
    """How far ffmpeg is, 0 to 99; None when the line is on something else."""
    done = seconds_done(line)
    return None if done is None else min(int(done / seconds * 100), 99)


def read_loudness(text):
    """The integrated loudness (EBU R 128) that ffmpeg measured, in LUFS; None where nothing was to be heard."""
    found = _LOUDNESS.findall(text)
    return None if not found or float(found[-1]) <= -70 else float(found[-1])


def read_failure(text):
    """Why ffmpeg failed, by all it said, as a FilmRefused. What is encoded in a way not taken is named by it."""
    if "No space left" in text:
        return FilmRefused("disk", read_fault(text))
    # A cover in a strange format is told of too, and stops nothing: what counts is whether a way to read was opened.
    if found := re.search(r"while opening decoder|no decoder found|Decoder \(codec", text) and _NOT_TAKEN.findall(text):
        return FilmRefused("codec", "".join(found[-1]).upper())
    return FilmRefused("unreadable", read_fault(text))


def read_fault(text):
    """The last thing that went wrong, in ffmpeg's words; "" if nothing did."""
    found = _FAULT.findall(text)
    return found[-1].strip() if found else ""


def how_loud(lufs):
    """ "quiet" or "loud" where somebody would reach for the volume, else ""."""
    if lufs is None:
        return ""
    return "quiet" if lufs < QUIETEST else "loud" if lufs > LOUDEST else ""
