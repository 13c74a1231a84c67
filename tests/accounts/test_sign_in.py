import pytest
from django.contrib.auth import SESSION_KEY
from django.urls import reverse

from accounts.models import User
from accounts.queries import invitation_path
from journal.models import Entry
from tests.builders import PASSWORD, make_user

pytestmark = pytest.mark.django_db
SIGN_IN = "/sign-in/"


def sign_in(client, phone, password=PASSWORD, **extra):
    return client.post(SIGN_IN, {"phone": phone, "password": password}, **extra)


@pytest.mark.parametrize("typed", ["13912345678", "139 1234 5678", "+86-139-1234-5678"])
def test_a_person_signs_in_however_she_types_her_number(client, typed):
    user = make_user(phone="+8613912345678", password=PASSWORD)

    response = sign_in(client, typed)

    assert response.status_code == 302
    assert client.session[SESSION_KEY] == str(user.pk)


def test_a_wrong_password_and_an_unknown_number_look_the_same(client):
    make_user(phone="+8613912345678", password=PASSWORD)

    wrong = sign_in(client, "13912345678", "wrong horse 7")
    unknown = sign_in(client, "13900000000", "wrong horse 7")

    assert wrong.status_code == unknown.status_code == 422
    assert wrong.content.replace(b"13912345678", b"").count(b"error-summary") == unknown.content.count(b"error-summary")
    assert SESSION_KEY not in client.session


def test_the_seventh_wrong_password_closes_the_door_for_this_number_only(client):
    make_user(phone="+8613912345678", password=PASSWORD)
    make_user(phone="+8613912345679", password=PASSWORD)

    statuses = [sign_in(client, "13912345678", "wrong horse 7").status_code for _ in range(7)]

    assert statuses[-1] == 429
    assert sign_in(client, "13912345678").status_code == 429
    assert sign_in(client, "13912345679").status_code == 302


def test_typos_of_others_at_the_same_address_lock_nobody_out(client):
    make_user(phone="+8613912345678", password=PASSWORD)
    for number in range(20):
        sign_in(client, f"137000000{number:02d}", "wrong horse 7")

    assert sign_in(client, "13912345678").status_code == 302


def test_an_address_elsewhere_is_never_followed(client):
    make_user(phone="+8613912345678", password=PASSWORD)

    response = client.post(f"{SIGN_IN}?next=https://evil.example/", {"phone": "13912345678", "password": PASSWORD})

    assert response["Location"] == reverse("accounts:landing")


def test_an_invitation_lets_her_set_a_password_and_is_good_once(client):
    user = make_user()
    address = invitation_path(user)

    response = client.post(address, {"password": "lotus pond 33", "again": "lotus pond 33"})

    assert response.status_code == 302
    assert client.session[SESSION_KEY] == str(user.pk)
    assert User.objects.get(pk=user.pk).check_password("lotus pond 33")
    assert client.get(address).status_code == 410
    assert [entry.event for entry in Entry.objects.all()] == ["accounts.password.set"]


@pytest.mark.parametrize(("password", "again"), [("12345678", "12345678"), ("lotus pond 33", "lotus pond 34")])
def test_a_password_that_is_refused_leaves_the_invitation_good(client, password, again):
    user = make_user()
    address = invitation_path(user)

    response = client.post(address, {"password": password, "again": again})

    assert response.status_code == 422
    assert client.get(address).status_code == 200
    assert Entry.objects.count() == 0


def test_an_invitation_of_somebody_else_or_one_that_is_made_up_is_refused(client):
    first, second = make_user(), make_user()
    token = invitation_path(first).split("/")[-2]

    assert client.get(reverse("accounts:invitation", args=[second.public_id, token])).status_code == 410


def test_large_type_survives_sign_out(client):
    user = make_user(password=PASSWORD)
    sign_in(client, user.phone)
    client.post("/me/settings/", {"language": "zh-hans", "large_type": "on"})

    client.post("/sign-out/")

    assert b'class="large-type"' in client.get(SIGN_IN).content


def test_english_is_one_choice_away(client):
    client.post("/appearance/", {"language": "en", "next": SIGN_IN})

    assert b"Sign in" in client.get(SIGN_IN).content


def test_the_cms_sends_everybody_to_the_one_door(client):
    assert client.get("/cms/login/?next=/cms/")["Location"] == "/sign-in/?next=/cms/"
