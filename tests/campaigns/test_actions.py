from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from campaigns.actions import CampaignRefused, complete, open_campaign, recount, remind
from campaigns.models import Activity, ActivityKind, Assignment, Campaign, Completion, Reminder, Tally
from campaigns.queries import assignments_visible_to, standings_of
from journal.models import Entry
from tests.builders import NOW, make_coordinator, make_enterprise, make_member
from tests.campaigns.builders import make_campaign, make_event

pytestmark = pytest.mark.django_db


def do(member, activity, now=NOW):
    return complete(member=member, kind=ActivityKind.ATTEND, target=activity.event, now=now, evidence={"check_in": 1})


def tallies(campaign):
    return sorted(Tally.objects.filter(activity__campaign=campaign).values_list("asked", "done"))


def test_opening_fixes_who_is_asked_and_counts_them():
    enterprise, other = make_enterprise(), make_enterprise()
    asked = [make_member(enterprise), make_member(enterprise), make_member(other)]
    make_member(enterprise, left_on=NOW.date())

    campaign = make_campaign(enterprise, other)

    assert set(campaign.assignments.values_list("member", flat=True)) == {member.pk for member in asked}
    assert tallies(campaign) == [(1, 0), (2, 0)]
    assert [entry.event for entry in Entry.objects.all()] == ["campaigns.campaign.opened"]


def test_somebody_who_joins_later_is_not_asked():
    campaign = make_campaign(make_member().enterprise)

    late = make_member(campaign.enterprises.get())

    assert standings_of(late, NOW) == []


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: make_campaign(make_member().enterprise), "not_a_draft"),
        (lambda: make_campaign(make_member().enterprise, events=0, opened=False), "nothing_to_do"),
        (lambda: make_campaign(make_enterprise(), opened=False), "nobody_asked"),
    ],
)
def test_a_campaign_that_cannot_open_stays_as_it_was(make, code):
    campaign = make()
    before = (campaign.state, Assignment.objects.count(), Entry.objects.count())

    with pytest.raises(CampaignRefused) as refusal:
        open_campaign(campaign=campaign, by=None, now=NOW)

    campaign.refresh_from_db()
    assert refusal.value.code == code
    assert (campaign.state, Assignment.objects.count(), Entry.objects.count()) == before


def test_what_a_member_did_counts_once():
    member = make_member()
    campaign = make_campaign(member.enterprise)
    activity = campaign.activities.get()

    first, again = do(member, activity), do(member, activity)

    assert (first, again) == ([Completion.objects.get()], [])
    assert tallies(campaign) == [(1, 1)]


def test_one_deed_counts_in_every_campaign_that_asks_for_it():
    member = make_member()
    first, second = make_campaign(member.enterprise), make_campaign(member.enterprise, opened=False)
    event = first.activities.get().event
    second.activities.update(event=event)
    open_campaign(campaign=second, by=None, now=NOW)

    made = do(member, first.activities.get())

    assert {completion.activity.campaign for completion in made} == {first, second}


@pytest.mark.parametrize("state", [Campaign.State.DRAFT, Campaign.State.CLOSED])
def test_a_campaign_that_does_not_run_counts_nothing(state):
    member = make_member()
    campaign = make_campaign(member.enterprise)
    Campaign.objects.update(state=state)

    assert do(member, campaign.activities.get()) == []
    assert tallies(campaign) == [(1, 0)]


def test_nothing_is_counted_for_somebody_who_was_not_asked():
    campaign = make_campaign(make_member().enterprise)

    assert do(make_member(), campaign.activities.get()) == []


def test_counting_again_gives_the_same_tallies():
    enterprise = make_enterprise()
    members = [make_member(enterprise) for _ in range(3)]
    campaign = make_campaign(enterprise, events=2)
    do(members[0], campaign.activities.first())
    before = tallies(campaign)
    Tally.objects.update(done=9, asked=9)

    recount(campaign=campaign)

    assert tallies(campaign) == before == [(3, 0), (3, 1)]


def test_a_reminder_reaches_those_who_have_something_left_to_do():
    enterprise = make_enterprise()
    done, missing = make_member(enterprise), make_member(enterprise)
    campaign = make_campaign(enterprise)
    do(done, campaign.activities.get())
    coordinator = make_coordinator(enterprise)

    count = remind(assignments=assignments_visible_to(coordinator, campaign), by=coordinator, now=NOW)

    assert count == 1
    assert [reminder.assignment.member for reminder in Reminder.objects.all()] == [missing]
    assert standings_of(missing, NOW)[0].reminded_at == NOW


def test_a_second_reminder_on_the_same_day_is_not_sent():
    member = make_member()
    campaign = make_campaign(member.enterprise)
    coordinator = make_coordinator(member.enterprise)
    chosen = assignments_visible_to(coordinator, campaign)
    remind(assignments=chosen, by=coordinator, now=NOW)
    entries = Entry.objects.count()

    again = remind(assignments=chosen, by=coordinator, now=NOW + timedelta(hours=2))

    assert (again, Reminder.objects.count(), Entry.objects.count()) == (0, 1, entries)


def test_a_coordinator_reminds_her_own_people_only(client):
    enterprise, other = make_enterprise(), make_enterprise()
    make_member(enterprise)
    theirs = make_member(other)
    campaign = make_campaign(enterprise, other)
    client.force_login(make_coordinator(enterprise), backend="accounts.backends.PhoneBackend")

    client.post(f"/desk/campaigns/{campaign.public_id}/remind/", {"member": [str(theirs.public_id)]})

    assert Reminder.objects.count() == 0


def test_a_campaign_of_another_enterprise_does_not_exist_for_her(client):
    campaign = make_campaign(make_member().enterprise)
    client.force_login(make_coordinator(make_enterprise()), backend="accounts.backends.PhoneBackend")

    assert client.post(f"/desk/campaigns/{campaign.public_id}/remind/", {"who": "all"}).status_code == 404


def test_an_activity_is_about_one_thing():
    campaign = make_campaign(make_member().enterprise, opened=False)

    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.create(campaign=campaign, order=9, kind=ActivityKind.QUIZ, title="x", event=make_event())


def test_a_member_with_three_things_to_do_costs_no_more_queries_than_one_with_one(django_assert_num_queries):
    one, three = make_member(), make_member()
    make_campaign(one.enterprise, events=1)
    make_campaign(three.enterprise, events=3)

    for member in (one, three):
        with django_assert_num_queries(3):
            standings_of(member, NOW)
