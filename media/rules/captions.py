"""Whether a WebVTT file can be shown as captions, and what it says."""

import re
from html import unescape
from typing import NamedTuple

_STAMP = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"{_STAMP}[ \t]+-->[ \t]+{_STAMP}(?:[ \t]+\S.*)?")
_HEADINGS = ("WEBVTT", "NOTE", "STYLE", "REGION")
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


class Fault(NamedTuple):
    """What is wrong with the `cue`-th caption, at that line of the file; both are counted from 1."""

    code: str
    line: int
    cue: int = 0


def read_captions(text):
    """The cues of a WebVTT text, in order; CaptionsRefused when it is not one."""
    cues, faults = look_through(text)
    if faults:
        raise CaptionsRefused(faults[0].code, faults[0].line)
    return cues


def look_through(text):
    """(the cues that can be read, all Faults) of what is meant to be WebVTT."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        return [], [Fault("not-webvtt", 1)]
    cues, faults = [], []
    blocks = [(number, block) for number, block in _blocks(lines) if not block[0].startswith(_HEADINGS)]
    for place, (number, block) in enumerate(blocks, 1):
        try:
            cues.append(_cue(number, block))
        except CaptionsRefused as refusal:
            faults.append(Fault(refusal.code, refusal.line, place))
    if not blocks:
        faults.append(Fault("empty", len(lines)))
    return cues, faults


def write_captions(cues):
    """Cues as a WebVTT text."""
    blocks = [f"{_stamp(cue.start)} --> {_stamp(cue.end)}\n{_written(cue.text)}\n" for cue in cues]
    return "\n".join(["WEBVTT\n", *blocks])


def check_fits(cues, seconds):
    """Captions that begin after the film has ended belong to another film."""
    if cues[-1].start > seconds:
        raise CaptionsRefused("too-long")


def _blocks(lines):
    """(number of its first line, its lines) for each block after the heading.

    Players take a time for the beginning of a new caption, whether an empty line stands before it or not.
    """
    block = []
    for number, line in enumerate([*lines, ""], start=1):
        begins = _TIMING.fullmatch(line.strip()) and any("-->" in before for before in block)
        if block and (begins or not line.strip()):
            yield number - len(block), block
            block = []
        if line.strip():
            block.append(line)


def _cue(number, block):
    """The cue a block holds, which begins at line `number`."""
    at = 0 if "-->" in block[0] else 1
    timing = _TIMING.fullmatch(block[at].strip()) if at < len(block) else None
    if timing is None:
        raise CaptionsRefused("timing", number + at)
    start, end = _seconds(timing.groups()[:4]), _seconds(timing.groups()[4:])
    if end <= start:
        raise CaptionsRefused("backwards", number + at)
    for place, line in enumerate(block[at + 1 :], number + at + 1):
        # From such a line on players show nothing of it.
        if "-->" in line:
            raise CaptionsRefused("arrow", place)
    words = unescape(_TAG.sub("", "\n".join(block[at + 1 :]))).strip()
    if not words:
        raise CaptionsRefused("wordless", number + at)
    return Cue(start, end, words)


def _written(words):
    """Words as they have to stand in a file, so that nothing in them is taken for a tag or a time."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _seconds(groups):
    hours, minutes, seconds, thousandths = (int(part or 0) for part in groups)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000


def _stamp(seconds):
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"
