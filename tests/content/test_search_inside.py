"""Search in one version of a regulation, as the reader offers it."""

from datetime import date

import pytest
from django.urls import reverse

from content.search.inside import search_inside
from tests.regulations.builders import TODAY, make_version

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


def test_digits_alone_are_the_number_of_an_article(version):
    assert labels(inside(version, "3")) == ["第三条"]


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
