"""Moments of a film as people write them: 1:05, 1:02:03, or 65 seconds."""

import re

_WRITTEN = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)|(\d{1,5})", re.ASCII)


def read_moment(text):
    """Whole seconds from the beginning; None when that is no moment. Full-width signs count as their plain ones."""
    found = _WRITTEN.fullmatch(text.strip().translate(str.maketrans("：０１２３４５６７８９", ":0123456789")))
    if found is None:
        return None
    hours, minutes, seconds, alone = (int(part or 0) for part in found.groups())
    return alone or hours * 3600 + minutes * 60 + seconds


def write_moment(seconds):
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
