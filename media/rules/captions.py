"""Whether a WebVTT file can be shown as captions, and what it says."""

import re
from typing import NamedTuple

_STAMP = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"{_STAMP}[ \t]+-->[ \t]+{_STAMP}(?:[ \t]+\S.*)?")
_TAG = re.compile(r"<[^>]*>")


class CaptionsRefused(Exception):
    """The file is not captions. `code` says why, `line` where, counted from 1."""

    def __init__(self, code, line=1):
        super().__init__(f"{code} (line {line})")
        self.code, self.line = code, line


class Cue(NamedTuple):
    """Words shown from `start` to `end`, in seconds."""

    start: float
    end: float
    text: str


def read_captions(text):
    """The cues of a WebVTT text, in order; CaptionsRefused when it is not one."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        raise CaptionsRefused("not-webvtt")
    cues = [cue for number, block in _blocks(lines) if (cue := _cue(number, block))]
    if not cues:
        raise CaptionsRefused("empty", len(lines))
    return cues


def check_fits(cues, seconds):
    """Captions that begin after the film has ended belong to another film."""
    if cues[-1].start > seconds:
        raise CaptionsRefused("too-long")


def _blocks(lines):
    """(number of its first line, its lines) for each block after the heading."""
    block = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _cue(number, block):
    """The cue a block holds; None for a heading, note, style or region."""
    if block[0].startswith(("WEBVTT", "NOTE", "STYLE", "REGION")):
        return None
    at = 0 if "-->" in block[0] else 1
    timing = _TIMING.fullmatch(block[at].strip()) if at < len(block) else None
    if timing is None:
        raise CaptionsRefused("timing", number + at)
    start, end = _seconds(timing.groups()[:4]), _seconds(timing.groups()[4:])
    if end <= start:
        raise CaptionsRefused("backwards", number + at)
    words = _TAG.sub("", "\n".join(block[at + 1 :])).strip()
    if not words:
        raise CaptionsRefused("wordless", number + at)
    return Cue(start, end, words)


def _seconds(groups):
    hours, minutes, seconds, thousandths = (int(part or 0) for part in groups)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000
