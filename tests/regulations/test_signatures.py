"""Lines that are no paragraphs of the article they follow, or may be none: signatures, remarks, ends of sentences."""

from datetime import date

import pytest

from regulations.rules.outline import Doubt, Doubtful, Role
from regulations.rules.parse import parse

HEAD = "清源园区接待办法"
ARTICLES = ["第一条 甲。", "第二条 本办法自2026年3月1日起施行。"]


def read(*below, head=HEAD):
    return parse("\n".join([head, *ARTICLES, *below]))


def last(outline):
    return [paragraph.text for paragraph in outline.articles[-1].paragraphs]


@pytest.mark.parametrize(
    "signature",
    [
        ["清源园区管理委员会", "2026年1月2日"],
        ["清源园区管理委员会 2026年1月2日"],
        ["清源园区管理委员会", "（二〇二六年一月二日）", "（此件公开发布）"],
        ["清源园区管理委员会", "2026年1月2日", "抄送：园区各企业。", "清源园区管理委员会办公室2026年1月2日印发"],
    ],
)
def test_body_and_day_below_the_last_article_are_none_of_its_paragraphs_but_date_the_text(signature):
    outline = read(*signature, "附件：登记表")

    assert (last(outline), outline.appendix) == (["本办法自2026年3月1日起施行。"], "附件：登记表")
    assert (outline.issuer, outline.promulgated_on) == ("清源园区管理委员会", date(2026, 1, 2))
    assert [line.role for line in outline.lines[3:-1]] == [Role.SIGNATURE] * len(signature)
    assert [(doubt.line, doubt.about) for doubt in outline.doubts] == [(4, Doubtful.SIGNATURE)]


def test_the_day_under_the_title_counts_more_than_the_signature():
    outline = read("清源园区管理委员会", "2026年1月2日", head=f"{HEAD}\n2025年12月30日 园区工委印发")

    assert (outline.issuer, outline.version) == ("园区工委", "2025-12-30")


def test_bodies_that_the_last_article_lists_stay_in_it():
    outline = read("由下列单位负责：", "清源园区管理委员会", "清源园区财政局")

    assert last(outline)[1:] == ["由下列单位负责：", "清源园区管理委员会", "清源园区财政局"]


def test_a_body_between_two_articles_stays_where_it_is():
    outline = parse(f"{HEAD}\n第一条 甲。\n清源园区管理委员会\n第二条 本办法自2026年3月1日起施行。")

    assert [paragraph.text for paragraph in outline.articles[0].paragraphs] == ["甲。", "清源园区管理委员会"]


@pytest.mark.parametrize("day", ["2026年1月2日", "（二〇二六年一月二日）"])
def test_body_and_day_under_the_title_are_read_and_the_preamble_begins_below(day):
    outline = read(head=f"{HEAD}\n清源园区管理委员会\n{day}\n为了示范，制定本办法。")

    assert (outline.issuer, outline.promulgated_on) == ("清源园区管理委员会", date(2026, 1, 2))
    assert (outline.preamble, outline.doubts) == ("为了示范，制定本办法。", ())


@pytest.mark.parametrize(
    "note",
    ["（2026年3月修改）", "〔注：见附件〕", "（此条2025年修改）", "（二〇二五年五月一日修正）", "【2026年增加】"],
)
def test_a_remark_in_brackets_is_a_note_of_its_article(note):
    outline = read(note, head=f"{HEAD}\n2026年1月2日公布")

    assert (last(outline), outline.articles[-1].note) == (["本办法自2026年3月1日起施行。"], note)


@pytest.mark.parametrize("words", ["（2026年起每年公布一次名单）", "（企业修改章程的，应当登记）"])
def test_a_paragraph_in_brackets_is_no_note(words):
    outline = read(words, head=f"{HEAD}\n2026年1月2日公布")

    assert (last(outline)[1:], outline.articles[-1].note) == ([words], "")


# Lines that end inside a sentence


def test_lines_that_end_inside_a_sentence_are_told_once_with_how_many_there_are():
    second = "第二条 企业应当依法\n经营。\n有下列情形的：\n（一）送\n礼；\n（二）宴请。"

    outline = parse(f"{HEAD}\n2026年1月2日公布\n第一条 企业。\n{second}\n第三条 企业应当\n公开，并\n登记。")

    told = [doubt for doubt in outline.doubts if doubt.about == Doubtful.LINES_BROKEN]
    assert told == [Doubt(0, Doubtful.LINES_BROKEN, "第二条（4）")]


@pytest.mark.parametrize("end", "。；：！？”）…")
def test_a_paragraph_behind_a_whole_sentence_is_no_doubt(end):
    outline = read(f"企业应当登记{end}", "企业应当公开。", head=f"{HEAD}\n2026年1月2日公布")

    assert (len(last(outline)), outline.doubts) == (3, ())
