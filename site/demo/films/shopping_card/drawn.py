"""The things and people of the film, each drawn about its own middle."""

from demo.films import motifs, people
from demo.films.ink import (
    DEW,
    HEIGHT,
    INK,
    LEAF,
    MIST,
    PAPER,
    QING,
    SKIN,
    STONE,
    WHITE,
    WIDTH,
    WOOD,
    ZHU,
)
from demo.films.shopping_card.words import TITLE


def title_name(glass):
    glass.write_down(0, 0, TITLE, 74)


def title_mark(glass):
    glass.seal(0, 0, 62, "清源")


def title_words(glass):
    glass.write(0, 0, "廉洁微电影", 26, INK, 0.75, apart=10)


def room(sheet, sky=DEW, night=False):
    sheet.box(0, 0, WIDTH, HEIGHT, MIST, 0.55)
    motifs.window(sheet, 760, 80, 360, 300, INK if night else sky, 0.8 if night else 0.6)
    if night:
        motifs.moon(sheet, 1020, 150, 34)
    else:
        motifs.mountains(Clipped(sheet), 372, 6, LEAF, 90, 0.5)
    for x, seed in ((1085, 2), (1050, 7)):
        motifs.bamboo(sheet, x, 380, 110, 7, -3, LEAF, 0.75, seed)
    motifs.window_frame(sheet, 760, 80, 360, 300)


class Clipped:
    """The part of a sheet that is seen through the window."""

    def __init__(self, sheet):
        self.sheet = sheet

    def shape(self, points, *args, **options):
        kept = [(min(max(x, 760), 1120), min(max(y, 80), 380)) for x, y in points]
        self.sheet.shape(kept, *args, **options)


def office_clerk(glass):
    people.person(glass, 0, 0, 330, coat=QING, style="bob", turn=0.1, shut=True, hands=((-104, 20), (104, 20)))


def office_forearms(glass):
    for side in (-1, 1):
        people.arm(glass, (side * 112, -14), (side * 70, 30), 330, QING, side * 0.3)


def office_papers(glass):
    glass.box(-120, -16, 240, 40, WHITE, round=3)
    glass.box(-120, 18, 240, 6, STONE, 0.8, round=2)
    for line in range(3):
        glass.box(-100, -8 + line * 8, 150 - 30 * line, 2, INK, 0.3)


def sheet_of_paper(glass):
    glass.box(-112, -12, 224, 36, WHITE, round=3)
    glass.box(-112, -12, 224, 36, STONE, 0.3, round=3)
    for line in range(2):
        glass.box(-92, -2 + line * 9, 150 - 40 * line, 2, INK, 0.3)


def front(glass):
    """The desk again, before whoever sits at it."""
    glass.box(-660, 0, 1320, 240, WOOD)
    glass.box(-660, 0, 1320, 5, WHITE, 0.45)
    glass.box(-660, 20, 1320, 3, INK, 0.13)


def card_face(glass, worth=True):
    glass.box(-150, -92, 304, 190, INK, 0.16, round=18, soft=6)
    glass.box(-150, -95, 300, 190, QING, round=16)
    glass.shape([(-150, 40), (-20, -10), (150, -60), (150, 95), (-150, 95)], LEAF, 0.55, curved=False)
    glass.box(-150, -95, 300, 190, WHITE, 0.06, round=16)
    glass.write(-128, -56, "购物卡", 34, PAPER, middle=False, apart=6)
    if worth:
        glass.write(60, 40, "¥ 5 000", 44, PAPER)
    motifs.lotus_flower(glass, -98, 72, 44, 1.0)


def found_page(glass):
    glass.box(-290, 0, 580, 516, INK, 0.12, round=4, soft=5)
    glass.box(-292, -4, 584, 516, WHITE, round=4)
    glass.write(0, 50, "报价单", 34)
    for line in range(10):
        glass.box(-240, 108 + line * 36, 480 - (line * 61) % 150, 5, INK, 0.2, round=2)


def found_hand(glass):
    glass.stroke([(330, 300), (170, 170), (60, 66)], 120, QING, taper=False)
    glass.stroke([(104, 108), (60, 62), (20, 20)], 62, SKIN, taper=False)
    for dx, dy in ((-16, 22), (2, 6), (20, -6)):
        glass.stroke([(34 + dx, 40 + dy), (dx - 8, dy - 2), (dx - 30, dy - 14)], 20, SKIN, taper=False)


def night_clerk(glass):
    people.person(glass, 0, 0, 400, coat=QING, style="bob", turn=0.55, shut=True, hands=((-150, -24), (20, -60)))


def night_scroll(glass):
    glass.box(-74, -176, 152, 356, INK, 0.16, soft=5)
    glass.box(-76, -180, 152, 356, WHITE)
    for y in (-188, 168):
        glass.box(-88, y, 176, 14, WOOD, round=6)
    glass.write_down(34, -146, "账要清", 54)
    glass.write_down(-34, -104, "心才安", 54)
    glass.seal(-34, 138, 30, "母")


def returned_clerk(glass):
    people.person(glass, 0, 0, 310, coat=QING, style="bob", turn=0.6, standing=True, hands=((-92, -10), (150, -110)))


def returned_visitor(glass):
    people.person(
        glass,
        0,
        0,
        325,
        coat=INK,
        style="short",
        turn=-0.6,
        standing=True,
        legs="#4b5654",
        hands=((-140, -112), (98, -8)),
        glasses=True,
    )


def returned_envelope(glass):
    glass.box(-62, -38, 124, 78, WHITE, round=4)
    glass.stroke([(-60, -36), (0, 8), (60, -36)], 3, INK, 0.5, taper=False)
    glass.box(-62, -38, 124, 78, WOOD, 0.25, round=4)
    glass.write(0, 20, "原物奉还", 20)


def registered_stamp(glass):
    glass.box(-104, -46, 208, 92, ZHU, 0.95, round=8)
    glass.box(-95, -37, 190, 74, WHITE, round=5)
    glass.write(0, 0, "已退回", 54, ZHU, apart=4)


def morning_first(glass):
    glass.write(0, 0, "一张卡很轻，一颗心要稳。", 46)


def morning_last(glass):
    glass.seal(-110, 0, 54, "亲清")
    glass.write(36, 0, "亲清学堂", 34, INK, apart=8)


def morning_bird(glass):
    for side in (-1, 1):
        glass.stroke([(0, 4), (side * 12, -6), (side * 26, 0)], 4)
