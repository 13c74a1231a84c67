import pytest

from content.search.rules import (
    bigrams,
    ends_of,
    fold,
    marked,
    marked_snippet,
    nearest_titles,
    pieces_of,
    query_terms,
    query_words,
    question_of,
    score,
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


def test_traditional_characters_are_folded_into_simplified_ones_one_for_one():
    assert fold("廉潔從業，監察法") == "廉洁从业,监察法"
    assert marked("廉潔從業", ["廉洁"]) == "<mark>廉潔</mark>從業"


def test_what_the_dictionary_cuts_off_a_word_is_first_sought_with_it_and_then_not_at_all():
    question = question_of("购物卡")

    assert question.words == ("购物", "卡")
    assert question.levels == [[("购物卡",)], [("购物",)]]


def test_a_character_that_was_typed_by_itself_is_sought():
    assert question_of("灯 家风").levels[0] == [("灯", "家风")]


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("ISO14001", [("iso14001",), ("iso 14001",)]),
        ("ISO 14001", [("iso", "14001"), ("iso14001",)]),
        ("ISO-14001", [("iso-14001",), ("iso14001",)]),
        ("8866", [("8866",)]),
        ("第4条", [question_of("第4条").glued]),
    ],
)
def test_letters_and_digits_are_sought_with_and_without_a_space_between(text, ways):
    assert question_of(text).levels[0] == ways


def test_letters_and_digits_are_marked_and_weighed_however_they_stand():
    question = question_of("ISO14001")

    assert marked("按 ISO 14001 认证", question.marks) == "按 <mark>ISO 14001</mark> 认证"
    assert score(question, "ISO 14001 培训", "") > score(question, "认证", "ISO 14001") > 0


def test_where_nothing_has_all_words_fewer_and_fewer_will_do():
    levels = question_of("节假日 接受 供应商 宴请").levels

    assert [len(level) for level in levels] == [1, 4, 6, 4]
    assert [len(level[0]) for level in levels] == [4, 3, 2, 1]


def test_of_a_long_question_the_six_longest_words_are_sought():
    assert len(question_of("采购 招标 评标 合同 验收 付款 审计监督 公开").sought) == 6


def test_only_the_words_that_were_typed_are_marked_and_no_character_cut_off_one():
    marks = question_of("购物卡").marks

    assert marked("礼金卡券和购物卡", marks) == "礼金卡券和<mark>购物卡</mark>"
    assert marked("礼金卡券和购物", marks) == "礼金卡券和<mark>购物</mark>"


def test_a_snippet_is_cut_where_most_of_the_words_stand():
    text = "礼金。" + "无关的话" * 30 + "收到礼金的要登记。" + "无关的话" * 30

    assert "收到<mark>礼金</mark>的要<mark>登记</mark>" in marked_snippet(text, ["礼金", "登记"])


def test_a_snippet_never_ends_within_a_word_that_is_marked():
    assert marked_snippet("礼金" + "甲" * 5 + "宴请乙乙乙", ["礼金", "宴请"], width=8) == (
        "<mark>礼金</mark>甲甲甲甲甲<mark>宴请</mark>…"
    )


def test_the_title_weighs_more_than_the_text_and_the_phrase_more_than_its_words():
    question = question_of("采购人员收礼")
    answers = [
        ("采购人员收礼", ""),
        ("采购人员收礼的下场", ""),
        ("一件事", "采购人员收礼"),
        ("一件事", "采购部门的人员有收礼的"),
        ("一件事", "采购人员"),
    ]

    assert sorted(answers, key=lambda one: -score(question, *one)) == answers


def test_the_pieces_of_a_mistyped_title_are_halves_then_thirds_then_pairs():
    assert pieces_of("廉洁承诺书") == [["廉洁", "承诺书"], ["廉洁", "诺书"], ["廉洁", "洁承", "承诺", "诺书"]]
    assert pieces_of("廉") == []


@pytest.mark.parametrize(
    ("text", "ends"), [("监查法", ("监", "法")), ("監 察法", ("监", "法")), ("承诺书吗", None), ("法", None)]
)
def test_a_name_of_three_characters_is_known_by_its_ends(text, ends):
    assert ends_of(text) == ends


@pytest.mark.parametrize("typed", ["廉结承诺书", "连接承诺书", "廉洁诺书", "廉洁承诺书书", "廉洁承若书", "廉潔承諾書"])
def test_a_wrong_a_missing_and_a_needless_character_are_forgiven(typed):
    titles = ["廉洁承诺书", "廉政教育月", "承诺制施工", "家书"]

    assert nearest_titles(typed, titles, least=0.6) == ["廉洁承诺书"] or fold(typed) == "廉洁承诺书"
