from django.db import transaction

from attendance import queries
from attendance.models import CheckIn, NumberTry
from attendance.queries import codes
from attendance.rules import presence
from attendance.rules.presence import CheckInRefused
from attendance.rules.tokens import TokenRefused
from campaigns.actions import complete
from campaigns.models import ActivityKind
from journal.actions import record

SHARED_DEVICE, NOT_INVITED = "shared_device", "not_invited"


@transaction.atomic
def check_in(*, session, member, now, token="", ticket="", device=""):
    """Take a check-in by the QR code on the screen, or raise CheckInRefused.

    `token` is what was scanned; `ticket` proves that this member opened the page of a fresh token a moment ago.
    A second check-in gives back the first.
    """
    presence.check_may_check_in(opens_at=session.opens_at, closes_at=session.closes_at, now=now)
    counter = _scanned_step(session, member, token, ticket, now)
    return _take(session, member, now, device, source=CheckIn.Source.ROOM_QR, counter=counter)


def check_in_by_number(*, session, member, digits, now, device=""):
    """Take a check-in by the six digits on the screen, or raise CheckInRefused. Every try counts, a refused one too."""
    _count_try(member, now)
    with transaction.atomic():
        presence.check_may_check_in(opens_at=session.opens_at, closes_at=session.closes_at, now=now)
        if not codes.number_is_current(session, digits, now):
            raise CheckInRefused("wrong_number")
        return _take(session, member, now, device, source=CheckIn.Source.ROOM_NUMBER)


@transaction.atomic
def _count_try(member, now):
    presence.check_may_try_number(tries=queries.number_tries(member, now))
    NumberTry.objects.filter(member=member, tried_at__lte=now - presence.TRIES_WITHIN).delete()
    NumberTry.objects.create(member=member, tried_at=now)


def _scanned_step(session, member, token, ticket, now):
    try:
        if ticket:
            return codes.check_ticket(session, member, ticket, now)
        return codes.check_token(session, token, now)
    except TokenRefused as refusal:
        raise CheckInRefused(refusal.code) from refusal


def _take(session, member, now, device, *, source, counter=None):
    flags = _doubts(session, member, device)
    check_in, is_new = CheckIn.objects.get_or_create(
        session=session,
        member=member,
        kind=CheckIn.Kind.IN,
        defaults={
            "enterprise_id": member.enterprise_id,
            "source": source,
            "occurred_at": now,
            "received_at": now,
            "by": member.user,
            "by_own_hand": True,
            "device": device,
            "token_counter": counter,
            "flags": flags,
        },
    )
    if is_new:
        detail = {"source": source, "flags": flags}
        record("attendance.check_in.made", by=member.user, about=check_in, now=now, detail=detail)
        tell_campaigns(check_in, now)
    return check_in


def _doubts(session, member, device):
    """What a person should look at later. None of it keeps anybody out: families and teams share phones."""
    doubts = []
    if queries.device_used_by_another(session, member, device):
        doubts.append(SHARED_DEVICE)
    if not session.invitees.filter(member=member).exists():
        doubts.append(NOT_INVITED)
    return doubts


def tell_campaigns(check_in, now):
    """A mark that says somebody was there completes what a campaign asked of her."""
    complete(
        member=check_in.member,
        kind=ActivityKind.ATTEND,
        target=check_in.session.event,
        now=now,
        evidence={"check_in": str(check_in.public_id), "source": check_in.source},
    )
