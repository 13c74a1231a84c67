"""Every door of the site, tried by everybody: the permission table holds, and looking changes nothing."""

import pytest

from accounts.queries import allowed_roles
from tests.trust.routes import (
    LEFT_OUT,
    OWNED,
    SHARED,
    WRITE_ONLY,
    Asked,
    address_of,
    cms_addresses,
    needs_arguments,
    our_routes,
    readable_addresses,
)
from tests.trust.rows import changes, snapshot

# Who they are in the park, and every word of the permission table that is true of them.
PEOPLE = {
    "anonymous": (lambda park: None, set()),
    "member": (lambda park: park.first.member.user, {"signed_in", "member"}),
    "coordinator": (lambda park: park.first.coordinator, {"signed_in", "coordinator"}),
    "publisher": (lambda park: park.publisher, {"signed_in", "publisher"}),
    "supervisor": (lambda park: park.supervisor, {"signed_in", "supervisor"}),
    "administrator": (lambda park: park.administrator, {"signed_in", "administrator"}),
}
# What a look may leave behind: that a list was taken away is journalled.
LEFT_BEHIND = {"journal.Entry"}


def seat(park, visit, who, **options):
    """Somebody's browser, about the first firm."""
    find, _ = PEOPLE[who]
    return Asked(park, park.first, visit(find(park), **options))


def outcome(response):
    if response.status_code >= 500:
        return f"fault {response.status_code}"
    if response.status_code == 302 and response.headers["Location"].startswith("/sign-in/"):
        return "sign-in"
    return "refused" if response.status_code == 403 else "passed"


def due(name, address, words):
    """What the table promises to somebody of whom these words are true."""
    allowed = allowed_roles(name, address)
    if "anyone" in allowed or allowed & words:
        return {"passed", "sign-in"} if "anyone" in allowed else {"passed"}
    return {"refused"} if words else {"sign-in"}


def surprises(asked, words, addresses):
    """[(name, what happened)] of all addresses that did not do what the table says."""
    found = []
    for name, address in addresses.items():
        happened = outcome(asked.visitor.get(address))
        if happened not in due(name, address, words):
            found.append((name, happened))
    return found


def someone_who_may(name):
    """The first of the people whom the table lets through."""
    allowed = allowed_roles(name, our_routes()[name])
    return next(who for who, (_, words) in PEOPLE.items() if "anyone" in allowed or allowed & words)


def unfilled(routes):
    """Routes with arguments that nothing here says how to fill."""
    filled = OWNED.keys() | SHARED.keys() | LEFT_OUT
    return {name for name, pattern in routes.items() if needs_arguments(pattern)} - filled


def test_we_know_an_address_for_every_route():
    assert unfilled(our_routes()) == set()
    assert (OWNED.keys() | SHARED.keys() | WRITE_ONLY) - our_routes().keys() == set()


def test_a_route_without_an_address_is_found():
    assert unfilled(our_routes() | {"desk:secret": "/desk/secret/<uuid:public_id>/"}) == {"desk:secret"}


@pytest.mark.parametrize("who", PEOPLE)
def test_every_route_opens_to_whom_the_table_says_and_to_nobody_else(park, visit, who):
    asked = seat(park, visit, who)
    addresses = {name: address_of(name, asked) for name in our_routes().keys() - LEFT_OUT}

    assert surprises(asked, PEOPLE[who][1], addresses) == []


def test_a_site_without_its_guard_is_seen_through(park, visit, settings):
    guard = "accounts.middleware.PermissionTable"
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if each != guard]
    asked = seat(park, visit, "member")
    closed = {name: address_of(name, asked) for name in ("reports:park", "pledges:desk", "reports:members-export")}

    assert [name for name, _ in surprises(asked, PEOPLE["member"][1], closed)] == list(closed)


def test_every_address_leads_to_something_that_is_there(park, visit):
    seats = {who: seat(park, visit, who) for who in PEOPLE}
    missing = []

    for name in readable_addresses(seats["member"]):
        # The page that stands for all pages is one that members of the first firm alone may open; a picture goes
        # where its page goes.
        asked = seats["member" if name in ("wagtail_serve", "media:picture") else someone_who_may(name)]
        if asked.visitor.get(address_of(name, asked)).status_code not in (200, 302):
            missing.append(name)

    assert missing == []


def test_only_editors_enter_the_cms_and_no_page_of_it_breaks(park, visit):
    sample = {address: address for address in cms_addresses()[::4]}

    for who in PEOPLE:
        assert surprises(seat(park, visit, who), PEOPLE[who][1], sample) == [], who


def test_nothing_can_be_written_without_a_token_of_ours(park, visit):
    seats = {who: seat(park, visit, who, enforce_csrf_checks=True) for who in PEOPLE}
    names = our_routes().keys() - LEFT_OUT
    before = snapshot()

    answers = {name: _posted(seats[someone_who_may(name)], name) for name in names}

    assert {name for name, status in answers.items() if status != 403} == set()
    assert changes(before, snapshot()) == set()


def test_with_a_token_the_same_post_arrives(park, visit):
    assert _posted(seat(park, visit, "member"), "accounts:settings") == 200


def _posted(asked, name):
    return asked.visitor.post(address_of(name, asked)).status_code


def test_what_only_writes_cannot_be_asked_for_and_what_shows_can(park, visit):
    seats = {who: seat(park, visit, who) for who in PEOPLE}
    names = our_routes().keys() - LEFT_OUT

    answers = {name: _got(seats[someone_who_may(name)], name) for name in names}

    assert {name for name, status in answers.items() if status == 405} == WRITE_ONLY


def _got(asked, name):
    return asked.visitor.get(address_of(name, asked)).status_code


@pytest.mark.parametrize("who", ["member", "coordinator", "supervisor"])
def test_looking_changes_nothing(park, visit, who):
    asked = seat(park, visit, who)
    before = snapshot()

    for address in readable_addresses(asked).values():
        asked.visitor.get(address)

    assert changes(before, snapshot()) <= LEFT_BEHIND


def test_a_change_is_seen(park, visit):
    asked = seat(park, visit, "member")
    before = snapshot()

    asked.visitor.post(address_of("accounts:settings", asked), {"language": "en", "large_type": "on"})

    assert changes(before, snapshot()) - LEFT_BEHIND == {"accounts.User"}
