"""Checking in: by the code on the screen, by its number, by the host's hand."""

from datetime import timedelta

import pytest

from attendance import actions, queries
from attendance.models import CheckIn, NumberTry
from attendance.rules.presence import CheckInRefused, MarkRefused
from campaigns.models import Completion
from journal.models import Entry
from tests.attendance.builders import make_event, on_the_screen, scan
from tests.builders import NOW, make_coordinator, make_enterprise, make_member, make_supervisor

pytestmark = pytest.mark.django_db


def after(**time):
    return NOW + timedelta(**time)


def refused(**arguments):
    with pytest.raises(CheckInRefused) as refusal:
        actions.check_in(**arguments)
    assert not CheckIn.objects.exists()
    return refusal.value.code


def state_of(session, member, now=NOW):
    return str(queries.my_standing(session, member, now).state)


def test_a_fresh_code_checks_a_member_in_on_time():
    member = make_member()
    session = make_event(invited=[member])

    mark = scan(session, member, now=after(minutes=10))

    assert (mark.kind, mark.source, mark.flags) == ("in", "room_qr", [])
    assert state_of(session, member) == "present"
    assert Entry.objects.filter(event="attendance.check_in.made").count() == 1


def test_a_minute_after_the_grace_is_late():
    member = make_member()
    session = make_event(invited=[member])

    scan(session, member, now=after(minutes=11))

    assert state_of(session, member) == "late"


def test_checking_in_twice_gives_the_first_mark_back():
    member = make_member()
    session = make_event(invited=[member])
    first = scan(session, member)

    assert scan(session, member, now=after(minutes=30)) == first
    assert (CheckIn.objects.count(), state_of(session, member)) == (1, "present")


def test_an_old_code_leaves_nothing():
    member = make_member()
    session = make_event(invited=[member])
    token = on_the_screen(session).token

    assert refused(session=session, member=member, token=token, now=after(seconds=60)) == "expired"


def test_the_code_of_another_session_leaves_nothing():
    member = make_member()
    session, other = make_event(invited=[member]), make_event()

    assert refused(session=session, member=member, token=on_the_screen(other).token, now=NOW) == "forged"


def test_the_door_must_be_open():
    member = make_member()
    session = make_event(starts_at=after(hours=1), invited=[member])

    assert refused(session=session, member=member, token=on_the_screen(session).token, now=NOW) == "too_early"


def test_a_ticket_gives_its_own_member_two_minutes_to_press_the_button():
    member, friend = make_member(), make_member()
    session = make_event(invited=[member, friend])
    ticket = queries.codes.confirm_ticket(session, member, NOW)

    assert refused(session=session, member=friend, ticket=ticket, now=NOW) == "forged"
    assert refused(session=session, member=member, ticket=ticket, now=after(minutes=3)) == "expired"
    assert actions.check_in(session=session, member=member, ticket=ticket, now=after(seconds=110)).kind == "in"


def test_two_people_on_one_phone_are_both_let_in_and_both_looked_at():
    first, second, third = make_member(), make_member(), make_member()
    session = make_event(invited=[first, second, third])
    scan(session, first, device="shared")
    flagged = scan(session, second, device="shared")
    scan(session, third, device="her own")

    doubtful = {line.member for line in queries.roll(session, type(first).objects.all(), NOW) if line.doubtful}

    assert (flagged.flags, doubtful) == (["shared_device"], {first, second})


def test_who_comes_uninvited_is_let_in_and_noted():
    member = make_member()

    assert scan(make_event(), member).flags == ["not_invited"]


def test_the_number_on_the_screen_does_what_the_code_does():
    member = make_member()
    session = make_event(invited=[member])

    mark = actions.check_in_by_number(
        session=session, member=member, digits=on_the_screen(session).number, device="", now=NOW
    )

    assert (mark.source, state_of(session, member)) == ("room_number", "present")


def guess(session, member, now, digits="000000"):
    with pytest.raises(CheckInRefused) as refusal:
        actions.check_in_by_number(session=session, member=member, digits=digits, now=now)
    return refusal.value.code


def test_guessing_the_number_ends_after_ten_tries_and_may_go_on_after_five_minutes():
    member = make_member()
    session = make_event(invited=[member])

    answers = [guess(session, member, NOW) for _ in range(11)]

    assert answers == ["wrong_number"] * 10 + ["too_many_tries"]
    assert guess(session, member, NOW, on_the_screen(session).number) == "too_many_tries"
    assert guess(session, member, after(minutes=5)) == "wrong_number"
    assert (NumberTry.objects.count(), CheckIn.objects.count()) == (1, 0)


def test_one_member_s_tries_do_not_stop_another():
    member, other = make_member(), make_member()
    session = make_event(invited=[member, other])
    for _ in range(10):
        guess(session, member, NOW)

    mark = actions.check_in_by_number(session=session, member=other, digits=on_the_screen(session).number, now=NOW)

    assert mark.member == other


# -- By hand


def mark(session, member, by, state="present", reason="手机没电", now=NOW):
    return actions.mark(session=session, member=member, state=state, reason=reason, by=by, now=now)


def test_the_host_marks_by_hand_with_a_reason():
    member = make_member()
    session, host = make_event(invited=[member]), make_coordinator(member.enterprise)

    made = mark(session, member, host)

    assert (made.kind, made.by, made.reason) == ("manual", host, "手机没电")
    assert state_of(session, member) == "present"


def test_a_mark_without_a_reason_leaves_nothing():
    member = make_member()
    session, host = make_event(invited=[member]), make_coordinator(member.enterprise)

    with pytest.raises(MarkRefused):
        mark(session, member, host, reason=" ")

    assert not CheckIn.objects.exists()


def test_a_correction_is_added_and_the_mark_before_it_stays():
    member = make_member()
    session, host = make_event(invited=[member]), make_coordinator(member.enterprise)
    scan(session, member, now=after(minutes=20))

    mark(session, member, host, reason="班车晚点", now=after(minutes=21))

    assert [each.kind for each in CheckIn.objects.all()] == ["in", "correct"]
    assert state_of(session, member) == "present"


def test_after_a_week_a_coordinator_is_refused_and_a_supervisor_is_not():
    member = make_member()
    session = make_event(starts_at=after(days=-9), invited=[member])

    with pytest.raises(MarkRefused):
        mark(session, member, make_coordinator(member.enterprise), state="made_up")

    assert mark(session, member, make_supervisor(), state="made_up").state == "made_up"


def test_leave_is_asked_by_the_member_and_given_by_the_host():
    member = make_member()
    session = make_event(starts_at=after(days=1), invited=[member])
    asked = actions.ask_leave(session=session, member=member, leave_kind="business", reason="出差", now=NOW)
    again = actions.ask_leave(session=session, member=member, leave_kind="sick", reason="再请", now=NOW)

    before = state_of(session, member)
    mark(session, member, make_coordinator(member.enterprise), state="excused", reason="出差")

    assert (again, before, state_of(session, member)) == (asked, "expected", "excused")


def test_leave_after_checking_in_is_refused():
    member = make_member()
    session = make_event(invited=[member])
    scan(session, member)

    with pytest.raises(MarkRefused):
        actions.ask_leave(session=session, member=member, leave_kind="other", reason="有事", now=NOW)

    assert CheckIn.objects.count() == 1


# -- What others ask


def test_a_coordinator_counts_and_sees_her_own_people_only():
    ours, theirs = make_enterprise(), make_enterprise()
    mine = [make_member(ours, name) for name in ("甲", "乙", "丙")]
    strangers = [make_member(theirs, name) for name in ("丁", "戊")]
    session = make_event(invited=mine + strangers)
    scan(session, mine[0], device="a")
    scan(session, mine[1], device="b", now=after(minutes=30))
    scan(session, strangers[0], device="c")

    counts = queries.attendance_counts(type(mine[0]).objects.filter(enterprise=ours), session.event)

    assert (counts.invited, counts.present, counts.late, counts.open, counts.attended) == (3, 1, 1, 1, 2)


def test_an_event_earns_its_credit_once_and_only_those_who_came():
    came, stayed_away = make_member(), make_member()
    session = make_event(invited=[came, stayed_away], credit_minutes=90)
    scan(session, came)

    earned = queries.credit_of(came)

    assert (earned.event_minutes, earned.hours, queries.credit_of(stayed_away).minutes) == (90, 2.0, 0)


def test_today_s_events_are_those_of_the_park_s_day():
    member = make_member()
    today = make_event(starts_at=after(hours=13), invited=[member])
    make_event(starts_at=after(hours=14), invited=[member], title="明天")
    make_event(starts_at=after(days=-1), invited=[member], title="昨天")
    make_event(title="没有邀请我")

    found = [line.session for line in queries.events_today(member, NOW)]

    assert found == [today]
    assert len(queries.events_for(member, NOW)) == 3


@pytest.mark.parametrize("events", [1, 3])
def test_a_member_s_events_cost_two_queries(events, django_assert_num_queries):
    member = make_member()
    for _ in range(events):
        scan(make_event(invited=[member]), member)

    with django_assert_num_queries(2):
        [line.session.event.title for line in queries.events_for(member, NOW)]


def test_no_campaign_asks_and_so_nothing_is_completed():
    member = make_member()

    scan(make_event(invited=[member]), member)

    assert not Completion.objects.exists()
