"""Search in one version of a regulation, as the reader offers it."""

from datetime import date

import pytest
from django.urls import reverse

from content.search.inside import search_inside
from tests.regulations.builders import TODAY, make_version, plain_articles

pytestmark = pytest.mark.django_db

ARTICLES = """第一条 为了规范往来，制定本法。

第二条 企业应当廉洁经营。
不得有下列行为：
（一）赠送礼金、礼品卡；
（二）安排宴请。

第三条 收到礼金的，应当在三日内登记。

第三条之一 接受宴请的，照此办理。
"""


@pytest.fixture
def version():
    return make_version(articles=ARTICLES)


def inside(version, text):
    return search_inside(version, text, on=TODAY)


def labels(found):
    return [place.label for place in found.places]


def test_words_lead_to_the_paragraph_with_them_in_the_order_of_the_law(version):
    found = inside(version, "礼金")

    assert labels(found) == ["第二条", "第三条"]
    assert [place.url.rpartition("#")[2] for place in found.places] == ["art-2-2", "art-3-1"]
    assert "赠送<mark>礼金</mark>" in found.places[0].snippet


def test_all_words_must_stand_in_an_article_and_where_they_do_not_some_will_do(version):
    assert (labels(inside(version, "礼金登记")), inside(version, "礼金登记").is_exact) == (
        ["第三条"],
        True,
    )

    some = inside(version, "登记 宴请")

    assert (labels(some), some.is_exact) == (["第二条", "第三条", "第三条之一"], False)


@pytest.mark.parametrize(("text", "label"), [("2024", "第二条"), ("30", "第三条"), ("第三十条", "第三条")])
def test_a_number_that_no_article_has_is_found_in_the_text(text, label):
    version = make_version(
        articles="第一条 总则。\n\n第二条 自2024年起。\n\n第三条 依照旧法第三十条，三十（30）日内。\n"
    )

    assert labels(inside(version, text)) == [label]


def test_an_article_of_another_regulation_is_offered_and_not_taken_for_one_of_this(version, client):
    other = make_version("中华人民共和国他法", articles="第一条 甲。\n\n第二条 乙。\n\n第三条 丙。\n")

    found = inside(version, "他法第三条")

    assert (labels(found), found.elsewhere.url) == ([], f"{other.get_absolute_url()}#art-3")
    html = client.get(reverse("content:search-in-regulation", args=[version.pk]), {"q": "他法第三条"}).content.decode()
    assert f'href="{other.get_absolute_url()}#art-3"' in html


def test_where_another_regulations_article_is_cited_is_found_beside_it():
    make_version("中华人民共和国他法", articles="第一条 甲。\n")
    version = make_version(articles="第一条 总则。\n\n第二条 依照《他法》第一条处理。\n")

    found = inside(version, "他法第一条")

    assert (labels(found), found.elsewhere.label) == (["第二条"], "《他法》第一条")


@pytest.mark.parametrize("text", ["无此法第三条", "他法第九十九条"])
def test_what_names_no_article_at_all_is_sought_by_its_words(text):
    make_version("中华人民共和国他法", articles="第一条 甲。\n")
    version = make_version(articles="第一条 依照无此法第三条和他法第九十九条。\n\n第二条 其他。\n\n第三条 施行。\n")

    found = inside(version, text)

    assert (labels(found), found.is_exact, found.elsewhere) == (["第一条"], True, None)


@pytest.mark.parametrize("text", ["第三条之一", "第3条之1", "示范法第三条之一", "本办法第三条之一"])
def test_a_number_leads_to_its_article(version, text):
    assert labels(inside(version, text)) == ["第三条之一"]


@pytest.mark.parametrize("text", ["3", "3条", "第3", "三", "三条", "第 三 条", "３", "示范法3条"])
def test_a_number_however_it_is_typed_is_that_of_an_article(version, text):
    assert labels(inside(version, text)) == ["第三条"]


def test_a_number_in_words_leads_to_its_article():
    version = make_version(articles=plain_articles(265))

    assert [labels(inside(version, text)) for text in ("二百六十五", "二百六十五条", "265条")] == [
        ["第二百六十五条"]
    ] * 3


@pytest.mark.parametrize("text", ["99条", "九十九条", "第九十九条", "本法第九十九条"])
def test_a_number_that_no_article_has_is_not_found_by_a_part_of_it(version, text):
    assert labels(inside(version, text)) == []


CHAPTERS = """第一章 总则

第一条 违反本法规定的，依照第七章追究法律责任。

第二章 董事会

第一节 一般规定

第二条 董事会由三人以上组成。

第三章 法律责任

第一节 一般规定

第三条 予以公示。

附则

第四条 本法自公布之日起施行。
"""


def headings(found):
    return [(place.label.replace("<mark>", "").replace("</mark>", ""), place.url.rpartition("#")[2]) for place in found]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("法律责任", ("第三章 法律责任", "ch-3")),
        ("责任", ("第三章 法律责任", "ch-3")),
        ("第三章", ("第三章 法律责任", "ch-3")),
        ("第3章", ("第三章 法律责任", "ch-3")),
        ("三章", ("第三章 法律责任", "ch-3")),
        ("第三章 法律责任", ("第三章 法律责任", "ch-3")),
        ("第三章法律责任", ("第三章 法律责任", "ch-3")),
        ("法律責任", ("第三章 法律责任", "ch-3")),
        ("附则", ("附则", "ch-0")),
    ],
)
def test_a_chapter_is_found_by_its_heading_and_by_its_number(text, heading):
    version = make_version(articles=CHAPTERS)

    assert headings(inside(version, text).headings) == [heading]


def test_headings_come_before_the_articles_with_the_words_and_the_page_shows_both(client):
    version = make_version(articles=CHAPTERS)

    html = client.get(reverse("content:search-in-regulation", args=[version.pk]), {"q": "法律责任"}).content.decode()

    chapter, article = (html.index(f'href="{version.get_absolute_url()}#{place}"') for place in ("ch-3", "art-1-1"))
    assert chapter < article
    assert ("共 1 个章节标题" in html, "共 1 条" in html) == (True, True)


def test_sections_of_one_name_say_in_which_chapter_they_stand():
    found = inside(make_version(articles=CHAPTERS), "一般规定")

    assert [place.snippet for place in found.headings] == ["第二章 董事会", "第三章 法律责任"]


def test_where_a_chapter_is_called_so_articles_with_a_part_of_it_are_left_out():
    version = make_version(articles="第一章 廉洁合规\n\n第一条 企业应当合规。\n")

    found = inside(version, "廉洁合规")

    assert (headings(found.headings), labels(found)) == ([("第一章 廉洁合规", "ch-1")], [])


@pytest.mark.parametrize("text", ["章", "第九章", "监督", "第三条"])
def test_what_no_chapter_is_called_finds_no_heading(text):
    assert inside(make_version(articles=CHAPTERS), text).headings == ()


def test_a_version_that_no_longer_holds_is_searched_by_itself(version):
    newer = make_version(articles="第一条 不设礼金。\n", day=date(2024, 1, 1))

    assert labels(inside(version, "礼金")) == ["第二条", "第三条"]
    assert labels(inside(newer, "礼金")) == ["第一条"]


def test_a_visitor_searches_from_the_reader_without_signing_in(version, client):
    reader = client.get(version.get_absolute_url()).content.decode()
    address = reverse("content:search-in-regulation", args=[version.pk])

    found = client.get(address, {"q": "宴请"}).content.decode()

    assert f'action="{address}"' in reader
    assert f'href="{version.get_absolute_url()}#art-2-2"' in found
    assert "安排<mark>宴请</mark>" in found


@pytest.mark.parametrize(
    "text", ["", "天气预报", '"', "%", "🙂", "\x00", "第条", "第999999999999条", "廉" * 500, "<b>"]
)
def test_nothing_that_is_typed_breaks_it(version, client, text):
    answer = client.get(reverse("content:search-in-regulation", args=[version.pk]), {"q": text})

    assert answer.status_code == 200
    assert "<b>" not in answer.content.decode().partition("<main")[2]


def test_an_unknown_version_is_not_found(client):
    assert client.get(reverse("content:search-in-regulation", args=[99])).status_code == 404


def test_it_costs_three_queries_however_long_the_law_is(version, client, django_assert_num_queries):
    with django_assert_num_queries(3):
        client.get(reverse("content:search-in-regulation", args=[version.pk]), {"q": "礼金"})
