import gzip
import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.urls import reverse

from regulations import queries
from regulations.importers import import_file
from tests.builders import NOW, make_member, make_user
from tests.regulations.builders import ARTICLES, REAL_LAWS, TODAY, make_version, needs_real_laws, plain_articles

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(NOW, tick=False)


def test_only_the_words_of_the_law_are_said_to_be_chinese(client):
    version = make_version()
    client.cookies["language"] = "en"

    page = BeautifulSoup(client.get(version.get_absolute_url()).content, "html.parser").select_one("main")

    assert page.select_one("h1")["lang"] == page.select_one(".regulation__text")["lang"] == "zh-Hans"
    assert page.find("dt", string="Promulgated").find_parent(lang=True)["lang"] == "en"


def test_anyone_may_read_a_law(client):
    version = make_version()

    page = client.get(version.get_absolute_url())

    assert page.status_code == 200
    assert 'id="art-2-2"' in page.text
    assert 'id="art-2-2-3"' in page.text


def test_each_article_has_a_link_to_itself(client):
    version = make_version(articles="第一条 甲。\n第一条之一 乙。")

    page = BeautifulSoup(client.get(version.get_absolute_url()).content, "html.parser")

    labels = [(label.get_text(), label["href"]) for label in page.select(".article > p > a")]
    assert labels == [("第一条", "#art-1"), ("第一条之一", "#art-1z1")]
    assert all(page.select_one(href).select_one(f'a[href="{href}"]') for _, href in labels)


def test_the_sheet_leads_from_the_label_to_the_whole_text(client):
    article = make_version().articles.first()

    page = BeautifulSoup(client.get(article.get_fragment_url()).content, "html.parser")

    assert page.select_one(".article__label")["href"] == article.get_absolute_url()


def test_what_copies_the_address_of_an_article_is_there_once_and_out_of_sight_without_its_script(client):
    version = make_version()
    client.cookies["language"] = "en"

    page = BeautifulSoup(client.get(version.get_absolute_url()).content, "html.parser")

    [deeds] = page.select(".article__deeds")
    assert (deeds.has_attr("hidden"), deeds["lang"], deeds.select_one("[data-copy]").get_text()) == (
        True,
        "en",
        "Copy the link",
    )
    assert page.select("script[src]")[-1]["src"] == "/static/regulations/article-link.js"
    assert deeds["data-modules"] == "/static/theme/copy.js /static/content/sharing.js"


def test_the_closing_chapter_is_read_after_the_last_book_and_as_high_as_it():
    version = make_version(articles="第一编 总则\n第一章 通则\n第一条 甲。\n附则\n第二条 乙。")

    blocks = queries.reading(version).blocks

    assert [(getattr(block, "level", None), block.heading, block.anchor) for block in blocks] == [
        (2, "总则", "book-1"),
        (3, "通则", "book-1-ch-1"),
        (None, "", "art-1"),
        (2, "附则", "book-0"),
        (None, "", "art-2"),
    ]


def test_a_signed_in_member_reads_the_same_law(client):
    client.force_login(make_member().user)

    assert "安排旅游。" in client.get(make_version().get_absolute_url()).text


def test_the_plain_address_leads_to_the_version_in_force(client):
    make_version(day=date(2018, 1, 1))
    current = make_version(articles=ARTICLES + "第三条 丙。", day=date(2024, 1, 1))
    make_version(articles=ARTICLES + "第三条 丁。", day=date(2030, 1, 1))

    answer = client.get(current.regulation.get_absolute_url())

    assert answer.url == current.get_absolute_url()


def test_an_old_version_stays_readable_and_says_that_it_no_longer_holds(client):
    old = make_version(day=date(2018, 1, 1))
    current = make_version(articles=ARTICLES + "第三条 丙。", day=date(2024, 1, 1))

    page = client.get(old.get_absolute_url()).text

    assert page.count("notice--warn") == 1
    assert page.count(f'href="{current.get_absolute_url()}"') == 2
    assert "notice--warn" not in client.get(current.get_absolute_url()).text


@pytest.mark.parametrize("path", ["/r/没有这个法/", "/r/示范法/1999-01-01/", "/r/article/999999/"])
def test_what_is_not_there_is_not_found(client, path):
    make_version()

    assert client.get(path).status_code == 404


@pytest.mark.parametrize("articles", [3, 266])
def test_a_law_of_any_length_takes_six_queries_when_signed_in(client, django_assert_num_queries, articles):
    version = make_version(articles=plain_articles(articles))
    client.force_login(make_user())

    with django_assert_num_queries(6):
        client.get(version.get_absolute_url())


@needs_real_laws
def test_the_longest_law_is_light_on_the_wire(client):
    import_file(next(REAL_LAWS.glob("公司法*")), by=None, now=NOW)

    page = client.get("/r/公司法/", follow=True)

    assert page.text.count('class="article"') == 266
    assert len(gzip.compress(page.content)) < 40_000


def test_the_shelf_lists_each_regulation_once(client, django_assert_max_num_queries):
    make_version(day=date(2018, 1, 1))
    make_version(articles=ARTICLES + "第三条 丙。", day=date(2024, 1, 1))
    make_version("示范条例")

    with django_assert_max_num_queries(2):
        page = client.get(reverse("regulations:list")).text

    assert (page.count("list__item"), page.count(">示范法<"), page.count(">示范条例<")) == (2, 1, 1)


def test_an_empty_shelf_says_where_to_go(client):
    assert reverse("content:library") in client.get(reverse("regulations:list")).text


def test_the_sheet_marks_the_paragraph_that_was_cited(client):
    make_version()
    passage = queries.resolve("《示范法》第二条第三款", TODAY)

    fragment = client.get(passage.fragment_url).text

    assert 'class="is-cited" aria-current="true">违反前款规定的，予以公示。' in fragment
    assert fragment.count("is-cited") == 1
    assert "<html" not in fragment


def test_the_sheet_marks_the_item_that_was_cited(client):
    make_version()
    passage = queries.resolve("《示范法》第二条第二款第（三）项", TODAY)

    fragment = client.get(passage.fragment_url).text

    assert 'aria-current="true">（三）安排旅游。' in fragment
    assert fragment.count("is-cited") == 1


def test_a_senseless_paragraph_marks_nothing(client):
    article = make_version().articles.first()

    assert "is-cited" not in client.get(article.get_fragment_url() + "?p=abc&i=²").text


def test_the_fragments_own_address_leads_to_the_whole_text(client):
    article = make_version().articles.first()

    answer = client.get(article.get_fragment_url(), headers={"sec-fetch-dest": "document"})

    assert answer.url == article.get_absolute_url()


def render(template, **values):
    return Template("{% load regulations %}" + template).render(Context(values))


def test_citations_in_text_become_links_and_the_rest_is_escaped():
    make_version()
    article = queries.resolve("《示范法》第二条第二款", TODAY)

    html = render("{{ text|link_citations }}", text="<b>按《示范法》第二条第二款</b>，参见《别的法》第一条。")

    assert html == (
        f'&lt;b&gt;按<a class="cite" data-sheet data-fragment="{article.fragment_url}" href="{article.url}">'
        "《示范法》第二条第二款</a>&lt;/b&gt;，参见《别的法》第一条。"
    )


def test_each_place_of_a_list_becomes_a_link_of_its_own():
    make_version()
    places = [queries.resolve(f"《示范法》第二条第二款{item}", TODAY) for item in ("第一项", "第二项")]

    html = render("{{ text|link_citations }}", text="按《示范法》第二条第二款第一项、第二项。")

    assert re.findall(r'href="([^"]*)">([^<]*)</a>', html) == [
        (places[0].url, "《示范法》第二条第二款第一项"),
        (places[1].url, "第二项"),
    ]
    assert html.startswith("按<a ")
    assert html.endswith("</a>。")


def test_citations_lead_to_the_version_of_the_day_that_is_given():
    old = make_version(day=date(2018, 1, 1))
    make_version(articles=ARTICLES + "第三条 丙。", day=date(2024, 1, 1))

    html = render("{{ text|link_citations:day }}", text="《示范法》第一条", day=date(2020, 1, 1))

    assert f'href="{old.get_absolute_url()}#art-1"' in html


def test_what_is_a_link_already_is_left_alone():
    make_version()
    html = '<p title="《示范法》第一条"><a href="/x/">《示范法》第一条</a></p>'

    assert render("{{ html|safe|link_citations }}", html=html) == html


def test_a_link_to_a_passage_reads_as_the_citation():
    make_version()
    passage = queries.resolve("《示范法》第二条第二款", TODAY)

    assert f'href="{passage.url}">《示范法》第二条第二款</a>' in render("{% citation_link passage %}", passage=passage)
    assert ">看条文</a>" in render('{% citation_link article "看条文" %}', article=passage.article)
