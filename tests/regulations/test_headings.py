"""Headings without a number, between articles: taken for chapters where they are marked, and told where they may be."""

import io

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from regulations import queries
from regulations.actions import save_regulation
from regulations.importers import text_of
from regulations.rules.numerals import to_numeral
from regulations.rules.outline import Doubt, Doubtful, Role
from regulations.rules.parse import parse
from tests.builders import NOW

HEAD = "中国共产党廉洁自律准则\n2015年10月18日 中共中央印发 自2016年1月1日起施行\n"
TEXT = """中国共产党全体党员必须廉洁自律。
{mark}党员廉洁自律规范
第一条 坚持公私分明，先公后私。
第二条 坚持崇廉拒腐。
{mark}党员领导干部廉洁自律规范
第三条 廉洁从政。
"""


def read(*lines, mark=""):
    return parse(HEAD + "\n".join(lines or [TEXT.format(mark=mark)]))


def told(outline):
    return [(doubt.about, doubt.words) for doubt in outline.doubts]


def paragraphs(outline):
    return [[paragraph.text for paragraph in article.paragraphs] for article in outline.articles]


def test_a_heading_without_a_number_is_told_and_stays_text():
    outline = read()

    assert outline.doubts == (
        Doubt(4, Doubtful.HEADING_OR_TEXT, "党员廉洁自律规范"),
        Doubt(7, Doubtful.HEADING_OR_TEXT, "党员领导干部廉洁自律规范"),
    )
    assert paragraphs(outline)[1] == ["坚持崇廉拒腐。", "党员领导干部廉洁自律规范"]
    assert outline.preamble == "中国共产党全体党员必须廉洁自律。\n党员廉洁自律规范"


def test_a_heading_that_is_marked_as_one_is_a_chapter_of_its_own():
    outline = read(mark="## ")

    assert [(chapter.label, chapter.heading, chapter.anchor) for chapter in outline.chapters] == [
        ("", "党员廉洁自律规范", "ch-h1"),
        ("", "党员领导干部廉洁自律规范", "ch-h2"),
    ]
    assert [article.chapter for article in outline.articles] == [0, 0, 1]
    assert paragraphs(outline)[1] == ["坚持崇廉拒腐。"]
    assert (outline.preamble, outline.doubts) == ("中国共产党全体党员必须廉洁自律。", ())
    assert [line.number for line in outline.lines if line.role == Role.CHAPTER] == [4, 7]


def test_a_heading_in_a_style_of_word_is_marked_as_one():
    document, file = Document(), io.BytesIO()
    for line in (HEAD + TEXT.format(mark="")).splitlines():
        document.add_paragraph(line, style="Heading 2" if line.endswith("规范") else None)
    document.save(file)

    outline = parse(text_of("law.docx", file.tell(), file.getvalue))

    assert outline == read(mark="## ")


def test_a_label_in_a_style_of_word_is_read_as_before():
    document, file = Document(), io.BytesIO()
    for line, style in (*((line, None) for line in HEAD.splitlines()), ("第一条 甲", "Heading 2"), ("乙。", None)):
        document.add_paragraph(line, style=style)
    document.save(file)

    outline = parse(text_of("law.docx", file.tell(), file.getvalue))

    assert paragraphs(outline) == [["甲", "乙。"]]


@pytest.mark.parametrize("heading", ["2 要求", "2. 要求", "监督和管理", "廉洁规范（试行）"])
def test_headings_of_a_firms_own_are_told_too(heading):
    outline = read("第一条 甲。", heading, "第二条 乙。")

    assert told(outline) == [(Doubtful.HEADING_OR_TEXT, heading)]


@pytest.mark.parametrize(
    "line",
    [
        "企业应当公开。",
        "下列行为：",
        "（一）送礼",
        "（略）",
        "企业应当公开，接受监督。企业可以",
        "公开" * 16,
        "企业公开，",
    ],
)
def test_what_reads_like_text_is_told_as_no_heading(line):
    about = [about for about, _ in told(read("第一条 甲。", line, "第二条 乙。"))]

    assert Doubtful.HEADING_OR_TEXT not in about


@pytest.mark.parametrize(
    "lines",
    [
        ["第一条 甲。", "监督和管理", "乙。", "第二条 丙。"],
        ["第一条 下列企业", "某某公司", "第二条 乙。"],
        ["第一条", "监督和管理", "第二条 乙。"],
        ["第一条 甲。", "第二条 乙。", "监督和管理"],
    ],
)
@pytest.mark.parametrize("mark", ["", "## "])
def test_a_heading_stands_between_a_finished_sentence_and_the_next_article(lines, mark):
    outline = read(*(mark + line if line in ("监督和管理", "某某公司") else line for line in lines))

    assert outline.chapters == ()
    assert Doubtful.HEADING_OR_TEXT not in [about for about, _ in told(outline)]


@pytest.mark.parametrize("mark", ["", "## "])
def test_among_chapters_that_are_numbered_it_finds_no_place_and_is_told(mark):
    outline = read("第一章 总则", "第一条 甲。", f"{mark}监督和管理", "第二条 乙。", "第二章 附则", "第三条 丙。")

    assert [chapter.anchor for chapter in outline.chapters] == ["ch-1", "ch-2"]
    assert told(outline) == [(Doubtful.HEADING_AMONG_NUMBERED, "监督和管理")]
    assert paragraphs(outline)[0] == ["甲。", "监督和管理"]


def test_the_closing_chapter_keeps_its_address_beside_headings_without_a_number():
    outline = read("第一条 甲。", "## 监督和管理", "第二条 乙。", "附则", "第三条 丙。")

    assert [chapter.anchor for chapter in outline.chapters] == ["ch-h1", "ch-0"]


@pytest.mark.parametrize("mark", ["", "## "])
def test_the_heading_of_a_chapter_on_the_next_line_is_no_other(mark):
    outline = read(f"{mark}第一章", f"{mark}总则", "第一条 甲。")

    assert ([chapter.heading for chapter in outline.chapters], outline.doubts) == (["总则"], ())


def test_names_and_days_under_the_title_are_no_headings():
    outline = parse("# 廉洁办法\n## 2015年10月18日\n## 清源园区管理委员会\n第一条 甲。")

    assert outline.chapters == ()


HEADINGS = st.sampled_from(["", "监督和管理", "2 要求", "第三方的责任", "附件的管理", "目录的公布", "一般要求"])


@given(st.lists(HEADINGS, min_size=2, max_size=20), st.booleans(), st.sampled_from(["　", ""]))
def test_headings_without_a_number_lose_no_article_and_invent_none(headings, are_marked, gap):
    lines = []
    for number, heading in enumerate(headings, start=1):
        lines += [f"{'## ' * are_marked}{heading}"] * bool(heading)
        lines.append(f"第{to_numeral(number)}条{gap}企业应当公开第{number}件事。")

    outline = read("企业应当廉洁。", *lines)

    assert [article.number for article in outline.articles] == list(range(1, len(headings) + 1))
    chapters, told_of = [each.heading for each in outline.chapters], [each.words for each in outline.doubts]
    assert (chapters if are_marked else told_of) == list(filter(None, headings))


@pytest.mark.django_db
def test_a_chapter_without_a_number_is_read_and_listed_like_any_other():
    version = save_regulation(outline=read(mark="## "), by=None, now=NOW).version

    text = queries.reading(version)

    assert [(heading.label, heading.anchor) for heading in text.contents] == [("", "ch-h1"), ("", "ch-h2")]
    assert [block.anchor for block in text.blocks] == ["ch-h1", "art-1", "art-2", "ch-h2", "art-3"]
