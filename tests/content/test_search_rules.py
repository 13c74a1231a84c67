import pytest

from content.search.rules import (
    bigrams,
    marked,
    marked_snippet,
    nearest_titles,
    query_terms,
    query_words,
)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("廉洁奉公", "廉洁 洁奉 奉公 公"),
        ("廉", "廉"),
        ("根据第4条规定", "根据 据第 第 4 条规 规定 定"),
        ("ＩＳＯ３７００１认证", "iso37001 认证 证"),
        ("“廉洁”，自律。", "廉洁 洁 自律 律"),
        ("🙂 !? 　", ""),
    ],
)
def test_the_index_holds_neighbouring_characters_and_whole_numbers(text, tokens):
    assert bigrams(text) == tokens


def test_a_question_is_cut_into_words_without_those_that_say_nothing():
    assert query_words("怎么在线签廉洁承诺书的") == ["在线", "签", "廉洁", "承诺书"]


def test_a_word_that_says_nothing_counts_when_it_is_all_there_is():
    assert query_words("的") == ["的"]


def test_a_word_is_looked_up_as_the_phrase_of_its_pairs():
    [found] = query_terms("承诺书")

    assert (found.text, found.is_prefix) == ("承诺 诺书", False)


@pytest.mark.parametrize("word", ["廉", "iso"])
def test_a_single_character_and_a_latin_word_find_what_begins_with_them(word):
    [found] = query_terms(word)

    assert (found.text, found.is_prefix) == (word, True)


def test_where_any_word_will_do_single_characters_are_left_out():
    assert [found.text for found in query_terms("签承诺书", all_of=False)] == ["承诺 诺书"]


@pytest.mark.parametrize("text", ["", "   ", "？！%", '"', "🙂"])
def test_what_holds_no_word_asks_for_nothing(text):
    assert query_terms(text) == []


def test_marks_stand_around_the_words_and_everything_else_is_escaped():
    html = marked("<script>廉洁</script> & ＩＳＯ37001", ["廉洁", "iso37001"])

    assert html == "&lt;script&gt;<mark>廉洁</mark>&lt;/script&gt; &amp; <mark>ＩＳＯ37001</mark>"


def test_words_that_touch_share_one_mark():
    assert marked("廉洁承诺书", ["廉洁", "承诺书"]) == "<mark>廉洁承诺书</mark>"


def test_a_snippet_is_cut_around_the_first_word_and_says_that_it_was_cut():
    snippet = marked_snippet("前" * 100 + "礼金" + "后" * 100, ["礼金"], width=30)

    assert snippet == "…" + "前" * 10 + "<mark>礼金</mark>" + "后" * 18 + "…"


def test_a_short_text_is_its_own_snippet():
    assert marked_snippet("不准收受\n礼金。", ["礼金"]) == "不准收受 <mark>礼金</mark>。"


def test_without_a_word_in_it_the_snippet_is_the_beginning():
    assert marked_snippet("甲" * 80, ["礼金"], width=5) == "甲甲甲甲甲…"


def test_a_mistyped_title_has_a_nearest_one():
    titles = ["廉洁承诺书怎么签", "中秋节前的提醒", "采购科长的一箱茶"]

    assert nearest_titles("廉结承诺书", titles) == ["廉洁承诺书怎么签"]
    assert nearest_titles("天气预报", titles) == []
