"""The search by a backend that is not one of ours, as a larger site may set it."""

import pytest
from config.search import search_backends
from django.urls import reverse

from content.search import queries
from content.search.elsewhere import Elsewhere
from content.search.index import Found
from content.search.rules import question_of
from regulations.models import Article, Paragraph
from tests.builders import NOW, make_member
from tests.content.builders import make_case, make_notice, make_site, only_for
from tests.regulations.builders import make_version

pytestmark = pytest.mark.django_db

ELSEWHERE = {"default": {"BACKEND": "wagtail.search.backends.database.fallback"}}


@pytest.fixture
def site(settings):
    settings.WAGTAILSEARCH_BACKENDS = ELSEWHERE
    return make_site()


@pytest.fixture
def member():
    return make_member().user


def found(user, text, **choice):
    return queries.search_library(user, text, choice=queries.Choice(**choice), page=1, on=NOW.date())


def test_without_an_address_the_index_is_in_the_database_and_with_one_on_the_server():
    ours = search_backends("", backend="x", analyzer="y")["default"]
    server = search_backends("https://search.example", backend="b", analyzer="ik_max_word,ik_smart")["default"]

    analyzers = server["INDEX_SETTINGS"]["settings"]["analysis"]["analyzer"]
    assert ours["BACKEND"] == "content.search"
    assert (server["BACKEND"], server["URLS"], server["INDEX_PREFIX"]) == ("b", ["https://search.example"], "qinqing_")
    assert (analyzers["default"]["tokenizer"], analyzers["default_search"]["tokenizer"]) == ("ik_max_word", "ik_smart")
    assert "INDEX_SETTINGS" not in search_backends("https://search.example", backend="b", analyzer="")["default"]


def test_pages_and_articles_are_found_with_their_words_marked(site, member):
    make_case(site, title="两张礼品卡", happened=["他把礼品卡退了回去。"])
    make_version(articles="第一条 不得赠送礼品卡。\n")

    [page, *_] = found(member, "两张礼品卡").findings

    assert page.title == "<mark>两张礼品卡</mark>"
    assert "礼品卡" in page.snippet


def test_a_page_and_an_article_with_the_same_key_keep_their_own_words(site, member):
    page = make_case(site, title="礼品卡案", happened=["他把礼品卡退了回去。"])
    version = make_version(articles="第一条 总则。\n")
    article = Article.objects.create(pk=page.pk, version=version, number=2, label="第二条", anchor="art-2")
    article.heading = "礼品卡"
    article.save()
    Paragraph.objects.create(article=article, number=1, text="不得赠送礼品卡。")

    snippets = {finding.kind_name: finding.snippet for finding in found(member, "礼品卡").findings}

    assert ("退了回去" in snippets["案例"], "不得赠送" in snippets["条文"]) == (True, True)


def test_what_a_person_may_not_open_is_not_found_and_its_title_not_offered(site, member):
    only_for(make_case(site, title="甲企业的内部通报"))

    assert found(member, "内部通报").findings == []
    assert queries.nearest_titles_for(member, "甲企业的内部通保") == []


def test_a_mistyped_title_is_offered(site, member):
    make_notice(site, public=True, title="廉洁承诺书怎么签")

    assert queries.nearest_titles_for(member, "廉结承诺书怎么签") == ["廉洁承诺书怎么签"]


def test_what_was_chosen_narrows_what_was_found(site, member):
    make_case(site, title="采购的茶叶", post="采购")
    make_case(site, title="财务的茶叶", post="财务")

    assert [finding.name for finding in found(member, "茶叶", post="财务").findings] == ["财务的茶叶"]


def test_the_page_answers_whatever_is_typed(site, member, client):
    client.force_login(member)

    for text in ('"', "%", "*", "NEAR", "🙂", "\x00", "。", "长" * 500):
        assert client.get(reverse("content:search"), {"q": text}).status_code == 200


def test_the_server_is_asked_only_for_all_words_and_for_any():
    asked = []

    class Deaf:
        def search(self, text, model, operator):
            asked.append((text, model, operator))
            return []

    catch = Elsewhere(Deaf()).find(question_of("供应商 礼金"), [queries.StudyPage.objects.all()])

    assert catch.found == [Found([])]
    assert asked == [("供应商 礼金", queries.StudyPage, "and"), ("供应商 礼金", queries.StudyPage, "or")]
