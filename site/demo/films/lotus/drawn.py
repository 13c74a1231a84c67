"""The things and people of the film, each drawn about its own middle."""

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
    ZHU,
)
from demo.films.lotus.words import TITLE

GREY = "#a7aca4"
LINEN = "#8f9f98"
ROSE = "#d8a692"


def leaves(glass, spots, dry=0.0, colour=LEAF):
    for x, y, size in spots:
        motifs.lotus_leaf(glass, x, y, size, colour, turn=(x * 7) % 17 - 8, dry=dry)


def title_name(glass):
    glass.write(0, 0, TITLE, 190)


def title_words(glass):
    glass.write(0, 0, "家风微电影", 26, INK, 0.8, apart=10)


def title_mark(glass):
    glass.seal(0, 0, 52, "清源")


def title_stalk(glass):
    motifs.stem(glass, 0, 250, 0, 18, 9)


def boat(glass):
    people.person(
        glass,
        -66,
        -6,
        200,
        coat=LINEN,
        style="bun",
        hair_colour=GREY,
        turn=0.45,
        collar=MIST,
        hands=((-104, -10), (-14, -44)),
    )
    people.person(glass, 78, -4, 138, coat=ROSE, style="plait", turn=-0.4, hands=((46, -16), (116, -6)))
    glass.stroke([(-150, -190), (-60, -70), (20, 60)], 6, WOOD, taper=False)
    hull = [(-250, -26), (-190, -6), (0, 4), (180, -6), (250, -34), (206, 34), (110, 54), (-110, 54), (-206, 38)]
    glass.shape(hull, "#8d7650")
    glass.shape([(-236, -18), (0, 14), (236, -24), (214, 2), (0, 30), (-218, 6)], WOOD)
    for x in (-110, 10, 120):
        glass.stroke([(x, 20), (x + 4, 36), (x, 50)], 2.5, INK, 0.3)
    glass.ellipse(0, 66, 250, 14, QING, 0.22, soft=5)


def reeds(glass):
    for x, size, tall in ((-260, 130, 90), (-60, 100, 50), (160, 150, 110), (330, 100, 60)):
        motifs.stem(glass, x, 150, 60 - tall, 10, 8)
        motifs.lotus_leaf(glass, x + 6, 60 - tall, size, QING)
    for x, top, size, opened in ((-160, -80, 86, 1.0), (60, -60, 62, 0.4), (260, -96, 78, 0.9)):
        motifs.stem(glass, x, 150, top, -8, 7)
        motifs.lotus_flower(glass, x - 5, top + 4, size, opened)


def seeds_grandmother(glass):
    people.person(
        glass,
        0,
        0,
        330,
        coat=LINEN,
        style="bun",
        hair_colour=GREY,
        turn=0.5,
        shut=True,
        collar=MIST,
        hands=((-30, 10), (112, -14)),
    )


def seeds_child(glass):
    people.person(glass, 0, 0, 250, coat=ROSE, style="plait", turn=-0.5, hands=((-96, -6), (40, 14)))


def seeds_table(glass):
    glass.box(-640, 0, 1280, 170, WOOD)
    glass.box(-640, 0, 1280, 5, WHITE, 0.45)
    glass.box(-640, 20, 1280, 3, INK, 0.13)
    for x, size, y in ((-330, 58, 0), (-250, 66, 12), (-180, 52, 18), (300, 60, 10)):
        motifs.lotus_pod(glass, x, y, size)
    glass.shape([(-76, 6), (76, 6), (52, 58), (-52, 58)], QING)
    glass.ellipse(0, 6, 77, 17, DEW)
    for x, y in ((-40, 3), (-16, -3), (12, -2), (38, 3), (-2, 8), (24, 9), (-26, 10)):
        glass.ellipse(x, y, 11, 10, WHITE)
        glass.ellipse(x + 2, y - 1, 2.4, 3.4, LEAF)


def seeds_seed(glass):
    glass.ellipse(0, 0, 13, 12, WHITE)
    glass.ellipse(1, -1, 3.6, 5, LEAF)


SPOTS = (
    (150, 500, 60),
    (560, 704, 140),
    (400, 522, 72),
    (260, 690, 120),
    (690, 505, 56),
    (820, 706, 140),
    (930, 522, 74),
    (1060, 690, 120),
    (1150, 505, 60),
)


def summer(glass):
    leaves(glass, SPOTS)
    for x, y, size in ((480, 506, 40), (900, 676, 74), (1040, 500, 36)):
        motifs.lotus_flower(glass, x, y, size)
    bank(glass)
    people.person(
        glass, 260, 476, 120, coat=ROSE, style="plait", turn=0.5, standing=True, hands=((220, 476), (310, 460))
    )


def autumn(glass):
    glass.box(0, 0, WIDTH, HEIGHT, LAMP, 0.26)
    leaves(glass, SPOTS[::2], 0.5, "#b59b62")
    for x, y in ((330, 640), (640, 650), (1010, 645)):
        motifs.stem(glass, x, y + 90, y, 16, 5, "#8d7650")
        motifs.lotus_pod(glass, x + 10, y, 34)
    bank(glass, "#c2a66e")
    people.person(
        glass,
        400,
        470,
        150,
        coat=WHITE,
        style="plait",
        turn=0.5,
        standing=True,
        collar=ZHU,
        hands=((356, 468), (446, 468)),
    )


def winter(glass):
    glass.box(0, 0, WIDTH, HEIGHT, WHITE, 0.62)
    for x, y, tall in ((330, 720, 90), (420, 716, 60), (760, 720, 96), (930, 720, 80), (1080, 712, 60)):
        motifs.stem(glass, x, y, y - tall, 20, 4, "#6d6a58")
        glass.stroke([(x + 12, y - tall), (x + 34, y - tall + 6), (x + 40, y - tall + 34)], 4, "#6d6a58")
    for index in range(90):
        glass.ellipse((index * 251) % WIDTH, (index * 389) % HEIGHT, 3 + index % 4, colour=WHITE, strength=0.95)
    bank(glass, WHITE)
    people.person(
        glass,
        600,
        466,
        178,
        coat=QING,
        style="bob",
        turn=0.5,
        standing=True,
        collar=ZHU,
        hands=((550, 466), (650, 466)),
    )
    glass.box(652, 452, 56, 62, WOOD, round=8)
    glass.stroke([(664, 454), (680, 430), (696, 454)], 6, WOOD)


def spring(glass):
    leaves(glass, [(x, y, size * 0.55) for x, y, size in SPOTS], colour="#79b09f")
    for x, y in ((340, 680), (640, 690), (1060, 680)):
        motifs.stem(glass, x, y + 60, y - 20, 6, 5)
        motifs.lotus_flower(glass, x, y - 18, 40, 0.12)
    bank(glass)
    people.person(glass, 830, 464, 190, coat=INK, style="bob", turn=0.4, standing=True, hands=((776, 470), (884, 470)))


def bank(glass, colour=LEAF):
    """The path by the pond on which she grows up."""
    upper = [(-60, 560), (300, 576), (700, 566), (1100, 580), (1340, 566)]
    path = [*upper, (1340, 628), (900, 618), (500, 628), (100, 616), (-60, 624)]
    glass.shape(path, WHITE)
    glass.shape(path, colour, 0.5)


def service_clerk(glass):
    people.person(glass, 0, 0, 310, coat=INK, style="bob", turn=-0.35, hands=((-118, -8), (96, 12)))
    glass.box(36, -112, 50, 20, ZHU, round=3)


def service_counter(glass):
    glass.box(-640, 0, 1280, 26, WOOD, round=4)
    glass.box(-640, 26, 1280, 230, WHITE)
    glass.box(-640, 26, 1280, 230, STONE, 0.5, fade=(0.6, 1.0))
    glass.box(-640, 26, 1280, 8, INK, 0.12)
    for x in range(-520, 640, 260):
        glass.box(x, 60, 200, 150, QING, 0.1, round=6)


def service_owner(glass):
    people.person(glass, 0, 0, 340, coat="#6f7f86", style="short", turn=0.7, hands=((-96, 30), (150, -84)))


def service_tea(glass):
    glass.box(-54, -78, 108, 82, ZHU, round=4)
    glass.box(-54, -46, 108, 18, LAMP)
    glass.box(-34, -70, 68, 62, LAMP, 0.35, round=4)
    glass.write(0, -38, "茶", 38, INK)


def service_note(glass):
    glass.box(-64, -20, 128, 30, WHITE, round=3)
    glass.box(-64, 8, 128, 4, STONE, round=2)
    for line in range(3):
        glass.box(-50, -14 + line * 7, 84 - 16 * line, 2.4, QING, 0.8)


def home_pair(glass):
    people.person(
        glass,
        -98,
        0,
        250,
        coat=LINEN,
        style="bun",
        hair_colour="#c9ccc4",
        turn=0.45,
        shut=True,
        collar=MIST,
        hands=((-142, -22), (-8, -30)),
    )
    people.person(glass, 104, 0, 266, coat=QING, style="bob", turn=-0.45, shut=True, hands=((22, -24), (152, -22)))
    glass.box(-250, 0, 500, 24, "#8d7650", round=5)
    for x in (-220, 190):
        glass.box(x, 22, 30, 100, "#76623f")


def home_glow(glass):
    glass.ellipse(0, 0, 90, colour=LAMP, strength=0.4, soft=26)
    glass.shape([(-30, -34), (30, -34), (42, 0), (30, 34), (-30, 34), (-42, 0)], "#f0cf8c")
    glass.box(-22, -46, 44, 12, ZHU, round=3)
    glass.box(-22, 34, 44, 10, ZHU, round=3)
    glass.stroke([(0, -46), (0, -70), (0, -96)], 3, WOOD, taper=False)


def home_firefly(glass):
    glass.ellipse(0, 0, 9, colour=LAMP, strength=0.7, soft=4)
    glass.ellipse(0, 0, 2.6, colour=WHITE)


def ending_stalk(glass):
    motifs.stem(glass, 0, 270, 0, -16, 9)


def ending_words(glass):
    glass.write_down(46, -190, "清清白白做人", 46)
    glass.write_down(-46, -150, "踏踏实实做事", 46)


def ending_brand(glass):
    glass.seal(-110, 0, 54, "亲清")
    glass.write(36, 0, "亲清学堂", 34, INK, apart=8)
