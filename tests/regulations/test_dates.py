"""Which days a regulation is of: however they are written, and only where they are its own."""

from datetime import date

import pytest

from regulations.rules.outline import Deed, Doubtful, Mention
from regulations.rules.parse import parse

ISSUED = "2024年3月1日 某某园区管理委员会印发"
MAY = date(2024, 5, 1)


def parse_closing(*closing, told=ISSUED):
    """A regulation of one article and the closing ones."""
    labels = [f"第{numeral}条 " for numeral in "二三四五"]
    lines = [label + words for label, words in zip(labels, closing, strict=False)]
    return parse("\n".join(["示范办法", told, "第一条 为了示范，制定本办法。", *lines]))


def is_doubted(outline):
    return [doubt.about for doubt in outline.doubts] == [Doubtful.EFFECTIVE_DAY_INFERRED]


# However they are written


@pytest.mark.parametrize("zero", "〇○零Ｏ")
def test_days_in_chinese_numerals_are_read_under_the_title_and_at_the_end(zero):
    outline = parse_closing(
        f"本办法自二{zero}二四年五月一日起施行。", told=f"（二{zero}二四年三月二十三日 某某园区管理委员会印发）"
    )

    assert outline.dates == (Mention(date(2024, 3, 23), Deed.PROMULGATED),)
    assert (outline.version, outline.effective_on) == ("2024-03-23", MAY)
    assert (outline.issuer, outline.doubts) == ("某某园区管理委员会", ())


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("一九九九年十二月三十一日", date(1999, 12, 31)),
        ("二〇二四年〇三月〇九日", date(2024, 3, 9)),
        ("二〇二四年十月十日", date(2024, 10, 10)),
        ("二〇二四年 3 月 9 日", date(2024, 3, 9)),
        ("２０２４年３月９日", date(2024, 3, 9)),
    ],
)
def test_days_are_read_in_whatever_numerals(written, day):
    assert parse_closing(told=f"{written}印发").promulgated_on == day


def test_a_day_in_chinese_numerals_behind_the_title_is_none_of_its_words():
    outline = parse("示范办法（二〇二四年三月一日某某园区管理委员会公布）\n第一条 甲。")

    assert (outline.title, outline.version) == ("示范办法", "2024-03-01")


def test_a_year_in_chinese_numerals_behind_the_title_is_none_of_its_words():
    assert parse(f"示范办法（二〇二四年修订）\n{ISSUED}\n第一条 甲。").title == "示范办法"


def test_a_day_that_no_calendar_has_is_none():
    assert is_doubted(parse_closing("本办法自二〇二四年十三月四十日起施行。"))


@pytest.mark.parametrize("words", ["起施行", "起试行", "起正式执行"])
def test_the_day_under_the_title_from_which_it_is_tried_is_not_the_one_it_was_issued(words):
    outline = parse_closing(told=f"2024年3月1日某某园区管理委员会印发 自2024年5月1日{words}")

    assert (outline.promulgated_on, outline.effective_on) == (date(2024, 3, 1), MAY)


# When it takes effect


@pytest.mark.parametrize(
    "closing",
    [
        "本办法自2024年5月1日起施行。",
        "本办法自2024年5月1日起试行。",
        "本办法自2024年5月1日起正式施行，有效期五年。",
        "本办法从2024年5月1日零时起执行。",
        "本办法由园区纪工委负责解释，自2024年5月1日起施行。",
        "本办法经管委会审议通过，并于二○二四年五月一日起实施。",
        "由园区纪工委负责解释，自2024年5月1日起生效。",
        "自2024年5月1日起施行。原《示范办法》（2019年1月1日印发）同时废止。",
        "本办法由园区纪工委解释。自2024年5月1日起试行，试行期一年。",
    ],
)
def test_a_closing_article_says_when_it_takes_effect_however_it_is_put(closing):
    outline = parse_closing(closing)

    assert (outline.effective_on, outline.doubts) == (MAY, ())


def test_the_last_of_the_closing_articles_counts():
    outline = parse_closing("自2024年4月1日起试行。", "本办法由园区解释。", "自2024年5月1日起正式施行。")

    assert outline.effective_on == MAY


@pytest.mark.parametrize(
    "words",
    [
        "《某某条例》自2024年5月1日起施行。",
        "依照《某某条例》，自2024年5月1日起施行。",
        "某市《采购办法》已经修订。自2024年5月1日起施行，企业应当遵守。",
        "某市采购条例已经修订。自2024年5月1日起施行。",
        "该办法自2024年5月1日起施行。",
        "本市某条例已经通过，自2024年5月1日起施行。",
        "本条例所称企业，是指自2024年5月1日起实施登记的企业。",
        "自2024年5月1日起施行的某某条例同时废止。",
        "本办法自2024年5月1日起施行前签订的合同，从其约定。",
    ],
)
def test_the_day_of_another_law_is_not_taken(words):
    outline = parse_closing(words)

    assert outline.effective_on == date(2024, 3, 1)
    assert is_doubted(outline)


def test_a_day_without_its_law_is_not_taken_out_of_the_middle():
    outline = parse_closing("自2024年5月1日起施行。", "企业应当公开。", "企业应当登记。", "企业应当守法。")

    assert is_doubted(outline)


@pytest.mark.parametrize("deed", ["公布", "发布", "颁布", "印发"])
def test_it_may_take_effect_on_the_day_it_is_issued(deed):
    outline = parse_closing(f"本办法自{deed}之日起施行。")

    assert (outline.effective_on, outline.doubts) == (date(2024, 3, 1), ())


@pytest.mark.parametrize("words", ["本办法自公布之日起三十日后施行。", "企业应当自公布之日起十日内登记。"])
def test_a_while_after_the_day_it_is_issued_is_doubted(words):
    assert is_doubted(parse_closing(words))


def test_the_closing_article_dates_a_text_that_gives_no_other_day():
    outline = parse("示范办法\n第一条 甲。\n第二条 由园区负责解释，自二〇二四年五月一日起施行。")

    assert (outline.version, outline.effective_on) == ("2024-05-01", MAY)
