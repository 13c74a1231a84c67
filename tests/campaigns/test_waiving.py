"""What nobody can do any more is not asked: a page that was taken back leaves every count, and comes again with it."""

import pytest
from django.urls import reverse

from campaigns.actions import remind
from campaigns.models import ActivityKind, Campaign, Reminder
from campaigns.queries import assignments_visible_to, standings_of
from content.actions import lift_withdrawal, withdraw_page
from journal.models import Entry
from reports.queries import desk, park
from tests.builders import NOW, make_coordinator, make_enterprise, make_publisher, make_supervisor
from tests.content.builders import make_case
from tests.reports.builders import do, make_campaign, make_members

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    """Twelve members who are asked for a case and a quiz: the first did both, five more the quiz alone."""
    enterprise = make_enterprise()
    members = make_members(enterprise, 12)
    campaign = make_campaign(enterprise, kinds=[ActivityKind.READ, ActivityKind.QUIZ])
    page = make_case()
    campaign.activities.filter(kind=ActivityKind.READ).update(page=page)
    do(members[0], campaign)
    for member in members[1:6]:
        do(member, campaign, ActivityKind.QUIZ)
    return campaign, page, members


def withdraw(page):
    withdraw_page(page=page, because="处分决定已被复核撤销。", by=make_publisher(), now=NOW)


def lift(page):
    lift_withdrawal(page=page, by=make_publisher("周编辑"), now=NOW)


def standing(member):
    (found,) = standings_of(member, NOW)
    return found.done, found.total


def test_a_task_asks_no_more_for_what_was_taken_back(asked):
    _, page, members = asked

    before = [standing(member) for member in (members[0], members[1], members[6])]
    withdraw(page)

    assert before == [(2, 2), (1, 2), (0, 2)]
    assert [standing(member) for member in (members[0], members[1], members[6])] == [(1, 1), (1, 1), (0, 1)]


def test_it_is_asked_again_when_it_is_out_again_and_who_had_done_it_has(asked):
    _, page, members = asked
    withdraw(page)

    lift(page)

    assert [standing(member) for member in (members[0], members[1], members[6])] == [(2, 2), (1, 2), (0, 2)]


def test_whoever_lacked_nothing_else_is_not_reminded(asked):
    campaign, page, members = asked
    coordinator = make_coordinator(members[0].enterprise)
    withdraw(page)

    remind(assignments=assignments_visible_to(coordinator, campaign), by=coordinator, now=NOW)

    assert {reminder.assignment.member for reminder in Reminder.objects.all()} == set(members[6:])


def test_the_desk_counts_without_it(asked):
    campaign, page, members = asked
    coordinator = make_coordinator(members[0].enterprise)
    withdraw(page)

    group, activities = desk.whole(coordinator, campaign)
    (progress,) = desk.progress(coordinator)
    finished = desk.people(coordinator, campaign, {"state": "finished"})

    assert [(figure.kind, figure.done, figure.asked) for figure in group.figures] == [("quiz", 6, 12)]
    assert (progress.people, progress.percent) == (12, 50)
    assert desk.missing(coordinator, campaign, activities).count() == 6
    assert set(finished) == set(members[:6])
    assert list(desk.totals(coordinator, campaign).values()) == [(12, 6)]


def test_the_park_counts_without_it(asked):
    campaign, page, _ = asked
    withdraw(page)

    table = park.park(make_supervisor(), campaign)

    assert [(cell.done, cell.asked) for cell in table.total.cells] == [(6, 12)]


def test_the_coordinator_is_told_what_is_asked_no_longer(asked, client):
    campaign, page, members = asked
    client.force_login(make_coordinator(members[0].enterprise))
    address = reverse("reports:campaign", args=[campaign.public_id])
    before = client.get(address).text
    withdraw(page)

    after = client.get(address).text

    assert ["以下内容已撤回，不再要求完成" in html for html in (before, after)] == [False, True]


def test_a_task_of_which_nothing_is_left_is_not_shown(asked):
    _, page, members = asked
    lone = make_campaign(members[0].enterprise, kinds=[ActivityKind.READ], title="只有一篇")
    lone.activities.update(page=page)
    before = [found.campaign for found in standings_of(members[6], NOW)]
    withdraw(page)

    assert lone in before
    assert lone not in [found.campaign for found in standings_of(members[6], NOW)]


def test_a_campaign_that_is_closed_keeps_the_figures_it_closed_with(asked):
    campaign, page, members = asked
    Campaign.objects.update(state=Campaign.State.CLOSED)
    withdraw(page)

    group, _ = desk.whole(make_coordinator(members[0].enterprise), campaign)

    assert [(figure.kind, figure.done) for figure in group.figures] == [("read", 1), ("quiz", 6)]


def test_a_page_that_went_off_is_not_asked_either_until_it_comes_again(asked):
    _, page, members = asked

    page.unpublish()
    off = standing(members[6])
    page.save_revision().publish()

    assert (off, standing(members[6])) == ((0, 1), (0, 2))


def test_nothing_is_asked_of_a_shelf_that_is_not_out(asked):
    campaign, page, members = asked
    other = make_case(title="不合适的饭局")
    campaign.activities.filter(kind=ActivityKind.QUIZ).update(kind=ActivityKind.READ, quiz=None, page=other)
    withdraw(other)
    shelf = page.get_parent().specific

    shelf.unpublish()
    off = standings_of(members[6], NOW)
    shelf.save_revision().publish()

    assert off == []
    assert standing(members[6]) == (0, 1)
    assert not campaign.activities.waived().filter(page=page).exists()


def test_publishing_anew_what_is_withdrawn_does_not_ask_for_it(asked):
    _, page, members = asked
    withdraw(page)

    page.save_revision().publish()

    assert standing(members[6]) == (0, 1)


def test_the_journal_has_both(asked):
    _, page, _ = asked
    withdraw(page)
    lift(page)

    told = Entry.objects.filter(event__startswith="campaigns.activity.").order_by("pk")
    assert [entry.event for entry in told if "completed" not in entry.event] == [
        "campaigns.activity.waived",
        "campaigns.activity.asked_again",
    ]
