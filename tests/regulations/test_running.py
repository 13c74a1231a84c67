"""Articles that run on in one line are each an article, and told; a reference inside a line never is one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.rules.numerals import to_numeral
from regulations.rules.outline import Doubtful
from regulations.rules.parse import parse
from tests.regulations.builders import law_text

GAPS = st.sampled_from([" ", "　", "  ", ""])
WORDS = st.sampled_from(
    [
        "企业应当廉洁经营。",
        "任何人不得送礼；违反的，予以公示。",
        "“礼品”是指现金、卡券等财物。",
        "前款、第{next}条规定的情形除外。",
        "依照本法第{next}条、第{last}条的规定处理。",
        "情节严重的，依照《示范法》第{next}条处罚。",
        "第{next}条规定的人员，从重处罚。",
        "期限为三十日。第{next}条所列情形，另行通知；第{next}条、第{last}条规定的除外。",
        "违反本条例 第{next}条 的规定的，予以公示。",
        "将第九条修改为：“企业应当登记。第{next}条 企业应当公开。”",
    ]
)


@st.composite
def articles(draw):
    """The words of each article, every one of them naming others, the next one above all."""
    words = draw(st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=2, max_size=25))
    spell = draw(st.sampled_from([str, to_numeral]))
    filled = [
        "企业应当守法。" + "".join(each).format(next=spell(number + 1), last=spell(max(1, number - 1)))
        for number, each in enumerate(words, 1)
    ]
    return [(f"第{spell(number)}条", text) for number, text in enumerate(filled, 1)]


def read(*lines):
    return parse(law_text("示范条例", "\n".join(lines)))


def written(outline):
    return [(article.label, [paragraph.text for paragraph in article.paragraphs]) for article in outline.articles]


def doubts(outline):
    return [(doubt.line, doubt.about, doubt.words) for doubt in outline.doubts]


@given(articles(), GAPS)
def test_references_inside_a_line_are_no_articles_and_no_doubts(law, gap):
    outline = read(*(label + gap + text for label, text in law))

    assert written(outline) == [(label, [text]) for label, text in law]
    assert doubts(outline) == []


@given(articles(), GAPS, st.data())
def test_articles_that_run_on_are_read_as_if_each_began_a_line_and_each_such_line_is_told(law, gap, data):
    lines, told = [], set()
    for number, (label, text) in enumerate(law):
        if number and data.draw(st.booleans()):
            lines[-1] += data.draw(st.sampled_from(["", " "])) + label + gap + text
            told.add(len(lines) + 4)
        else:
            lines.append(label + gap + text)

    outline = read(*lines)

    assert written(outline) == [(label, [text]) for label, text in law]
    assert {line for line, about, _ in doubts(outline) if about == Doubtful.ARTICLES_RUN_ON} == told
    assert len(outline.doubts) == len(told)


def test_a_law_of_one_line_keeps_its_chapters():
    outline = read("第一编 总则 第一章 原则 第一条 甲。第二章 登 记 第二条 乙。附 则 第三条 丙。")

    assert written(outline) == [("第一条", ["甲。"]), ("第二条", ["乙。"]), ("第三条", ["丙。"])]
    assert [chapter.heading for chapter in outline.chapters] == ["原则", "登记"]
    assert [book.heading for book in outline.books] == ["总则", "附则"]
    assert doubts(outline) == [(5, Doubtful.ARTICLES_RUN_ON, "第一条…第三条")]


@pytest.mark.parametrize(("heading", "read_as"), [("第二章 登 记", ("第二章", "登记")), ("附 则", ("", "附则"))])
@pytest.mark.parametrize("space", ["", " "])
def test_a_heading_at_the_end_of_a_line_is_one_and_told(space, heading, read_as):
    outline = read("第一章 总则", f"第一条 甲。{space}{heading}", "第二条 乙。")

    assert [(chapter.label, chapter.heading) for chapter in outline.chapters] == [("第一章", "总则"), read_as]
    assert (written(outline)[0], outline.articles[1].chapter) == (("第一条", ["甲。"]), 1)
    assert doubts(outline) == [(6, Doubtful.ARTICLES_RUN_ON, heading)]


@pytest.mark.parametrize(
    "end", ["适用第二章 登记", "适用本条例。第二章的规定另有规定", "第二章 登记的规定，适用于企业。"]
)
def test_a_chapter_that_a_sentence_names_is_no_heading(end):
    outline = read("第一条 甲", f"第二条 {end}")

    assert (outline.chapters, doubts(outline)) == ((), [])


def test_points_of_an_amendment_that_run_on_are_parted_and_those_that_are_quoted_are_not():
    long = "二、将第五条改为：“企业应当登记。“分为：一、甲；二、乙。三、丙。”"
    lines = "一、删去第四条。" + long + " 三、本修正案自公布之日起施行。"

    outline = parse(law_text("示范法修正案", lines))

    assert [article.label for article in outline.articles] == ["一", "二", "三"]
    assert written(outline)[1] == ("二", [long.removeprefix("二、")])
    assert doubts(outline) == [(5, Doubtful.ARTICLES_RUN_ON, "二…三")]


@pytest.mark.parametrize(
    "first", ["一、甲。三、四级部门办理。", "一、甲。二、三类企业除外。", "一、甲，二、三类除外。"]
)
def test_a_number_inside_a_point_is_no_point_when_it_does_not_go_on_or_comes_later(first):
    outline = parse(law_text("示范法修正案", f"{first}\n二、乙。"))

    assert written(outline) == [("一", [first.removeprefix("一、")]), ("二", ["乙。"])]
    assert doubts(outline) == []


def test_a_law_of_one_line_typed_close_is_read():
    outline = read("第一章 总则 第一条甲。第二条乙。")

    assert written(outline) == [("第一条", ["甲。"]), ("第二条", ["乙。"])]


def test_the_last_article_that_runs_on_is_not_lost():
    outline = read("第一条 一。", "第二条 二。第三条 三。")

    assert written(outline) == [("第一条", ["一。"]), ("第二条", ["二。"]), ("第三条", ["三。"])]
    assert doubts(outline) == [(6, Doubtful.ARTICLES_RUN_ON, "第三条")]


def test_articles_that_run_on_over_a_gap_are_kept_and_the_gap_is_told():
    outline = read("第一条 甲。第三条 丙。第四条 丁。")

    assert [article.number for article in outline.articles] == [1, 3, 4]
    assert [about for _, about, _ in doubts(outline)] == [Doubtful.ARTICLES_RUN_ON, Doubtful.ARTICLES_MISSING]


def test_a_sign_that_parts_labels_from_words_does_so_inside_a_line():
    outline = read("第一条、甲。", "第二条、乙。第三条、丙。")

    assert written(outline) == [("第一条", ["甲。"]), ("第二条", ["乙。"]), ("第三条", ["丙。"])]


@pytest.mark.parametrize("second", ["第二条 乙 第三条 丙", "第二条 乙。第三条情形除外。", "第二条 乙。第三条、丙。"])
def test_what_may_be_the_next_article_inside_a_line_is_kept_as_text_and_told(second):
    outline = read("第一条 甲", second)

    assert written(outline)[1] == ("第二条", [second.removeprefix("第二条 ")])
    assert doubts(outline) == [(6, Doubtful.ARTICLE_INSIDE, "第三条")]


def test_a_label_inside_a_line_is_no_article_when_a_later_line_opens_it():
    outline = read("第一条 甲。第二条 参见下文。", "第二条 乙。")

    assert [article.number for article in outline.articles] == [1, 2]
    assert written(outline)[1] == ("第二条", ["乙。"])


def test_articles_inside_an_appendix_stay_there():
    outline = read("第一条 甲。", "附件：格式", "第一条 乙。第二条 丙。")

    assert (len(outline.articles), outline.appendix) == (1, "附件：格式\n第一条 乙。第二条 丙。")
    assert doubts(outline) == []


@pytest.mark.parametrize("piece", ["。第二条 ", "第一章 甲 ", "第一章 第一章 ", "。 ", "“第二条 "])
def test_a_line_of_a_hundred_thousand_characters_is_read_in_seconds(piece):
    began = time.process_time()

    read("第一条 甲。" + piece * (100_000 // len(piece)))

    assert time.process_time() - began < 5
