"""What members and hosts see and may not see."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.template import engines
from django.test import RequestFactory
from django.urls import reverse
from openpyxl import load_workbook

from attendance.models import CheckIn, StudyRecord
from journal.models import Entry
from tests.attendance.builders import make_event, make_page, on_the_screen, scan
from tests.builders import NOW, make_coordinator, make_enterprise, make_member, make_supervisor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ten_o_clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def check_in_url(session, token=None):
    return reverse("attendance:check-in", args=[session.public_id, token or on_the_screen(session).token])


def desk_url(name, session):
    return reverse(f"attendance:{name}", args=[session.event.public_id])


@pytest.fixture
def member():
    return make_member(name="周青")


@pytest.fixture
def session(member):
    return make_event(invited=[member])


# -- Scanning


def test_looking_at_a_scanned_code_marks_nothing(client, member, session):
    client.force_login(member.user)

    response = client.get(check_in_url(session))

    assert (response.status_code, CheckIn.objects.count()) == (200, 0)
    assert "ticket" in response.text


def test_pressing_the_button_marks_and_says_on_time(client, member, session):
    client.force_login(member.user)
    client.get(check_in_url(session))

    response = client.post(check_in_url(session), follow=True)

    assert response.redirect_chain[-1][0] == reverse("attendance:check-in-result", args=[session.public_id])
    assert ("准时" in response.text, "90" in response.text) == (True, True)
    assert CheckIn.objects.get().device


def test_the_phone_s_name_is_kept_from_scripts(client, member, session):
    client.force_login(member.user)

    cookie = client.get(check_in_url(session)).cookies["attendance_device"]

    assert (bool(cookie["httponly"]), cookie["samesite"]) == (True, "Lax")


def test_two_people_on_one_phone_are_seen_by_the_host(client, member, session):
    friend = make_member(member.enterprise, "吴同行")
    for person in (member, friend):
        client.force_login(person.user)
        client.get(check_in_url(session))
        client.post(check_in_url(session))
    client.force_login(make_coordinator(member.enterprise))

    assert client.get(desk_url("desk-event", session)).text.count("同一部手机") == 2


@pytest.mark.parametrize("token", ["A" * 20, "nonsense", "x"])
def test_a_code_that_is_none_says_to_scan_again(client, member, session, token):
    client.force_login(member.user)

    for response in (client.get(check_in_url(session, token)), client.post(check_in_url(session, token))):
        assert (response.status_code, "重新扫码" in response.text) == (422, True)
    assert not CheckIn.objects.exists()


def test_an_expired_code_says_to_scan_again(client, member, session, ten_o_clock):
    client.force_login(member.user)
    url = check_in_url(session)
    ten_o_clock.shift(60)

    response = client.get(url)

    assert (response.status_code, "重新扫码" in response.text) == (422, True)


def test_slow_fingers_have_two_minutes_after_a_timely_scan(client, member, session, ten_o_clock):
    client.force_login(member.user)
    url = check_in_url(session)
    ticket = client.get(url).context["ticket"]
    ten_o_clock.shift(100)

    response = client.post(url, {"ticket": ticket}, follow=True)

    assert ("准时" in response.text, CheckIn.objects.count()) == (True, 1)


def test_the_event_of_another_enterprise_is_not_there(client, member):
    foreign = make_event(enterprise=make_enterprise())
    client.force_login(member.user)

    answers = [client.get(check_in_url(foreign)), client.get(foreign.event.get_absolute_url())]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_stranger_is_asked_to_sign_in_and_comes_back(client, session):
    response = client.get(check_in_url(session))

    assert (response.status_code, check_in_url(session) in response["Location"]) == (302, True)


def test_the_number_is_typed_with_or_without_a_space(client, member, session):
    client.force_login(member.user)
    number = on_the_screen(session).number

    response = client.post("/check-in/", {"session": session.public_id, "digits": f"{number[:3]} {number[3:]}"})

    assert (response.status_code, CheckIn.objects.get().source) == (302, "room_number")


def test_a_wrong_number_keeps_the_page_and_says_what_to_do(client, member, session):
    client.force_login(member.user)

    response = client.post("/check-in/", {"session": session.public_id, "digits": "12345"})

    assert (response.status_code, CheckIn.objects.count()) == (422, 0)


# -- The member's pages


def test_the_event_page_tells_time_place_and_state(client, member, session):
    client.force_login(member.user)

    page = client.get(session.event.get_absolute_url()).text

    assert [word in page for word in ("园区报告厅", "园区纪工委", "10:00", "请假")] == [True] * 4


def test_leave_is_asked_for_on_the_event_page(client, member, session):
    client.force_login(member.user)
    url = reverse("attendance:leave", args=[session.public_id])

    client.post(url, {"leave_kind": "sick", "reason": "发烧"})

    assert CheckIn.objects.get().kind == "leave_asked"
    assert "已申请请假" in client.get("/events/").text


@pytest.mark.parametrize("events", [1, 3])
def test_the_list_of_events_costs_the_same_for_one_and_for_three(client, member, events, django_assert_max_num_queries):
    for _ in range(events):
        make_event(invited=[member])
    client.force_login(member.user)

    with django_assert_max_num_queries(5):
        client.get("/events/")


# -- The desk


def test_a_coordinator_sees_her_own_people_and_nobody_else(client, member):
    stranger = make_member(name="别家人")
    session = make_event(invited=[member, stranger])
    client.force_login(make_coordinator(member.enterprise))

    page = client.get(desk_url("desk-event", session)).text

    assert ("周青" in page, "别家人" in page) == (True, False)


def test_a_coordinator_whose_people_are_not_asked_finds_no_event(client, session):
    client.force_login(make_coordinator(make_enterprise()))
    names = ["desk-event", "desk-sheet", "desk-screen", "desk-screen-codes"]

    assert [client.get(desk_url(name, session)).status_code for name in names] == [404] * 4
    assert "警示教育大会" not in client.get(reverse("attendance:desk-events")).text


def test_a_member_is_kept_from_the_desk(client, member, session):
    client.force_login(member.user)

    assert client.get(desk_url("desk-screen-codes", session)).status_code == 403


def test_a_supervisor_sees_how_many_and_no_names(client, member, session):
    scan(session, member)
    client.force_login(make_supervisor())

    page = client.get(desk_url("desk-event", session))

    assert ((page.context["there"], page.context["asked"]), "周青" in page.text) == ((1, 1), False)


def test_a_mark_by_hand_for_somebody_else_s_people_is_not_found(client, member):
    stranger = make_member()
    session = make_event(invited=[member, stranger])
    client.force_login(make_coordinator(member.enterprise))
    form = {"member": stranger.public_id, "state": "present", "reason": "帮忙"}

    response = client.post(desk_url("desk-mark", session), form)

    assert (response.status_code, CheckIn.objects.count()) == (404, 0)


def test_a_mark_by_hand_is_made_on_the_desk(client, member, session):
    client.force_login(make_coordinator(member.enterprise))

    client.post(desk_url("desk-mark", session), {"member": member.public_id, "state": "excused", "reason": "公出"})

    assert CheckIn.objects.get().kind == "excused"


def test_the_screen_gets_addresses_drawings_and_numbers_and_never_the_key(client, member, session):
    client.force_login(make_coordinator(member.enterprise))

    response = client.get(desk_url("desk-screen-codes", session))

    codes = response.json()["codes"]
    assert (len(codes), codes[0]["url"]) == (8, "http://testserver" + check_in_url(session))
    assert codes[0]["svg"].startswith("<svg")
    assert "style" not in codes[0]["svg"]
    assert bytes(session.secret).hex() not in response.text
    assert response["Cache-Control"] == "no-store"


def test_the_screen_shows_a_code_without_javascript(client, member, session):
    client.force_login(make_coordinator(member.enterprise))

    page = client.get(desk_url("desk-screen", session)).text

    number = on_the_screen(session).number
    assert (f"{number[:3]} {number[3:]}" in page, '<noscript><meta http-equiv="refresh"' in page) == (True, True)


def test_the_sign_in_sheet_holds_no_live_formula(client, session):
    schemer = make_member(name="=HYPERLINK(1)", post="+1")
    session.invitees.create(member=schemer)
    client.force_login(make_coordinator(schemer.enterprise))

    response = client.get(desk_url("desk-sheet", session))

    sheet = load_workbook(BytesIO(response.content)).active
    cells = [cell for row in sheet.iter_rows(min_row=5) for cell in row if cell.value]
    assert [cell.value for cell in cells[1:2]] == ["=HYPERLINK(1)"]
    assert {cell.data_type for cell in cells} == {"s"}
    assert Entry.objects.filter(event="attendance.sheet.exported").count() == 1


@pytest.mark.parametrize("people", [1, 3])
def test_the_desk_costs_the_same_for_one_and_for_three(client, people, django_assert_max_num_queries):
    enterprise = make_enterprise()
    members = [make_member(enterprise) for _ in range(people)]
    session = make_event(invited=members)
    for number, each in enumerate(members):
        scan(session, each, device=str(number))
    client.force_login(make_coordinator(enterprise))

    with django_assert_max_num_queries(16):
        client.get(desk_url("desk-event", session))


def test_yesterday_s_event_stays_on_the_desk(client, member):
    make_event(starts_at=NOW - timedelta(days=1), invited=[member], title="昨天的会")
    client.force_login(make_coordinator(member.enterprise))

    assert "昨天的会" in client.get(reverse("attendance:desk-events")).text


# -- The study panel


def panel(page, user, template="{% study_panel page %}"):
    request = RequestFactory().get("/")
    request.user = user
    return engines["django"].from_string("{% load attendance %}" + template).render({"page": page}, request)


def test_the_panel_and_the_film_s_bookmark_share_one_query(member, django_assert_num_queries):
    page = make_page(kind="watch", seconds=600)
    StudyRecord.objects.create(
        member=member, page=page, kind="watch", length=600, position=125.5, credited_seconds=90, started_at=NOW
    )
    assert member.user.membership == member

    with django_assert_num_queries(1):
        html = panel(page, member.user, "{% study_position page as seconds %}{{ seconds }}|{% study_panel page %}")

    assert (html.split("|")[0], "1:30" in html) == ("125", True)


def test_a_film_seen_to_its_end_starts_again(member):
    page = make_page(kind="watch", seconds=600)
    StudyRecord.objects.create(member=member, page=page, kind="watch", length=600, position=598, started_at=NOW)

    assert panel(page, member.user, "{% study_position page %}") == "0"


def test_who_is_no_member_sees_no_panel():
    assert panel(make_page(), make_supervisor()).strip() == ""
