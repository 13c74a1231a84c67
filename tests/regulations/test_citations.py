import pytest

from regulations.rules.citations import Citation, find_citations, read_citation
from regulations.rules.naming import level_of, names_of


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


def test_a_title_without_an_article_is_no_citation():
    assert find_citations("学习《监察法》，以及第四条。") == []


def test_a_title_is_understood_without_the_nation_or_the_party():
    assert names_of("中华人民共和国监察法") == ["中华人民共和国监察法", "监察法"]
    assert names_of("中国共产党纪律处分条例") == ["中国共产党纪律处分条例", "纪律处分条例"]
    assert names_of("刑法修正案(十二)") == ["刑法修正案（十二）"]


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
