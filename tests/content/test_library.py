import gzip
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from content import importers
from content.models import StudyPage
from tests.builders import NOW, make_member, make_supervisor
from tests.content.builders import STORY, make_case, make_film, make_notice, make_picture, make_site
from tests.regulations.builders import make_version

pytestmark = pytest.mark.django_db

LIBRARY = "/library/"


@pytest.fixture
def reader(client):
    client.member = make_member()
    client.force_login(client.member.user, backend="accounts.backends.PhoneBackend")
    return client


def titles(response):
    return re.findall(r'class="list__title" href="[^"]+">([^<]+)<', response.content.decode())


def test_the_library_lists_what_is_newest_first_with_its_length(reader):
    site = make_site()
    make_case(site, title="旧案", published_days_ago=9)
    make_case(site, title="新案", happened=["一" * 1500])

    response = reader.get(LIBRARY)

    assert titles(response) == ["新案", "旧案"]
    assert "5 分钟" in response.content.decode()


@pytest.mark.parametrize("address", [f"{LIBRARY}?kind=notice", "/notices/"])
def test_a_notice_is_listed_with_its_day_and_not_with_its_length(reader, address):
    notice = make_notice(make_site(), public=True)

    html = reader.get(address).content.decode()

    assert date_format(localtime(notice.first_published_at)) in html
    assert "1 分钟" not in html


def test_kind_topic_and_post_narrow_it_together(reader):
    site = make_site()
    make_case(site, title="采购案", post="采购", topics=["送礼收礼"])
    make_case(site, title="财务案", post="财务", topics=["送礼收礼"])
    importers.save_story(site.sections["stories"], {**STORY, "topics": ["送礼收礼"]}, NOW)

    assert titles(reader.get(LIBRARY, {"kind": "case", "topic": "送礼收礼", "post": "采购"})) == ["采购案"]
    assert titles(reader.get(LIBRARY, {"kind": "story"})) == ["第二杆秤"]
    assert titles(reader.get(LIBRARY, {"kind": "film"})) == []


def test_a_year_is_that_of_a_cases_decision_and_else_of_first_publication(reader):
    site = make_site()
    make_case(site, title="旧案", decided_on=date(2019, 3, 1))
    make_case(site, title="无日期", decided_on=None)

    assert titles(reader.get(LIBRARY, {"year": "2019"})) == ["旧案"]
    assert titles(reader.get(LIBRARY, {"year": "2026"})) == ["无日期"]


def test_new_years_morning_belongs_to_the_new_year_of_the_site(reader):
    page = make_case(title="元旦", decided_on=None)
    StudyPage.objects.filter(pk=page.pk).update(first_published_at=datetime(2025, 12, 31, 17, tzinfo=UTC))

    assert titles(reader.get(LIBRARY, {"year": "2026"})) == ["元旦"]
    assert titles(reader.get(LIBRARY, {"year": "2025"})) == []


def test_each_word_says_how_many_it_leaves_and_each_choice_can_be_taken_away(reader):
    site = make_site()
    make_case(site, title="采购案", post="采购", topics=["送礼收礼"], decided_on=date(2024, 5, 1))
    make_case(site, title="财务案", post="财务", topics=["送礼收礼"], decided_on=date(2025, 5, 1))

    html = reader.get(LIBRARY, {"post": "采购"}).content.decode()

    assert re.findall(r'href="(\?[^"]*)">2024&nbsp;<span class="muted numbers">1<', html) == [
        "?post=%E9%87%87%E8%B4%AD&amp;year=2024"
    ]
    assert "2025&nbsp;" not in html
    assert re.search(r'chip--chosen" href="/library/">.*采购<svg', html)


@pytest.mark.parametrize("year", ["0", "99999", "二〇二四", "-1", "%"])
def test_a_year_that_is_none_leaves_nothing(reader, year):
    make_case(title="案例")

    assert titles(reader.get(LIBRARY, {"year": year})) == []


def test_a_member_sees_how_far_she_is(reader):
    page = make_case()
    opened = reader.post(reverse("attendance:study-open", args=[page.pk]))
    assert opened.status_code == 200
    reader.member.study_records.update(credited_seconds=130)

    assert "已学 2 分钟" in reader.get(LIBRARY).content.decode()

    reader.member.study_records.update(completed_at=NOW)

    assert "已学" in reader.get(LIBRARY).content.decode()


def test_an_empty_library_says_what_to_do(reader):
    make_site()

    assert reverse("regulations:list") in reader.get(LIBRARY).content.decode()
    assert "去掉一个条件" in reader.get(LIBRARY, {"kind": "film"}).content.decode()


def test_a_page_of_the_list_that_is_not_there_gives_the_last(reader):
    make_case(title="唯一")

    assert titles(reader.get(LIBRARY, {"page": "99", "kind": "case"})) == ["唯一"]


def test_the_library_opens_for_those_who_belong_to_no_enterprise(client):
    make_case(title="案例")
    client.force_login(make_supervisor(), backend="accounts.backends.PhoneBackend")

    assert titles(client.get(LIBRARY)) == ["案例"]


@pytest.mark.parametrize("choice", [{}, {"kind": "case", "topic": "主题1", "post": "采购", "year": "2025"}])
def test_the_library_costs_as_many_queries_for_many_pages_as_for_ten(reader, choice):
    site = make_site()
    for number in range(10):
        make_case(site, title=f"案例{number}", topics=[f"主题{number % 2}"], post="采购")
    reader.get(LIBRARY)
    few = _queries(reader, choice)
    for number in range(60):
        make_case(site, title=f"又一案例{number}", topics=[f"主题{number % 5}"], post="采购")

    assert _queries(reader, choice) == few <= 8


def _queries(client, choice):
    with CaptureQueriesContext(connection) as captured:
        assert titles(client.get(LIBRARY, choice))
    return len(captured)


def _whole_pages():
    site = make_site()
    make_version(aliases=["示范法"])
    film = {"title": "片", "slug": "film", "summary": "短片。", "topics": ["送礼收礼"], "transcript": "话。"}
    return {
        "case": make_case(site, picture=make_picture()),
        "story": importers.save_story(site.sections["stories"], {**STORY, "topics": ["送礼收礼"]}, NOW),
        "film": importers.save_film_page(site.sections["films"], make_film(), film, NOW),
        "notice": make_notice(site, public=False),
    }


@pytest.mark.parametrize("kind", ["case", "story", "film", "notice"])
def test_a_page_that_was_opened_before_costs_five_queries(reader, kind, django_assert_max_num_queries):
    page = _whole_pages()[kind]
    with django_assert_max_num_queries(40):
        reader.get(page.url)

    with django_assert_max_num_queries(5):
        response = reader.get(page.url)

    assert response.status_code == 200


def test_a_page_is_light_and_asks_for_few_files(reader):
    page = _whole_pages()["case"]

    html = reader.get(page.url).content
    files = set(re.findall(r'<(?:link|script)[^>]+(?:href|src)="/static/([^"]+)"', html.decode()))
    sent = [html, *(Path(finders.find(name)).read_bytes() for name in files)]

    assert sum(len(gzip.compress(body)) for body in sent) <= 60_000
    assert len(sent) <= 12
