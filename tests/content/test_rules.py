import json

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


@pytest.mark.parametrize(
    ("html", "runs"),
    [
        ("<p>见<b>《甲》</b>第二条。</p>", ["见《甲》第二条。"]),
        ("<p>见《甲》</p><p>第二条。</p>", ["见《甲》", "第二条。"]),
        ('<p>见《甲》<a href="/">某处</a>第二条。</p>', ["见《甲》", "第二条。"]),
        ("<p>见《甲》<br>第二条。</p>", ["见《甲》", "第二条。"]),
    ],
)
def test_a_bold_word_does_not_end_a_text_and_a_paragraph_does(html, runs):
    pieces = rules.split_by_tags(html)

    assert ["".join(pieces[place][0] for place in run) for run in rules.runs_of(pieces)] == runs


@pytest.mark.parametrize("typed", ["送礼、宴请", "送礼 宴请", "送礼，宴请；"])
def test_situations_may_be_parted_as_the_editor_likes(typed):
    assert rules.words_of(typed) == ["送礼", "宴请"]


@pytest.mark.parametrize(
    ("editor", "writers", "may"),
    [(1, {2}, True), (1, {2, 3}, True), (1, {1}, False), (1, {1, 2}, False), (1, {None, 2}, False), (1, set(), False)],
)
def test_whoever_wrote_it_or_handed_it_in_is_not_the_one_who_lets_it_out(editor, writers, may):
    assert rules.may_approve(editor=editor, writers=writers) is may


SAID = {"title": "甲", "body": json.dumps([{"type": "happened", "id": "x", "value": "<p>他收下了。</p>"}])}


@pytest.mark.parametrize(
    "differently",
    [
        {"live": True},
        {"pk": 7},
        {"wagtail_admin_comments": [{"text": "这里我不同意。"}]},
        {"body": SAID["body"].replace("<p>", '<p data-block-key=\\"a1b2\\">')},
        {"body": SAID["body"].replace('", "', '","')},
    ],
)
def test_a_remark_at_the_margin_says_nothing_to_readers(differently):
    assert rules.said_in(SAID | differently) == rules.said_in(SAID)


@pytest.mark.parametrize(
    "differently",
    [
        {"title": "乙"},
        {"go_live_at": "2026-12-01T00:00:00Z"},
        {"audience": "everybody"},
        {"body": SAID["body"].replace("<p>", "<p>退回？")},
        {"body": SAID["body"].replace("<p>", '<p class=\\"x\\">')},
        {"body": "[]"},
        {"title": "[不是数据"},
    ],
)
def test_whatever_readers_could_see_is_said(differently):
    assert rules.said_in(SAID | differently) != rules.said_in(SAID)


@pytest.mark.parametrize("text", ["[不是数据", "{", "[1] 见附注"])
def test_a_text_that_only_begins_like_data_is_compared_as_it_is(text):
    assert rules.said_in({"title": text}) == {"title": text}


def test_what_was_pasted_keeps_what_can_be_read_and_words_stay_apart():
    assert rules.legible("两行\x0b标题\x00\x1f，\uffff完\n。\t") == "两行 标题，完\n。\t"
    assert rules.legible("第一行\x0c第二行", instead="\n") == "第一行\n第二行"
