"""What to read on with: what shares articles, and then what shares topics."""

from datetime import date

import pytest

from content.queries import related_to
from tests.builders import make_enterprise, make_member
from tests.content.builders import make_case, make_site, show_to
from tests.content.test_withdrawing import taken_back
from tests.regulations.builders import make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    make_version(aliases=["示范法"])
    return make_site()


def citing(*articles):
    return [{"regulation": "示范法", "article": article} for article in articles]


def titles(page, user=None):
    return [other.title for other in related_to(page, user or make_member().user)]


def test_an_article_in_common_says_more_than_a_topic_in_common(site):
    page = make_case(site, broken=citing("第二条"), topics=["采购"])
    make_case(site, title="同一条", broken=citing("第二条"), topics=["宴请"])
    make_case(site, title="同一题", broken=citing("第一条"), topics=["采购"])
    make_case(site, title="不相干", broken=[], topics=["家风"])

    assert titles(page) == ["同一条", "同一题"]


def test_the_more_in_common_the_nearer(site):
    page = make_case(site, broken=citing("第一条", "第二条"), topics=["采购"])
    make_case(site, title="一条", broken=citing("第一条"), topics=[])
    make_case(site, title="两条", broken=citing("第一条", "第二条"), topics=[])
    make_case(site, title="一条一题", broken=citing("第一条"), topics=["采购"])

    assert titles(page) == ["两条", "一条一题", "一条"]


def test_the_same_article_of_an_older_version_is_the_same_article(site):
    old = {"decided_on": date(2025, 3, 18), "broken": citing("第二条"), "topics": []}
    page = make_case(site, **old)
    make_version(day=date(2026, 1, 1))
    make_case(site, title="新法之后", **{**old, "decided_on": date(2026, 3, 18)})

    assert titles(page) == ["新法之后"]


def test_what_is_for_others_or_was_taken_back_is_not_offered(site):
    page = make_case(site, broken=citing("第二条"))
    show_to(make_case(site, title="别家的", broken=citing("第二条")), make_enterprise())
    taken_back(make_case(site, title="撤回的", broken=citing("第二条")))
    make_case(site, title="看得到", broken=citing("第二条"))

    assert titles(page) == ["看得到"]


def test_it_takes_one_query(site, django_assert_num_queries):
    page = make_case(site, broken=citing("第二条"))
    make_case(site, broken=citing("第二条"))
    user = make_member().user
    related_to(page, user)

    with django_assert_num_queries(1):
        related_to(page, user)
