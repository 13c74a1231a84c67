"""What the scenes are made of: mountains, lotus, bamboo, the things of a room."""

import math
import random

from demo.films.ink import (
    BLUSH,
    DEW,
    HEIGHT,
    INK,
    LEAF,
    MIST,
    PAPER,
    QING,
    STONE,
    WHITE,
    WIDTH,
    WOOD,
    ZHU,
    turned,
)


def mountains(sheet, horizon, seed, colour=LEAF, height=150.0, strength=0.5):
    """A far range that dissolves into mist at its foot."""
    chance = random.Random(seed)
    tops = [(chance.uniform(0, WIDTH), chance.uniform(0.35, 1.0), chance.uniform(90, 230)) for _ in range(7)]
    ridge = []
    for x in range(-40, WIDTH + 41, 20):
        # Peaks stand beside each other; a plain sum would pile them up to a table.
        y = sum((share * math.exp(-(((x - middle) / wide) ** 2))) ** 3 for middle, share, wide in tops)
        ridge.append((x, horizon - height * y ** (1 / 3) + chance.uniform(-3, 3)))
    foot = [(WIDTH + 40, horizon + 60), (-40, horizon + 60)]
    sheet.shape([*ridge, *foot], colour, strength, fade=(1.0, 0.0), curved=False, soft=1.2)


def moon(sheet, x, y, size, colour=WHITE):
    sheet.ellipse(x, y, size * 2.1, colour=colour, strength=0.35, soft=size * 0.5)
    sheet.ellipse(x, y, size, colour=colour)


def water(sheet, top, seed, colour=DEW, strength=0.45):
    """A pond from `top` down, with a few still ripples."""
    sheet.box(0, top, WIDTH, HEIGHT - top, colour, strength, fade=(0.15, 1.0))
    chance = random.Random(seed)
    for _ in range(34):
        x, y = chance.uniform(0, WIDTH), top + (HEIGHT - top) * chance.random() ** 0.7
        run = chance.uniform(30, 110) * (0.4 + (y - top) / (HEIGHT - top))
        bend = chance.uniform(-3, 3)
        sheet.stroke([(x, y), (x + run / 2, y + bend), (x + run, y)], 2.4, WHITE, 0.7)


def lotus_leaf(sheet, x, y, size, colour=LEAF, turn=0.0, strength=1.0, dry=0.0):
    """A leaf seen from the side of the pond: a wavy disc with its veins."""
    edge = []
    for step in range(22):
        angle = 2 * math.pi * step / 22
        wave = 1 + 0.05 * math.sin(3 * angle + size) + 0.035 * math.sin(7 * angle) - 0.12 * dry * (step % 3)
        edge.append((size * wave * math.cos(angle), size * 0.36 * wave * math.sin(angle)))
    sheet.shape(turned(edge, x, y, 1, turn), colour, strength)
    sheet.shape(turned(edge, x, y - size * 0.035, 0.93, turn), WHITE, 0.14 * strength)
    for step in range(11):
        angle = 2 * math.pi * (step + 0.5) / 11
        tip = (size * 0.86 * math.cos(angle), size * 0.3 * math.sin(angle))
        middle = (tip[0] * 0.5, tip[1] * 0.5 - size * 0.025)
        sheet.stroke(turned([(0, 0), middle, tip], x, y, 1, turn), size * 0.02 + 0.6, INK, 0.3 * strength)
    sheet.ellipse(x, y, size * 0.05, size * 0.022, PAPER, 0.8 * strength)


def petal(sheet, x, y, size, turn, wide=0.3, colour=WHITE, tip=BLUSH):
    """One petal that stands at (x, y) and points up, turned by so many degrees."""
    outline = [(0, 0), (-wide, -0.42), (-wide * 0.72, -0.76), (0, -1.06), (wide * 0.72, -0.76), (wide, -0.42)]
    sheet.shape(turned(outline, x, y, size, turn), colour)
    sheet.shape(
        turned([(0, -1.05), (-wide * 0.66, -0.74), (0, -0.58), (wide * 0.66, -0.74)], x, y, size, turn),
        tip,
        0.62,
        soft=size * 0.05,
    )
    for bend in (-0.4, 0.0, 0.4):
        vein = [(0, -0.1), (wide * bend * 1.2, -0.5), (wide * bend * 0.4, -0.95)]
        sheet.stroke(turned(vein, x, y, size, turn), size * 0.012 + 0.3, ZHU, 0.26)
    rim = turned([*outline[1:4]], x, y, size, turn), turned([*outline[3:6]], x, y, size, turn)
    for side in rim:
        sheet.stroke(side, size * 0.016 + 0.5, INK, 0.42)


def lotus_flower(sheet, x, y, size, opened=1.0):
    """A lotus, from a bud (0) to full flower (1)."""
    for turn, long, wide in ((-64, 0.84, 0.27), (64, 0.84, 0.27), (-42, 0.95, 0.29), (42, 0.95, 0.29)):
        petal(sheet, x, y, size * long, turn * opened, wide)
    for turn, long, wide in ((-21, 1.0, 0.29), (21, 1.0, 0.29), (0, 1.04, 0.31)):
        petal(sheet, x, y, size * long, turn * opened, wide)
    if opened > 0.6:
        pod = [(-0.15, -0.34), (0.15, -0.34), (0.1, -0.1), (-0.1, -0.1)]
        sheet.shape(turned(pod, x, y, size), "#d9c27a", 0.95)
        sheet.ellipse(x, y - size * 0.34, size * 0.155, size * 0.045, "#e6d596")
    for turn, long, wide in ((-80, 0.72, 0.25), (80, 0.72, 0.25), (-32, 0.74, 0.27), (32, 0.74, 0.27), (0, 0.64, 0.28)):
        petal(sheet, x, y + size * 0.03, size * long, turn * opened, wide)


def lotus_pod(sheet, x, y, size):
    """A seed pod, as it is broken off in autumn."""
    sheet.shape(turned([(-0.5, -0.42), (0.5, -0.42), (0.26, 0.14), (0, 0.32), (-0.26, 0.14)], x, y, size), LEAF)
    sheet.ellipse(x, y - size * 0.42, size * 0.52, size * 0.17, "#86b3a3")
    for dx, dy in ((-0.3, -0.42), (-0.1, -0.49), (0.14, -0.48), (0.33, -0.42), (-0.12, -0.36), (0.12, -0.35)):
        sheet.ellipse(x + dx * size, y + dy * size, size * 0.062, size * 0.042, INK, 0.75)


def stem(sheet, x, y, top, bend=0.0, width=6.0, colour=LEAF, strength=1.0):
    middle = (x + bend, (y + top) / 2)
    sheet.stroke([(x, y), middle, (x + bend * 0.6, top)], width, colour, strength, taper=False)


def bamboo(sheet, x, foot, top, width=13.0, lean=0.0, colour=LEAF, strength=1.0, seed=1):
    """A stalk from `foot` up to `top`, in joints, with leaves at some of them."""
    chance = random.Random(seed)
    joint, y = max((foot - top) / 6.5, 40), foot
    while y > top:
        end = max(y - joint * chance.uniform(0.9, 1.1), top - 4)
        x1, x2 = x + lean * (foot - y) / 100, x + lean * (foot - end) / 100
        sheet.stroke([(x1, y - 2), ((x1 + x2) / 2, (y + end) / 2), (x2, end + 2)], width, colour, strength, taper=False)
        sheet.stroke([(x2 - width * 0.6, end), (x2, end - 1.5), (x2 + width * 0.6, end)], 3.2, INK, 0.5 * strength)
        if y < foot - joint * 1.4 and chance.random() < 0.8:
            bamboo_leaves(sheet, x2, end, width * 5.2, chance.choice((-1, 1)), colour, strength, chance.randrange(99))
        y = end
    bamboo_leaves(sheet, x + lean * (foot - top) / 100, top, width * 5.6, 1, colour, strength, seed)


def bamboo_leaves(sheet, x, y, size, side=1, colour=LEAF, strength=1.0, seed=1):
    """A spray of leaves, each one stroke of the brush."""
    chance = random.Random(seed)
    for angle in (18, 42, 66, 96):
        turn = side * (angle + chance.uniform(-9, 9))
        long = size * chance.uniform(0.75, 1.15)
        blade = [(0, 0), (-0.075, 0.32), (-0.02, 0.75), (0, 1.0), (0.045, 0.7), (0.085, 0.3)]
        sheet.shape(turned(blade, x, y, long, -turn), colour, strength * chance.uniform(0.72, 1.0))


def window(sheet, x, y, width, height, sky=DEW, strength=0.55):
    """A lattice window; what is seen through it is drawn before the frame."""
    sheet.box(x, y, width, height, sky, strength, fade=(1.0, 0.45))


def window_frame(sheet, x, y, width, height, colour=WOOD):
    for at in (0, 0.5, 1):
        sheet.box(x + width * at - 6, y - 6, 12, height + 12, colour)
        sheet.box(x - 6, y + height * at - 6, width + 12, 12, colour)
    sheet.box(x - 20, y + height + 4, width + 40, 16, colour, round=4)
    sheet.box(x - 20, y + height + 18, width + 40, 3, INK, 0.25)


def lamp(sheet, x, y, size):
    """A desk lamp and the light it gives."""
    sheet.shape(
        [
            (x - 0.5 * size, y - 1.5 * size),
            (x + 0.5 * size, y - 1.5 * size),
            (x + 2.3 * size, y + 0.2 * size),
            (x - 2.3 * size, y + 0.2 * size),
        ],
        "#f3dca4",
        0.5,
        soft=size * 0.28,
        curved=False,
    )
    sheet.box(x - 0.035 * size, y - 1.5 * size, 0.07 * size, 1.5 * size, INK)
    sheet.ellipse(x, y, 0.42 * size, 0.08 * size, INK)
    sheet.shape(
        [
            (x - 0.3 * size, y - 1.95 * size),
            (x + 0.3 * size, y - 1.95 * size),
            (x + 0.55 * size, y - 1.42 * size),
            (x - 0.55 * size, y - 1.42 * size),
        ],
        QING,
        curved=False,
    )
    sheet.ellipse(x, y - 1.42 * size, 0.55 * size, 0.06 * size, "#f8e9c4")


def books(sheet, x, y, count, width=150.0, seed=1):
    """A pile of folders that lies on y."""
    chance = random.Random(seed)
    for index in range(count):
        tall = chance.uniform(16, 25)
        y -= tall
        shift, colour = chance.uniform(-9, 9), (LEAF, WOOD, STONE, QING, MIST)[(index + seed) % 5]
        sheet.box(x - width / 2 + shift, y, width, tall - 1.5, colour, round=3)
        sheet.box(x - width / 2 + shift + 8, y + tall * 0.36, width - 16, 2, INK, 0.22)


def desk(sheet, y, colour=WOOD):
    sheet.box(0, y, WIDTH, HEIGHT - y, colour, fade=(1.0, 0.72))
    sheet.box(0, y, WIDTH, 5, WHITE, 0.4)
    sheet.box(0, y + 20, WIDTH, 3, INK, 0.13)
    for at in range(6):
        line = y + 46 + at * 34
        sheet.stroke([(-20, line), (420, line + 7), (900, line - 5), (1300, line + 3)], 2, INK, 0.1)
