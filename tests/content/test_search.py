from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.utils import parse_query_string

from content.models import Audience, NoticePage, Withdrawal
from content.rules import Choice
from content.search.queries import nearest_titles_for, search_library
from enterprises.models import Member
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


TODAY = NOW.date()


def titles_found(user, text, *, on=TODAY, **choice):
    findings = search_library(user, text, choice=Choice(**choice), page=1, on=on).findings
    return [finding.title.replace("<mark>", "").replace("</mark>", "") for finding in findings]


@pytest.mark.parametrize(("text", "titles"), QUERIES)
def test_a_chinese_question_finds_its_pages(stocked, member, text, titles):
    assert sorted(titles_found(member, text)) == sorted(titles)


@pytest.mark.parametrize("text", ["ISO14001", "iso 14001", "ISO-14001", "ＩＳＯ１４００１ 内审员"])
def test_letters_and_digits_are_found_with_and_without_a_space_between(shelf, member, text):
    shelve_notice(shelf, "培训", "ISO 14001 内审员培训。")
    shelve_notice(shelf, "认证", "通过 ISO14001 内审员认证。")
    shelve_notice(shelf, "别的", "ISO 9001。")

    found = search_library(member, text, page=1, on=TODAY)

    assert sorted(finding.name for finding in found.findings) == ["培训", "认证"]
    assert found.is_literal


def test_when_no_page_has_every_word_pages_with_some_are_found(stocked, member):
    assert sorted(titles_found(member, "清廉与礼金")) == ["家风一盏灯", "采购科长的一箱茶"]


def test_a_word_in_the_title_weighs_more_than_in_the_text(shelf, member):
    shelve_notice(shelf, "别的事", "招投标、招投标、招投标。")
    shelve_notice(shelf, "招投标的底线", "这里讲规矩。")

    assert titles_found(member, "招投标") == ["招投标的底线", "别的事"]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_typed_breaks_the_search(stocked, member, client, text):
    client.force_login(member)

    answer = client.get(
        reverse("content:search"), {"q": text, "kind": text, "topic": text, "post": text, "year": text, "page": text}
    )

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

    [finding] = search_library(member, "宴请", choice=Choice(kind="article"), page=1, on=NOW.date()).findings

    assert finding.url == new.articles.get(number=2).get_absolute_url()
    assert finding.snippet == "新的<mark>宴请</mark>规定。"


def test_an_article_is_found_by_the_name_of_its_regulation(shelf, member):
    make_version()

    assert titles_found(member, "示范法第二条")[0] == "《示范法》第二条"


def test_each_kind_is_counted_and_narrows_the_list(shelf, member):
    shelve_notice(shelf, "节前的提醒", "礼金")
    shelve_case(shelf, "一箱茶", "收受礼金")
    shelve_case(shelf, "两张卡", "退还礼金")

    found = search_library(member, "礼金", choice=Choice(kind="case"), page=1, on=NOW.date())

    assert [(facet.value, facet.count) for facet in found.kinds] == [("", 3), ("case", 2), ("notice", 1)]
    assert {finding.kind_name for finding in found.findings} == {found.kinds[1].name}


def test_the_snippet_comes_from_the_text_of_blocks_and_shows_the_words(shelf, member, client):
    shelve_case(shelf, "一箱茶", "他收下 &lt;b&gt; 一箱茶叶，里面藏着礼金。")
    client.force_login(member)

    page = client.get(reverse("content:search"), {"q": "礼金"}).content.decode()

    assert "他收下 &lt;b&gt; 一箱茶叶，里面藏着<mark>礼金</mark>。" in page


def test_a_snippet_says_the_summary_once(shelf, member):
    shelve_case(shelf, "一箱茶", "里面藏着礼金。")

    [finding] = search_library(member, "礼金", page=1, on=NOW.date()).findings

    assert finding.snippet == "摘要 里面藏着<mark>礼金</mark>。 通报"


def test_a_mistyped_title_is_offered_and_a_hidden_one_is_not(shelf, member, client):
    shelve_notice(shelf, "廉洁承诺书怎么签", "步骤")
    restrict_to(shelve_notice(shelf, "廉洁承诺书底稿", "步骤"), Group.objects.create(name="甲企业"))
    client.force_login(member)

    answer = client.get(reverse("content:search"), {"q": "镰结诺书"})

    assert answer.context["nearest"] == ["廉洁承诺书怎么签"]


@pytest.mark.parametrize("typed", ["监查法", "坚察法", "监察发"])
def test_a_name_of_three_characters_is_offered_whichever_of_them_is_wrong(shelf, member, client, typed):
    make_version("中华人民共和国监察法", articles="第一条 总则。\n")
    make_version("中华人民共和国种子法", articles="第一条 总则。\n")
    client.force_login(member)

    answer = client.get(reverse("content:search"), {"q": typed})

    assert (answer.context["nearest"][0], "种子法" in answer.context["nearest"]) == ("监察法", False)


def test_where_the_law_of_an_article_is_mistyped_its_name_is_offered(shelf, member, client):
    make_version("中华人民共和国监察法", articles="第一条 总则。\n")
    client.force_login(member)

    answer = client.get(reverse("content:search"), {"q": "监查法第一条"})

    assert (answer.context["found"].unknown, answer.context["nearest"][0]) == ("监查法", "监察法")


def test_twenty_are_shown_and_the_rest_is_a_page_away(shelf, member, client):
    for number in range(21):
        shelve_notice(shelf, f"第{number}号通知", "礼金")
    client.force_login(member)

    first = client.get(reverse("content:search"), {"q": "礼金"})
    second = client.get(reverse("content:search"), {"q": "礼金", "page": 2})

    assert (len(first.context["found"].findings), len(second.context["found"].findings)) == (20, 1)
    assert "page=2" in first.content.decode()


@pytest.mark.parametrize(
    ("text", "most"),
    [("礼金", 8), ("礼金与天气预报", 14), ("监察法第四条", 14), ("示范法第九十九条", 14)],
)
def test_a_search_costs_as_many_queries_for_many_pages_as_for_one_list_full(shelf, member, client, text, most):
    make_version(articles="第一条 不得赠送礼金。\n")
    for number in range(21):
        shelve_case(shelf, f"第{number}案", "礼金")
    client.force_login(member)
    client.get(reverse("content:search"), {"q": text})
    few = _queries(client, text)
    for number in range(30):
        shelve_case(shelf, f"又{number}案", "礼金")
        shelve_notice(shelf, f"通知{number}", "礼金")

    assert _queries(client, text) == few <= most


def _queries(client, text):
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse("content:search"), {"q": text})
    return len(captured)


def test_more_than_are_taken_are_counted_as_at_least_so_many_and_narrowing_looks_again(shelf, member, monkeypatch):
    monkeypatch.setattr("content.search.index.MOST_FOUND", 3)
    for number in range(5):
        shelve_notice(shelf, f"第{number}号通知", "礼金")
    shelve_case(shelf, "最后一案", "礼金", post="采购")

    found = search_library(member, "礼金", page=1, on=TODAY)
    narrowed = search_library(member, "礼金", choice=Choice(post="采购"), page=1, on=TODAY)

    assert (found.kinds[0].count, found.kinds[0].is_least) == (3, True)
    assert [finding.name for finding in narrowed.findings] == ["最后一案"]


def test_narrowing_looks_again_for_all_words_and_for_no_fewer(shelf, member, monkeypatch):
    monkeypatch.setattr("content.search.index.MOST_FOUND", 2)
    for number in range(4):
        shelve_notice(shelf, f"第{number}号通知", "礼金要登记")
    shelve_case(shelf, "只有一半", "礼金", post="采购")

    assert titles_found(member, "礼金 登记", post="采购") == []


def test_titles_are_found_among_more_than_are_taken(shelf, member, monkeypatch):
    monkeypatch.setattr("content.search.index.MOST_FOUND", 2)
    for number in range(5):
        shelve_notice(shelf, f"第{number}号通知", "礼金")
    shelve_notice(shelf, "礼金登记", "办法")

    assert titles_found(member, "礼金")[0] == "礼金登记"


def test_an_article_with_the_question_as_it_was_typed_is_found_among_more_than_are_read(shelf, member, monkeypatch):
    monkeypatch.setattr("content.search.index.MOST_FOUND", 4)
    monkeypatch.setattr("content.search.index.MOST_RANKED", 2)
    others = "\n".join(f"第{number}条 礼金之外，还要登记。\n" for number in "一二三四五六七八九")
    make_version(articles=f"{others}\n第十条 先礼金登记，再退还。\n")

    first, *_ = search_library(member, "礼金登记", page=1, on=TODAY).findings

    assert first.name == "《示范法》第十条"


def test_articles_that_no_longer_hold_do_not_crowd_out_those_that_do(shelf, member, monkeypatch):
    monkeypatch.setattr("content.search.index.MOST_FOUND", 2)
    for year in range(2010, 2020):
        make_version(articles="第一条 旧的礼金规定。\n", day=date(year, 1, 1))
    make_version(articles="第一条 现行礼金规定。\n", day=date(2024, 1, 1))

    [finding] = search_library(member, "礼金", page=1, on=TODAY).findings

    assert "现行" in finding.snippet


def test_every_group_of_words_narrows_what_was_found_and_keeps_what_was_typed(shelf, member, client):
    shelve_case(shelf, "采购案", "礼金", post="采购", decided_on=date(2024, 3, 1))
    shelve_case(shelf, "财务案", "礼金", post="财务", decided_on=date(2025, 3, 1))
    client.force_login(member)

    answer = client.get(reverse("content:search"), {"q": "礼金", "post": "采购"})
    html = answer.content.decode()

    assert [finding.name for finding in answer.context["found"].findings] == ["采购案"]
    assert "?q=%E7%A4%BC%E9%87%91&amp;post=%E9%87%87%E8%B4%AD&amp;year=2024" in html
    assert 'chip--chosen" href="?q=%E7%A4%BC%E9%87%91"' in html


def test_where_choices_leave_nothing_it_says_so_and_offers_all_that_was_found(shelf, member, client):
    shelve_case(shelf, "采购案", "礼金", post="采购")
    client.force_login(member)

    html = client.get(reverse("content:search"), {"q": "礼金", "post": "财务"}).content.decode()

    assert "采购案" not in html
    assert 'href="/search/?q=%E7%A4%BC%E9%87%91"' in html


@pytest.mark.parametrize("typed", ["示范法第二条第二款", "《示范法》第二条第二款", "中华人民共和国示范法第二条第二款"])
def test_an_article_that_is_named_stands_first_and_leads_to_its_paragraph(shelf, member, typed):
    version = make_version()

    best = search_library(member, typed, page=1, on=TODAY).best

    assert (best.name, best.url) == ("《示范法》第二条第二款", f"{version.get_absolute_url()}#art-2-2")
    assert best.snippet.startswith("不得有下列行为")


@pytest.mark.parametrize("typed", ["监察法第四条", "《监察法》第四条第二款", "按《监察法》第四条怎么办"])
def test_where_an_article_of_a_law_is_named_that_is_not_here_that_is_said_and_what_has_some_of_it_is_shown(
    shelf, member, client, typed
):
    make_version(articles="第四条 监察工委依照规定办理。\n")
    client.force_login(member)

    answer = client.get(reverse("content:search"), {"q": typed})

    assert (answer.context["found"].best, answer.context["found"].unknown) == (None, "监察法")
    assert [finding.name for finding in answer.context["found"].findings] == ["《示范法》第四条"]
    assert "学习库里没有《监察法》。" in answer.content.decode()
    assert "以下包含其中一部分" in answer.content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        "示范法第二条",
        "示范法第九十九条",
        "《示范法》（1999年）第二条",
        "《示范法》规定的第二条",
        "示范法",
        "礼金",
        "第四条",
    ],
)
def test_of_a_law_that_is_here_and_of_no_law_at_all_nothing_such_is_said(shelf, member, typed):
    make_version()

    assert search_library(member, typed, page=1, on=TODAY).unknown == ""


@pytest.mark.parametrize(("typed", "place"), [("示范法第九十九条", "第九十九条"), ("示范法1条之一", "第一条之一")])
def test_where_a_law_has_no_such_article_that_is_said_and_the_law_is_there_to_be_opened(
    shelf, member, client, typed, place
):
    version = make_version()
    client.force_login(member)

    html = client.get(reverse("content:search"), {"q": typed}).content.decode()

    assert f"现行《示范法》没有{place}。" in html
    assert f'href="{version.regulation.get_absolute_url()}"' in html


def test_where_an_article_has_no_such_paragraph_that_is_said_and_the_article_is_there_to_be_opened(shelf, member):
    version = make_version()

    found = search_library(member, "示范法第二条第九款", page=1, on=TODAY)

    assert (found.absent.law, found.absent.place) == ("《示范法》", "第二条第九款")
    assert found.best.url == f"{version.get_absolute_url()}#art-2"


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        ("《示范法》（1999年）第九十九条", TODAY),
        ("示范法第二条第九项", TODAY),
        ("《示范法》规定的第九十九条", TODAY),
        ("示范法第九十九条", date(2019, 1, 1)),
        ("示范法第二条", TODAY),
        ("示范法", TODAY),
        ("第九十九条", TODAY),
    ],
)
def test_nothing_is_said_to_be_absent_that_may_be_there(shelf, member, typed, on):
    make_version()

    assert search_library(member, typed, page=1, on=on).absent is None


@pytest.mark.parametrize(
    "typed", ["示范法2条", "示范法二条", "《示范法》 2条第二款", "示范条例十二第二条", "示范条例12 二条"]
)
def test_an_article_that_is_named_in_haste_stands_first(shelf, member, typed):
    make_version(aliases=["示范条例（十二）"])

    best = search_library(member, typed, page=1, on=TODAY).best

    assert best.name.startswith("《示范法》第二条")


def test_what_only_looks_like_an_article_of_a_law_names_none(shelf, member):
    make_version()

    found = search_library(member, "廉洁从业十条", page=1, on=TODAY)

    assert (found.best, found.unknown, found.absent) == (None, "", None)


@pytest.mark.parametrize(("typed", "unknown"), [("政务处分法第一条", ""), ("处分法条例第一条", "处分法条例")])
def test_a_law_is_not_said_to_be_missing_above_its_own_article(shelf, member, typed, unknown):
    make_version("中华人民共和国公职人员政务处分法", articles="第一条 为了规范政务处分，制定本法。\n")

    found = search_library(member, typed, page=1, on=TODAY)

    assert [finding.name for finding in found.findings] == ["《公职人员政务处分法》第一条"]
    assert found.unknown == unknown


def test_what_has_a_law_by_a_part_of_its_name_is_not_shown_as_if_that_were_all(shelf, member, client):
    shelve_notice(shelf, "监察工委的通知", "监察工委开通热线。")
    client.force_login(member)

    said = [client.get(reverse("content:search"), {"q": typed}).content.decode() for typed in ("监察法", "监察工委")]

    assert ["监察工委的通知" in html.replace("<mark>", "").replace("</mark>", "") for html in said] == [True, True]
    assert ["以下包含其中一部分" in html for html in said] == [True, False]


def test_a_regulation_that_is_named_stands_first(shelf, member):
    make_version(aliases=["示范条例"])

    assert search_library(member, "示范条例", page=1, on=TODAY).best.name == "《示范法》"


def test_a_withdrawn_page_is_neither_found_nor_offered(shelf, member):
    page = shelve_case(shelf, "廉洁承诺书案", "礼金")
    Withdrawal.objects.create(page=page.studypage_ptr, because="来源有误，已撤回", at=NOW, by=member)

    assert titles_found(member, "礼金") == []
    assert nearest_titles_for(member, "廉结承诺书案") == []


@pytest.mark.parametrize("text", ["\ud800廉洁", "\udfff"])
def test_half_a_character_does_no_harm(stocked, member, text):
    titles_found(member, text)
    nearest_titles_for(member, text)


def test_each_search_asks_anew_what_a_person_may_open(shelf, member):
    """However often she has searched, and whatever another one finds with the same words."""
    page, other = shelve_notice(shelf, "礼品登记", "收到礼品就登记。"), make_member()

    def found():
        return [titles_found(each, "礼品登记") for each in (member, other.user)]

    assert found() == [["礼品登记"], ["礼品登记"]]

    page.audience = Audience.ENTERPRISES
    page.shown_to.set([other.enterprise])
    page.save()
    assert found() == [[], ["礼品登记"]]

    Member.objects.filter(pk=other.pk).update(left_on=TODAY)
    assert found() == [[], []]


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
