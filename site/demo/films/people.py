"""People, drawn from a few shapes."""

import math

from demo.films.ink import (
    INK,
    QING,
    SKIN,
    WHITE,
    ZHU,
    turned,
)


def hair(sheet, x, y, r, style, colour, turn):
    """Hair on a head of radius `r`: over the brow, and what the style adds."""
    if style == "bun":
        sheet.ellipse(x - turn * r * 0.55, y - r * 1.02, r * 0.42, r * 0.36, colour)
    if style in ("bob", "plait"):
        sheet.box(x - r * 1.08, y - r * 0.4, r * 2.16, r * (1.3 if style == "bob" else 0.7), colour, round=r * 0.5)
    if style == "plait":
        for side in (-1, 1):
            braid = [(side * 1.0, 0.2), (side * 1.25, 0.75), (side * 1.12, 1.3)]
            sheet.stroke(turned(braid, x, y, r), r * 0.3, colour)
            sheet.ellipse(x + side * 1.13 * r, y + 1.3 * r, r * 0.12, colour=ZHU)


def fringe(sheet, x, y, r, style, colour, turn):
    lean = turn * 0.32
    outline = [(-1.06, 0.02), (-1.05, -0.55), (-0.6, -1.08), (0, -1.2), (0.6, -1.08), (1.05, -0.55), (1.06, 0.02)]
    inner = [(0.9, -0.2), (0.55 + lean, -0.5), (lean, -0.55), (-0.5 + lean, -0.42), (-0.9, -0.2)]
    if style == "bun":
        inner = [(0.92, -0.18), (0.6, -0.52), (lean, -0.7), (-0.6, -0.52), (-0.92, -0.18)]
    sheet.shape(turned([*outline, *inner], x, y, r), colour)


_FACE = [(-0.92, -0.4), (0, -0.95), (0.92, -0.4), (0.86, 0.35), (0.42, 0.88), (0, 1.0), (-0.42, 0.88), (-0.86, 0.35)]
_BODY_LEFT = [(-0.25, 0.08), (-0.265, -0.2), (-0.29, -0.42), (-0.2, -0.54), (-0.08, -0.58)]
_BODY = [*_BODY_LEFT, *((-x, y) for x, y in reversed(_BODY_LEFT))]
_RING = [(0.25 * math.cos(a / 8 * math.pi), 0.23 * math.sin(a / 8 * math.pi)) for a in range(17)]


def head(sheet, x, y, r, *, style="short", hair_colour=INK, turn=0.0, glasses=False, shut=False):
    """A head about (x, y); `turn` from -1 (looks left) to 1, `shut` for eyes cast down."""
    hair(sheet, x, y, r, style, hair_colour, turn)
    sheet.shape(turned(_FACE, x, y, r), SKIN)
    for side in (-1, 1):
        eye(sheet, x + (turn * 0.34 + side * 0.4) * r, y, r, side, glasses, shut)
    smile = [(-0.2, 0.52), (0, 0.6), (0.2, 0.52)]
    sheet.stroke(turned(smile, x + turn * r * 0.32, y, r), r * 0.065, ZHU, 0.8)
    fringe(sheet, x, y, r, style, hair_colour, turn)


def eye(sheet, x, y, r, side, glasses, shut):
    """An eye with its brow, and the cheek below it."""
    sheet.ellipse(x + side * r * 0.14, y + r * 0.36, r * 0.22, r * 0.14, ZHU, 0.16, soft=r * 0.07)
    if shut:
        sheet.stroke(turned([(-0.15, 0.06), (0, 0.13), (0.15, 0.06)], x, y, r), r * 0.075)
    else:
        sheet.ellipse(x, y + r * 0.06, r * 0.075, r * 0.1)
    sheet.stroke(turned([(-0.17, -0.2), (0, -0.26), (0.17, -0.2)], x, y, r), r * 0.055, INK, 0.75)
    if glasses:
        sheet.stroke(turned(_RING, x, y + r * 0.07, r), r * 0.05, INK, 0.85, taper=False)


def person(sheet, x, y, size, *, coat=QING, turn=0.0, hands=(), collar=WHITE, standing=False, legs=INK, **face):
    """Somebody from the waist up, the waist at (x, y), or `standing` on legs below it.

    `size` is from waist to crown; `hands` are where the hands are, the left one of the picture
    first; `face` is what `head` takes.
    """
    s = size
    if standing:
        stand(sheet, x, y, s, turn, legs)
    sheet.shape(turned(_BODY, x, y, s), coat)
    sheet.box(x - 0.075 * s, y - 0.66 * s, 0.15 * s, 0.14 * s, SKIN, round=0.04 * s)
    sheet.ellipse(x, y - 0.585 * s, 0.09 * s, 0.035 * s, INK, 0.1)
    for side in (-1, 1):
        lapel = [(side * 0.1, -0.6), (side * 0.145, -0.53), (0.01 * side, -0.36), (0, -0.46)]
        sheet.shape(turned(lapel, x, y, s), collar, curved=False)
    sheet.stroke(turned([(0, -0.36), (0.006, -0.12), (0, 0.09)], x, y, s), 0.012 * s, INK, 0.5)
    head(sheet, x + turn * 0.03 * s, y - 0.8 * s, 0.185 * s, turn=turn, **face)
    for side, hand in zip((-1, 1), hands, strict=False):
        arm(sheet, (x + side * 0.235 * s, y - 0.43 * s), hand, s, coat, side)


def stand(sheet, x, y, s, turn, colour):
    """Two legs below (x, y), and shoes."""
    for side in (-1, 1):
        sheet.box(x + side * 0.12 * s - 0.1 * s, y - 0.05 * s, 0.2 * s, 0.82 * s, colour, round=0.05 * s)
        sheet.ellipse(x + side * 0.13 * s + turn * 0.04 * s, y + 0.79 * s, 0.13 * s, 0.05 * s, INK)


def arm(sheet, shoulder, hand, size, coat, side):
    """A sleeve from the shoulder to the hand, the elbow hanging a little."""
    elbow = ((shoulder[0] + hand[0]) / 2 + side * 0.06 * size, (shoulder[1] + hand[1]) / 2 + 0.1 * size)
    sheet.stroke([shoulder, elbow, hand], 0.125 * size, coat, taper=False)
    under = [(point[0], point[1] + 0.055 * size) for point in (shoulder, elbow, hand)]
    sheet.stroke(under, 0.014 * size, INK, 0.35)
    reach = math.dist(elbow, hand) or 1
    palm = [hand[axis] + (hand[axis] - elbow[axis]) / reach * 0.07 * size for axis in (0, 1)]
    sheet.ellipse(*palm, 0.058 * size, 0.052 * size, SKIN)
