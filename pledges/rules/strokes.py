"""Is this drawing a signature? And if so, the only form in which we keep it.

A drawing arrives as pen positions on a canvas, never as a picture: what a phone sends as SVG or PNG could hold
anything, so the picture is made here from numbers that were checked. Pressure is dropped (it is biometric and proves
nothing to us), absolute time becomes milliseconds since the pen first touched.
"""

import math
from dataclasses import dataclass

from .refusals import StrokesRefused

WIDTH = 1000  # the unit of kept drawings: the canvas is this many units wide

MOST_STROKES = 120
MOST_POINTS = 6000
FEWEST_POINTS = 12
SHORTEST_MS = 300
LEAST_INK = 0.8  # of the canvas width
LEAST_SPAN = 0.15  # of the canvas, each way
LEAST_TURNING = 2.0  # radians
TREMOR = 12  # units: a hand's trembling on a phone is not a turn

UNREADABLE = "The drawing could not be read. Please draw your signature again."
TOO_MUCH = "There is too much in this drawing. Please clear it and write only your name."
TOO_SMALL = "This is too small or too short for a signature. Please write your full name, large."
TOO_STRAIGHT = "A line is not a signature. Please write your full name."
TOO_QUICK = "That was too quick to be a signature. Please write your full name."
SENTENCES = (UNREADABLE, TOO_MUCH, TOO_SMALL, TOO_STRAIGHT, TOO_QUICK)


@dataclass(frozen=True)
class Drawing:
    """A checked signature: `strokes` of (x, y, ms) integers on a canvas `WIDTH` wide and `height` high."""

    height: int
    strokes: tuple

    def as_json(self):
        return {
            "width": WIDTH,
            "height": self.height,
            "strokes": [[list(point) for point in stroke] for stroke in self.strokes],
        }


def read_drawing(sent):
    """The drawing in `sent` = {"width", "height", "strokes": [[[x, y, ms], …], …]}, or StrokesRefused."""
    width, height, strokes = _numbers(sent)
    drawing = _normalise(width, height, strokes)
    check_is_signature(drawing)
    return drawing


def check_is_signature(drawing):
    """Refuse dots, lines, scribbles too short or too quick for a name."""
    points = [point for stroke in drawing.strokes for point in stroke]
    xs, ys = [x for x, _, _ in points], [y for _, y, _ in points]
    if len(points) < FEWEST_POINTS or _ink(drawing.strokes) < LEAST_INK * WIDTH:
        raise StrokesRefused(TOO_SMALL)
    # A line is wide enough one way only, so it must be named before the span is judged.
    if _turning(drawing.strokes) < LEAST_TURNING:
        raise StrokesRefused(TOO_STRAIGHT)
    if max(xs) - min(xs) < LEAST_SPAN * WIDTH or max(ys) - min(ys) < LEAST_SPAN * drawing.height:
        raise StrokesRefused(TOO_SMALL)
    if max(ms for _, _, ms in points) < SHORTEST_MS:
        raise StrokesRefused(TOO_QUICK)


def _numbers(sent):
    """(width, height, strokes) as finite floats, within the allowed amounts."""
    try:
        width, height = float(sent["width"]), float(sent["height"])
        strokes = [[tuple(float(part) for part in point[:3]) for point in stroke] for stroke in sent["strokes"]]
    except (KeyError, TypeError, ValueError, OverflowError):
        raise StrokesRefused(UNREADABLE) from None
    if len(strokes) > MOST_STROKES or sum(map(len, strokes)) > MOST_POINTS:
        raise StrokesRefused(TOO_MUCH)
    numbers = [part for stroke in strokes for point in stroke for part in point]
    three_each = all(len(point) == 3 for stroke in strokes for point in stroke)
    sensible = 50 <= width <= 10_000 and 50 <= height <= 10_000
    if not (sensible and three_each and all(map(math.isfinite, numbers))):
        raise StrokesRefused(UNREADABLE)
    return width, height, [stroke for stroke in strokes if stroke]


def _normalise(width, height, strokes):
    scale = WIDTH / width
    began = min((ms for stroke in strokes for _, _, ms in stroke), default=0)

    def kept(point):
        x, y, ms = point
        return (
            round(min(max(x, 0), width) * scale),
            round(min(max(y, 0), height) * scale),
            round(min(ms - began, 3_600_000)),
        )

    return Drawing(height=round(height * scale), strokes=tuple(tuple(map(kept, stroke)) for stroke in strokes))


def _ink(strokes):
    return sum(math.dist(a[:2], b[:2]) for stroke in strokes for a, b in zip(stroke, stroke[1:], strict=False))


def _turning(strokes):
    """How far the pen turned in all, in radians, from stroke to stroke included: 十 is two lines and a name."""
    headings = []
    for stroke in strokes:
        corners = _corners([point[:2] for point in stroke])
        headings += [math.atan2(b[1] - a[1], b[0] - a[0]) for a, b in zip(corners, corners[1:], strict=False)]
    return sum(
        abs(math.remainder(after - before, math.tau)) for before, after in zip(headings, headings[1:], strict=False)
    )


def _corners(points):
    """The points that give the stroke its shape (Douglas and Peucker): a trembling line has two, its ends."""
    kept, open_runs = {0, len(points) - 1}, [(0, len(points) - 1)]
    while open_runs:
        first, last = open_runs.pop()
        offsets = [(_distance(points[i], points[first], points[last]), i) for i in range(first + 1, last)]
        farthest, at = max(offsets, default=(0, None))
        if farthest > TREMOR:
            kept.add(at)
            open_runs += [(first, at), (at, last)]
    return [points[i] for i in sorted(kept)]


def _distance(point, start, end):
    """From a point to the line through start and end."""
    length = math.dist(start, end)
    if length == 0:
        return math.dist(point, start)
    across = (end[0] - start[0]) * (start[1] - point[1]) - (start[0] - point[0]) * (end[1] - start[1])
    return abs(across) / length
