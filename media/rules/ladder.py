"""At which sizes a film is kept: a ladder that the player climbs as the network allows."""

from typing import NamedTuple


class Step(NamedTuple):
    """One size by its short side, how good it looks (less is better) and what it takes at most, in kbit/s."""

    side: int
    quality: int
    most: int


_LADDER = (Step(240, 27, 300), Step(480, 25, 900), Step(720, 23, 2000))
_CLOSE = 0.8  # of a film's own size: a step that comes so near looks much the same
_FALLBACK = 480
AUDIO_KBITS = 96
KEY_EVERY = 2  # seconds; a segment is a whole number of these, so that all steps can be changed at the same places
SEGMENT = 6


def steps_for(width, height):
    """The steps for a film of this size, smallest first. Nothing is made larger than it is, nor much smaller.

    A film that lies well between two steps gets one of its own size besides those below it.
    """
    short = min(width, height)
    steps = [step for step in _LADDER if step.side <= short]
    if not steps:
        return [_LADDER[0]._replace(side=max(short // 2 * 2, 2))]
    if len(steps) < len(_LADDER) and steps[-1].side < short * _CLOSE:
        steps.append(_between(steps[-1], _LADDER[len(steps)], short // 2 * 2))
    return steps


def _between(below, above, side):
    """A step of this side, in all else as far from the one below as its side is."""
    share = (side - below.side) / (above.side - below.side)
    quality, most = (round(low + share * (high - low)) for low, high in zip(below[1:], above[1:], strict=True))
    return Step(side, quality, most)


def step_for_still():
    """A recording shows one picture, which costs next to nothing at any size."""
    return _LADDER[-1]


def fallback_of(steps):
    """Which step becomes the one file for browsers that know no playlists: a fair picture on a weak network."""
    return max((step for step in steps if step.side <= _FALLBACK), default=steps[0])


class Sheet(NamedTuple):
    """Small pictures of a film on one sheet, for the scrubber: one `every` so many seconds, in rows of `columns`."""

    every: int
    count: int
    columns: int
    rows: int


def sheet_for(seconds, most=100, columns=10):
    """Where the key frames are, and `most` of them at most."""
    every = KEY_EVERY * max(1, -(-int(seconds) // (most * KEY_EVERY)))
    count = max(1, -(-int(seconds) // every))
    return Sheet(every, count, min(count, columns), -(-count // columns))
