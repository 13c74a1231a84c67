"""Which lines a case crossed, told on the list and on the case, as far as the reader may open the other."""

import pytest

from content import importers
from content.models import BoundaryItem
from tests.builders import NOW, make_enterprise, make_member, make_publisher
from tests.content.builders import BOUNDARY, make_case, make_site, show_to
from tests.content.test_withdrawing import taken_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def park():
    """A list of three lines, and a case that crossed the first: (list, case)."""
    site = make_site()
    boundary = importers.save_boundary_list(site.sections["boundary"], BOUNDARY, NOW)
    return boundary, make_case(site, crossed=["不准收礼"])


@pytest.fixture
def read(client):
    client.force_login(make_member().user)
    return lambda page: client.get(page.url).content.decode()


def hide(page):
    show_to(page, make_enterprise("别家"))


def test_the_line_names_the_case_and_the_case_the_line(park, read):
    boundary, case = park
    item = BoundaryItem.objects.get(title="不准收礼")

    assert f'<a href="{case.url}">三张购物卡</a>' in read(boundary)
    assert f'href="{boundary.url}#item-{item.pk}"' in read(case)


def test_only_the_line_that_was_crossed_says_so(park, read):
    assert read(park[0]).count("踩过这条线的案例") == 1


def test_a_case_for_others_is_not_named_and_leaves_no_trace(park, read):
    boundary, case = park
    hide(case)

    html = read(boundary)

    assert "三张购物卡" not in html
    assert "踩过这条线的案例" not in html
    assert "slot:" not in html


def test_what_is_kept_of_a_list_for_one_reader_is_not_shown_to_another(park, client):
    boundary, case = park
    hide(case)
    people = [make_publisher(), make_member().user]

    said = []
    for person in people:
        client.force_login(person)
        said.append("三张购物卡" in client.get(boundary.url).content.decode())

    assert said == [True, False]


def test_a_withdrawn_case_is_named_no_more(park, read):
    boundary, case = park
    taken_back(case)

    assert "三张购物卡" not in read(boundary)


def test_a_list_for_others_is_not_named_on_the_case(park, read):
    boundary, case = park
    hide(boundary)

    assert "不准收礼" not in read(case)


def test_a_list_with_many_lines_asks_once_for_its_cases(park, read, django_assert_max_num_queries):
    boundary, _ = park
    make_case(title="又一张卡", crossed=["不准收礼", "不送财物", "可以走访"])
    read(boundary)

    with django_assert_max_num_queries(6):
        html = read(boundary)

    assert html.count("又一张卡") == 3


def test_a_case_that_crossed_lines_costs_no_query_more(park, read, django_assert_num_queries):
    boundary, case = park
    read(case)

    with django_assert_num_queries(5):
        html = read(case)

    assert "踩了哪条线" in html
