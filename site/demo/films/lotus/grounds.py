"""The ground of each scene: all that stays where it is."""

from demo.films import motifs
from demo.films.ink import (
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
    Sheet,
)
from demo.films.lotus import drawn
from demo.films.stage import FINE


def pond_ground(seed, sky=DEW, far=LEAF):
    sheet = Sheet(fine=FINE)
    sheet.box(0, 0, WIDTH, 400, sky, 0.4, fade=(0.9, 0.0))
    motifs.mountains(sheet, 330, seed, DEW, 190, 0.75)
    motifs.mountains(sheet, 380, seed + 2, far, 130, 0.4)
    motifs.water(sheet, 400, seed)
    return sheet


def title():
    sheet = pond_ground(5)
    drawn.leaves(
        sheet, ((120, 660, 150), (420, 690, 120), (1120, 640, 170), (820, 706, 110), (300, 560, 70), (1000, 540, 74))
    )
    sheet.paper_grain(1)
    return sheet.done()


def pond():
    sheet = pond_ground(15)
    drawn.leaves(
        sheet, ((90, 470, 60), (240, 452, 40), (1010, 462, 56), (1160, 480, 70), (700, 448, 34), (850, 446, 30))
    )
    for x, y, size in ((180, 456, 26), (1080, 452, 30), (930, 452, 20)):
        motifs.lotus_flower(sheet, x, y, size)
    sheet.paper_grain(2)
    return sheet.done()


def seeds():
    sheet = Sheet(fine=FINE)
    sheet.box(0, 0, WIDTH, HEIGHT, MIST, 0.7)
    sheet.ellipse(640, 290, 296, colour=STONE)
    sheet.ellipse(640, 290, 276, colour=WHITE)
    sheet.ellipse(640, 290, 276, colour=DEW, strength=0.55, fade=(1.0, 0.35))
    motifs.moon(sheet, 730, 150, 34, "#f9e7c2")
    for x, seed, top in ((470, 3, 150), (520, 8, 70), (810, 5, 180)):
        motifs.bamboo(sheet, x, 500, top, 8, 3 if x < 600 else -3, LEAF, 0.65, seed)
    motifs.desk(sheet, 566)
    sheet.paper_grain(3)
    return sheet.done()


def seasons():
    sheet = pond_ground(31)
    sheet.paper_grain(4)
    return sheet.done()


def service():
    sheet = Sheet(fine=FINE)
    sheet.box(0, 0, WIDTH, HEIGHT, MIST, 0.6)
    sheet.box(230, 60, 820, 84, QING, round=8)
    sheet.write(640, 102, "企业综合服务", 44, PAPER, apart=12)
    for x in (250, 1030):
        sheet.box(x - 16, 140, 32, 420, STONE, 0.8)
    sheet.box(286, 170, 708, 330, WHITE, 0.7)
    sheet.box(478, 200, 136, 180, DEW, 0.5, round=4)
    motifs.lotus_flower(sheet, 546, 340, 60)
    for row, words in enumerate(("首问负责", "一次告知", "限时办结")):
        sheet.write(880, 232 + row * 56, words, 32, QING)
    motifs.bamboo(sheet, 1180, 560, 120, 10, -2, LEAF, 0.8, 4)
    motifs.bamboo(sheet, 1140, 560, 220, 8, -2, LEAF, 0.6, 6)
    sheet.paper_grain(5)
    return sheet.done()


def home():
    sheet = Sheet(fine=FINE, ground="#3a4b49")
    sheet.box(0, 0, WIDTH, 430, QING, 0.4, fade=(0.2, 1.0))
    motifs.moon(sheet, 880, 150, 66, "#f6edcf")
    motifs.mountains(sheet, 400, 44, INK, 150, 0.55)
    sheet.box(0, 400, WIDTH, 320, INK, 0.45, fade=(0.5, 1.0))
    sheet.ellipse(880, 470, 60, 12, "#f6edcf", 0.6, soft=6)
    for row in range(6):
        sheet.stroke(
            [(820 - row * 9, 490 + row * 17), (880, 492 + row * 17), (944 + row * 9, 490 + row * 17)],
            4,
            "#f6edcf",
            0.42,
        )
    drawn.leaves(
        sheet, ((90, 560, 110), (1160, 560, 130), (1030, 480, 60), (690, 480, 46), (230, 480, 56)), colour="#2f6b64"
    )
    for x, y, size in ((1100, 520, 56), (180, 530, 44)):
        motifs.lotus_flower(sheet, x, y, size)
    sheet.shape([(-40, 640), (300, 612), (700, 620), (1320, 650), (1320, 760), (-40, 760)], "#26332f")
    sheet.paper_grain(6)
    return sheet.done()


def ending():
    sheet = pond_ground(61)
    drawn.leaves(
        sheet, ((200, 640, 170), (520, 690, 130), (1080, 660, 190), (780, 712, 120), (960, 540, 70), (340, 540, 66))
    )
    sheet.paper_grain(7)
    return sheet.done()
