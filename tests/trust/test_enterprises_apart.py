"""Two firms in one park: whatever the one asks for, nothing of the other comes back."""

import pytest
from django.urls import reverse

from accounts.queries import allowed_roles
from campaigns.models import Reminder
from enterprises.models import Member
from tests.attendance.builders import on_the_screen
from tests.trust.routes import OWNED, WRITE_ONLY, Asked, address_of, readable_addresses
from tests.trust.rows import changes, snapshot
from tests.trust.visitors import crawl, words

# Who holds the address may use it, whoever they are: an invitation, a code printed on a paper, a link for a family.
BEARER = {"accounts:invitation", "content:family", "content:family-line", "pledges:check", "pledges:verify"}
# A firm's figures are the supervisors' alone, so that no firm's people come so far.
CLOSED = {"reports:enterprise"}
# What stands in the title of a page that was never published.
DRAFT = "狴犴"
MISSING = "00000000-0000-4000-8000-000000000000"
# Where they meet their own firm on the same walk.
OWN_PLACES = {
    "member": {"/stories/", "/today/", "/me/", "/me/data/", "/search/", "/library/", "/events/", "/pledges/"},
    "coordinator": {f"/desk/{place}/" for place in ("overview", "members", "members/export", "events", "pledges")},
}
PEOPLE = {"member": lambda firm: firm.member.user, "coordinator": lambda firm: firm.coordinator}


def everything_said(park, firm, visitor):
    """{address: what it says} of all that somebody of a firm can read, with searches that both firms' pages answer."""
    addresses = list(readable_addresses(Asked(park, firm, visitor)).values())
    addresses += ["/search/?q=内部案例", "/search/?q=摘要", "/search/?q=案例", "/desk/members/?q=137"]
    return crawl(visitor, addresses)


def leaks(said, canaries):
    """[(address, canary)] for each canary that sings."""
    return [(address, canary) for address, text in said.items() for canary in canaries if canary in text]


@pytest.mark.parametrize("who", PEOPLE)
def test_nothing_of_the_second_firm_is_said_to_the_first(park, visit, who):
    said = everything_said(park, park.first, visit(PEOPLE[who](park.first)))

    assert leaks(said, [*park.second.canaries, DRAFT]) == []


@pytest.mark.parametrize("who", PEOPLE)
def test_the_same_walk_of_its_own_people_meets_the_second_firm_everywhere(park, visit, who):
    visitor = visit(PEOPLE[who](park.second))

    said = everything_said(park, park.second, visitor)

    places = {address.split("?")[0] for address, _ in leaks(said, park.second.canaries)}
    assert OWN_PLACES[who] - places == set()


@pytest.mark.parametrize("address", ["/search/?q={}", "/library/?topic={}主题", "/desk/members/?q={}"])
def test_asking_for_the_other_firm_by_name_is_like_asking_for_nothing_that_is(park, visit, address):
    visitor = visit(park.first.coordinator)

    known, unknown = (visitor.get(address.format(name)) for name in (park.second.mark, "狻猊"))

    assert (known.status_code, len(known.content)) == (200, len(unknown.content))


def foreign_addresses(park, visitor, words):
    """{name: address} of everything of the second firm that people of the first are let as far as."""
    return {
        name: address_of(name, Asked(park, park.second, visitor))
        for name in OWNED.keys() - BEARER - CLOSED
        if allowed_roles(name, "/") & (words | {"anyone"})
    }


def of_nobody(name, address, park):
    """The same address, about something that does not exist."""
    kept = reverse(name, args=["x/"]) if name == "wagtail_serve" else address
    for row in [*park.second.rows.values(), park.second.newcomer]:
        for key in ("public_id", "token", "uuid"):
            kept = kept.replace(str(getattr(row, key, None)), MISSING)
    return kept.replace(f"/{park.second.restricted.pk}/", "/999999/")


@pytest.mark.parametrize("who", PEOPLE)
def test_what_is_the_other_firms_looks_as_if_it_were_not_there(park, visit, who):
    visitor = visit(PEOPLE[who](park.first))
    told = []

    for name, address in foreign_addresses(park, visitor, {who, "signed_in"}).items():
        ask = visitor.post if name in WRITE_ONLY else visitor.get
        foreign, missing = ask(address), ask(of_nobody(name, address, park))
        # The page repeats no address, so that the two differ in nothing.
        if (foreign.status_code, len(foreign.content)) != (404, len(missing.content)):
            told.append((name, foreign.status_code, len(foreign.content), len(missing.content)))

    assert told == []


@pytest.mark.parametrize("who", PEOPLE)
def test_at_their_own_addresses_there_is_something(park, visit, who):
    visitor = visit(PEOPLE[who](park.second))

    addresses = foreign_addresses(park, visitor, {who, "signed_in"})

    statuses = {n: visitor.get(a).status_code for n, a in addresses.items() if n not in WRITE_ONLY}
    if who == "coordinator":
        # She is not in the group that the restricted case is for.
        statuses = {name: status for name, status in statuses.items() if name not in ("content:open", "wagtail_serve")}
    assert statuses
    assert set(statuses.values()) <= {200, 302}


@pytest.mark.parametrize("who", PEOPLE)
def test_nothing_of_the_other_firm_can_be_written_to(park, visit, who):
    visitor = visit(PEOPLE[who](park.first))
    before = snapshot()

    addresses = foreign_addresses(park, visitor, {who, "signed_in"})
    statuses = {name: visitor.post(address, {"who": "all"}).status_code for name, address in addresses.items()}

    assert set(statuses.values()) <= {404, 405}
    assert changes(before, snapshot()) == set()


def test_somebody_elses_member_is_not_reminded_by_a_forged_form(park, visit):
    visitor = visit(park.first.coordinator)
    ids = [person.public_id for person in (park.first.member, park.second.member)]

    visitor.post(reverse("campaigns:remind", args=[park.campaign.public_id]), {"member": ids})

    assert [row.assignment.member for row in Reminder.objects.all()] == [park.first.member]


def test_all_means_all_of_ones_own(park, visit):
    visitor = visit(park.first.coordinator)

    visitor.post(reverse("campaigns:remind", args=[park.campaign.public_id]), {"who": "all"})

    assert {row.assignment.enterprise for row in Reminder.objects.all()} == {park.first.enterprise}


def test_somebody_elses_member_is_not_marked_by_a_forged_form(park, visit):
    visitor = visit(park.first.coordinator)
    before = snapshot()
    form = {"member": park.second.member.public_id, "state": "present", "reason": "替他签到"}

    answer = visitor.post(reverse("attendance:desk-mark", args=[park.event.public_id]), form)

    assert answer.status_code == 404
    assert changes(before, snapshot()) == set()


def test_the_code_on_another_firms_screen_lets_nobody_in(park, visit):
    visitor, session = visit(park.first.member.user), park.second.session
    token = on_the_screen(session).token
    before = snapshot()

    answer = visitor.post(reverse("attendance:check-in", args=[session.public_id, token]))

    assert answer.status_code == 404
    assert changes(before, snapshot()) == set()


def test_what_anybody_may_check_by_its_code_does_not_name_the_signer(park, visit):
    said = words(visit(None).get(reverse("pledges:verify", args=[park.second.pledge.code])))

    assert park.second.member.name not in said
    assert leaks({"": said}, [park.second.member.phone[3:], park.second.member.masked_phone]) == []


def test_a_coordinator_who_lost_her_grant_has_lost_the_firm_at_once(park, visit):
    visitor = visit(park.second.coordinator)
    address = reverse("reports:members")
    assert park.second.member.name in words(visitor.get(address))

    park.second.coordinator.grants.all().delete()

    assert visitor.get(address).status_code == 403


def test_a_list_that_forgot_its_scope_is_found(park, visit, monkeypatch):
    monkeypatch.setattr("reports.queries.desk.members_visible_to", lambda user: Member.objects.all())

    said = crawl(visit(park.first.coordinator), [reverse("reports:members"), reverse("reports:members-export")], most=2)

    assert {address for address, _ in leaks(said, park.second.canaries)} == set(said)
