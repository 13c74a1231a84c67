import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.rules.numerals import to_number, to_numeral


@given(st.integers(1, 99_999_999))
def test_a_number_written_out_reads_as_itself(number):
    assert to_number(to_numeral(number)) == number


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("十", 10),
        ("十九", 19),
        ("一百零三", 103),
        ("一百〇三", 103),
        ("一百一十", 110),
        ("一百二十三", 123),
        ("一千二百六十", 1260),
        ("一百○三", 103),
        ("一百◯三", 103),
        ("一百Ｏ三", 103),
        ("一百O三", 103),
        ("二〇二四", 2024),
        ("二○二四", 2024),
        ("123", 123),
        ("１２３", 123),
        ("一 百 二 十 三", 123),
    ],
)
def test_numerals_as_statutes_print_them(numeral, number):
    assert to_number(numeral) == number


@pytest.mark.parametrize("words", ["", "甲", "第三", "十分", "3a", "九万万"])
def test_words_that_are_no_numeral_are_refused(words):
    with pytest.raises(ValueError, match="not a numeral"):
        to_number(words)


def test_ten_alone_is_shorter_than_ten_inside():
    assert [to_numeral(n) for n in (10, 15, 110, 1015, 100_000)] == ["十", "十五", "一百一十", "一千零一十五", "十万"]


def test_no_numeral_for_nothing():
    with pytest.raises(ValueError, match="no numeral"):
        to_numeral(0)
