"""A member before a text: it is shown, and signed or declined."""

import secrets
from datetime import UTC
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from campaigns.actions import complete
from campaigns.models import ActivityKind
from enterprises.models import Member
from journal.actions import record

from .. import queries
from ..models import Decline, Pledge, SigningAttempt
from ..rules import codes, evidence, signing
from ..rules.refusals import SigningRefused


@transaction.atomic
def present(*, member, text, terms_accepted, now):
    """Open the version in force before the member, who accepted the terms; gives the attempt or SigningRefused."""
    version, terms = queries.version_in_force(text), queries.terms_in_force()
    if version is None or terms is None:
        raise SigningRefused(signing.NOTHING_TO_SIGN)
    _check_still_waiting(member, version, now)
    if not terms_accepted:
        raise SigningRefused(signing.TERMS_NOT_ACCEPTED)
    attempt = SigningAttempt.objects.create(
        member=member, version=version, terms=terms, started_at=now, presented_sha256=version.text_sha256
    )
    detail = {"version": version.number, "text_sha256": version.text_sha256, "terms": terms.version}
    record("pledges.text.presented", by=member.user, about=text, now=now, detail=detail)
    return attempt


@transaction.atomic
def sign(*, attempt, sent_sha256, drawing, confirmed_at, now, client=None, enqueue=True):
    """The pledge of this attempt, made once however often it is asked for; or SigningRefused and nothing written.

    `drawing` is a checked `rules.strokes.Drawing`, `confirmed_at` the moment the password was last given, `client`
    {"ip", "user_agent", "language"}. Sealing is queued after commit unless `enqueue` is False.
    """
    # Two tabs of one member must not both find that nothing is signed yet.
    member = Member.objects.select_for_update(of=("self",)).select_related("enterprise").get(pk=attempt.member_id)
    attempt = SigningAttempt.objects.select_related("version__text", "terms").get(pk=attempt.pk)
    if already := Pledge.objects.filter(attempt=attempt).first():
        return already
    _check(attempt, sent_sha256, confirmed_at, now)
    previous = _check_still_waiting(member, attempt.version, now)
    if previous:
        _replace(previous, now)
    pledge = _pledge(attempt, member, drawing, previous, now)
    _bind(pledge, confirmed_at, client or {})
    pledge.save()
    complete(
        member=member,
        kind=ActivityKind.PLEDGE,
        target=attempt.version.text,
        now=now,
        evidence={"serial": pledge.serial, "entry": pledge.entry.sequence},
    )
    if enqueue:
        transaction.on_commit(partial(_queue_sealing, str(pledge.public_id)), robust=True)
    return pledge


@transaction.atomic
def decline(*, member, text, reason, now):
    """Keep that the member will not sign the version in force, and why; a second time changes nothing."""
    reason = signing.check_reason(reason)
    version = queries.version_in_force(text)
    if version is None:
        raise SigningRefused(signing.NOTHING_TO_SIGN)
    _check_still_waiting(member, version, now)
    declined, new = Decline.objects.get_or_create(
        member=member, version=version, defaults={"reason": reason, "at": now}
    )
    if new:
        detail = {"version": version.number, "text_sha256": version.text_sha256}
        record("pledges.pledge.declined", by=member.user, about=text, now=now, detail=detail)
    return declined


def _check(attempt, sent_sha256, confirmed_at, now):
    signing.check_may_sign(
        published=attempt.version.is_published,
        presented_sha256=attempt.presented_sha256,
        sent_sha256=sent_sha256,
        text_sha256=attempt.version.text_sha256,
        opened_at=attempt.started_at,
        confirmed_at=confirmed_at,
        now=now,
        min_seconds=queries.min_reading_seconds(),
    )


def _check_still_waiting(member, version, now):
    """The live pledge that a new one would replace, or None; SigningRefused where there is nothing to renew."""
    previous = queries.live_pledge(member, version.text)
    if not queries.is_waiting(version, previous, now):
        raise SigningRefused(signing.ALREADY_SIGNED)
    return previous


def _replace(previous, now):
    previous.state, previous.ended_at = Pledge.State.SUPERSEDED, now
    previous.save(update_fields=["state", "ended_at"])


def _pledge(attempt, member, drawing, previous, now):
    """The row as it will be kept, but for its hashes."""
    text, signed = attempt.version.text, timezone.localtime(now)
    return Pledge(
        serial=codes.serial_number(signed, secrets.token_bytes(codes.SERIAL_BYTES)),
        code=codes.crockford(secrets.token_bytes(codes.CODE_BYTES)),
        text=text,
        version=attempt.version,
        terms=attempt.terms,
        attempt=attempt,
        member=member,
        enterprise=member.enterprise,
        signer={"name": member.name, "enterprise": member.enterprise.name, "post": member.post},
        method=Pledge.Method.DRAWN_ONLINE,
        strokes=drawing.as_json(),
        presented_at=attempt.started_at,
        signed_at=now,
        valid_until=signing.holds_until(signed, text.validity_months),
        previous=previous,
    )


def _bind(pledge, confirmed_at, client):
    """Fill in the hashes and the journal entry that hold the pledge to what it says."""
    attempt = pledge.attempt
    pledge.core_sha256 = evidence.digest(queries.core_of(pledge))
    pledge.evidence = evidence.evidence_record(
        nonce=secrets.token_hex(16),
        core_sha256=pledge.core_sha256,
        attempt=str(attempt.uuid),
        identity={"method": "password", "confirmed_at": evidence.instant(confirmed_at.astimezone(UTC))},
        intent={
            "presented_sha256": attempt.presented_sha256,
            "read_seconds": int((pledge.signed_at - attempt.started_at).total_seconds()),
            "accepted": ["terms", "handwriting"],
        },
        client=client,
    )
    pledge.entry = record(
        "pledges.pledge.signed",
        by=pledge.member.user,
        about=pledge,
        now=pledge.signed_at,
        detail={
            "serial": pledge.serial,
            "text_sha256": pledge.version.text_sha256,
            "core_sha256": pledge.core_sha256,
            "evidence_sha256": evidence.digest(pledge.evidence),
        },
    )


def _queue_sealing(public_id):
    # By name: tasks stand above actions, and call them.
    import_string("pledges.tasks.seal_pledge").enqueue(public_id)
