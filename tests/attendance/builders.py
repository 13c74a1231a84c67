"""Builders of study, events and check-ins."""

from datetime import timedelta
from itertools import count

from wagtail.models import Page

from attendance import actions
from attendance.models import Event, Invitee, Session
from attendance.queries import codes
from attendance.rules.study import Beat
from tests.builders import NOW

_numbers = count(1)


def make_page(*, kind="read", seconds=60, live=True):
    """A page that asks for study. Only what every page of ours has is set: its kind, its seconds, its film."""
    root = Page.get_first_root_node()
    page = root.add_child(instance=Page(title="围猎", slug=f"study-{next(_numbers)}", live=live))
    page.study_kind, page.study_seconds, page.film = kind, seconds, None
    if kind == "watch":
        page.film = type("Film", (), {"seconds": seconds})()
    return page


def make_beats(count, *, first=1, after=0, **fields):
    """`count` beats of fifteen seconds, one after the other, from `after` seconds after the ticket."""
    return [Beat(seq=first + n, mono=after + (n + 1) * 15, dt=15, **fields) for n in range(count)]


def make_event(*, starts_at=NOW, enterprise=None, invited=(), credit_minutes=90, title="警示教育大会", **fields):
    """An event of two hours with one session; gives the session."""
    event = Event.objects.create(
        kind=Event.Kind.WARNING_MEETING,
        title=title,
        venue="园区报告厅",
        organiser="园区纪工委",
        enterprise=enterprise,
        credit_minutes=credit_minutes,
        **fields,
    )
    ends_at = starts_at + timedelta(hours=2)
    session = Session.objects.create(
        event=event,
        starts_at=starts_at,
        ends_at=ends_at,
        opens_at=starts_at - timedelta(minutes=30),
        closes_at=ends_at,
    )
    Invitee.objects.bulk_create(Invitee(session=session, member=member) for member in invited)
    return session


def on_the_screen(session, now=NOW):
    """The code that the host's screen shows at a moment."""
    return codes.screen_codes(session, now)[0]


def scan(session, member, *, now=NOW, device="phone-a"):
    """A member checks in with the code of the moment."""
    return actions.check_in(
        session=session, member=member, token=on_the_screen(session, now).token, device=device, now=now
    )
