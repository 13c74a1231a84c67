"""The head of a document: what an office prints above the title, a title on several lines, and the day below it."""

from datetime import date

import pytest

from regulations.rules.outline import Doubtful, Role
from regulations.rules.parse import parse

BODY = "第一条 甲。\n第二条 本办法自2026年3月1日起施行。"
ISSUED = "2026年1月2日 清源园区管理委员会印发"


def read(*head, name=""):
    return parse("\n".join([*head, BODY]), name)


def doubts(outline):
    return [doubt.about for doubt in outline.doubts]


@pytest.mark.parametrize(
    "letterhead",
    [
        ["清管发〔2026〕12号"],
        ["（清管发〔2026〕12号）"],
        ["清源园区管理委员会文件", "清管发〔2026〕12号"],
        ["清源园区管理委员会文件 清管发〔2026〕12号"],
        ["清源园区管理委员会文件", "清管发〔2026〕12号", "2026年1月2日"],
    ],
)
def test_what_stands_above_the_title_is_none_of_it(letterhead):
    outline = read(*letterhead, "清源园区接待办法", ISSUED)

    assert (outline.title, outline.document_number) == ("清源园区接待办法", "清管发〔2026〕12号")
    assert (outline.promulgated_on, outline.effective_on) == (date(2026, 1, 2), date(2026, 3, 1))
    assert (outline.issuer, outline.preamble, doubts(outline)) == ("清源园区管理委员会", "", [])
    count = len(letterhead)
    assert [line.role for line in outline.lines[: count + 2]] == [Role.FACTS] * count + [Role.TITLE, Role.FACTS]


def test_the_letterhead_says_who_issued_it_where_nothing_else_does():
    outline = read("清源园区管理委员会文件", "清源园区接待办法", "2026年1月2日")

    assert (outline.title, outline.issuer) == ("清源园区接待办法", "清源园区管理委员会")


@pytest.mark.parametrize("first", ["清管发〔2026〕12号", "清源园区规范性文件"])
def test_the_first_line_is_the_title_where_no_other_could_be(first):
    assert read(first).title == first


@pytest.mark.parametrize(
    "lines",
    [
        ["清源开发园区", "公务往来登记办法"],
        ["清源开发园区", "公务往来", "登记办法（试行）"],
        ["清源开发园区管理委员会", "关于公务往来登记的规定"],
    ],
)
def test_a_title_on_several_lines_is_one_and_the_day_below_it_is_read(lines):
    outline = read(*lines, f"（{ISSUED}）")

    assert outline.title == "".join(lines).removesuffix("（试行）")
    assert (outline.promulgated_on, outline.preamble, doubts(outline)) == (date(2026, 1, 2), "", [])
    assert {line.role for line in outline.lines[: len(lines)]} == {Role.TITLE}


@pytest.mark.parametrize(
    "second", ["为了示范，根据有关规定", "根据上级规定", "第一章 一般规定", "企业和个人都适用本规定。", "清源园区机关"]
)
def test_a_line_below_the_title_that_is_none_of_it_stays_out_of_it(second):
    assert read("清源园区往来须知", second, name="(2026-01-02)").title == "清源园区往来须知"


def test_a_title_that_says_what_it_is_ends_there():
    outline = read("清源园区接待办法", "清源园区管理委员会规定", name="(2026-01-02)")

    assert (outline.title, outline.preamble) == ("清源园区接待办法", "清源园区管理委员会规定")


@pytest.mark.parametrize("told", [[], ["自2026年3月1日起施行"], ["清源园区编写", ISSUED]])
def test_a_day_of_promulgation_taken_from_the_day_of_effect_is_told(told):
    outline = read("清源园区接待办法", *told)

    assert outline.promulgated_on == date(2026, 3, 1)
    assert Doubtful.PROMULGATED_DAY_INFERRED in doubts(outline)


def test_a_day_of_promulgation_in_the_files_name_is_no_doubt():
    assert doubts(read("清源园区接待办法", name="办法(2026-01-02)")) == []
