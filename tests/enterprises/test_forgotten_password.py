import pytest
from django.urls import reverse

from accounts.models import Role
from journal.models import Entry
from tests.builders import PASSWORD, grant, make_coordinator, make_enterprise, make_member, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return make_member(user=make_user(password=PASSWORD))


def take_back(client, by, member):
    client.force_login(by, backend="accounts.backends.PhoneBackend")
    return client.post(reverse("enterprises:begin-anew", args=[member.public_id]))


def test_a_forgotten_password_stops_working_and_gives_way_to_a_link(client, member):
    response = take_back(client, make_coordinator(member.enterprise), member)

    member.user.refresh_from_db()
    assert response["Location"] == reverse("reports:invitation", args=[member.public_id])
    assert not member.user.has_usable_password()
    assert Entry.objects.last().event == "accounts.password.withdrawn"


def test_whoever_was_signed_in_with_it_is_out(client, member):
    from django.test import Client

    phone = Client()
    phone.post("/sign-in/", {"phone": member.user.phone, "password": PASSWORD})
    assert phone.get("/me/settings/").status_code == 200

    take_back(client, make_coordinator(member.enterprise), member)

    assert phone.get("/me/settings/").status_code == 302


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.PUBLISHER, Role.ADMINISTRATOR])
def test_the_password_of_somebody_with_an_office_is_kept(client, member, role):
    grant(member.user, role)
    entries = Entry.objects.count()

    take_back(client, make_coordinator(member.enterprise), member)

    member.user.refresh_from_db()
    assert member.user.check_password(PASSWORD)
    assert Entry.objects.filter(event="accounts.password.withdrawn").count() == 0
    assert Entry.objects.count() == entries + 1  # the coordinator's own grant


def test_a_member_of_another_enterprise_does_not_exist_for_her(client, member):
    response = take_back(client, make_coordinator(make_enterprise()), member)

    member.user.refresh_from_db()
    assert response.status_code == 404
    assert member.user.check_password(PASSWORD)
