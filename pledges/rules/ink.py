"""A kept drawing as vector ink: a pen that thins where it runs and swells where it lingers."""

import math

from .strokes import WIDTH

THINNEST, WIDEST = 4.0, 10.0  # in units of the canvas
BRISK = 1.6  # units per millisecond at which the line is thinnest
STEP = 1.0  # widths are rounded to this, so that neighbouring segments share one path
MARGIN = 20


def signature_svg(drawing):
    """The drawing (as kept in `Pledge.strokes`) as an SVG cropped to its ink; only numbers of ours go in."""
    strokes = drawing["strokes"]
    left, top, width, height = _box(strokes)
    paths = "".join(path for stroke in strokes for path in _paths(stroke))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {width} {height}" '
        f'width="{width}" height="{height}" fill="none" stroke="#1b2630" stroke-linecap="round" '
        f'stroke-linejoin="round">{paths}</svg>'
    )


def _box(strokes):
    xs = [x for stroke in strokes for x, _, _ in stroke]
    ys = [y for stroke in strokes for _, y, _ in stroke]
    left, top = min(xs) - MARGIN, min(ys) - MARGIN
    return left, top, min(max(xs) - left, WIDTH) + MARGIN, max(ys) - top + MARGIN


def _paths(stroke):
    """Runs of segments of one width; each bends through the middle of its neighbours, so that corners are round."""
    if len(stroke) == 1:
        x, y, _ = stroke[0]
        yield f'<path d="M{x} {y}h.1" stroke-width="{WIDEST}"/>'
        return
    pen = (THINNEST + WIDEST) / 2
    run, run_width = [], None
    at = stroke[0][:2]
    for before, point in zip(stroke, stroke[1:], strict=False):
        pen += 0.3 * (_width(before, point) - pen)
        width = round(pen / STEP) * STEP
        middle = ((before[0] + point[0]) / 2, (before[1] + point[1]) / 2)
        if width != run_width:
            yield from _path(run, run_width)
            run, run_width = [f"M{at[0]:g} {at[1]:g}"], width
        run.append(f"Q{before[0]} {before[1]} {middle[0]:g} {middle[1]:g}")
        at = middle
    run.append(f"L{stroke[-1][0]} {stroke[-1][1]}")
    yield from _path(run, run_width)


def _path(run, width):
    if run:
        yield f'<path d="{"".join(run)}" stroke-width="{width:g}"/>'


def _width(before, point):
    speed = math.dist(before[:2], point[:2]) / max(point[2] - before[2], 1)
    return WIDEST - (WIDEST - THINNEST) * min(speed / BRISK, 1)
