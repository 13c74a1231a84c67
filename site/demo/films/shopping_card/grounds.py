"""The ground of each scene: all that stays where it is."""

from demo.films import motifs, people
from demo.films.ink import (
    DEW,
    HEIGHT,
    INK,
    LAMP,
    LEAF,
    MIST,
    QING,
    STONE,
    WHITE,
    WIDTH,
    WOOD,
    Sheet,
)
from demo.films.shopping_card import drawn
from demo.films.stage import FINE


def title():
    sheet = Sheet(fine=FINE)
    motifs.mountains(sheet, 560, 4, DEW, 190, 0.55)
    motifs.mountains(sheet, 640, 9, LEAF, 120, 0.28)
    for x, top, seed, strength in ((1010, 40, 3, 0.4), (1080, -30, 5, 0.85), (1180, 70, 8, 0.6)):
        motifs.bamboo(sheet, x, 760, top, 15, -4, LEAF if strength < 0.8 else QING, strength, seed)
    sheet.paper_grain(1)
    return sheet.done()


def office():
    sheet = Sheet(fine=FINE)
    drawn.room(sheet)
    sheet.box(150, 96, 150, 250, WHITE, round=3)
    sheet.box(150, 96, 150, 250, STONE, 0.25, round=3)
    sheet.write(225, 205, "清", 92)
    sheet.seal(268, 310, 26, "正")
    motifs.desk(sheet, 520)
    motifs.books(sheet, 270, 522, 6, 170, 3)
    motifs.books(sheet, 1010, 522, 3, 150, 4)
    motifs.lamp(sheet, 1100, 528, 88)
    sheet.paper_grain(2)
    return sheet.done()


def found():
    sheet = Sheet(fine=FINE, ground=WOOD)
    for at in range(16):
        y = 24 + at * 46
        sheet.stroke([(-20, y), (380, y + 9), (860, y - 7), (1300, y + 4)], 2.4, INK, 0.09)
    sheet.ellipse(700, 330, 620, 380, LAMP, 0.55, soft=70)
    sheet.box(330, 84, 640, 570, INK, 0.2, round=8, soft=14)
    sheet.box(320, 70, 640, 570, LEAF, round=8)
    sheet.box(344, 92, 592, 526, WHITE, round=4)
    sheet.write(640, 142, "供应商资质材料", 34)
    for line in range(11):
        sheet.box(392, 196 + line * 36, 496 - (line * 83) % 170, 5, INK, 0.2, round=2)
    sheet.paper_grain(3)
    return sheet.done()


def night():
    sheet = Sheet(fine=FINE, ground="#dfe3d8")
    sheet.box(0, 0, WIDTH, HEIGHT, QING, 0.2)
    sheet.box(330, 40, 620, 560, INK, 0.82)
    hills = [
        (330, 520),
        (380, 480),
        (430, 455),
        (480, 478),
        (520, 500),
        (580, 450),
        (640, 420),
        (700, 452),
        (760, 492),
        (810, 462),
        (860, 446),
        (910, 470),
        (950, 505),
        (950, 600),
        (330, 600),
    ]
    sheet.shape(hills, LEAF, 0.45, fade=(1, 0.2), curved=False)
    for x, seed, top in ((880, 4, 150), (925, 6, 90)):
        motifs.bamboo(sheet, x, 600, top, 9, -4, LEAF, 0.8, seed)
    motifs.window_frame(sheet, 330, 40, 620, 560, WOOD)
    motifs.desk(sheet, 630)
    motifs.lamp(sheet, 190, 640, 96)
    sheet.paper_grain(4)
    return sheet.done()


def returned():
    sheet = Sheet(fine=FINE)
    sheet.box(0, 0, WIDTH, HEIGHT, MIST, 0.5)
    for x in (60, 330, 930, 1160):
        sheet.box(x, 60, 70, 500, STONE, 0.4, fade=(0.4, 1.0))
    sheet.box(470, 90, 340, 400, WHITE, 0.75)
    motifs.mountains(sheet, 470, 12, DEW, 80, 0.0)
    sheet.box(500, 120, 280, 370, DEW, 0.4, fade=(1, 0.3))
    motifs.window_frame(sheet, 500, 120, 280, 370, STONE)
    sheet.box(0, 560, WIDTH, 160, STONE, 0.55, fade=(1.0, 0.4))
    for x, seed in ((118, 2), (160, 5), (76, 9)):
        motifs.bamboo(sheet, x, 580, 210, 9, 2, QING, 0.9, seed)
    sheet.shape([(52, 566), (206, 566), (190, 660), (68, 660)], WOOD, curved=False)
    people.person(sheet, 1060, 486, 214, coat=LEAF, turn=-0.5, hands=((1000, 474), (1108, 474)))
    sheet.box(950, 484, 240, 18, WOOD, round=4)
    sheet.box(966, 502, 208, 120, WOOD, 0.8, fade=(1, 0.5))
    sheet.paper_grain(5)
    return sheet.done()


def registered():
    sheet = Sheet(fine=FINE, ground="#e2d5b8")
    sheet.ellipse(560, 300, 640, 380, WHITE, 0.45, soft=80)
    sheet.box(212, 66, 870, 606, INK, 0.2, round=4, soft=12)
    sheet.box(200, 50, 870, 606, WHITE, round=4)
    sheet.write(635, 112, "礼品登记表", 46, apart=12)
    for row in range(6):
        sheet.box(260, 170 + row * 74, 750, 2.4, INK, 0.5)
    for x in (260, 460, 1010):
        sheet.box(x, 170, 2.4, 372, INK, 0.5)
    for row, label in enumerate(("日期", "物品", "来源", "处理", "登记人")):
        sheet.write(360, 207 + row * 74, label, 28, INK, 0.75)
    sheet.paper_grain(6)
    return sheet.done()


def morning():
    sheet = Sheet(fine=FINE)
    sheet.box(0, 0, WIDTH, 520, DEW, 0.35, fade=(1.0, 0.0))
    sheet.ellipse(930, 210, 110, colour="#f6d9a8", strength=0.5, soft=46)
    sheet.ellipse(930, 210, 58, colour="#f9e7c2")
    motifs.mountains(sheet, 470, 21, LEAF, 170, 0.42)
    motifs.mountains(sheet, 540, 23, QING, 100, 0.3)
    for x, width, tall in (
        (150, 120, 210),
        (280, 90, 150),
        (390, 150, 250),
        (560, 110, 170),
        (1010, 130, 190),
        (1150, 100, 140),
    ):
        sheet.box(x, 600 - tall, width, tall + 30, WHITE, fade=(1.0, 0.6))
        sheet.box(x, 600 - tall, width, tall + 30, STONE, 0.35, fade=(0.3, 1.0))
        for row in range(int(tall // 34)):
            for column in range(int(width // 30)):
                sheet.box(x + 9 + column * 29, 614 - tall + row * 33, 15, 18, QING, 0.4, round=2)
    sheet.box(0, 600, WIDTH, 120, LEAF, 0.45, fade=(0.5, 1.0))
    for x, seed, top in ((1190, 3, 120), (1235, 6, 40), (1140, 9, 250)):
        motifs.bamboo(sheet, x, 740, top, 14, -3, QING, 0.95, seed)
    sheet.paper_grain(7)
    return sheet.done()
