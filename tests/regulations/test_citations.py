from datetime import date
from time import process_time

import pytest

from regulations.rules.citations import (
    Citation,
    edition,
    find_citations,
    names_version_of,
    read_citation,
    read_in_haste,
)
from regulations.rules.naming import is_short_for, level_of, names_of, spellings


def places(text):
    return [(c.title, c.article, c.suffix, c.paragraph, c.item) for c in find_citations(text)]


@pytest.mark.parametrize(
    "text",
    [
        "《监察法》第四条第二款第（三）项",
        "《监察法》第四条第二款第三项",
        "《监察法》第4条第2款第(3)项",
        "《 监察法 》 第 四 条 第 二 款 第（三）项",
        "监察法第四条第二款第（三）项。",
    ],
)
def test_one_place_however_it_is_typed(text):
    citation = read_citation(text)

    assert (citation.title, citation.article, citation.paragraph, citation.item) == ("监察法", 4, 2, 3)


@pytest.mark.parametrize("text", ["", "《监察法》", "第四条", "《监察法》第四章", "见《监察法》第四条和其他"])
def test_what_is_not_one_citation_is_none(text):
    assert read_citation(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("监察法4条", "《监察法》第四条"),
        ("《公司法》二百六十六条", "《公司法》第二百六十六条"),
        ("刑法 120条之一第二款", "《刑法》第一百二十条之一第二款"),
        ("廉洁准则(试行)4条", "《廉洁准则（试行）》第四条"),
    ],
)
def test_a_citation_in_haste_goes_without_its_first_word(text, words):
    assert (read_in_haste(text).words, read_citation(text)) == (words, None)


@pytest.mark.parametrize("text", ["监察法", "4条", "监察法4", "见监察法4条和其他", "ISO条", "十条"])
def test_what_is_not_one_citation_in_haste_is_none(text):
    assert read_in_haste(text) is None


def test_citations_in_running_text_are_found_with_their_bounds():
    text = "依照《监察法》第四条和《刑法》第三百八十九条之一第二款处理。"

    found = find_citations(text)

    assert [text[c.start : c.end] for c in found] == ["《监察法》第四条", "《刑法》第三百八十九条之一第二款"]
    assert found[1] == Citation(found[1].start, found[1].end, "刑法", 389, 1, 2, 0)


def test_a_list_of_articles_is_of_one_title():
    assert places("《监察法》第四条、第五条第二款和第六条") == [
        ("监察法", 4, 0, 0, 0),
        ("监察法", 5, 0, 2, 0),
        ("监察法", 6, 0, 0, 0),
    ]


@pytest.mark.parametrize("joint", ["、", "和", "或", "或者", "及", "以及", "与", "至", "，"])
def test_what_is_listed_after_a_paragraph_or_an_item_is_of_the_same_article(joint):
    assert places(f"《刑法》第一条之一第一款{joint}第二款处罚") == [("刑法", 1, 1, 1, 0), ("刑法", 1, 1, 2, 0)]
    assert places(f"《刑法》第一条第一款第（一）项{joint}第（二）项处罚") == [
        ("刑法", 1, 0, 1, 1),
        ("刑法", 1, 0, 1, 2),
    ]
    assert places(f"《刑法》第一条第一项{joint}第二项处罚") == [("刑法", 1, 0, 0, 1), ("刑法", 1, 0, 0, 2)]


def test_a_list_goes_back_from_items_to_paragraphs_and_articles():
    text = "《刑法》第一条第一款第一项、第二项和第三款以及第四条第一款、第二款第三项"

    found = find_citations(text)

    assert [(c.article, c.paragraph, c.item) for c in found] == [
        (1, 1, 1), (1, 1, 2), (1, 3, 0), (4, 1, 0), (4, 2, 3),
    ]  # fmt: skip
    assert [text[c.start : c.end] for c in found[1:]] == ["第二项", "第三款", "第四条第一款", "第二款第三项"]


@pytest.mark.parametrize(
    "text",
    [
        "《刑法》第一条、第二款",
        "《刑法》第一条，第一项",
        "《刑法》第一条、第二款项已拨付",
    ],
)
def test_what_belongs_to_no_place_named_before_it_is_left_alone(text):
    assert places(text) == [("刑法", 1, 0, 0, 0)]


def test_a_sentence_that_goes_on_with_its_second_task_cites_nothing_more():
    assert places("依照《刑法》第一条第一项，第二项工作是登记。") == [("刑法", 1, 0, 0, 1)]
    assert places("依照《刑法》第一条第一款，第二款项已拨付。") == [("刑法", 1, 0, 1, 0)]


def test_a_number_that_is_none_cites_nothing():
    assert places("《刑法》第九万万条、第一款") == []


@pytest.mark.parametrize("zero", "零〇○◯ＯO")
def test_an_article_is_cited_with_whatever_circle_stands_for_zero(zero):
    assert places(f"依照《刑法》第一百{zero}三条、第二百{zero}四条处理。") == [
        ("刑法", 103, 0, 0, 0),
        ("刑法", 204, 0, 0, 0),
    ]


def cited(text):
    """What is cited, in full; what cannot be read behind a question mark."""
    return [f"？{c.unread}" if c.unread else c.words for c in find_citations(text)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("《监察法》（2018年）第四条", "监察法（2018年）"),
        ("《监察法》(2018年版) 第四条", "监察法（2018年版）"),
        ("《监察法》〔2018年〕第四条", "监察法（2018年）"),
        ("《监察法》（二〇一八年修正）第四条", "监察法（二〇一八年修正）"),
        ("《监察法(2018修正)》第四条", "监察法（2018修正）"),
        ("监察法（2018修正）第四条", "监察法（2018修正）"),
    ],
)
def test_a_year_in_brackets_names_a_version(text, title):
    citation = read_citation(text)

    assert (citation.title, citation.words) == (title, f"《{title}》第四条")
    assert edition(title) == ("监察法", {2018})
    assert read_citation(citation.words).title == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("《廉洁准则（试行）》第四条", "廉洁准则（试行）"),
        ("《廉洁准则》（试行）第四条", "廉洁准则"),
        ("《廉洁准则》(以下简称准则)第四条", "廉洁准则"),
        ("《廉洁准则》（以下简称“准则”）第四条", "廉洁准则"),
        ("《廉洁准则》（以下简称《准则》）第四条", "廉洁准则"),
        ("《廉洁准则》（下称“《准则》”）第四条", "廉洁准则"),
        ("《办法》（园区令第2018号令）第四条", "办法"),
    ],
)
def test_other_brackets_name_no_version(text, title):
    citation = read_citation(text)

    assert (citation.title, edition(title)) == (title, (title, set()))


@pytest.mark.parametrize(
    "text",
    [
        "《监察法》第三章第十六条",
        "《监察法》总则的第十六条",
        "〈监察法〉第十六条",
        "《监察法》的第十六条",
        "《监察法》中第十六条",
    ],
)
def test_an_article_is_cited_by_whatever_way_leads_to_it(text):
    assert cited(f"依照{text}办理。") == ["《监察法》第十六条"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("第十五条第（一）、（二）项", ["第十五条第（一）项", "第十五条第（二）项"]),
        ("第十五条第一、二、四项", ["第十五条第（一）项", "第十五条第（二）项", "第十五条第（四）项"]),
        ("第十五条（一）（二）项", ["第十五条第（一）项", "第十五条第（二）项"]),
        ("第十条第一款(一)项", ["第十条第一款第（一）项"]),
        ("第四条2款", ["第四条第二款"]),
        ("第四条第一款、2款", ["第四条第一款", "第四条第二款"]),
        ("第四条第一、二款和第九条", ["第四条第一款", "第四条第二款", "第九条"]),
        ("第四、五条", ["第四条", "第五条"]),
        ("第四条、五条和7条第二款", ["第四条", "第五条", "第七条第二款"]),
        ("第四条之一、之二和第九条", ["第四条之一", "第四条之二", "第九条"]),
        ("第三章第四条、第五章第六条", ["第四条", "第六条"]),
    ],
)
def test_places_are_read_however_they_share_their_words(text, places):
    assert cited(f"依照《监察法》{text}办理。") == [f"《监察法》{place}" for place in places]


@pytest.mark.parametrize(
    "text",
    [
        "《监察法》规定的第四条",
        "《监察法》、第四条",
        "〈监察法〉等法律第四条",
        "《监察法》第三章“监察范围和管辖”第十六条",
        "《监察法》第四条前两款",
        "《监察法》第四条三款",
        "《监察法》第四、五条第一款",
        "《监察法》第五十三条至第五十条",
        "《监察法》第四条第三款至第一款",
        "《监察法》第五十三至五十条",
    ],
)
def test_what_is_nearly_a_citation_is_told_and_not_cut_down(text):
    assert [words for words in cited(f"依照{text}办理。") if words.startswith("？")] == [f"？{text}"]
    assert read_citation(text) is None


@pytest.mark.parametrize("other", ["五条禁令", "五条措施", "五条线索", "五十人"])
def test_what_is_counted_after_a_citation_is_no_article(other):
    assert cited(f"依照《监察法》第四条和{other}办理。") == ["《监察法》第四条"]


@pytest.mark.parametrize(
    "text",
    [
        "学习《监察法》，以及第四条。",
        "《监察法》施行。第四条规定了什么？",
        "《监察法》共六十九条",
        "读《监察法》后写下的第一条建议",
        "《监察法》实施后各地陆续办理的第一条",
        "《关于〈监察法〉第七条的解释》",
    ],
)
def test_what_is_no_citation_is_not_told(text):
    assert cited(text) == []


@pytest.mark.parametrize(
    "text",
    ["第一条三项措施", "第一条一般规定", "第一条（一）登记", "第一条\n（一）项", "第一条共三款", "第一条，第二款"],
)
def test_what_goes_on_after_a_place_does_not_make_it_unreadable(text):
    assert cited(f"《刑法》{text}") == ["《刑法》第一条"]


def test_what_follows_the_name_a_law_is_given_is_of_that_law():
    assert cited("依照《中华人民共和国监察法》（以下简称《监察法》）第四条、第五条第二款处理。") == [
        "《中华人民共和国监察法》第四条",
        "《中华人民共和国监察法》第五条第二款",
    ]


def test_another_law_in_brackets_is_not_taken_for_a_name():
    assert cited("《监察法》（参见《刑法》第一条）第四条") == ["《刑法》第一条"]


@pytest.mark.parametrize(
    ("said", "is_meant"),
    [
        ("2023年", True),
        ("2024年", False),
        ("2024年施行", True),
        ("自2024年起施行", True),
        ("2023年施行", False),
        ("2024年7月1日起施行", True),
        ("2024年7月2日起施行", False),
        ("2023年12月29日修订", True),
        ("2023年12月30日修订", False),
        ("2023年12月29日修订，自2024年7月1日起施行", True),
        ("2023年12月29日修订，自2024年8月1日起施行", False),
        ("2013年12月28日修正，2023年12月29日修订", True),
        ("2023年13月29日", False),
        ("2013年、2023年", False),
    ],
)
def test_a_version_is_named_by_a_year_or_by_its_very_days(said, is_meant):
    days = {"promulgated_on": date(2023, 12, 29), "effective_on": date(2024, 7, 1)}

    assert names_version_of(f"公司法（{said}）", **days) == is_meant


@pytest.mark.parametrize(
    "text",
    [
        "《监察法》" + " " * 20_000 + "第",
        "《监察法》第四条、" + " " * 20_000 + "第",
        "《监察法》第" + "一、   （二）  至  第  " * 500,
        "《监察法》第四条第" + "（一）  （二）  、  第  " * 500,
        "《监察法》第四条" + "、第五条" * 5_000 + "前",
        "《监察法》" + "第一章 " * 5_000,
        "《监察法》（" * 5_000,
        "《监察法》（以下简称《监察法》" * 5_000,
        "《监察法》（" + "称" * 20_000 + "《监察法》）第四条",
        "〈" * 20_000 + "第四条",
    ],
)
def test_no_text_takes_long_to_be_looked_through(text):
    begun = process_time()

    find_citations(text)
    read_citation(text.replace("《", "").replace("》", ""))
    read_in_haste(text.replace("《", "").replace("》", "").replace("第", ""))

    assert process_time() - begun < 2


def test_what_cannot_be_read_spoils_only_itself():
    text = "《监察法》第四条、第五条前两款，又见《刑法》第一条。"

    found = find_citations(text)

    assert cited(text) == ["《监察法》第四条", "？《监察法》第五条前两款", "《刑法》第一条"]
    assert text[found[1].start : found[1].end] == "第五条前两款"


@pytest.mark.parametrize("joint", ["至", "到", "—", "——", "-", "－", "～", "起至"])
def test_a_range_knows_where_it_began(joint):
    text = f"《监察法》第五十条{joint}第五十三条"

    first, last = find_citations(text)

    assert (first.words, last.words) == ("《监察法》第五十条", "《监察法》第五十三条")
    assert (first.since, last.since) == (None, (50, 0, 0, 0))


@pytest.mark.parametrize(
    ("text", "since", "place"),
    [
        ("第五十条至五十三条", (50, 0, 0, 0), (53, 0, 0, 0)),
        ("第50-53条", (50, 0, 0, 0), (53, 0, 0, 0)),
        ("第四条第一款至第三款", (4, 0, 1, 0), (4, 0, 3, 0)),
        ("第四条第一至三款", (4, 0, 1, 0), (4, 0, 3, 0)),
        ("第四条第一款第（一）项至第（三）项", (4, 0, 1, 1), (4, 0, 1, 3)),
        ("第四条第（一）至（三）项", (4, 0, 0, 1), (4, 0, 0, 3)),
        ("第一百二十条之一至第一百二十条之六", (120, 1, 0, 0), (120, 6, 0, 0)),
        ("第一百二十条之一至之六", (120, 1, 0, 0), (120, 6, 0, 0)),
        ("第四条第二款至第六条", (4, 0, 2, 0), (6, 0, 0, 0)),
    ],
)
def test_ranges_are_of_articles_or_of_the_parts_of_one(text, since, place):
    last = find_citations(f"《监察法》{text}规定")[-1]

    assert (last.since, last.place) == (since, place)


def test_a_list_is_no_range():
    assert [c.since for c in find_citations("《监察法》第五十条、第五十三条和第五十五条")] == [None, None, None]


def test_a_title_without_an_article_is_no_citation():
    assert find_citations("学习《监察法》，以及第四条。") == []


def test_a_title_is_understood_without_the_nation_or_the_party():
    assert names_of("中华人民共和国监察法") == ["中华人民共和国监察法", "监察法"]
    assert names_of("中国共产党纪律处分条例") == ["中国共产党纪律处分条例", "纪律处分条例"]
    assert names_of("刑法修正案(十二)") == ["刑法修正案（十二）"]


@pytest.mark.parametrize(
    "name", ["刑法修正案（十二）", "刑法修正案(十二)", "刑法修正案十二", "刑法修正案12", "《刑法修正案（12）》"]
)
def test_what_stands_in_brackets_behind_a_name_is_known_however_it_is_typed(name):
    assert "刑法修正案（十二）" in spellings(name)
    assert "准则（试行）" in spellings("准则试行")


@pytest.mark.parametrize("name", ["监察法", "十二", "修正案（草案）"])
def test_a_name_with_nothing_of_the_kind_behind_it_is_written_in_one_way(name):
    assert spellings(name) == [name]


@pytest.mark.parametrize(
    ("name", "title", "is_short"),
    [
        ("政务处分法", "公职人员政务处分法", True),
        ("优化营商环境", "优化营商环境条例", True),
        ("刑法", "刑法修正案（十二）", False),
        ("监察法", "监察法实施条例", False),
        ("公司法", "监察法", False),
    ],
)
def test_a_name_cut_short_is_told_from_that_of_another_law(name, title, is_short):
    assert is_short_for(name, title) is is_short


@pytest.mark.parametrize(
    ("title", "issuer", "level"),
    [
        ("中华人民共和国监察法", "", "law"),
        ("优化营商环境条例", "国务院", "administrative"),
        ("中国共产党纪律处分条例", "", "party"),
        ("园区廉洁办法", "", "other"),
    ],
)
def test_a_level_follows_from_the_title_and_the_issuer(title, issuer, level):
    assert level_of(title, issuer) == level
