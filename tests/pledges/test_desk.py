import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import make_coordinator, make_enterprise, make_member
from tests.pledges.builders import make_pledge, make_text

pytestmark = pytest.mark.django_db


def test_a_coordinator_sees_who_signed_in_her_enterprise_and_no_other(client):
    enterprise, text = make_enterprise(), make_text()
    signed, missing = make_member(enterprise, "周以宁"), make_member(enterprise, "何其多")
    pledge = make_pledge(signed, text)
    make_pledge(make_member(name="外人"), text)
    client.force_login(make_coordinator(enterprise), backend="accounts.backends.PhoneBackend")

    page = client.get(reverse("pledges:desk"))

    assert [(line.member, line.pledge) for line in page.context["lines"]] == [(signed, pledge), (missing, None)]
    assert (page.context["signed"], page.context["asked"]) == (1, 2)
    assert "外人" not in page.content.decode()
    assert pledge.code not in page.content.decode()


def test_the_filter_leaves_those_who_have_not_signed(client):
    enterprise, text = make_enterprise(), make_text()
    make_pledge(make_member(enterprise), text)
    missing = make_member(enterprise)
    client.force_login(make_coordinator(enterprise), backend="accounts.backends.PhoneBackend")

    page = client.get(reverse("pledges:desk"), {"missing": "1"})

    assert [line.member for line in page.context["lines"]] == [missing]


def test_three_members_cost_as_many_queries_as_one(client, django_assert_num_queries):
    enterprise, text = make_enterprise(), make_text()
    make_pledge(make_member(enterprise), text)
    client.force_login(make_coordinator(enterprise), backend="accounts.backends.PhoneBackend")
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("pledges:desk"))
    for _ in range(2):
        make_pledge(make_member(enterprise), text)

    with django_assert_num_queries(len(one)):
        client.get(reverse("pledges:desk"))


def test_a_member_has_no_desk(client):
    client.force_login(make_member().user, backend="accounts.backends.PhoneBackend")

    assert client.get(reverse("pledges:desk")).status_code == 403
