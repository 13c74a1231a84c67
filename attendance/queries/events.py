"""Who is asked to which session, and what became of it. Results are derived from marks whenever they are asked for."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from accounts.models import Role
from accounts.queries import has_role
from attendance.models import CheckIn, Event, Invitee, NumberTry, Session
from attendance.rules import presence
from enterprises.models import Member
from enterprises.queries import enterprises_visible_to


@dataclass(frozen=True)
class Line:
    """One member's place at one session.

    `required` is None for somebody who came uninvited; `mark` is the mark that decided, `leave` a request for leave
    that nobody has answered, `doubtful` means that a person should look at it.
    """

    session: Session
    member: Member
    required: bool | None
    state: presence.State
    mark: CheckIn | None = None
    leave: CheckIn | None = None
    doubtful: bool = False
    arrived_at: datetime | None = None

    @property
    def label(self):
        return STATE_LABELS[self.state]

    @property
    def attended(self):
        return self.state in presence.ATTENDED


STATE_LABELS = {
    **{presence.State(value): label for value, label in CheckIn.State.choices},
    presence.State.EXPECTED: CheckIn.EXPECTED_LABEL,
    presence.State.UNATTENDED: CheckIn.UNATTENDED_LABEL,
}


@dataclass(frozen=True)
class Counts:
    """How many of some members were asked to an event, and what became of them; `open` have no mark yet."""

    invited: int = 0
    present: int = 0
    late: int = 0
    made_up: int = 0
    excused: int = 0
    absent: int = 0
    open: int = 0

    @property
    def attended(self):
        return self.present + self.late + self.made_up


def events_for(member, now):
    """A Line for every session that this member is asked to or has a mark at, in order of time."""
    return _lines_of(member, now, Session.objects.all())


def events_today(member, now):
    """The same, for the sessions of the calendar day that `now` falls on."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    sessions = Session.objects.filter(starts_at__lt=midnight + timedelta(days=1), ends_at__gte=midnight)
    return _lines_of(member, now, sessions)


def my_standing(session, member, now):
    """The Line of one member at one session."""
    invited = Invitee.objects.filter(session=session, member=member).first()
    marks = list(CheckIn.objects.filter(session=session, member=member))
    return _line(session, member, invited.required if invited else None, marks, now)


def _lines_of(member, now, sessions):
    asked = Invitee.objects.filter(member=member, session__in=sessions).select_related("session__event")
    marks = CheckIn.objects.filter(member=member, session__in=sessions).select_related("session__event")
    required = {invitee.session: invitee.required for invitee in asked}
    by_session = defaultdict(list)
    for mark in marks:
        by_session[mark.session].append(mark)
    found = sorted({*required, *by_session}, key=lambda session: (session.starts_at, session.pk))
    return [_line(session, member, required.get(session), by_session[session], now) for session in found]


def _line(session, member, required, marks, now, doubtful=False):
    deciding = [mark for mark in marks if mark.kind != CheckIn.Kind.LEAVE_ASKED]
    asked = [mark for mark in marks if mark.kind == CheckIn.Kind.LEAVE_ASKED]
    arrivals = [mark.occurred_at for mark in deciding if mark.kind == CheckIn.Kind.IN]
    return Line(
        session=session,
        member=member,
        required=required,
        state=_outcome(session, marks, required=bool(required), now=now),
        mark=deciding[-1] if deciding else None,
        leave=asked[-1] if asked and not deciding else None,
        doubtful=doubtful,
        arrived_at=arrivals[0] if arrivals else None,
    )


def _outcome(session, marks, *, required, now):
    return presence.outcome(
        [presence.Mark(mark.kind, mark.occurred_at, mark.state) for mark in marks],
        starts_at=session.starts_at,
        closes_at=session.closes_at,
        late_after=session.late_after,
        required=required,
        now=now,
    )


def roll(session, members, now):
    """A Line for each of `members` (a queryset the viewer may see) who is asked to a session or has a mark at it."""
    marks, required = defaultdict(list), {}
    for mark in CheckIn.objects.filter(session=session, member__in=members).select_related("by"):
        marks[mark.member_id].append(mark)
    for invitee in Invitee.objects.filter(session=session, member__in=members):
        required[invitee.member_id] = invitee.required
    sharing = presence.sharing_a_device(
        CheckIn.objects.filter(session=session, kind=CheckIn.Kind.IN).values_list("device", "member_id")
    )
    listed = Member.objects.filter(pk__in={*required, *marks}).select_related("enterprise", "department")
    return [
        _line(session, member, required.get(member.pk), marks[member.pk], now, doubtful=member.pk in sharing)
        for member in listed
    ]


def tally(lines):
    """{state: how many lines} for a roll."""
    return Counter(line.state for line in lines)


def live_count(session, members):
    """How many of `members` have checked in or were marked as there, and how many are asked to a session."""
    there = CheckIn.objects.filter(session=session, member__in=members).filter(
        Q(kind=CheckIn.Kind.IN) | Q(state__in=presence.ATTENDED)
    )
    asked = Invitee.objects.filter(session=session, member__in=members)
    return there.values("member").distinct().count(), asked.count()


def attendance_counts(members, event):
    """The Counts of an event over all its sessions for a queryset of members, however many."""
    asked = set(Invitee.objects.filter(session__event=event, member__in=members).values_list("member_id", flat=True))
    marks = CheckIn.objects.filter(session__event=event, member__in=members).select_related("session")
    states = _best_states(marks)
    counted = Counter(states.values())
    decided = {state: counted[state] for state in ("present", "late", "made_up", "excused", "absent")}
    return Counts(invited=len(asked), open=len(asked - set(states)), **decided)


def _best_states(marks):
    """{member id: the best state that the member reached at any of an event's sessions}."""
    at_session = defaultdict(list)
    for mark in marks:
        if mark.kind != CheckIn.Kind.LEAVE_ASKED:
            at_session[mark.member_id, mark.session].append(mark)
    best = {}
    for (member_id, session), own in at_session.items():
        state = _outcome(session, own, required=True, now=session.closes_at)
        best[member_id] = min(best.get(member_id, state), state, key=_rank)
    return best


def _rank(state):
    return list(presence.State).index(state) if state in presence.ATTENDED else 10


def attended_minutes(member):
    """Minutes of credit from all events that this member attended; an event counts once."""
    marks = CheckIn.objects.filter(member=member).select_related("session__event")
    by_session = defaultdict(list)
    for mark in marks:
        by_session[mark.session].append(mark)
    attended = {
        session.event
        for session, own in by_session.items()
        if _outcome(session, own, required=True, now=session.closes_at) in presence.ATTENDED
    }
    return sum(event.credit_minutes for event in attended)


def events_open_to(member):
    """Events this member may open: the park's, her enterprise's, and those she is asked to."""
    asked = Invitee.objects.filter(member=member).values("session__event")
    return Event.objects.filter(Q(enterprise__isnull=True) | Q(enterprise=member.enterprise_id) | Q(pk__in=asked))


def event_open_to(member, public_id):
    return events_open_to(member).filter(public_id=public_id).first()


def session_open_to(member, public_id):
    """The session of this id, if its event is open to this member, or None."""
    sessions = Session.objects.filter(public_id=public_id, event__in=events_open_to(member))
    return sessions.select_related("event").first()


def events_hosted_by(user):
    """Events whose door this person keeps: all for a supervisor; for a coordinator those of her enterprise, and the
    park's that her enterprise is asked to."""
    if has_role(user, Role.SUPERVISOR):
        return Event.objects.all()
    enterprises = enterprises_visible_to(user)
    asked = Invitee.objects.filter(member__enterprise__in=enterprises).values("session__event")
    return Event.objects.filter(Q(enterprise__in=enterprises) | Q(enterprise__isnull=True, pk__in=asked))


def current_session(event, now):
    """The session whose door is open or opens next; the last one when all are over; None if there is none."""
    sessions = list(event.sessions.all())
    ahead = [session for session in sessions if session.closes_at >= now]
    return next(iter(ahead), sessions[-1] if sessions else None)


def device_used_by_another(session, member, device):
    """Whether somebody else checked in to this session from the same phone."""
    own = CheckIn.objects.filter(session=session, kind=CheckIn.Kind.IN, device=device)
    return bool(device) and own.exclude(member=member).exists()


def number_tries(member, now):
    """How often this member has typed a number within the last minutes."""
    return NumberTry.objects.filter(member=member, tried_at__gt=now - presence.TRIES_WITHIN).count()
