from datetime import timedelta

import pytest
from django.urls import reverse

from attendance.models import CheckIn
from campaigns.actions import remind
from campaigns.models import ActivityKind, Assignment
from pledges.queries import pledges_waiting
from reports.queries.today import today, waiting
from tests.attendance.builders import make_event, scan
from tests.builders import NOW, make_coordinator, make_enterprise, make_member
from tests.pledges.builders import make_pledge, make_text, revise
from tests.quizzes.builders import make_bank, make_question
from tests.reports.builders import do, make_campaign

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_ten(time_machine_at_now):
    """Every test of this page happens at NOW."""


def body(client):
    return client.get(reverse("reports:today")).content.decode()


def signed_in(client, member):
    client.force_login(member.user)
    return client


def test_what_is_due_is_listed_nearest_first():
    member = make_member()
    later = make_campaign(member.enterprise, kinds=[ActivityKind.READ], due_at=NOW + timedelta(days=9))
    sooner = make_campaign(member.enterprise, kinds=[ActivityKind.QUIZ], due_at=NOW + timedelta(days=2))

    found = today(member, NOW)

    assert [due.activity for due in found.open] == [*sooner.activities.all(), *later.activities.all()]


def test_one_tap_leads_to_what_is_due(client):
    member = make_member()
    campaign = make_campaign(member.enterprise)

    html = body(signed_in(client, member))

    for activity in campaign.activities.all():
        assert f'href="{activity.get_absolute_url()}"' in html


def test_what_is_overdue_says_so(client):
    member = make_member()
    make_campaign(member.enterprise, due_at=NOW - timedelta(hours=1))

    assert "badge--late" in body(signed_in(client, member))


def test_a_coordinators_reminder_is_shown_until_all_is_done(client):
    member = make_member()
    campaign = make_campaign(member.enterprise, kinds=[ActivityKind.READ])
    remind(assignments=Assignment.objects.all(), by=make_coordinator(member.enterprise), now=NOW)
    reminded = body(signed_in(client, member))

    do(member, campaign)

    assert "联络员" in reminded
    assert today(member, NOW).reminded_at is None


def test_an_event_of_today_offers_the_check_in_while_its_door_is_open():
    member = make_member()
    make_event(invited=[member])

    [place] = today(member, NOW).places

    assert place.may_check_in


def test_who_has_checked_in_is_not_asked_again():
    member = make_member()
    session = make_event(invited=[member])
    scan(session, member)

    [place] = today(member, NOW).places

    assert (place.attended, place.may_check_in) == (True, False)


def test_the_last_mark_at_an_event_decides():
    member = make_member()
    session = make_event(invited=[member])
    scan(session, member)
    marked = {"session": session, "member": member, "enterprise": member.enterprise, "source": "manual"}
    moment = NOW + timedelta(minutes=5)
    CheckIn.objects.create(
        kind="correct", state="absent", reason="误签", occurred_at=moment, received_at=moment, **marked
    )

    assert [place.state for place in today(member, NOW).places] == ["absent"]


def test_an_event_of_another_enterprise_is_not_shown():
    member, other = make_member(), make_member()
    make_event(invited=[other])

    assert today(member, NOW).places == []


def test_an_event_of_tomorrow_waits_for_tomorrow():
    member = make_member()
    make_event(starts_at=NOW + timedelta(days=1), invited=[member])

    assert today(member, NOW).places == []


@pytest.mark.parametrize("story", ["never", "signed", "older edition", "long ago"])
def test_pledges_wait_here_exactly_as_the_pledge_room_says(story):
    member, text = make_member(), make_text(now=NOW - timedelta(days=400))
    if story != "never":
        make_pledge(member, text, now=NOW - timedelta(days=350 if story == "long ago" else 1))
    if story == "older edition":
        revise(text, change_summary="新增一条")

    here = [row.version for row in waiting(member, NOW)]

    assert here == [row.version for row in pledges_waiting(member, NOW)]


def test_the_daily_question_and_reviews_are_offered(client):
    make_question(bank=make_bank(for_practice=True))

    assert reverse("quizzes:daily") in body(signed_in(client, make_member()))


def test_when_nothing_waits_there_is_rest_and_one_suggestion(client):
    html = body(signed_in(client, make_member()))

    assert "today-rest" in html


def test_what_another_member_is_asked_is_not_mine(client):
    member, other = make_member(), make_member()
    make_campaign(other.enterprise, title="别家的任务")
    own = body(signed_in(client, member))

    assert "别家的任务" in body(signed_in(client, other))
    assert "别家的任务" not in own


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_costs_eight_queries_however_much_there_is(client, django_assert_max_num_queries, many):
    enterprise = make_enterprise()
    member = make_member(enterprise)
    for number in range(many):
        make_campaign(enterprise, title=f"任务{number}")
        scan(make_event(invited=[member]), member)
        make_event(invited=[member])
        make_question(bank=make_bank(for_practice=True))
        make_text(code=f"text-{number}")
    signed_in(client, member)

    with django_assert_max_num_queries(8):
        body(client)
