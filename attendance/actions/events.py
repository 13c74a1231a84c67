from django.db import transaction

from accounts.models import Role
from accounts.queries import has_role
from attendance import queries
from attendance.actions.check_in import tell_campaigns
from attendance.models import CheckIn, Event, Invitee, Session
from attendance.rules import presence
from journal.actions import record


@transaction.atomic
def create_event(*, times, by, now, **fields):
    """Make an event with a session for each (starts_at, ends_at) of `times`; `fields` are those of Event."""
    event = Event.objects.create(**fields)
    for starts_at, ends_at in times:
        _create_session(event, starts_at, ends_at)
    record("attendance.event.created", by=by, about=event, now=now, detail={"sessions": len(times)})
    return event


@transaction.atomic
def add_session(*, event, times, now, by=None):
    """Hold an event once more, from `times[0]` to `times[1]`; nobody is asked to it yet."""
    session = _create_session(event, *times)
    record("attendance.session.added", by=by, about=session, now=now)
    return session


def _create_session(event, starts_at, ends_at):
    return Session.objects.create(
        event=event,
        starts_at=starts_at,
        ends_at=ends_at,
        opens_at=starts_at - presence.OPENS_BEFORE,
        closes_at=ends_at,
    )


@transaction.atomic
def invite(*, session, members, by, now, required=True):
    """Ask members to a session; those who were asked before stay as they were. Give back how many are new."""
    asked = set(Invitee.objects.filter(session=session).values_list("member_id", flat=True))
    new = [Invitee(session=session, member=member, required=required) for member in members if member.pk not in asked]
    Invitee.objects.bulk_create(new)
    if new:
        record("attendance.members.invited", by=by, about=session, now=now, detail={"members": len(new)})
    return len(new)


@transaction.atomic
def mark(*, session, member, state, reason, by, now):
    """Say by hand what a member's place at a session is, or raise MarkRefused. It answers every earlier mark."""
    own_hand = by is not None and by.pk == member.user_id
    presence.check_may_mark(
        reason=reason,
        by_own_hand=own_hand,
        closes_at=session.closes_at,
        now=now,
        may_mark_late=by is not None and has_role(by, Role.SUPERVISOR),
    )
    standing = queries.my_standing(session, member, now)
    made = CheckIn.objects.create(
        session=session,
        member=member,
        enterprise_id=member.enterprise_id,
        kind=_kind_of_mark(state, standing),
        state=state,
        source=CheckIn.Source.MANUAL,
        occurred_at=now,
        received_at=now,
        by=by,
        by_own_hand=own_hand,
        reason=reason.strip(),
    )
    record("attendance.mark.made", by=by, about=made, now=now, detail={"kind": made.kind, "state": made.state})
    if made.state in presence.ATTENDED:
        tell_campaigns(made, now)
    return made


def _kind_of_mark(state, standing):
    if state == CheckIn.State.EXCUSED:
        return CheckIn.Kind.EXCUSED
    return CheckIn.Kind.CORRECT if standing.mark else CheckIn.Kind.MANUAL


@transaction.atomic
def ask_leave(*, session, member, leave_kind, reason, now):
    """Ask to be excused from a session, or raise MarkRefused. The host answers by marking her excused."""
    standing = queries.my_standing(session, member, now)
    presence.check_may_ask_leave(
        reason=reason, closes_at=session.closes_at, now=now, already_in=standing.mark is not None
    )
    if standing.leave:
        return standing.leave
    asked = CheckIn.objects.create(
        session=session,
        member=member,
        enterprise_id=member.enterprise_id,
        kind=CheckIn.Kind.LEAVE_ASKED,
        source=CheckIn.Source.MANUAL,
        occurred_at=now,
        received_at=now,
        by=member.user,
        by_own_hand=True,
        reason=reason.strip(),
        leave_kind=leave_kind,
    )
    record("attendance.leave.asked", by=member.user, about=asked, now=now, detail={"kind": leave_kind})
    return asked


@transaction.atomic
def record_sheet_taken(*, session, rows, by, now):
    """Write down that somebody took a sign-in sheet with names."""
    record("attendance.sheet.exported", by=by, about=session, now=now, detail={"rows": rows})
