"""The scenes of the film, one after the other."""

from demo.films.ink import (
    QING,
    WHITE,
    Sheet,
    turned,
)
from demo.films.shopping_card import drawn, grounds
from demo.films.stage import FINE, Pose, Scene, Sprite, View, ease, sway


def scenes():
    return [title(), office(), found(), night(), returned(), registered(), morning()]


def title():
    return Scene(
        7.5,
        grounds.title(),
        [
            Sprite.drawn(drawn.title_name, (-60, -20, 60, 470), lambda t: Pose(560, 118, strength=ease(t, 0.8, 2.4))),
            Sprite.drawn(
                drawn.title_mark,
                (-40, -40, 40, 40),
                lambda t: Pose(
                    660, 540 - 10 * (1 - ease(t, 2.2, 2.6)), 1.5 - 0.5 * ease(t, 2.2, 2.6), strength=ease(t, 2.2, 2.5)
                ),
            ),
            Sprite.drawn(drawn.title_words, (-130, -30, 130, 30), lambda t: Pose(300, 600, strength=ease(t, 2.6, 3.8))),
            *falling_leaves(),
        ],
        View(640, 370, 1.04),
        View(670, 350, 1.1),
    )


def falling_leaves():
    def blade(glass):
        glass.shape(turned([(0, -1), (-0.16, -0.2), (0, 1), (0.18, -0.1)], 0, 0, 20), QING, 0.8)

    def fall(x, late):
        return lambda t: Pose(
            x - 26 * (t - late) + sway(t, 3.1, 26, late),
            60 + 70 * (t - late),
            1,
            40 + sway(t, 2.3, 50, late),
            ease(t, late, late + 0.6),
        )

    return [
        Sprite.drawn(blade, (-24, -24, 24, 24), fall(x, late)) for x, late in ((1120, 0.4), (960, 2.0), (1200, 3.4))
    ]


def office():
    return Scene(
        10.5,
        grounds.office(),
        [
            Sprite.drawn(
                drawn.office_clerk,
                (-160, -360, 160, 90),
                lambda t: Pose(640, 498 + sway(t, 4, 2.2), 1, sway(t, 6, 0.7)),
            ),
            Sprite.drawn(lambda glass: drawn.front(glass), (-660, 0, 660, 250), lambda t: Pose(640, 520)),
            Sprite.drawn(drawn.office_papers, (-130, -30, 130, 40), lambda t: Pose(640, 556)),
            Sprite.drawn(drawn.sheet_of_paper, (-130, -30, 130, 40), turned_over(2.0)),
            Sprite.drawn(drawn.sheet_of_paper, (-130, -30, 130, 40), turned_over(6.0)),
            Sprite.drawn(drawn.office_forearms, (-170, -60, 170, 80), lambda t: Pose(640, 526 + sway(t, 4, 1.4))),
        ],
        View(700, 350, 1.05),
        View(640, 400, 1.34),
    )


def turned_over(start):
    """A sheet that is read and laid aside, from second `start` on."""

    def pose(t):
        done = ease(t, start, start + 1.6)
        return Pose(640 - 250 * done, 552 - 36 * done * (1 - done) * 4 + 4 * done, 1, -6 * done, ease(t, 0, 0.4))

    return pose


def card_found(t):
    near = ease(t, 4.6, 6.4)
    return Pose(650, 372 + 20 * near, 0.96 + 0.1 * near, -7 + 4 * near, ease(t, 2.0, 2.4))


def page_turned(t):
    gone = ease(t, 1.8, 4.4)
    return Pose(640 - 700 * gone, 100 + 60 * gone, 1, -26 * gone, 1 - ease(t, 4.0, 4.5))


def hand_that_turns(t):
    pulled, left = ease(t, 1.8, 4.2), ease(t, 4.3, 5.6)
    return Pose(870 - 560 * pulled + 640 * left, 420 + 40 * pulled + 300 * left)


def found():
    return Scene(
        11,
        grounds.found(),
        [
            Sprite.drawn(drawn.card_face, (-170, -110, 170, 120), card_found),
            Sprite.drawn(drawn.found_page, (-310, -20, 310, 530), page_turned),
            Sprite.drawn(drawn.found_hand, (-60, -40, 400, 400), hand_that_turns),
        ],
        View(640, 360, 1.04),
        View(650, 380, 1.3),
    )


def night():
    return Scene(
        10.5,
        grounds.night(),
        [
            Rain(),
            Sprite.drawn(
                drawn.night_clerk,
                (-200, -440, 200, 120),
                lambda t: Pose(560, 660 + sway(t, 4.4, 2.4), 1, sway(t, 7, 0.6)),
            ),
            Sprite.drawn(
                drawn.night_scroll, (-100, -200, 100, 200), lambda t: Pose(1080, 310, strength=ease(t, 2.6, 5))
            ),
        ],
        View(640, 340, 1.04),
        View(720, 380, 1.16),
    )


class Rain(Sprite):
    """Rain within the window's frame: a long sheet of strokes that is moved past it."""

    def __init__(self):
        super().__init__(None, -300, -270, lambda t: Pose(640, 320))
        self.sheet = Sheet(600, 1110, fine=FINE, ground=None)
        for step in range(60):
            x, y = (step * 197) % 600, (step * 331) % 560
            for again in (0, 560):
                drop = [(x + 5, y - 17 + again), (x, y + again), (x - 5, y + 17 + again)]
                self.sheet.stroke(drop, 1.8, WHITE, 0.5)
        self.whole = self.sheet.done()

    def at(self, t):
        top = 560 - (t * 620) % 560
        self.image = self.whole.crop((0, round(top * FINE), self.whole.width, round((top + 548) * FINE)))
        return self


def returned_offered(t):
    given = ease(t, 3.0, 6.0)
    return Pose(640 + 24 * given, 322 - 8 * ease(t, 2.4, 4.5), 0.85, -4 + 7 * given)


def returned():
    return Scene(
        11,
        grounds.returned(),
        [
            Sprite.drawn(
                drawn.returned_visitor,
                (-200, -360, 200, 300),
                lambda t: Pose(
                    800 + 16 * (1 - ease(t, 0.5, 3)),
                    430 + sway(t, 5, 1.5),
                    1,
                    -1.5 * ease(t, 6, 7) + 1.5 * ease(t, 8, 9),
                ),
            ),
            Sprite.drawn(
                drawn.returned_clerk,
                (-200, -350, 200, 300),
                lambda t: Pose(480 - 26 * (1 - ease(t, 0.5, 3)), 440 + sway(t, 4.2, 1.5)),
            ),
            Sprite.drawn(drawn.returned_envelope, (-80, -60, 80, 60), returned_offered),
        ],
        View(600, 370, 1.05),
        View(650, 350, 1.24),
    )


def registered_written(words, row, start):
    def line(glass):
        glass.write(0, 0, words, 31, QING, middle=False, apart=2)

    whole = Sprite.drawn(line, (-4, -34, 530, 34), lambda t: Pose(490, 207 + row * 74))
    return Appearing(whole, start, 1.25)


def registered():
    return Scene(
        11.5,
        grounds.registered(),
        [
            registered_written("三月九日", 0, 1.2),
            registered_written("购物卡一张，面值五千元", 1, 2.3),
            registered_written("某供应商夹于资质材料中", 2, 3.7),
            registered_written("当面退还，报备存档", 3, 5.1),
            registered_written("采购部　小林", 4, 6.4),
            Sprite.drawn(
                drawn.registered_stamp,
                (-120, -60, 120, 60),
                lambda t: Pose(880, 560, 1.8 - 0.8 * ease(t, 7.9, 8.25), -9, ease(t, 7.9, 8.15)),
            ),
        ],
        View(600, 300, 1.12),
        View(680, 420, 1.2),
    )


class Appearing(Sprite):
    """A line that is written from left to right, from second `start` on."""

    def __init__(self, sprite, start, seconds):
        super().__init__(sprite.image, sprite.left, sprite.top, sprite.pose)
        self.whole, self.start, self.seconds = sprite.image, start, seconds

    def at(self, t):
        shown = ease(t, self.start, self.start + self.seconds)
        self.image = self.whole.crop((0, 0, max(round(self.whole.width * shown), 1), self.whole.height))
        return self


def morning_fly(late, y):
    return lambda t: Pose(200 + 92 * t + late * 60, y - 12 * t + sway(t, 2, 5, late), 0.8, 0, 0.7)


def morning():
    return Scene(
        11,
        grounds.morning(),
        [
            *(
                Sprite.drawn(drawn.morning_bird, (-34, -20, 34, 20), morning_fly(late, y))
                for late, y in ((0.0, 360), (0.9, 336), (1.5, 382))
            ),
            Sprite.drawn(drawn.morning_first, (-330, -40, 330, 40), lambda t: Pose(620, 150, 1, 0, ease(t, 2.2, 4))),
            Sprite.drawn(drawn.morning_last, (-160, -40, 160, 40), lambda t: Pose(620, 236, 1, 0, ease(t, 4.4, 5.8))),
        ],
        View(610, 380, 1.12),
        View(640, 350, 1.04),
    )
