"""What a campaign asks for is done by being there and by reading to the end."""

from datetime import timedelta

import pytest

from attendance import actions
from attendance.models import Invitee, Session
from campaigns.actions import open_campaign
from campaigns.models import Activity, ActivityKind, Campaign, Completion
from journal.models import Entry
from tests.attendance.builders import make_beats, make_event, make_page, scan
from tests.builders import NOW, make_coordinator, make_enterprise, make_member

pytestmark = pytest.mark.django_db


def asked(member, **target):
    """A running campaign that asks one thing of a member's enterprise; gives the activity."""
    campaign = Campaign.objects.create(
        title="季度学习", opens_at=NOW - timedelta(days=5), due_at=NOW + timedelta(days=5)
    )
    campaign.enterprises.set([member.enterprise])
    activity = Activity.objects.create(campaign=campaign, title="一项", **target)
    open_campaign(campaign=campaign, by=None, now=NOW)
    return activity


def done():
    return [(completion.activity, completion.member) for completion in Completion.objects.all()]


def test_checking_in_completes_what_was_asked_once():
    member = make_member()
    session = make_event(invited=[member])
    activity = asked(member, kind=ActivityKind.ATTEND, event=session.event)

    scan(session, member)
    scan(session, member)

    assert done() == [(activity, member)]


@pytest.mark.parametrize(("state", "count"), [("present", 1), ("made_up", 1), ("excused", 0), ("absent", 0)])
def test_a_mark_by_hand_completes_only_when_it_says_that_she_attended(state, count):
    member = make_member()
    session = make_event(invited=[member])
    asked(member, kind=ActivityKind.ATTEND, event=session.event)

    actions.mark(
        session=session, member=member, state=state, reason="核对", by=make_coordinator(member.enterprise), now=NOW
    )

    assert len(done()) == count


def test_reading_to_the_end_completes_what_was_asked():
    member, page = make_member(), make_page(seconds=60)
    activity = asked(member, kind=ActivityKind.READ, page=page)
    session = actions.open_study(member=member, page=page, now=NOW).session

    actions.take_beats(session=session, beats=make_beats(4, pos1=100), now=NOW + timedelta(seconds=60))

    assert done() == [(activity, member)]


def test_a_page_read_before_the_campaign_began_counts_when_it_is_opened_again():
    member, page = make_member(), make_page(seconds=60)
    session = actions.open_study(member=member, page=page, now=NOW).session
    actions.take_beats(session=session, beats=make_beats(4, pos1=100), now=NOW + timedelta(seconds=60))
    activity = asked(member, kind=ActivityKind.READ, page=page)

    actions.open_study(member=member, page=page, now=NOW + timedelta(hours=1))

    assert done() == [(activity, member)]


# -- Making events


def test_an_event_is_made_with_its_sessions_and_its_door_opens_half_an_hour_before():
    times = [(NOW, NOW + timedelta(hours=2)), (NOW + timedelta(days=1), NOW + timedelta(days=1, hours=2))]

    event = actions.create_event(
        kind="visit", title="参观", venue="基地", organiser="园区", times=times, by=None, now=NOW
    )

    sessions = list(event.sessions.all())
    assert [(each.starts_at, each.ends_at) for each in sessions] == times
    assert {each.starts_at - each.opens_at for each in sessions} == {timedelta(minutes=30)}
    assert len({bytes(each.secret) for each in sessions}) == 2
    assert Entry.objects.filter(event="attendance.event.created").count() == 1


def test_an_event_is_held_once_more():
    event = make_event(starts_at=NOW - timedelta(days=3)).event

    session = actions.add_session(event=event, times=(NOW, NOW + timedelta(hours=1)), now=NOW)

    assert list(Session.objects.filter(event=event, closes_at__gt=NOW)) == [session]


def test_inviting_again_asks_only_those_who_were_not_asked():
    enterprise = make_enterprise()
    first, second = make_member(enterprise), make_member(enterprise)
    session = make_event(invited=[first])

    new = actions.invite(session=session, members=[first, second], by=None, now=NOW)

    assert (new, Invitee.objects.count()) == (1, 2)
    assert actions.invite(session=session, members=[first, second], by=None, now=NOW) == 0
    assert Entry.objects.filter(event="attendance.members.invited").count() == 1
