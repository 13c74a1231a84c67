"""A law that was wrapped at a margin is read as if it had not been, and told; one that was not is left alone."""

import time

from hypothesis import assume, given
from hypothesis import strategies as st

from regulations.rules.numerals import to_numeral
from regulations.rules.outline import Doubtful, Role
from regulations.rules.parse import parse
from tests.regulations.builders import law_text

CLAUSES = [
    "企业应当依法登记",
    "依照本法第三条、第四条的规定",
    "有关部门会同其他部门",
    "2026年起",
    "《示范法》另有规定的（以下简称除外）",
]
WORDS = st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=12).map(lambda clauses: "，".join(clauses) + "。")
ARTICLES = st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=8, max_size=20)


def wrapped(words, width):
    """The lines of a paragraph, of so many wide characters; no sign begins one."""
    lines = []
    while words:
        end = next((end for end in range(len(words) + 1) if len(words[:end].encode("gbk")) > 2 * width - 2), len(words))
        while words[end : end + 1] in tuple("，。、；：）》"):
            end -= 1
        lines.append(words[:end])
        words = words[end:]
    return lines


def read(lines):
    return parse(law_text("示范条例", "\n".join(lines)))


def written(outline):
    return [[paragraph.text for paragraph in article.paragraphs] for article in outline.articles]


def about(outline, doubt):
    return [each.words for each in outline.doubts if each.about == doubt]


@given(ARTICLES, st.integers(26, 45), st.sampled_from([" ", "　", ""]))
def test_a_wrapped_law_has_the_paragraphs_it_had_before_it_was_wrapped(law, width, gap):
    lines = [
        line
        for number, paragraphs in enumerate(law, 1)
        for place, words in enumerate(paragraphs)
        for line in wrapped((f"第{to_numeral(number)}条{gap}" if not place else "") + words, width)
    ]
    broken = sum(not line.endswith("。") for line in lines)
    assume(broken >= 5)

    outline = read(lines)

    assert written(outline) == law
    assert about(outline, Doubtful.LINES_JOINED) == [str(broken)]
    assert about(outline, Doubtful.LINES_BROKEN) == []
    assert {line.role for line in outline.lines[2:]} <= {Role.ARTICLE, Role.PARAGRAPH}


@given(ARTICLES)
def test_a_law_that_was_not_wrapped_is_left_alone(law):
    lines = [
        (f"第{to_numeral(number)}条 " if not place else "") + words
        for number, paragraphs in enumerate(law, 1)
        for place, words in enumerate(paragraphs)
    ]

    outline = read(lines)

    assert (written(outline), outline.doubts) == (law, ())


LONG = "企业应当依法登记，公开有关信息，接受各部门和职工的监督，并且按年报告"


def test_a_full_line_that_ends_a_sentence_is_told_where_it_stands():
    outline = read([f"第一条 {LONG}", "登记。", *[LONG, "登记。"] * 4, LONG[:-1] + "。", "违反的，予以公示。"])

    assert written(outline) == [[LONG + "登记。"] * 5 + [LONG[:-1] + "。", "违反的，予以公示。"]]
    assert about(outline, Doubtful.PARAGRAPH_OR_NOT) == ["违反的，予以公示。"]


def test_items_headings_and_articles_begin_anew_and_what_was_wrapped_in_them_is_joined():
    outline = read(
        [
            "第一章 总则",
            f"第一条 {LONG}",
            "如下：",
            f"（一）{LONG}",
            "登记；",
            f"（二）{LONG}",
            "登记。",
            LONG,
            "登记。",
        ]
        + ["第二章 登记", f"第二条 {LONG}", "登记。", f"{LONG}", "登记。", "附件：表", "甲乙", "丙丁"]
    )

    first, second = outline.articles
    assert [item.text for item in first.paragraphs[0].items] == [LONG + "登记；", LONG + "登记。"]
    assert written(outline) == [[LONG + "如下：", LONG + "登记。"], [LONG + "登记。"] * 2]
    assert [chapter.heading for chapter in outline.chapters] == ["总则", "登记"]
    assert outline.appendix == "附件：表\n甲乙\n丙丁"


def test_a_signature_below_a_wrapped_law_is_one():
    outline = read([f"第一条 {LONG}", "登记。", *[LONG, "登记。"] * 4, "清源园区管理委员会", "2020年1月1日"])

    assert written(outline) == [[LONG + "登记。"] * 5]
    assert about(outline, Doubtful.SIGNATURE) == ["清源园区管理委员会"]


def test_short_lines_that_end_inside_a_sentence_are_told_and_not_joined():
    outline = read([f"第一条 {LONG}。", *["企业应当登记", "公开"] * 4])

    assert len(outline.articles[0].paragraphs) == 9
    assert (about(outline, Doubtful.LINES_JOINED), about(outline, Doubtful.LINES_BROKEN)) == ([], ["第一条（7）"])


def test_a_wrapped_text_of_fifty_thousand_lines_is_read_in_seconds():
    began = time.process_time()

    read(["第一条 甲。", *["企业应当登记"] * 50_000])

    assert time.process_time() - began < 8
