"""Which lines a case crossed, told on the list and on the case, as far as the reader may open the other."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from content import importers
from content.models import BoundaryItem, BoundaryListPage
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


@pytest.fixture
def between_lists(park):
    """A case that crossed a line of two lists: (open list, the other, case)."""
    boundary, case = park
    lines = [{**BOUNDARY["item"][0], "title": "不准收卡"}]
    shelf = boundary.get_parent().specific
    other = importers.save_boundary_list(shelf, {**BOUNDARY, "title": "另一份", "slug": "other", "item": lines}, NOW)
    case.crossed.add(BoundaryItem.objects.get(title="不准收卡"))
    case.save_revision().publish()
    return boundary, other, case


def lines_on(html):
    return {title for title in ("不准收礼", "不准收卡") if title in html}


@pytest.mark.parametrize("away", [hide, taken_back], ids=["for others", "taken back"])
def test_a_list_that_is_away_takes_no_line_of_another_with_it(between_lists, read, away):
    _, other, case = between_lists
    assert lines_on(read(case)) == {"不准收礼", "不准收卡"}

    away(other)

    assert lines_on(read(case)) == {"不准收礼"}


def test_what_is_kept_of_a_case_for_one_reader_is_not_shown_to_another(between_lists, client):
    boundary, other, case = between_lists
    firms = [make_enterprise(name) for name in ("甲家", "乙家", "丙家")]
    show_to(boundary, firms[0])
    show_to(other, firms[1])

    said = []
    for firm in [*firms, *firms]:
        client.force_login(make_member(firm).user)
        said.append(lines_on(client.get(case.url).content.decode()))

    assert said == [{"不准收礼"}, {"不准收卡"}, set()] * 2


def test_no_heading_stands_over_no_line(between_lists, read):
    boundary, other, case = between_lists
    hide(boundary)
    hide(other)

    assert "踩了哪条线" not in read(case)


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


# -- While an editor writes


@pytest.fixture
def desk(client):
    client.force_login(make_publisher(), backend="accounts.backends.PhoneBackend")
    return client


def with_a_new_line(boundary):
    """The list as an editor leaves it who has just written a fourth line."""
    draft = boundary.get_latest_revision_as_object()
    draft.items.add(BoundaryItem(kind="permitted", title="可以讲课", text="先报备。", sort_order=9))
    return draft


def as_sent(line, order):
    """A line as the form of the CMS posts it."""
    fields = {name: getattr(line, name) for name in ("kind", "title", "text", "situations", "safe", "over")}
    return {**fields, "citations": "", "id": line.pk or "", "ORDER": order, "DELETE": ""}


def previewed(desk, page, address, args):
    """What the CMS shows beside the form: it is sent as typed, then fetched."""
    lines = [as_sent(line, number) for number, line in enumerate(page.items.all(), 1)]
    words = {"title": page.title, "slug": page.slug, "summary": "先看清线。", "intro": rich_text("<p>看。</p>")}
    choices = {"topics": "", "post": "", "audience": "members", "go_live_at": "", "expire_at": ""}
    items = inline_formset(lines, initial=len([line for line in page.items.all() if line.pk]))
    sent = nested_form_data({**words, **choices, "items": items, "comments": inline_formset([])})
    address = reverse(f"wagtailadmin_pages:{address}", args=args)
    assert desk.post(address, sent).json()["is_valid"]
    return desk.get(address)


def test_the_draft_of_a_list_shows_a_line_that_was_just_written_and_still_the_cases_of_the_old(park, desk):
    boundary, case = park
    with_a_new_line(boundary).save_revision()

    draft = desk.get(reverse("wagtailadmin_pages:view_draft", args=[boundary.pk]))

    assert draft.status_code == 200
    assert "可以讲课" in draft.text
    assert f'<a href="{case.url}">三张购物卡</a>' in draft.text


def test_the_preview_of_a_list_shows_a_line_that_was_just_written(park, desk):
    boundary, case = park

    shown = previewed(desk, with_a_new_line(boundary), "preview_on_edit", [boundary.pk])

    assert shown.status_code == 200
    assert "可以讲课" in shown.text
    assert f'<a href="{case.url}">三张购物卡</a>' in shown.text


def test_a_list_that_was_never_kept_can_be_looked_at(desk):
    shelf = make_site().sections["boundary"]
    page = BoundaryListPage(title="新清单", slug="new-list")
    page.items.add(BoundaryItem(kind="prohibited", title="不准收礼", text="说明。"))

    shown = previewed(desk, page, "preview_on_add", ["content", "boundarylistpage", shelf.pk])

    assert (shown.status_code, "不准收礼" in shown.text) == (200, True)
