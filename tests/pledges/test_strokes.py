import math

import pytest

from pledges.rules import strokes
from pledges.rules.ink import signature_svg
from pledges.rules.refusals import StrokesRefused
from tests.pledges.builders import make_drawing, sent_drawing


def refusal(sent):
    with pytest.raises(StrokesRefused) as refused:
        strokes.read_drawing(sent)
    return str(refused.value)


def drawn(*lines, width=350, height=216):
    return {"width": width, "height": height, "strokes": [list(map(list, line)) for line in lines]}


def test_a_name_is_kept_on_a_canvas_of_a_thousand_units():
    drawing = make_drawing()

    assert drawing.height == round(216 * 1000 / 350)
    assert drawing.strokes[0][0] == (171, 143, 0)
    assert [len(stroke) for stroke in drawing.strokes] == [60, 40, 35]


def test_time_is_counted_from_the_first_touch():
    sent = sent_drawing()
    for stroke in sent["strokes"]:
        for point in stroke:
            point[2] += 1_700_000_000_000

    assert strokes.read_drawing(sent) == make_drawing()


def test_pressure_is_dropped():
    sent = sent_drawing()
    for stroke in sent["strokes"]:
        for point in stroke:
            point.append(0.7)

    assert strokes.read_drawing(sent) == make_drawing()


def test_ink_outside_of_the_box_is_drawn_on_its_edge():
    sent = sent_drawing()
    sent["strokes"][0][0][:2] = [-40, 900]

    assert strokes.read_drawing(sent).strokes[0][0][:2] == (0, make_drawing().height)


def test_a_dot_is_not_a_signature():
    assert refusal(drawn([(100, 100, i * 20) for i in range(40)])) == strokes.TOO_SMALL


def test_a_line_is_not_a_signature():
    assert refusal(drawn([(10 + 8 * i, 10 + 4 * i, i * 20) for i in range(40)])) == strokes.TOO_STRAIGHT


def test_a_trembling_line_is_still_a_line():
    trembling = [(10 + 8 * i, 10 + 4 * i + 2 * math.sin(i), i * 20) for i in range(40)]

    assert refusal(drawn(trembling)) == strokes.TOO_STRAIGHT


def test_a_name_in_a_corner_is_too_small():
    tiny = [[(x / 8, y / 8, ms) for x, y, ms in stroke] for stroke in sent_drawing()["strokes"]]

    assert refusal(drawn(*tiny)) == strokes.TOO_SMALL


def test_a_name_in_a_fifth_of_a_second_was_not_written_by_hand():
    fast = [[(x, y, ms / 12) for x, y, ms in stroke] for stroke in sent_drawing()["strokes"]]

    assert refusal(drawn(*fast)) == strokes.TOO_QUICK


def test_more_than_a_hundred_and_twenty_strokes_are_a_scribble():
    assert refusal(drawn(*[[(i, i, i)] for i in range(121)])) == strokes.TOO_MUCH


def test_more_than_six_thousand_points_are_a_scribble():
    assert refusal(drawn([(i % 300, i % 200, i) for i in range(6001)])) == strokes.TOO_MUCH


@pytest.mark.parametrize(
    "sent",
    [
        {},
        [],
        None,
        {"width": 350, "height": 216},
        {"width": 350, "height": 216, "strokes": "M0 0"},
        {"width": 350, "height": 216, "strokes": [[[1, 2]]]},
        {"width": 350, "height": 216, "strokes": [[["a", 2, 3]]]},
        {"width": 350, "height": 216, "strokes": [[[float("nan"), 2, 3]]]},
        {"width": 350, "height": 216, "strokes": [[[1, float("inf"), 3]]]},
        {"width": 0, "height": 216, "strokes": [[[1, 2, 3]]]},
    ],
)
def test_what_is_not_a_drawing_cannot_be_read(sent):
    assert refusal(sent) == strokes.UNREADABLE


def test_the_ink_is_made_of_our_own_numbers():
    svg = signature_svg(make_drawing().as_json())

    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="151 ')
    assert set(svg) <= set('<>/="#:. -0123456789abcdefghijklmnopqrstuvwxyzBMQLh')
    assert svg.count("<path") >= 3
