from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.rules.numerals import to_numeral
from regulations.rules.outline import Deed, Doubtful, Mention
from regulations.rules.parse import RegulationRefused, parse
from tests.regulations.builders import ARTICLES, REAL_LAWS, law_text, needs_real_laws


def labels(outline):
    return [article.label for article in outline.articles]


def doubts(outline):
    return [doubt.about for doubt in outline.doubts]


def parse_articles(*lines, title="示范条例", effective=True):
    return parse(law_text(title, "\n\n".join(lines), effective=effective))


def test_an_article_is_taken_apart_into_paragraphs_and_items():
    second = parse(law_text()).articles[1]

    assert [paragraph.text for paragraph in second.paragraphs] == [
        "企业应当廉洁经营。",
        "不得有下列行为：",
        "违反前款规定的，予以公示。",
    ]
    assert [(item.number, item.label, item.text) for item in second.paragraphs[1].items] == [
        (1, "（一）", "送礼；"),
        (2, "（二）", "宴请；"),
        (3, "（三）", "安排旅游。"),
    ]


def test_a_continuation_that_names_an_article_opens_none():
    outline = parse_articles(
        "第一条 甲。",
        "第二条规定的人员，适用本条。",
        "第二条 乙。",
        "第三条所列行为，从重处罚。",
        "第一条 的规定除外。",
    )

    assert labels(outline) == ["第一条", "第二条"]
    assert [len(article.paragraphs) for article in outline.articles] == [2, 3]


def test_the_next_article_may_stand_close_to_its_label():
    outline = parse_articles("第一条为了示范，制定本条例。", "第二条企业应当守法。")

    assert labels(outline) == ["第一条", "第二条"]
    assert outline.articles[1].paragraphs[0].text == "企业应当守法。"


def test_a_gap_in_the_numbers_is_kept_and_reported():
    outline = parse_articles("第一条 甲。", "第四条 丁。")

    assert labels(outline) == ["第一条", "第四条"]
    assert doubts(outline) == [Doubtful.ARTICLES_MISSING]


def test_a_jump_back_is_kept_as_text_and_reported():
    outline = parse_articles("第一条 甲。", "第二条 乙。", "第一条 丙。")

    assert labels(outline) == ["第一条", "第二条"]
    assert outline.articles[1].paragraphs[1].text == "第一条 丙。"
    assert doubts(outline) == [Doubtful.ARTICLE_OUT_OF_ORDER]


def test_inserted_articles_follow_the_one_they_belong_to():
    outline = parse_articles("第一条 甲。", "第一条之一 乙。", "第一条之二 丙。", "第二条 丁。")

    assert [article.anchor for article in outline.articles] == ["art-1", "art-1z1", "art-1z2", "art-2"]
    assert labels(outline)[1] == "第一条之一"


def test_points_of_an_amendment_become_articles():
    outline = parse_articles(
        "一、将第五条修改为：“甲。",
        "“（一）乙；",
        "“（二）丙。”",
        "二、本修正案自公布之日起施行。",
        title="示范法修正案",
    )

    assert [(article.label, article.anchor) for article in outline.articles] == [("一", "art-1"), ("二", "art-2")]
    assert [item.label for item in outline.articles[0].paragraphs[0].items] == ["“（一）", "“（二）"]


@pytest.mark.parametrize("title", ["廉洁从业若干措施", "正负清单（试行）", "整治工作方案", "廉洁从业准则"])
def test_a_text_without_any_article_is_in_points_where_its_title_allows_it(title):
    outline = parse_articles("一、严禁下列行为：", "（一）送礼；", "（二）宴请。", "二、违者追责。", title=title)

    assert [(article.label, len(article.paragraphs[0].items)) for article in outline.articles] == [("一", 2), ("二", 0)]


def test_a_text_with_articles_is_never_in_points_whatever_its_title():
    outline = parse_articles("一、总的要求", "第一条企业应当公开。", "第二条企业应当守法。", title="廉洁从业准则")

    assert labels(outline) == ["第一条", "第二条"]


def test_a_table_of_contents_is_passed_over():
    contents = "目　录\n第一章　总则\n第二章　附则\n"
    body = "第一章　总　则\n第一条　甲。\n第二章　附　则\n第二条　乙。"

    outline = parse(law_text(articles=contents + body))

    assert [(chapter.label, chapter.heading) for chapter in outline.chapters] == [
        ("第一章", "总则"),
        ("第二章", "附则"),
    ]
    assert [article.chapter for article in outline.articles] == [0, 1]
    assert outline.preamble == ""


def test_a_printed_table_of_contents_with_pages_is_passed_over():
    contents = "目录\n第一章 总则……1\n第一条 目的\t1\n第二章 附则......12\n"

    outline = parse(law_text(articles=contents + "第一章 总则\n第一条 甲。\n第二章 附则\n第二条 乙。"))

    assert (len(outline.chapters), labels(outline), outline.doubts) == (2, ["第一条", "第二条"], ())


def test_books_chapters_and_sections_nest_and_have_their_own_anchors():
    outline = parse_articles(
        "第一编 总则", "第一章 通则", "第一条 甲。", "第二编 分则", "第一章 乙章", "第一节 乙节", "第二条 乙。",
        "第一分编 丙", "第二章 丙章", "第三条 丙。",
    )  # fmt: skip

    assert [book.anchor for book in outline.books] == ["book-1", "book-2", "book-2-1"]
    assert [chapter.anchor for chapter in outline.chapters] == ["book-1-ch-1", "book-2-ch-1", "book-2-ch-2"]
    assert [section.anchor for section in outline.sections] == ["book-2-ch-1-sec-1"]
    assert [(a.book, a.chapter, a.section) for a in outline.articles] == [(0, 0, None), (1, 1, 0), (2, 2, None)]


def test_the_closing_chapter_after_the_last_book_stands_beside_the_books():
    outline = parse_articles(
        "第一编 总则", "第一条 甲。", "第二编 分则", "第一章 乙章", "第二条 乙。", "附　则", "第三条 丙。",
    )  # fmt: skip

    assert [(book.heading, book.anchor) for book in outline.books] == [
        ("总则", "book-1"),
        ("分则", "book-2"),
        ("附则", "book-0"),
    ]
    assert [(a.book, a.chapter) for a in outline.articles] == [(0, None), (1, 0), (2, None)]


def test_a_closing_chapter_before_the_last_book_is_of_its_book():
    outline = parse_articles("第一编 总则", "第一条 甲。", "附则", "第二条 乙。", "第二编 分则", "第三条 丙。")

    assert [chapter.anchor for chapter in outline.chapters] == ["book-1-ch-0"]
    assert [(a.book, a.chapter) for a in outline.articles] == [(0, None), (0, 0), (1, None)]


def test_a_number_that_comes_many_times_has_an_anchor_of_its_own_each_time():
    outline = parse_articles("第一条 甲。", *["第一章 总则"] * 2000)

    anchors = [chapter.anchor for chapter in outline.chapters]
    assert anchors[:3] == ["ch-1", "ch-1-again", "ch-1-again-2"]
    assert len(set(anchors)) == 2000


@pytest.mark.parametrize("bullet", ["- ", "* ", "• "])
def test_a_bullet_before_what_counts_already_leaves_no_trace(bullet):
    outline = parse_articles(
        f"{bullet}**第一条** 如下：", f"{bullet}（一）甲；", f"{bullet}（二）乙。", f"{bullet}丙。"
    )

    paragraphs = outline.articles[0].paragraphs
    assert [item.label for item in paragraphs[0].items] == ["（一）", "（二）"]
    assert paragraphs[1].text == f"{bullet}丙。"


def test_a_chapter_whose_heading_stands_on_the_next_line():
    outline = parse_articles("第一章", "总则", "第一条 甲。")

    assert outline.chapters[0].heading == "总则"


def test_comments_markup_and_odd_spaces_leave_no_trace():
    outline = parse_articles(
        "<!-- 第一条 草稿\n第二条 草稿 -->", "**第一条**　甲。\u200b", "> 乙。", "---", "##  第２条 \u00a0丙。"
    )

    assert [paragraph.text for paragraph in outline.articles[0].paragraphs] == ["甲。", "乙。"]
    assert [article.number for article in outline.articles] == [1, 2]


def test_captions_and_notes_in_brackets_are_no_paragraphs():
    article = parse_articles("第一条【目的】为了示范。", "（注：本条2020年修改）", "另有规定的除外。").articles[0]

    assert (article.heading, article.note) == ("目的", "（注：本条2020年修改）")
    assert [paragraph.text for paragraph in article.paragraphs] == ["为了示范。", "另有规定的除外。"]


def test_a_marked_line_too_long_for_a_caption_is_the_article_itself():
    words = "企业应当公开" * 40

    first, second = parse_articles("## 第一条 目的", "甲。", f"## 第二条 {words}").articles

    assert (first.heading, second.heading) == ("目的", "")
    assert [paragraph.text for paragraph in second.paragraphs] == [words]


def test_subpoints_stay_inside_their_item():
    article = parse_articles("第一条 如下：", "（一）甲：", "1．子；", "2．丑。", "（二）乙。").articles[0]

    assert [item.text for item in article.paragraphs[0].items] == ["甲：\n1．子；\n2．丑。", "乙。"]


def test_an_appendix_is_no_paragraph_of_the_last_article():
    outline = parse_articles("第一条 甲。", "附件：清单", "第一条 附件里的条。")

    assert (labels(outline), outline.appendix) == (["第一条"], "附件：清单\n第一条 附件里的条。")


def test_the_preamble_stands_between_the_dates_and_the_first_chapter():
    outline = parse_articles("为了示范，特此规定。", "第一章 总则", "第一条 甲。")

    assert outline.preamble == "为了示范，特此规定。"


@pytest.mark.parametrize(
    "head",
    [
        "中华人民共和国示范法（2020年1月1日全国人民代表大会通过）",
        "中华人民共和国\n示范法\n（2020年1月1日全国人民代表大会通过）",
        "《中华人民共和国示范法》（2020年修正）\n2020年1月1日 全国人民代表大会通过",
    ],
)
def test_a_title_is_read_however_it_is_set(head):
    outline = parse(f"{head}\n第一条 甲。")

    assert (outline.title, outline.version, outline.issuer) == (
        "中华人民共和国示范法",
        "2020-01-01",
        "全国人民代表大会",
    )
    assert outline.preamble == ""


def test_each_date_under_the_title_says_what_was_done():
    text = (
        "示范条例\n（2018年3月1日国务院第1次常务会议通过　2018年3月9日国务院令第700号公布\n"
        "根据2020年5月6日《国务院关于修改〈某条例〉的决定》修订　自2020年7月1日起施行）\n" + ARTICLES
    )

    outline = parse(text)

    assert outline.dates == (
        Mention(date(2018, 3, 1), Deed.ADOPTED),
        Mention(date(2018, 3, 9), Deed.PROMULGATED),
        Mention(date(2020, 5, 6), Deed.AMENDED),
        Mention(date(2020, 7, 1), Deed.EFFECTIVE),
    )
    assert (outline.version, outline.effective_on) == ("2020-05-06", date(2020, 7, 1))
    assert (outline.issuer, outline.document_number) == ("国务院", "国务院令第700号")


def test_the_closing_article_says_when_it_takes_effect():
    outline = parse_articles("第一条 甲。", "第二条 本条例自2020年9月1日起施行。", effective=False)

    assert (outline.promulgated_on, outline.effective_on) == (date(2020, 1, 1), date(2020, 9, 1))


def test_an_effective_day_before_the_last_amendment_is_the_first_versions():
    outline = parse_articles("第一条 本条例自2000年1月1日起施行。", effective=False)

    assert outline.effective_on == date(2020, 1, 1)
    assert doubts(outline) == [Doubtful.EFFECTIVE_DAY_INFERRED]


def test_the_files_name_gives_the_date_and_title_that_the_text_lacks():
    outline = parse("第一条 甲。", "示范办法(2021-02-03)")

    assert (outline.title, outline.version) == ("示范办法", "2021-02-03")
    assert doubts(outline)[0] == Doubtful.TITLE_FROM_NAME


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("<!-- 只有注释 -->\n\n　", "empty"),
        ("一篇文章\n2020年1月1日发布\n没有条文，只提到第四条。", "no-articles"),
        ("监察法知识题库\n2020年1月1日发布\n一、单项选择题", "no-articles"),
        ("示范条例\n第一条 甲。", "undated"),
        ("第一条 甲。", "no-title"),
    ],
)
def test_what_is_no_regulation_is_refused_with_its_reason(text, code):
    with pytest.raises(RegulationRefused) as refusal:
        parse(text)

    assert refusal.value.code == code


# What a sentence may begin with and still be a paragraph.
OPENINGS = st.sampled_from(
    ["第四条规定的人员", "第十条、第十一条所列行为", "前款规定", "企业", "“某种情形", "中华人民共和国公民"]
)
PARAGRAPHS = st.lists(OPENINGS.map(lambda opening: f"{opening}，应当守法。"), max_size=3)
ARTICLE = st.tuples(st.integers(0, 2), PARAGRAPHS, st.integers(0, 4))


@st.composite
def regulations(draw):
    """A regulation as some office might type it, and the (number, suffix) of each of its articles."""
    digits = draw(st.booleans())
    spell = str if digits else to_numeral
    gap = draw(st.sampled_from([" ", "　", "  ", "　　"]))
    mark = draw(st.sampled_from(["", "## ", "**"]))
    lines, keys = [], []
    for number, (inserted, paragraphs, items) in enumerate(draw(st.lists(ARTICLE, min_size=1, max_size=30)), start=1):
        if number % 7 == 1:
            lines.append(f"第{spell(number // 7 + 1)}章{gap}某 章")
        for suffix in range(inserted + 1):
            keys.append((number, suffix))
            label = f"第{spell(number)}条" + (f"之{to_numeral(suffix)}" if suffix else "")
            lines.append(f"{mark}{label}{'**' if mark == '**' else ''}{gap}国家实行某种制度。")
            lines += paragraphs
            lines += [f"（{to_numeral(item)}）某项；" for item in range(1, items + 1)]
    return law_text(articles="\n".join(lines)), keys


@given(regulations())
def test_no_article_is_lost_and_none_invented(written):
    text, keys = written

    outline = parse(text)

    assert [(article.number, article.suffix) for article in outline.articles] == keys
    assert outline.doubts == ()


# Counted by hand from each file: its last article and its last chapter.
REAL_COUNTS = {
    "个人信息保护法(2021-08-20)": (8, 74),
    "中小企业促进法(2017-09-01)": (10, 61),
    "优化营商环境条例(2019-10-22)": (7, 72),
    "保障中小企业款项支付条例(2020-07-05)": (0, 29),
    "保障中小企业款项支付条例(2025-03-17)": (5, 37),
    "公司法(2023-12-29)": (15, 266),
    "公职人员政务处分法(2020-06-20)": (7, 68),
    "刑法修正案（十二）(2023-12-29)": (0, 8),
    "反不正当竞争法(2019-04-23)": (5, 33),
    "招标投标法(2017-12-27)": (6, 68),
    "监察官法(2021-08-20)": (9, 68),
    "监察法(2018-03-20)": (9, 69),
    "监察法(2024-12-25)": (9, 78),
}


@needs_real_laws
@pytest.mark.parametrize("name", REAL_COUNTS)
def test_a_real_law_has_its_chapters_and_articles_without_a_gap(name):
    outline = parse((REAL_LAWS / f"{name}.md").read_text(), name)

    chapters, articles = REAL_COUNTS[name]
    assert [chapter.number for chapter in outline.chapters] == list(range(1, chapters + 1))
    assert [article.number for article in outline.articles] == list(range(1, articles + 1))
    assert name.endswith(f"({outline.version})")


@needs_real_laws
@pytest.mark.parametrize("name", REAL_COUNTS)
def test_no_word_of_a_real_law_is_lost(name):
    body = (REAL_LAWS / f"{name}.md").read_text().partition("<!-- INFO END -->")[2]

    outline = parse((REAL_LAWS / f"{name}.md").read_text(), name)

    divisions = sum(len(d.label) + len(d.heading) for d in (*outline.chapters, *outline.sections))
    marks = sum(len(a.label) for a in outline.articles)
    words = sum(
        len("".join(p.text.split())) + sum(len(i.label) + len("".join(i.text.split())) for i in p.items)
        for article in outline.articles
        for p in article.paragraphs
    )
    points = len(outline.articles) if "修正案" in outline.title else 0  # the 、 after 一
    assert divisions + marks + words + points == len("".join(body.replace("#", "").replace("\u200b", "").split()))


@pytest.mark.parametrize(
    ("told", "issuer"),
    [
        ("2025年3月1日 某某园区管理委员会公布", "某某园区管理委员会"),
        ("（2024年5月6日 某市人民政府办公室印发）", "某市人民政府办公室"),
        ("2021年3月2日某省第十三届人民代表大会常务委员会第二十次会议通过", "某省人民代表大会常务委员会"),
        ("2022年3月1日财政部令第5号公布", "财政部"),
        ("2025年3月1日 甲园区管理委员会、甲园区纪检监察工委印发", "甲园区管理委员会、甲园区纪检监察工委"),
        ("2020年1月1日 中共中央办公厅、国务院办公厅印发", "中共中央办公厅、国务院办公厅"),
        ("2020年1月1日 国务院国有资产监督管理委员会令第40号公布", "国务院国有资产监督管理委员会"),
        ("2020年1月1日 国务院第1次常务会议通过", "国务院"),
        ("2015年10月12日 中共中央政治局会议审议批准", "中共中央"),
        ("2024年1月1日 中共中央、国务院印发", "中共中央、国务院"),
        (
            "（2016年3月28日最高人民法院审判委员会第1680次会议、"
            "2016年3月25日最高人民检察院第十二届检察委员会第50次会议通过，自2016年4月18日起施行）",
            "最高人民法院、最高人民检察院",
        ),
        ("2016年3月28日最高人民法院审判委员会第1680次会议通过", "最高人民法院"),
        ("2018年1月1日公布", ""),
    ],
)
def test_who_issued_it_is_read_whoever_it_is(told, issuer):
    assert parse(f"示范办法\n{told}\n第一条 甲。").issuer == issuer


def test_an_appendix_that_counts_from_one_again_is_an_appendix_however_it_is_spaced():
    outline = parse_articles("第一条企业应当登记。", "第二条企业应当公开。", "附件：格式", "第一条 附件里的条。")

    assert (labels(outline), outline.appendix) == (["第一条", "第二条"], "附件：格式\n第一条 附件里的条。")


def test_an_appendix_that_is_only_mentioned_ends_nothing():
    outline = parse_articles("第一条 甲。", "附件：见后", "第二条 乙。")

    assert labels(outline) == ["第一条", "第二条"]


def test_the_closing_chapter_in_a_table_of_contents_is_passed_over():
    outline = parse(law_text(articles="目录\n第一章 总则……1\n附则……9\n第一章 总则\n第一条 甲。\n附　则\n第二条 乙。"))

    assert ([chapter.heading for chapter in outline.chapters], outline.preamble) == (["总则", "附则"], "")


def test_a_sentence_after_the_last_article_that_names_the_next_number_is_no_article():
    outline = parse_articles("第一条 甲。", "第二条 乙。", "第三条情形除外。")

    assert labels(outline) == ["第一条", "第二条"]
    assert doubts(outline) == [Doubtful.ARTICLE_OUT_OF_ORDER]


def test_an_article_that_lost_its_space_is_one_when_the_next_one_follows():
    outline = parse_articles("第一条 甲。", "第二条企业应当公开。", "第三条 丙。")

    assert labels(outline) == ["第一条", "第二条", "第三条"]


def test_a_bold_label_stands_apart_without_a_space():
    outline = parse_articles("**第一条**甲。", "**第一条之一**一、二审由同级部门办理。")

    assert labels(outline) == ["第一条", "第一条之一"]
