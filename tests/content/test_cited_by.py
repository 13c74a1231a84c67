"""The other way round: what cites an article, and that nobody is told of what she may not open."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from content import importers
from quizzes.actions import save_question
from quizzes.models import QuestionBank
from regulations.models import Article
from tests.builders import NOW, make_member, make_publisher, make_user
from tests.content.builders import BOUNDARY, make_case, make_notice, make_site, only_for
from tests.pledges.builders import BLOCKS, make_text
from tests.regulations.builders import ARTICLES, make_version, plain_articles

pytestmark = pytest.mark.django_db
CLAUSE = "按《示范法》第二条，不送礼。"


@pytest.fixture
def article():
    return make_version().articles.get(number=2)


@pytest.fixture
def member(client):
    client.force_login(make_member().user)
    return client


def address(article):
    return reverse("content:citing", args=[article.pk])


def make_question(bank="练习题库", *, for_practice=True, **fields):
    bank, _ = QuestionBank.objects.get_or_create(name=bank, defaults={"for_practice": for_practice})
    data = {"stem": "可以收礼吗？", "answer": True, "citation": "《示范法》第二条", **fields}
    return save_question(bank=bank, kind="truefalse", now=NOW, **data)[0]


def count_in(page):
    return [text.partition(" 处")[0] for text in page.split("被引用 ")[1:]]


def test_a_member_finds_everything_that_cites_an_article(member, article):
    site = make_site()
    make_case(site, title="三张购物卡")
    importers.save_boundary_list(site.sections["boundary"], BOUNDARY, NOW)
    make_text(blocks={**BLOCKS, "items": ["主动回避。", CLAUSE]})
    make_question()

    page = member.get(address(article)).text

    for words in ("三张购物卡", "不准收礼 · 《示范法》第二条", "清廉从业承诺书", "第二条", "有 1 道练习题考到这一条"):
        assert words in page
    assert "可以收礼吗" not in page


def test_a_boundary_item_is_led_to_itself(member, article):
    page = importers.save_boundary_list(make_site().sections["boundary"], BOUNDARY, NOW)

    assert f'href="{page.url}#item-{page.items.first().pk}"' in member.get(address(article)).text


def test_the_same_is_shown_in_a_sheet(member, article):
    make_case()

    sheet = member.get(address(article) + "?sheet").text

    assert 'id="sheet-title"' in sheet
    assert "三张购物卡" in sheet
    assert "<html" not in sheet


def test_a_visitor_sees_what_is_public_and_nothing_else(client, article):
    site = make_site()
    make_case(site, title="内部案例")
    make_notice(site, public=True, title="公开通知", body=["请看《示范法》第二条。"])
    make_text(blocks={**BLOCKS, "items": [CLAUSE]})
    make_question()

    page = client.get(address(article)).text

    assert "公开通知" in page
    for hidden in ("内部案例", "清廉从业承诺书", "练习题"):
        assert hidden not in page


def test_the_number_is_each_readers_own(client, article):
    site = make_site()
    make_case(site, title="内部案例")
    only_for(make_case(site, title="只给一组人的案例"), Group.objects.create(name="一组"))
    make_notice(site, public=True, body=["请看《示范法》第二条。"])
    reader, sheet = article.version.get_absolute_url(), article.get_fragment_url()
    visitor = count_in(client.get(reader).text), count_in(client.get(sheet).text)

    client.force_login(make_member().user)

    assert visitor == (["1"], ["1"])
    assert (count_in(client.get(reader).text), count_in(client.get(sheet).text)) == (["2"], ["2"])


def test_where_nothing_may_be_seen_no_number_stands(client, article):
    make_case()
    make_question()

    assert count_in(client.get(article.version.get_absolute_url()).text) == []
    assert "还没有引用这一条的" in client.get(address(article)).text


def test_an_exams_questions_are_not_counted_for_members(member, article):
    make_question("考试题库", for_practice=False)

    assert count_in(member.get(article.version.get_absolute_url()).text) == []


def test_a_retired_question_is_counted_for_nobody(member, article):
    question = make_question()
    question.retired = True
    question.save()

    assert count_in(member.get(article.version.get_absolute_url()).text) == []


def test_an_editor_finds_the_questions_themselves(client, article):
    make_site()
    question = make_question("考试题库", for_practice=False)
    client.force_login(make_publisher())

    page = client.get(address(article)).text

    assert f"/cms/snippets/quizzes/truefalse/edit/{question.pk}/" in page


def test_somebody_who_is_no_member_is_told_of_no_pledge_and_no_question(client, article):
    make_text(blocks={**BLOCKS, "items": [CLAUSE]})
    make_question()
    client.force_login(make_user())

    page = client.get(address(article)).text

    assert ("清廉从业承诺书" in page, "练习题" in page) == (False, False)


def test_a_later_version_that_says_the_same_is_cited_too(member, article):
    make_case()
    same = make_version(articles=ARTICLES + "第三条 丙。", day=date(2026, 1, 1))
    changed = make_version(articles=ARTICLES.replace("宴请", "赌博"), day=date(2026, 2, 1))

    assert count_in(member.get(same.get_absolute_url()).text) == ["1"]
    assert count_in(member.get(changed.get_absolute_url()).text) == []


def test_an_article_that_is_not_there_is_not_found(client):
    assert client.get(reverse("content:citing", args=[999_999])).status_code == 404


@pytest.mark.parametrize("articles", [3, 500])
def test_a_law_that_is_cited_throughout_takes_a_handful_of_queries(member, articles, django_assert_max_num_queries):
    version = make_version("中华人民共和国大法", articles=plain_articles(articles))
    make_notice(make_site(), public=True, body=[f"见《大法》第{number}条。" for number in range(1, articles + 1)])
    make_question(citation="《大法》第一条")
    make_text(blocks={**BLOCKS, "items": ["按《大法》第二条。"]})
    member.get("/learn-nothing/")

    with django_assert_max_num_queries(11):
        page = member.get(version.get_absolute_url()).text

    assert (len(count_in(page)), Article.objects.count()) == (articles, articles)
