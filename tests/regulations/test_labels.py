"""What may open an article where one line alone does not tell it, and what is doubted when nothing else tells it."""

import pytest

from regulations.rules.numerals import to_numeral
from regulations.rules.outline import Doubtful, Role
from regulations.rules.parse import RegulationRefused, parse
from tests.regulations.builders import law_text


def parse_articles(*lines, title="示范条例"):
    return parse(law_text(title, "\n".join(lines)))


def numbers(outline):
    return [article.number for article in outline.articles]


def doubts(outline):
    return [(doubt.about, doubt.words) for doubt in outline.doubts]


def paragraphs(outline, article=-1):
    return [paragraph.text for paragraph in outline.articles[article].paragraphs]


# The number cannot be read


@pytest.mark.parametrize("zero", "零〇○◯ＯO")
def test_articles_after_the_hundredth_are_read_whatever_circle_stands_for_zero(zero):
    lines = [f"第{to_numeral(number).replace('零', zero)}条 某事。" for number in range(1, 113)]

    outline = parse_articles(*lines)

    assert (numbers(outline), doubts(outline)) == (list(range(1, 113)), [])


def test_the_twentieth_item_may_be_typed_with_a_circle():
    items = [f"（{to_numeral(number)}）某项；" for number in range(1, 20)]

    outline = parse_articles("第一条 如下：", *items, "（二○）末项。")

    assert (outline.articles[0].paragraphs[0].items[-1].number, doubts(outline)) == (20, [])


@pytest.mark.parametrize(
    "label", ["第贰条", "第二—条", "第ニ条", "第 * 条", "第某条", "第1百二条", "第九万万条", "第99999999999条"]
)
def test_a_label_whose_number_cannot_be_read_is_kept_as_text_and_told(label):
    outline = parse_articles("第一条 甲。", f"{label} 乙。")

    assert paragraphs(outline) == ["甲。", f"{label} 乙。"]
    assert doubts(outline) == [(Doubtful.ARTICLE_UNREAD, label)]


@pytest.mark.parametrize(
    "sentence",
    [
        "第四、五条的规定，适用于本条。",
        "第三至第五条所列行为，从重处罚。",
        "第三方提供的条件，应当公开。",
        "第二款规定的条件，由部门公布。",
        "第三人依照前条办理。",
        "第一批企业执行本条规定。",
    ],
)
def test_a_sentence_that_only_begins_like_a_label_is_no_doubt(sentence):
    outline = parse_articles("第一条 甲。", sentence)

    assert (paragraphs(outline), doubts(outline)) == (["甲。", sentence], [])


# A table of contents that names the articles


@pytest.mark.parametrize("gap", [" ", "　", "", "、"])
def test_a_table_of_contents_that_names_the_articles_is_passed_over(gap):
    contents = ["目录", "第一章 总则", f"第一条{gap}目的", f"第二条{gap}范围", "第二章 附则", f"第三条{gap}施行"]
    preamble = "为了示范，制定本条例。"
    body = ["第一章 总则", f"第一条{gap}为了示范。", f"第二条{gap}企业：", "第二章 附则", f"第三条{gap}另行通知。"]

    outline = parse_articles(*contents, preamble, *body)

    assert [paragraphs(outline, place) for place in range(3)] == [["为了示范。"], ["企业："], ["另行通知。"]]
    assert [chapter.anchor for chapter in outline.chapters] == ["ch-1", "ch-2"]
    assert [line.number for line in outline.lines if line.role == Role.CONTENTS] == list(range(5, 11))
    assert (outline.preamble, doubts(outline)) == (preamble, [])


def test_a_table_of_contents_of_articles_alone_is_passed_over():
    outline = parse_articles("目录", "第一条 目的", "第二条 范围", "第一条 甲。", "第二条 乙。")

    assert (numbers(outline), paragraphs(outline), doubts(outline)) == ([1, 2], ["乙。"], [])


def test_the_first_chapter_is_none_of_the_contents_that_name_articles_alone():
    outline = parse_articles(
        "目录：", "第一条 目的", "第二条 范围", "第一章 总则", "第一条 甲。", "第二章 附则", "第二条 乙。"
    )

    assert [chapter.heading for chapter in outline.chapters] == ["总则", "附则"]
    assert ([article.chapter for article in outline.articles], doubts(outline)) == ([0, 1], [])


def test_what_stands_under_the_word_contents_and_never_comes_again_is_the_law():
    outline = parse_articles("目录", "第一章 总则", "第一条 目的", "第二条 范围")

    assert numbers(outline) == [1, 2]


def test_a_sentence_under_the_word_contents_is_the_law():
    outline = parse_articles("目录", "第一条 甲。", "第二条 乙", "附件", "第一条 丙")

    assert (numbers(outline), outline.appendix) == ([1, 2], "附件\n第一条 丙")


# No space after the label


def test_a_law_typed_close_goes_on_after_a_gap_and_the_gap_is_told():
    outline = parse_articles("第一条甲。", "第二条乙。", "第五条戊。", "第六条己。")

    assert numbers(outline) == [1, 2, 5, 6]
    assert doubts(outline) == [(Doubtful.ARTICLES_MISSING, "第五条")]


@pytest.mark.parametrize("words", ["本条例自2020年1月1日起施行。", "本条例由管委会负责解释。"])
def test_the_last_article_of_a_law_typed_close_is_known_by_its_words_after_a_gap(words):
    outline = parse_articles("第一条甲。", "第二条乙。", f"第四条{words}")

    assert numbers(outline) == [1, 2, 4]
    assert doubts(outline) == [(Doubtful.ARTICLES_MISSING, "第四条")]


def test_a_later_number_in_a_law_typed_close_is_no_article_when_none_goes_on_from_it():
    outline = parse_articles("第一条甲。", "第二条乙。", "第九条情形除外。")

    assert numbers(outline) == [1, 2]
    assert doubts(outline) == [(Doubtful.ARTICLE_OUT_OF_ORDER, "第九条")]


def test_articles_typed_close_that_begin_like_references_are_told():
    outline = parse_articles(
        "第一条甲。", "第二条的期限为三十日。", "第三条所称企业，是指法人。", "第四条丁。", "第五条戊。"
    )

    assert numbers(outline) == [1, 4, 5]
    assert doubts(outline) == [
        (Doubtful.ARTICLE_OR_REFERENCE, "第二条"),
        (Doubtful.ARTICLE_OR_REFERENCE, "第三条"),
        (Doubtful.ARTICLES_MISSING, "第四条"),
    ]


def test_a_reference_to_the_next_article_is_no_doubt_when_that_article_comes():
    outline = parse_articles("第一条甲。", "第二条规定的除外。", "第二条乙。")

    assert (numbers(outline), doubts(outline)) == ([1, 2], [])


def test_rules_typed_close_are_articles_though_their_title_might_be_that_of_a_decision_in_points():
    outline = parse_articles("第一条为了示范。", "第二条如下：", "一、甲。", "二、乙。", title="园区廉洁规定")

    assert [article.label for article in outline.articles] == ["第一条", "第二条"]


def test_a_decision_in_points_may_speak_of_the_first_article():
    outline = parse_articles(
        "一、作如下修改：", "第一条改为两款。", "二、自公布之日起施行。", title="关于修改示范规定的决定"
    )

    assert [article.label for article in outline.articles] == ["一", "二"]


# 第一条、甲


@pytest.mark.parametrize("sign", ["、", "，", ","])
def test_a_sign_throughout_parts_the_labels_from_the_words(sign):
    outline = parse_articles(
        f"第一条{sign}甲。",
        f"第一条之一{sign}乙。",
        "第一条、第二条规定的除外。",
        f"第二条{sign}丙。",
        "附件：格式",
        "第一条 丁。",
    )

    assert [(article.label, paragraphs(outline, place)) for place, article in enumerate(outline.articles)] == [
        ("第一条", ["甲。"]),
        ("第一条之一", ["乙。", "第一条、第二条规定的除外。"]),
        ("第二条", ["丙。"]),
    ]
    assert (outline.appendix, doubts(outline)) == ("附件：格式\n第一条 丁。", [])


def test_a_sign_is_a_reference_where_labels_stand_apart():
    outline = parse_articles("第一条 甲。", "第二条，适用本条。", "第二条 乙。", "第一条，除外。")

    assert (numbers(outline), doubts(outline)) == ([1, 2], [])


def test_a_label_with_a_sign_among_others_with_a_space_is_told():
    outline = parse_articles("第一条 甲。", "第二条、乙。", "第三条 丙。")

    assert numbers(outline) == [1, 3]
    assert doubts(outline) == [
        (Doubtful.ARTICLE_OR_REFERENCE, "第二条"),
        (Doubtful.ARTICLES_MISSING, "第三条"),
    ]


def test_references_that_do_not_run_on_make_no_law():
    with pytest.raises(RegulationRefused):
        parse_articles("第一条，适用于企业。", "第四条，适用于个人。")
