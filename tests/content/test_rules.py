import pytest

from content import rules


def test_reading_time_counts_characters_and_not_the_spaces_between_them():
    assert rules.reading_seconds("廉 洁\n从　业" * 5) == 4


@pytest.mark.parametrize(("reading", "needed"), [(0, 20), (50, 20), (300, 120), (1500, 600), (9000, 600)])
def test_a_page_counts_as_read_after_two_fifths_of_an_unhurried_reading(reading, needed):
    assert rules.seconds_needed(reading) == needed


@pytest.mark.parametrize(("seconds", "minutes"), [(1, 1), (89, 1), (95, 2), (360, 6)])
def test_nothing_takes_less_than_a_minute(seconds, minutes):
    assert rules.minutes(seconds) == minutes


def test_links_may_stand_in_text_but_neither_in_tags_nor_in_links():
    html = '<p title="《甲》第一条">见<a href="/">《甲》第二条</a>和<b>《甲》</b></p>'

    pieces = rules.split_by_tags(html)

    assert [piece for piece, may_link in pieces if may_link] == ["见", "和", "《甲》"]
    assert "".join(piece for piece, _ in pieces) == html


@pytest.mark.parametrize("typed", ["送礼、宴请", "送礼 宴请", "送礼，宴请；"])
def test_situations_may_be_parted_as_the_editor_likes(typed):
    assert rules.words_of(typed) == ["送礼", "宴请"]


@pytest.mark.parametrize(("editor", "author", "may"), [(1, 2, True), (1, 1, False), (1, None, False)])
def test_whoever_wrote_it_is_not_the_one_who_lets_it_out(editor, author, may):
    assert rules.may_approve(editor=editor, author=author) is may
