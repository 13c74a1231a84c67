"""Brush, wash and letters: everything the films are drawn with.

Places and sizes are in stage units: a stage is 1280 × 720, whatever the film's size in pixels.
A shape is drawn as a mask and its colour laid on through it, so that washes lie on each other
as on paper.
"""

import math
import random
from functools import cache

import pylopdf_fonts_zh_cn as fonts
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

WIDTH, HEIGHT = 1280, 720

PAPER = "#f7f3ea"
MIST = "#e9e8dc"
STONE = "#cfd3c8"
INK = "#22302e"
QING = "#1f7a74"
LEAF = "#4f938a"
DEW = "#a8c9c0"
ZHU = "#b3392f"
BLUSH = "#e6b7a6"
SKIN = "#f0dcc6"
WOOD = "#c8b48f"
LAMP = "#f3dca4"
WHITE = "#fffdf8"

_FINER = 2  # drawn this much larger than kept, for smooth edges


@cache
def letters(size, sans=False):
    path = fonts.sans_path() if sans else fonts.serif_path()
    return ImageFont.truetype(str(path), round(size))


def smooth(points, closed=False, steps=12):
    """A curve through all of `points` (Catmull–Rom)."""
    count = len(points)
    if count < 3:
        return list(points)

    def at(index):
        return points[index % count] if closed else points[min(max(index, 0), count - 1)]

    curve = []
    for index in range(count if closed else count - 1):
        a, b, c, d = (at(index + offset) for offset in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            curve.append(tuple(_between(a[i], b[i], c[i], d[i], t) for i in (0, 1)))
    return curve if closed else [*curve, points[-1]]


def _between(a, b, c, d, t):
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def turned(points, x, y, scale=1.0, degrees=0.0, flip=False):
    """Points drawn about (0, 0), put at (x, y) larger, turned or mirrored."""
    sin, cos = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    side = -1 if flip else 1
    return [(x + scale * (side * px * cos - py * sin), y + scale * (side * px * sin + py * cos)) for px, py in points]


class Sheet:
    """A piece of paper, or of glass where `ground` is None, `width` × `height` units in size.

    `fine` is how many pixels a unit has on the finished sheet; (`left`, `top`) is the place in
    units of its upper left corner, so that a sprite can be drawn about (0, 0).
    """

    def __init__(self, width=WIDTH, height=HEIGHT, *, fine, ground=PAPER, left=0.0, top=0.0):
        self.fine, self.scale, self.left, self.top = fine, fine * _FINER, left, top
        size = round(width * self.scale), round(height * self.scale)
        clear = Image.new("RGBA", size, PAPER)
        if ground is None:
            clear.putalpha(0)
        self.image = clear if ground is None else Image.new("RGB", size, ground)

    def shape(self, points, colour, strength=1.0, *, soft=0.0, fade=None, curved=True):
        """A filled shape. `soft` blurs its edge by so many units; `fade` is (above, below), the
        strength at its top and at its foot."""
        points = smooth(points, closed=True) if curved else points
        self._lay(colour, strength, points, lambda draw, at: draw.polygon(at, fill=255), soft, fade)

    def ellipse(self, x, y, across, down=None, colour=INK, strength=1.0, *, soft=0.0, fade=None):
        """An ellipse about (x, y), by its half width and half height."""
        down = across if down is None else down
        box = [(x - across, y - down), (x + across, y + down)]
        self._lay(colour, strength, box, lambda draw, at: draw.ellipse(at, fill=255), soft, fade)

    def box(self, x, y, width, height, colour, strength=1.0, *, round=0.0, soft=0.0, fade=None):
        """A rectangle from its upper left corner."""
        corner = round * self.scale
        self._lay(
            colour,
            strength,
            [(x, y), (x + width, y + height)],
            lambda draw, at: draw.rounded_rectangle(at, corner, fill=255),
            soft,
            fade,
        )

    def stroke(self, points, width, colour=INK, strength=1.0, *, taper=True, soft=0.0):
        """A brush stroke through `points`: thin where the brush is set down and lifted."""
        curve = smooth(points, steps=10)
        left, right = [], []
        for index, (x, y) in enumerate(curve):
            ahead, behind = curve[min(index + 1, len(curve) - 1)], curve[max(index - 1, 0)]
            dx, dy = ahead[0] - behind[0], ahead[1] - behind[1]
            length = math.hypot(dx, dy) or 1.0
            press = math.sin(math.pi * (0.08 + 0.84 * index / (len(curve) - 1))) if taper else 1.0
            half = width / 2 * press
            left.append((x - dy / length * half, y + dx / length * half))
            right.append((x + dy / length * half, y - dx / length * half))
        self.shape(left + right[::-1], colour, strength, soft=soft, curved=False)
        if not taper:
            for x, y in (curve[0], curve[-1]):
                self.ellipse(x, y, width / 2, colour=colour, strength=strength, soft=soft)

    def write(self, x, y, words, size, colour=INK, strength=1.0, *, sans=False, middle=True, apart=0.0):
        """A line of letters; (x, y) is its middle, or with `middle=False` its left end."""
        font = letters(size * self.scale, sans)
        widths = [font.getlength(letter) / self.scale + apart for letter in words]
        at = x - (sum(widths) - apart) / 2 if middle else x
        for letter, width in zip(words, widths, strict=True):
            self._letter(at, y, letter, font, colour, strength)
            at += width

    def write_down(self, x, y, words, size, colour=INK, strength=1.0, *, apart=0.18):
        """A column of letters from (x, y) down, as old books have it."""
        font = letters(size * self.scale)
        for index, letter in enumerate(words):
            left = x - font.getlength(letter) / self.scale / 2
            self._letter(left, y + size * (0.5 + index * (1 + apart)), letter, font, colour, strength)

    def seal(self, x, y, size, words, strength=1.0):
        """A cinnabar seal, its letters cut out, read down and from the right."""
        self.box(x - size / 2, y - size / 2, size, size, ZHU, strength, round=size * 0.08)
        columns = 1 if len(words) < 3 else 2
        rows = -(-len(words) // columns)
        cell = size * 0.86 / rows
        for index, letter in enumerate(words):
            across = size * (0.21 - 0.42 * (index // rows)) if columns == 2 else 0
            down = (index % rows - (rows - 1) / 2) * cell
            self.write(x + across, y + down, letter, min(cell, size * 0.44), PAPER, strength)

    def paper_grain(self, seed=1):
        """The fibres of the paper, over all that is drawn so far."""
        noise = Image.effect_noise((self.image.width // 3, self.image.height // 3), 34)
        noise = noise.resize(self.image.size, Image.Resampling.BICUBIC)
        shade = noise.point(lambda value: 255 - max(0, value - 128) // 9)
        self.image = ImageChops.multiply(self.image, Image.merge("RGB", [shade] * 3))
        chance = random.Random(seed)
        for _ in range(70):
            x, y = chance.uniform(0, WIDTH), chance.uniform(0, HEIGHT)
            bend, run = chance.uniform(-8, 8), chance.uniform(6, 26)
            self.stroke([(x, y), (x + run / 2, y + bend), (x + run, y)], 1.1, WOOD, 0.22)

    def done(self):
        """The finished sheet as an image."""
        return self.image.reduce(_FINER)

    def _letter(self, x, y, letter, font, colour, strength):
        width = font.getlength(letter) / self.scale
        half = font.size / self.scale / 2
        box = [(x - 0.2 * half, y - 1.4 * half), (x + width + 0.2 * half, y + 1.4 * half)]

        def draw_letter(draw, at):
            draw.text(((at[0][0] + at[1][0]) / 2, (at[0][1] + at[1][1]) / 2), letter, 255, font, "mm")

        self._lay(colour, strength, box, draw_letter)

    def _lay(self, colour, strength, points, draw_in, soft=0.0, fade=None):
        """Lay `colour` through a mask that `draw_in(draw, points in pixels of the mask)` fills."""
        s, margin = self.scale, math.ceil(soft * self.scale * 2.5) + 2
        pixels = [((x - self.left) * s, (y - self.top) * s) for x, y in points]
        left = math.floor(min(x for x, _ in pixels)) - margin
        top = math.floor(min(y for _, y in pixels)) - margin
        right = math.ceil(max(x for x, _ in pixels)) + margin
        bottom = math.ceil(max(y for _, y in pixels)) + margin
        # Nothing is drawn far outside of the sheet, however large the shape.
        left, top = max(left, -margin), max(top, -margin)
        right = min(right, self.image.width + margin)
        bottom = min(bottom, self.image.height + margin)
        if right <= left or bottom <= top:
            return
        mask = Image.new("L", (right - left, bottom - top), 0)
        draw_in(ImageDraw.Draw(mask), [(x - left, y - top) for x, y in pixels])
        if soft:
            mask = mask.filter(ImageFilter.GaussianBlur(soft * s))
        if fade:
            mask = ImageChops.multiply(mask, _slope(mask.size, *fade))
        if strength < 1:
            mask = mask.point(lambda value: round(value * strength))
        self.image.paste(colour, (left, top, right, bottom), mask)


def _slope(size, above, below):
    """A mask that goes from one strength at the top to another at the foot."""
    column = Image.linear_gradient("L").resize((1, size[1]))
    column = column.point(lambda value: round(255 * (above + (below - above) * value / 255)))
    return column.resize(size)
