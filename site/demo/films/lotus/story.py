"""The scenes of the film, one after the other."""

from demo.films import motifs
from demo.films.ink import (
    HEIGHT,
    WIDTH,
)
from demo.films.lotus import drawn, grounds
from demo.films.stage import Pose, Scene, Sprite, View, ease, sway


def scenes():
    return [title(), pond(), seeds(), seasons(), service(), home(), ending()]


class Opening(Sprite):
    """A lotus that opens from second `start` on: a few drawings, shown one after the other."""

    def __init__(self, size, pose, start, seconds, stages=11):
        def flower(opened):
            return lambda glass: motifs.lotus_flower(glass, 0, 0, size, opened)

        reach = (-size * 1.15, -size * 1.2, size * 1.15, size * 0.4)
        self.stages = [Sprite.drawn(flower(0.1 + 0.9 * stage / (stages - 1)), reach, pose) for stage in range(stages)]
        super().__init__(self.stages[0].image, reach[0], reach[1], pose)
        self.start, self.seconds = start, seconds

    def at(self, t):
        opened = ease(t, self.start, self.start + self.seconds)
        return self.stages[round(opened * (len(self.stages) - 1))]


def title():
    flower = Opening(190, lambda t: Pose(830 + sway(t, 6, 4), 430, 1, sway(t, 6, 1.2)), 0.6, 4.4)
    return Scene(
        7.5,
        grounds.title(),
        [
            Sprite.drawn(drawn.title_stalk, (-40, -10, 60, 260), lambda t: Pose(822, 426)),
            flower,
            Sprite.drawn(
                drawn.title_name, (-120, -130, 120, 130), lambda t: Pose(400, 260, strength=ease(t, 1.2, 2.8))
            ),
            Sprite.drawn(drawn.title_words, (-130, -30, 130, 30), lambda t: Pose(400, 400, strength=ease(t, 2.4, 3.6))),
            Sprite.drawn(drawn.title_mark, (-40, -40, 40, 40), lambda t: Pose(545, 330, strength=ease(t, 2.8, 3.6))),
        ],
        View(640, 380, 1.14),
        View(640, 360, 1.04),
    )


def pond():
    return Scene(
        11,
        grounds.pond(),
        [
            Sprite.drawn(
                drawn.boat,
                (-260, -220, 260, 90),
                lambda t: Pose(470 + 26 * t, 520 + sway(t, 3.6, 4), 1.1, sway(t, 4.4, 1.1)),
            ),
            Sprite.drawn(drawn.reeds, (-420, -200, 470, 160), lambda t: Pose(290, 716 + sway(t, 5, 3), 1.1), depth=1.6),
            Sprite.drawn(
                drawn.reeds, (-420, -200, 470, 160), lambda t: Pose(1150, 716 + sway(t, 5.6, 3, 0.3)), depth=1.6
            ),
        ],
        View(590, 350, 1.06),
        View(700, 390, 1.18),
    )


def seeds_handed(t):
    given = ease(t, 3.2, 5.6)
    return Pose(590 + 104 * given, 560 - 60 * given * (1 - given) * 4 - 10 * given, strength=ease(t, 2.6, 3.1))


def seeds():
    return Scene(
        11,
        grounds.seeds(),
        [
            Sprite.drawn(
                drawn.seeds_grandmother,
                (-170, -370, 170, 60),
                lambda t: Pose(450, 568 + sway(t, 4.6, 2), 1, sway(t, 5.2, 0.6)),
            ),
            Sprite.drawn(
                drawn.seeds_child,
                (-150, -290, 150, 60),
                lambda t: Pose(812, 572 + sway(t, 3.6, 2.4), 1, sway(t, 4.2, 0.9) - 2 * ease(t, 4.5, 6)),
            ),
            Sprite.drawn(drawn.seeds_table, (-640, -60, 640, 170), lambda t: Pose(640, 566)),
            Sprite.drawn(drawn.seeds_seed, (-16, -16, 16, 16), seeds_handed),
        ],
        View(640, 350, 1.04),
        View(640, 410, 1.26),
    )


def seasons():
    return Scene(
        12,
        grounds.seasons(),
        [
            season(drawn.summer, 0, 3.4),
            season(drawn.autumn, 3.0, 6.2),
            season(drawn.winter, 5.8, 9.0),
            season(drawn.spring, 8.6, 13.0),
        ],
        View(480, 370, 1.2),
        View(780, 370, 1.2),
    )


def season(draw, start, end):
    """One season over the pond, there from second `start` to second `end`."""

    def pose(t):
        come = ease(t, start, start + 1.1) if start else 1.0
        return Pose(0, 0, strength=come * (1 - ease(t, end - 0.2, end + 0.9)))

    return Sprite.drawn(draw, (0, 0, WIDTH, HEIGHT), pose)


def service_pushed(t):
    return Pose(540 + 96 * ease(t, 1.0, 2.8) - 170 * ease(t, 5.2, 7.0), 516, 1)


def service():
    return Scene(
        12.5,
        grounds.service(),
        [
            Sprite.drawn(
                drawn.service_clerk,
                (-170, -350, 170, 40),
                lambda t: Pose(730, 516 + sway(t, 4.4, 1.6), 1, -1.2 * ease(t, 5, 6.4)),
            ),
            Sprite.drawn(drawn.service_counter, (-640, 0, 640, 256), lambda t: Pose(640, 506)),
            Sprite.drawn(drawn.service_tea, (-60, -84, 60, 10), service_pushed),
            Sprite.drawn(
                drawn.service_note,
                (-70, -26, 70, 16),
                lambda t: Pose(690 - 90 * ease(t, 7.4, 9.2), 514, strength=ease(t, 6.8, 7.3)),
            ),
            Sprite.drawn(
                drawn.service_owner,
                (-190, -380, 190, 120),
                lambda t: Pose(352 - 10 * ease(t, 5, 7), 640 + sway(t, 5, 1.6), 1.08),
            ),
        ],
        View(640, 350, 1.05),
        View(590, 400, 1.26),
    )


def home_flit(number):
    return lambda t: Pose(
        240 + number * 170 + sway(t, 5 + number, 60, number / 5),
        430 + sway(t, 4 + number % 3, 46, number / 3),
        1,
        0,
        0.55 + sway(t, 1.7, 0.45, number / 4),
    )


def home():
    return Scene(
        11,
        grounds.home(),
        [
            Sprite.drawn(drawn.home_pair, (-270, -300, 270, 130), lambda t: Pose(520, 586 + sway(t, 5, 1.4))),
            Sprite.drawn(
                drawn.home_glow, (-140, -140, 140, 140), lambda t: Pose(250, 420 + sway(t, 4, 3), 1, sway(t, 4, 3))
            ),
            *(Sprite.drawn(drawn.home_firefly, (-26, -26, 26, 26), home_flit(number)) for number in range(6)),
        ],
        View(700, 340, 1.05),
        View(560, 400, 1.26),
    )


def ending():
    return Scene(
        8.5,
        grounds.ending(),
        [
            Sprite.drawn(drawn.ending_stalk, (-50, -10, 40, 280), lambda t: Pose(372, 430)),
            Opening(170, lambda t: Pose(366 + sway(t, 6, 3), 434, 1, sway(t, 6, 1.2)), 0.2, 3.0),
            Sprite.drawn(
                drawn.ending_words, (-90, -200, 90, 190), lambda t: Pose(760, 290, strength=ease(t, 1.4, 3.2))
            ),
            Sprite.drawn(
                drawn.ending_brand, (-160, -40, 160, 40), lambda t: Pose(1030, 460, strength=ease(t, 3.2, 4.6))
            ),
        ],
        View(640, 370, 1.04),
        View(640, 350, 1.1),
    )
