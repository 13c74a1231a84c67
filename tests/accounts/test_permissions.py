"""The permission table is whole, and it holds."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.urls import URLPattern, get_resolver, path

from accounts.middleware import PermissionTable
from accounts.models import Role
from accounts.queries import allowed_roles, permission_table
from tests.builders import make_coordinator, make_enterprise, make_member, make_publisher, make_supervisor, make_user

KNOWN = {"anyone", "signed_in", *Role.values}


def routes(patterns, prefix="", namespace=""):
    """Every (name, address) below a list of URL patterns."""
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            name = pattern.name or ""
            yield (f"{namespace}:{name}" if namespace and name else name), "/" + address.lstrip("^/")
        else:
            inner = f"{namespace}:{pattern.namespace}" if namespace and pattern.namespace else pattern.namespace
            yield from routes(pattern.url_patterns, address, inner or namespace)


def unlisted(patterns):
    return sorted({f"{name} {address}" for name, address in routes(patterns) if allowed_roles(name, address) is None})


def test_every_route_stands_in_the_table():
    assert unlisted(get_resolver().url_patterns) == []


def test_a_route_that_is_not_listed_is_found():
    assert unlisted([path("secret/", lambda request: None, name="secret")]) == ["secret /secret/"]


def test_every_row_names_a_route_that_exists_and_roles_that_exist():
    names = {name for name, _ in routes(get_resolver().url_patterns)}

    rows = permission_table()

    assert {row for row in rows if not row.endswith("/*")} - names == set()
    assert set().union(*rows.values()) - KNOWN == set()


def test_a_route_without_a_row_is_closed_even_to_a_supervisor(db):
    request = RequestFactory().get("/nowhere/")
    request.user = make_supervisor()
    request.resolver_match = type("Match", (), {"view_name": "nobody:listed-this"})()

    with pytest.raises(PermissionDenied):
        PermissionTable(lambda request: None).process_view(request, None, (), {})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "status"),
    [("nobody", 302), ("member", 403), ("coordinator", 403), ("supervisor", 403), ("publisher", 200)],
)
def test_only_publishers_reach_the_cms(client, who, status):
    enterprise = make_enterprise()
    people = {
        "member": lambda: make_member(enterprise).user,
        "coordinator": lambda: make_coordinator(enterprise),
        "supervisor": make_supervisor,
        "publisher": make_publisher,
    }
    if who != "nobody":
        client.force_login(people[who](), backend="accounts.backends.PhoneBackend")

    response = client.get("/cms/pages/")

    assert response.status_code == status or (who == "publisher" and response.status_code == 302)
    if who == "publisher":
        assert "sign-in" not in response.get("Location", "")


@pytest.mark.django_db
def test_a_coordinator_who_was_demoted_is_out_at_the_next_request(client):
    user = make_coordinator(make_enterprise())
    client.force_login(user, backend="accounts.backends.PhoneBackend")
    assert client.get("/desk/overview/").status_code == 200

    user.grants.all().delete()

    assert client.get("/desk/overview/").status_code == 403


@pytest.mark.django_db
def test_a_disabled_person_is_signed_out_at_the_next_request(client):
    user = make_user()
    client.force_login(user, backend="accounts.backends.PhoneBackend")
    assert client.get("/me/settings/").status_code == 200

    type(user).objects.update(is_active=False)

    assert client.get("/me/settings/").status_code == 302


@pytest.mark.django_db
def test_what_a_signed_in_person_sees_is_never_cached_for_another(client):
    client.force_login(make_user(), backend="accounts.backends.PhoneBackend")

    assert "no-store" in client.get("/me/settings/")["Cache-Control"]


@pytest.mark.django_db
def test_a_script_that_lost_its_session_is_told_so_in_its_own_language(client):
    response = client.get("/me/settings/", headers={"accept": "application/json"})

    assert (response.status_code, response.json()) == (401, {"error": "signed_out"})
