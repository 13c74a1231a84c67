"""Choosing what to cite: what the dialog finds, and that what it gives means what was chosen."""

from datetime import date

import pytest
from django.urls import reverse

from regulations import queries
from regulations.models import Article
from regulations.queries import found_by, places_in
from tests.builders import NOW, make_member, make_publisher
from tests.content.builders import make_site
from tests.regulations.builders import ARTICLES, TODAY, make_version

pytestmark = pytest.mark.django_db
SEARCH = reverse("regulations-cms:choose")


@pytest.fixture
def laws():
    make_version(aliases=["示范"])
    make_version("中华人民共和国别样法", articles="第一条 别样的规定。\n第二条 收受礼金的，予以公示。")


@pytest.fixture
def editor(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    client.force_login(make_publisher())
    return client


def found(text, on=TODAY):
    return [str(article) for article in found_by(text, on).articles]


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("示范法第二条", ["《示范法》第二条"]),
        ("《示范法》第二条", ["《示范法》第二条"]),
        ("示范 第2条", ["《示范法》第二条"]),
        ("示范 2", ["《示范法》第二条"]),
        ("示范法2条", ["《示范法》第二条"]),
        ("示范法 二条", ["《示范法》第二条"]),
        ("示范二条", ["《示范法》第二条"]),
        ("示范法第二条第二款", ["《示范法》第二条"]),
        ("别样", ["《别样法》第一条", "《别样法》第二条"]),
        ("第二条", ["《别样法》第二条", "《示范法》第二条"]),
        ("宴请", ["《示范法》第二条"]),
        ("公示", ["《别样法》第二条", "《示范法》第二条"]),
        ("公示 礼金", ["《别样法》第二条"]),
        ("示范法 礼金", []),
        ("第九十九条", []),
        ("示范法99条", []),
        ("无此法2条", []),
        ("第万条", []),
    ],
)
def test_an_article_is_found_by_what_one_knows_of_it(laws, text, articles):
    assert found(text) == articles


def test_what_is_counted_in_the_text_is_no_article_of_a_law_that_there_is_not():
    make_version(articles="第一条 遵守廉洁从业二条。\n\n第二条 廉洁从业，人人有责。\n")

    assert found("廉洁从业二条") == ["《示范法》第一条"]


def test_only_what_holds_on_the_day_is_found():
    make_version(day=date(2018, 1, 1))
    make_version(articles=ARTICLES.replace("宴请", "赌博"), day=date(2024, 1, 1))

    assert (found("宴请"), found("宴请", date(2020, 1, 1)), found("赌博")) == (
        [],
        ["《示范法》第二条"],
        ["《示范法》第二条"],
    )


def test_a_long_list_says_that_there_is_more(laws):
    make_version("中华人民共和国长法", articles="\n".join(f"第{number}条 同样的话。" for number in range(1, 41)))

    assert (len(found_by("同样的话", TODAY).articles), found_by("同样的话", TODAY).more) == (30, True)
    assert found_by("宴请", TODAY).more is False


def labels(article):
    return [place.label for place in places_in(queries.article_with_text(article.pk))]


def test_an_article_offers_its_paragraphs_and_items(laws):
    article = Article.objects.get(number=2, version__regulation__short_title="示范法")

    assert labels(article) == [
        "《示范法》第二条",
        "《示范法》第二条第一款",
        "《示范法》第二条第二款",
        "《示范法》第二条第二款第（一）项",
        "《示范法》第二条第二款第（二）项",
        "《示范法》第二条第二款第（三）项",
        "《示范法》第二条第三款",
    ]


def test_a_lone_paragraph_is_the_article():
    version = make_version(articles="第一条 不得：\n（一）送礼；\n（二）宴请。")

    assert labels(version.articles.get()) == [
        "《示范法》第一条",
        "《示范法》第一条第（一）项",
        "《示范法》第一条第（二）项",
    ]


def test_everything_that_is_offered_means_what_it_says(laws):
    for article in Article.objects.all():
        for place in places_in(queries.article_with_text(article.pk)):
            meant = queries.resolve(place.label, TODAY)
            assert (meant.anchor, meant.article) == (place.anchor, article)


# The dialog's pieces


def test_the_dialog_begins_with_the_regulations(editor, laws):
    page = editor.get(SEARCH).text

    assert (page.count("data-choose-open"), "<html" in page) == (2, False)


def test_what_was_found_leads_to_the_article_and_the_article_to_its_places(editor, laws):
    article = Article.objects.get(number=2, version__regulation__short_title="示范法")
    address = reverse("regulations-cms:choose-article", args=[article.pk])

    assert address in editor.get(SEARCH, {"q": "宴请"}).text
    assert 'data-cite="《示范法》第二条第二款第（三）项"' in editor.get(address).text


def test_what_is_not_found_is_said(editor, laws):
    assert "没有找到条文" in editor.get(SEARCH, {"q": "没有这个词"}).text


@pytest.mark.parametrize("on", ["", "昨天", "2020-13-40"])
def test_a_day_that_is_none_is_today(editor, laws, on):
    assert "宴请" in editor.get(SEARCH, {"q": "宴请", "on": on}).text


def test_the_day_of_the_text_decides(editor):
    make_version(day=date(2018, 1, 1))
    make_version(articles=ARTICLES.replace("宴请", "赌博"), day=date(2024, 1, 1))

    page = editor.get(SEARCH, {"q": "示范法第二条", "on": "2020-01-01"}).text

    assert ("宴请" in page, "赌博" in page) == (True, False)


def test_the_dialog_is_for_editors_alone(client, laws):
    client.force_login(make_member().user)

    assert client.get(SEARCH).status_code == 403


@pytest.mark.parametrize(
    "address",
    ["/cms/snippets/quizzes/truefalse/add/", "/cms/pages/add/content/casepage/{cases}/"],
)
def test_where_a_citation_is_typed_it_can_be_chosen(editor, address):
    cases = make_site().sections["cases"].pk
    page = editor.get(address.format(cases=cases)).text

    assert "data-choose-citation" in page
    assert "regulations/choose" in page


def test_running_text_offers_it_too(editor):
    page = editor.get(f"/cms/pages/add/content/boundarylistpage/{make_site().sections['boundary'].pk}/").text

    assert "regulations/citation-control" in page
    assert "CITATION" in page
    assert "citation-input--lines" in page
