from fractions import Fraction

import pytest

from quizzes.rules import marking


@pytest.mark.parametrize(
    ("chosen", "share"),
    [
        (["a", "b"], 1),
        (["a"], Fraction(1, 2)),
        (["a", "x"], 0),
        (["a", "b", "x"], Fraction(1, 2)),
        (["x", "y"], 0),
        (None, 0),
    ],
)
def test_a_wrong_tick_takes_away_what_a_right_tick_gave(chosen, share):
    assert marking.ticks(chosen, ["a", "b"]) == share


@pytest.mark.parametrize(
    ("order", "share"),
    [("abcd", 1), ("bcda", Fraction(2, 3)), ("dcba", 0), ("acbd", 0), ("abc", 0), ("", 0)],
)
def test_each_step_followed_by_its_right_next_step_earns_its_part(order, share):
    assert marking.sequence(list(order), list("abcd")) == share


def test_each_pair_rightly_joined_earns_its_part():
    right = {"l1": "r1", "l2": "r2", "l3": "r3"}

    assert marking.pairs({"l1": "r1", "l2": "r3"}, right) == Fraction(1, 3)


@pytest.mark.parametrize("typed", ["标本兼治", " 标本 兼治 ", "标本兼治。", "标本　兼治"])
def test_spaces_and_a_closing_stop_do_not_spoil_a_filled_blank(typed):
    assert marking.blanks([typed], [["标本兼治"]]) == 1


def test_full_width_and_small_letters_mean_the_same():
    assert marking.blanks(["ｉｓｏ３７００１"], [["ISO37001"]]) == 1


def test_another_word_in_the_blank_is_wrong():
    assert marking.blanks(["标本不治", "2018"], [["标本兼治"], ["2018"]]) == Fraction(1, 2)


def test_a_paper_just_below_the_pass_mark_never_reads_as_a_pass():
    assert str(marking.to_decimal(Fraction(59_9999, 10000), places=1)) == "59.9"


def test_the_percentage_weighs_questions_by_their_marks():
    assert marking.percent([(Fraction(1), 3), (Fraction(0), 1)]) == 75
