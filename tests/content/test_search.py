from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.utils import parse_query_string

from content.models import NoticePage
from content.search.queries import search_library
from tests.builders import NOW, make_member, make_supervisor
from tests.content.shelf import make_shelf, restrict_to, shelve_case, shelve_notice
from tests.regulations.builders import make_version

pytestmark = pytest.mark.django_db

TEXTS = {
    "采购科长的一箱茶": "采购科科长王砚秋收受供应商礼金，围标串标，被留置。这是典型的微腐败。",
    "认证的路": "公司通过 ISO37001 反贿赂管理体系认证，亲清政商关系更近一步。",
    "承诺书怎么签": "员工在线签署廉洁承诺书，用手指写下名字，随后收到回执。",
    "家风一盏灯": "祖父说，清廉是一盏灯，照着回家的路。",
    "节前的提醒": "中秋、国庆期间，党员干部不得接受管理服务对象的宴请。",
}
QUERIES = [
    ("礼金", ["采购科长的一箱茶"]),
    ("廉洁", ["承诺书怎么签"]),
    ("清廉", ["家风一盏灯"]),
    ("王砚秋", ["采购科长的一箱茶"]),
    ("围标串标", ["采购科长的一箱茶"]),
    ("微腐败", ["采购科长的一箱茶"]),
    ("串标", ["采购科长的一箱茶"]),
    ("采购科科长", ["采购科长的一箱茶"]),
    ("ISO37001", ["认证的路"]),
    ("iso", ["认证的路"]),
    ("ＩＳＯ３７００１", ["认证的路"]),
    ("反贿赂管理体系", ["认证的路"]),
    ("亲清 认证", ["认证的路"]),
    ("礼金　王砚秋", ["采购科长的一箱茶"]),
    ("灯", ["家风一盏灯"]),
    ("廉", ["家风一盏灯", "承诺书怎么签"]),
    ("怎么在线签廉洁承诺书", ["承诺书怎么签"]),
    ("节假日能不能接受宴请", ["节前的提醒"]),
    ("管理服务对象", ["节前的提醒"]),
    ("天气预报", []),
]
HOSTILE = [
    "", " ", '"', "'", '"廉洁', "廉洁'", "%", "%s", "*", "廉*", "(", "NEAR(廉 洁)", "a NEAR b", "AND", "NOT 廉洁",
    "title:廉洁", "{title}", "^廉洁", "-廉洁", "🙂", "🙂廉洁", "\\", "\x00廉洁", "<script>", "\U00030000\U00030001",
    "；DROP TABLE", "廉" * 500, "&|!:*", "。，、", "①㈠",
]  # fmt: skip


@pytest.fixture
def shelf():
    return make_shelf()


@pytest.fixture
def stocked(shelf):
    for title, text in TEXTS.items():
        shelve_notice(shelf, title, text)
    return shelf


@pytest.fixture
def member():
    return make_member().user


def titles_found(user, text, **narrowed):
    findings = search_library(user, text, **{"kind": "", "page": 1, "on": NOW.date(), **narrowed}).findings
    return [finding.title.replace("<mark>", "").replace("</mark>", "") for finding in findings]


@pytest.mark.parametrize(("text", "titles"), QUERIES)
def test_a_chinese_question_finds_its_pages(stocked, member, text, titles):
    assert sorted(titles_found(member, text)) == sorted(titles)


def test_when_no_page_has_every_word_pages_with_some_are_found(stocked, member):
    assert sorted(titles_found(member, "清廉与礼金")) == ["家风一盏灯", "采购科长的一箱茶"]


def test_a_word_in_the_title_weighs_more_than_in_the_text(shelf, member):
    shelve_notice(shelf, "别的事", "招投标、招投标、招投标。")
    shelve_notice(shelf, "招投标的底线", "这里讲规矩。")

    assert titles_found(member, "招投标") == ["招投标的底线", "别的事"]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_typed_breaks_the_search(stocked, member, client, text):
    client.force_login(member)

    answer = client.get(reverse("content:search"), {"q": text, "kind": text, "page": text})

    assert answer.status_code == 200


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_typed_breaks_the_editors_search(stocked, text):
    backend = get_search_backend()

    for query in (text, parse_query_string(text)[1]):
        list(backend.search(query, Page))
        list(backend.autocomplete(text, Page.objects.all()))
        backend.search(query, NoticePage, fields=["title", "summary"]).count()


def test_a_draft_is_found_once_it_is_published(shelf, member):
    draft = shelve_notice(shelf, "未定稿", "关于礼金的草稿", live=False)

    before = titles_found(member, "礼金")
    draft.save_revision().publish()

    assert (before, titles_found(member, "礼金")) == ([], ["未定稿"])


def test_what_an_editor_is_still_writing_is_not_found(shelf, member):
    page = shelve_notice(shelf, "公告", "正文")
    page.summary = "尚未公布的留置措施"
    page.save_revision()

    assert titles_found(member, "留置") == []


def test_a_restricted_page_is_found_only_by_those_it_is_for(shelf, member):
    page = shelve_notice(shelf, "内部通报", "关于礼金的通报")
    group = Group.objects.create(name="甲企业")
    restrict_to(page, group)
    insider = make_member().user
    insider.groups.add(group)

    assert titles_found(member, "礼金") == []
    assert titles_found(insider, "礼金") == ["内部通报"]


def test_a_page_below_a_restricted_one_is_hidden_with_it(shelf, member):
    shelve_notice(shelf, "内部通报", "关于礼金的通报")
    visible = titles_found(member, "礼金")
    restrict_to(shelf, Group.objects.create(name="甲企业"))

    assert (visible, titles_found(member, "礼金")) == (["内部通报"], [])


def test_a_deleted_page_is_no_longer_found(stocked, member):
    NoticePage.objects.get(title="家风一盏灯").delete()

    assert titles_found(member, "清廉") == []


def test_articles_of_the_wording_in_force_are_found_after_the_pages(shelf, member):
    make_version(articles="第一条 不得送礼。\n\n第二条 旧的宴请规定。\n", day=date(2020, 1, 1))
    make_version(articles="第一条 不得赠送礼金。\n\n第二条 新的宴请规定。\n", day=date(2024, 1, 1))
    shelve_notice(shelf, "节前的提醒", "谢绝宴请。")

    assert titles_found(member, "宴请") == ["节前的提醒", "《示范法》第二条"]
    assert titles_found(member, "赠送", on=date(2021, 1, 1)) == []


def test_an_article_leads_to_its_place_in_the_wording_in_force(shelf, member):
    make_version(articles="第一条 总则。\n\n第二条 旧的宴请规定。\n", day=date(2020, 1, 1))
    new = make_version(articles="第一条 总则。\n\n第二条 新的宴请规定。\n", day=date(2024, 1, 1))

    [finding] = search_library(member, "宴请", kind="article", page=1, on=NOW.date()).findings

    assert finding.url == new.articles.get(number=2).get_absolute_url()
    assert finding.snippet == "新的<mark>宴请</mark>规定。"


def test_an_article_is_found_by_the_name_of_its_regulation(shelf, member):
    make_version()

    assert titles_found(member, "示范法第二条")[0] == "《示范法》第二条"


def test_each_kind_is_counted_and_narrows_the_list(shelf, member):
    shelve_notice(shelf, "节前的提醒", "礼金")
    shelve_case(shelf, "一箱茶", "收受礼金")
    shelve_case(shelf, "两张卡", "退还礼金")

    found = search_library(member, "礼金", kind="case", page=1, on=NOW.date())

    assert [(facet.kind, facet.count) for facet in found.facets] == [("", 3), ("case", 2), ("notice", 1)]
    assert {finding.kind_name for finding in found.findings} == {found.facets[1].name}


def test_the_snippet_comes_from_the_text_of_blocks_and_shows_the_words(shelf, member, client):
    shelve_case(shelf, "一箱茶", "他收下 &lt;b&gt; 一箱茶叶，里面藏着礼金。")
    client.force_login(member)

    page = client.get(reverse("content:search"), {"q": "礼金"}).content.decode()

    assert "他收下 &lt;b&gt; 一箱茶叶，里面藏着<mark>礼金</mark>。" in page


def test_a_snippet_says_the_summary_once(shelf, member):
    shelve_case(shelf, "一箱茶", "里面藏着礼金。")

    [finding] = search_library(member, "礼金", kind="", page=1, on=NOW.date()).findings

    assert finding.snippet == "摘要 里面藏着<mark>礼金</mark>。"


def test_a_mistyped_title_is_offered_and_a_hidden_one_is_not(shelf, member, client):
    shelve_notice(shelf, "廉洁承诺书怎么签", "步骤")
    restrict_to(shelve_notice(shelf, "廉洁承诺书底稿", "步骤"), Group.objects.create(name="甲企业"))
    client.force_login(member)

    answer = client.get(reverse("content:search"), {"q": "镰结诺书"})

    assert answer.context["nearest"] == ["廉洁承诺书怎么签"]


def test_twenty_are_shown_and_the_rest_is_a_page_away(shelf, member, client):
    for number in range(21):
        shelve_notice(shelf, f"第{number}号通知", "礼金")
    client.force_login(member)

    first = client.get(reverse("content:search"), {"q": "礼金"})
    second = client.get(reverse("content:search"), {"q": "礼金", "page": 2})

    assert (len(first.context["found"].findings), len(second.context["found"].findings)) == (20, 1)
    assert "page=2" in first.content.decode()


@pytest.mark.parametrize("text", ["礼金", "礼金与天气预报"])
def test_a_search_over_many_kinds_costs_twelve_queries_at_most(
    shelf, member, client, django_assert_max_num_queries, text
):
    make_version(articles="第一条 不得赠送礼金。\n")
    shelve_notice(shelf, "通知", "礼金")
    for number in range(3):
        shelve_case(shelf, f"第{number}案", "礼金")
    client.force_login(member)
    client.get(reverse("content:search"), {"q": text})

    with django_assert_max_num_queries(12):
        client.get(reverse("content:search"), {"q": text})


def test_who_has_not_signed_in_is_asked_to(client):
    answer = client.get(reverse("content:search"), {"q": "礼金"})

    assert answer.status_code == 302


def test_a_supervisor_without_an_enterprise_may_search(stocked, client):
    client.force_login(make_supervisor())

    answer = client.get(reverse("content:search"), {"q": "礼金"})

    assert answer.context["found"].total == 1


def test_a_publisher_finds_part_of_a_title_while_choosing_a_page(stocked):
    found = get_search_backend().autocomplete("一盏", Page)

    assert [page.title for page in found] == ["家风一盏灯"]


def test_the_editors_search_counts_kinds_and_keeps_its_order(stocked):
    results = get_search_backend().search("礼金", Page.objects.live())

    assert list(results.facet("content_type_id").values()) == [1]
    assert [page.title for page in results.annotate_score("score")] == ["采购科长的一箱茶"]


def test_rebuilding_the_index_changes_nothing_that_is_found(stocked, member):
    call_command("update_index", verbosity=0)

    assert titles_found(member, "串标") == ["采购科长的一箱茶"]
