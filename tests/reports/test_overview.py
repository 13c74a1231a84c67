from datetime import timedelta

import pytest
from django.urls import reverse

from campaigns.models import ActivityKind, Assignment
from reports.queries import desk
from tests.builders import NOW, make_coordinator, make_department, make_enterprise, make_member
from tests.reports.builders import do, make_campaign, make_members

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("time_machine_at_now")]


def overview(client, user, **query):
    client.force_login(user)
    return client.get(reverse("reports:overview"), query)


def test_the_six_figures_come_from_the_tallies(client):
    enterprise = make_enterprise()
    first, second, _ = make_members(enterprise, 3)
    campaign = make_campaign(enterprise)
    do(first, campaign)
    do(second, campaign, ActivityKind.READ, ActivityKind.QUIZ)

    whole = overview(client, make_coordinator(enterprise)).context["whole"]

    assert whole.asked == 3
    assert {figure.kind: figure.done for figure in whole.figures} == {
        "read": 2, "watch": 1, "quiz": 2, "attend": 1, "pledge": 1
    }  # fmt: skip


def test_departments_add_up_to_the_enterprise(client):
    enterprise = make_enterprise()
    buying, making = make_department(enterprise, "采购部"), make_department(enterprise, "生产部")
    one, *_ = [*make_members(enterprise, 2, department=buying), *make_members(enterprise, 3, department=making)]
    campaign = make_campaign(enterprise, kinds=[ActivityKind.READ])
    do(one, campaign)

    groups = overview(client, make_coordinator(enterprise)).context["departments"]

    assert [(group.name, group.asked, group.figures[0].done, group.percent) for group in groups] == [
        ("生产部", 3, 0, 0),
        ("采购部", 2, 1, 50),
    ]


def test_who_is_missing_is_named_with_what_is_missing(client):
    enterprise = make_enterprise()
    diligent, slow = make_member(enterprise, "勤快"), make_member(enterprise, "还没")
    campaign = make_campaign(enterprise, kinds=[ActivityKind.READ, ActivityKind.QUIZ])
    do(diligent, campaign)
    do(slow, campaign, ActivityKind.READ)

    context = overview(client, make_coordinator(enterprise)).context

    assert context["missing_count"] == 1
    assert [(row.member.name, [str(a) for a in left]) for row, left in context["missing"]] == [("还没", ["测验1"])]


def test_who_is_excused_is_not_missing(client):
    enterprise = make_enterprise()
    make_member(enterprise)
    make_campaign(enterprise, kinds=[ActivityKind.READ])
    Assignment.objects.update(excused_because="产假")

    assert overview(client, make_coordinator(enterprise)).context["missing_count"] == 0


def test_all_who_are_missing_can_be_reminded_without_scripts(client):
    enterprise = make_enterprise()
    make_member(enterprise)
    campaign = make_campaign(enterprise)
    html = overview(client, make_coordinator(enterprise)).content.decode()

    client.post(reverse("campaigns:remind", args=[campaign.public_id]), {"who": "all"})

    assert f'action="{reverse("campaigns:remind", args=[campaign.public_id])}"' in html
    assert Assignment.objects.get().reminders == 1


def test_without_a_running_campaign_the_desk_says_what_will_stand_here(client):
    enterprise = make_enterprise()
    make_member(enterprise)
    make_campaign(enterprise, opens_at=NOW + timedelta(days=1), title="还没开始")

    html = overview(client, make_coordinator(enterprise)).content.decode()

    assert "还没开始" not in html
    assert reverse("reports:campaigns") in html


def test_a_coordinator_who_also_supervises_sees_her_own_enterprise_here():
    own, other = make_enterprise(), make_enterprise()
    make_members(own, 2), make_members(other, 9)
    campaign = make_campaign(own, other)
    user = make_coordinator(own)
    user.grants.create(role="supervisor", granted_at=NOW)

    whole, _ = desk.whole(user, campaign)

    assert whole.asked == 2


@pytest.mark.parametrize("many", [1, 30])
def test_the_overview_costs_fifteen_queries_however_many_people(client, django_assert_max_num_queries, many):
    enterprise = make_enterprise()
    for member in make_members(enterprise, many, department=make_department(enterprise)):
        last = member
    do(last, make_campaign(enterprise), ActivityKind.READ)
    client.force_login(make_coordinator(enterprise))

    with django_assert_max_num_queries(15):
        client.get(reverse("reports:overview"))
