"""What belongs to one enterprise is there to leak, and does not."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from enterprises.models import PartyBranch
from tests.builders import (
    make_coordinator,
    make_department,
    make_enterprise,
    make_member,
    make_publisher,
    make_supervisor,
    make_user,
)
from tests.reports.builders import do, make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("time_machine_at_now")]

LISTS = ("overview", "members", "campaigns")
MEMBERS_ONLY = ("today", "mine", "my-data")
COORDINATORS_ONLY = (*LISTS, "members-export")
SUPERVISORS_ONLY = ("park", "park-export")


@pytest.fixture
def first():
    """An enterprise with something of everything that a desk shows."""
    enterprise = make_enterprise("金丝雀")
    user = make_user("金丝雀王")
    user.set_unusable_password()
    user.save()
    member = make_member(
        enterprise,
        "金丝雀王",
        user=user,
        post="金丝雀岗",
        department=make_department(enterprise, "金丝雀部"),
        branch=PartyBranch.objects.create(enterprise=enterprise, name="金丝雀支部"),
    )
    enterprise.campaign = make_campaign(enterprise, title="金丝雀任务")
    do(member, enterprise.campaign)
    enterprise.member = member
    return enterprise


@pytest.fixture
def stranger():
    """The coordinator of another enterprise with a member and a campaign of its own."""
    enterprise = make_enterprise("邻居")
    make_member(enterprise, "邻居李")
    make_campaign(enterprise, title="邻居任务")
    return make_coordinator(enterprise)


@pytest.mark.parametrize("name", LISTS)
def test_a_stranger_finds_nothing_of_the_first_enterprise(client, first, stranger, name):
    client.force_login(make_coordinator(first))
    own = client.get(reverse(f"reports:{name}")).content.decode()

    client.force_login(stranger)
    html = client.get(reverse(f"reports:{name}"), {"name": "金", "campaign": first.campaign.public_id}).content.decode()

    assert "金丝雀" in own
    assert "金丝雀" not in html.replace('value="金"', "")


def test_a_strangers_export_has_nothing_of_the_first_enterprise(client, first, stranger):
    client.force_login(stranger)

    answer = client.get(reverse("reports:members-export"), {"campaign": first.campaign.public_id})
    cells = [str(cell.value) for row in load_workbook(BytesIO(answer.content)).active.iter_rows() for cell in row]

    assert "邻居李" in cells
    assert not [cell for cell in cells if "金丝雀" in cell or first.member.masked_phone == cell]


def test_what_has_an_address_of_its_own_is_missing_for_a_stranger(client, first, stranger):
    addresses = [
        reverse("reports:campaign", args=[first.campaign.public_id]),
        reverse("reports:invitation", args=[first.member.public_id]),
    ]
    client.force_login(make_coordinator(first))
    own = [client.get(address).status_code for address in addresses]

    client.force_login(stranger)

    assert own == [200, 200]
    assert [client.get(address).status_code for address in addresses] == [404, 404]


def test_a_shared_campaign_shows_each_desk_its_own_people(client, first, stranger):
    neighbour = make_enterprise("同路")
    make_member(neighbour, "同路赵")
    shared = make_campaign(first, neighbour, title="共同任务")
    client.force_login(make_coordinator(neighbour))

    html = client.get(reverse("reports:campaign", args=[shared.public_id])).content.decode()

    assert "同路赵" in html
    assert "金丝雀" not in html


def test_a_supervisor_sees_figures_of_all_and_names_of_nobody(client, first, stranger):
    client.force_login(make_supervisor())

    pages = [
        client.get(reverse("reports:park")),
        client.get(reverse("reports:enterprise", args=[first.public_id])),
    ]
    html = "".join(page.content.decode() for page in pages)

    assert "金丝雀" in html
    assert "金丝雀王" not in html


def role(name, first):
    member = make_member(first, "路人")
    return {
        "member": member.user,
        "coordinator": make_coordinator(first),
        "supervisor": make_supervisor(),
        "publisher": make_publisher(),
    }[name]


@pytest.mark.parametrize(
    ("who", "open_to"),
    [
        ("member", MEMBERS_ONLY),
        ("coordinator", COORDINATORS_ONLY),
        ("supervisor", SUPERVISORS_ONLY),
        ("publisher", ()),
    ],
)
def test_each_page_opens_to_those_it_is_for(client, first, who, open_to):
    client.force_login(role(who, first))

    for name in (*MEMBERS_ONLY, *COORDINATORS_ONLY, *SUPERVISORS_ONLY):
        assert client.get(reverse(f"reports:{name}")).status_code == (200 if name in open_to else 403), name


def test_who_has_not_signed_in_is_shown_the_door(client):
    for name in (*MEMBERS_ONLY, *COORDINATORS_ONLY, *SUPERVISORS_ONLY):
        assert client.get(reverse(f"reports:{name}")).status_code == 302


@pytest.mark.parametrize(("who", "place"), [("coordinator", "overview"), ("supervisor", "park")])
def test_the_desk_begins_where_the_work_is(client, first, who, place):
    client.force_login(role(who, first))

    assert client.get(reverse("reports:desk")).url == reverse(f"reports:{place}")


def test_nothing_here_can_be_changed(client, first):
    client.force_login(make_coordinator(first))

    for name in COORDINATORS_ONLY:
        assert client.post(reverse(f"reports:{name}")).status_code == 405
