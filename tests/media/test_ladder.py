import pytest

from media.rules.ladder import fallback_of, sheet_for, steps_for


@pytest.mark.parametrize(
    ("size", "sides"),
    [
        ((1920, 1080), [240, 480, 720]),
        ((1280, 720), [240, 480, 720]),
        ((720, 1280), [240, 480, 720]),
        ((960, 540), [240, 480]),
        ((640, 360), [240, 360]),
        ((361, 640), [240, 360]),
        ((1136, 640), [240, 480, 640]),
        ((720, 576), [240, 480]),
        ((426, 240), [240]),
        ((321, 181), [180]),
    ],
)
def test_a_film_is_never_made_larger_than_it_is(size, sides):
    assert [step.side for step in steps_for(*size)] == sides


def test_a_step_between_two_others_looks_and_weighs_what_lies_between_them():
    low, own = steps_for(640, 360)

    assert (low.quality, own.quality, low.most, own.most) == (27, 26, 300, 600)


@pytest.mark.parametrize(
    ("size", "side"), [((1280, 720), 480), ((640, 360), 360), ((426, 240), 240), ((320, 180), 180)]
)
def test_a_browser_that_knows_no_playlists_gets_a_fair_picture(size, side):
    assert fallback_of(steps_for(*size)).side == side


@pytest.mark.parametrize(
    ("seconds", "sheet"), [(1, (2, 1, 1, 1)), (60, (2, 30, 10, 3)), (61.5, (2, 31, 10, 4)), (7200, (72, 100, 10, 10))]
)
def test_a_sheet_has_a_hundred_small_pictures_at_most(seconds, sheet):
    assert sheet_for(seconds) == sheet
