"""Who may sign what, when; and what a signed pledge is worth on a given day."""

import calendar
from datetime import timedelta

from .refusals import (
    DeclineRefused,
    PublishingRefused,
    RevokingRefused,
    SignerUnconfirmed,
    SigningRefused,
    TextRevised,
)

ATTEMPT_LASTS = timedelta(minutes=30)
CONFIRMATION_LASTS = timedelta(minutes=5)
RENEWAL_OPENS = timedelta(days=30)
SEALING_STALLS_AFTER = timedelta(minutes=5)
SEALING_ATTEMPTS = 8
_RETRY_MINUTES = (1, 5, 30)

TEXT_REVISED = "The text was revised while you were reading. Nothing was signed; please read the new version."
ATTEMPT_EXPIRED = "More than 30 minutes have passed since you opened this text. Nothing was signed; please start again."
READ_TOO_QUICKLY = "Please take the time to read the whole text before signing."
UNCONFIRMED = "Please enter your password again: it is asked within five minutes of signing."
TERMS_NOT_ACCEPTED = "Please accept the signing terms and the keeping of your handwriting first."
ALREADY_SIGNED = "You have already signed this pledge."
NOTHING_TO_SIGN = "This pledge is not open for signing."
REASON_NEEDED = "Please say why, in at least four characters."
NOT_LIVE = "Only a pledge that stands can be revoked."
NOT_A_DRAFT = "A published version never changes. Make a new version instead."
BLOCKS_INCOMPLETE = "The text needs a salutation, a preamble, at least one item and a closing."
SENTENCES = (
    TEXT_REVISED,
    ATTEMPT_EXPIRED,
    READ_TOO_QUICKLY,
    UNCONFIRMED,
    TERMS_NOT_ACCEPTED,
    ALREADY_SIGNED,
    NOTHING_TO_SIGN,
    REASON_NEEDED,
    NOT_LIVE,
    NOT_A_DRAFT,
    BLOCKS_INCOMPLETE,
)


def check_may_sign(*, published, presented_sha256, sent_sha256, text_sha256, opened_at, confirmed_at, now, min_seconds):
    """Refuse unless this very text was open long enough, not too long, and the signer is surely the one signing."""
    if not published or not presented_sha256 == sent_sha256 == text_sha256:
        raise TextRevised(TEXT_REVISED)
    if now - opened_at > ATTEMPT_LASTS:
        raise SigningRefused(ATTEMPT_EXPIRED)
    if now - opened_at < timedelta(seconds=min_seconds):
        raise SigningRefused(READ_TOO_QUICKLY)
    check_confirmed(confirmed_at, now)


def check_confirmed(confirmed_at, now):
    if not is_confirmed(confirmed_at, now):
        raise SignerUnconfirmed(UNCONFIRMED)


def is_confirmed(confirmed_at, now):
    """Was the password given, after all within the last five minutes, and not in the future?"""
    return confirmed_at is not None and timedelta(0) <= now - confirmed_at <= CONFIRMATION_LASTS


def check_reason(reason, refusal=DeclineRefused):
    reason = " ".join((reason or "").split())
    if len(reason) < 4:
        raise refusal(REASON_NEEDED)
    return reason


def check_revocable(live):
    if not live:
        raise RevokingRefused(NOT_LIVE)


def read_blocks(blocks):
    """The wording {salutation, preamble, items[], closing} without blanks around it; PublishingRefused if a part
    is missing or is not words."""
    parts = [blocks.get(name) for name in ("salutation", "preamble", "closing")]
    items = blocks.get("items")
    words = [*parts, *items] if isinstance(items, list) and items else [None]
    if set(blocks) != {"salutation", "preamble", "items", "closing"} or not all(
        isinstance(part, str) and part.strip() for part in words
    ):
        raise PublishingRefused(BLOCKS_INCOMPLETE)
    return {
        "salutation": blocks["salutation"].strip(),
        "preamble": blocks["preamble"].strip(),
        "items": [item.strip() for item in items],
        "closing": blocks["closing"].strip(),
    }


def waits(*, in_force_major, signed_major, valid_until, now):
    """Has the member to sign (again): never signed, an older edition, or within the last month of validity?"""
    if signed_major is None or signed_major < in_force_major:
        return True
    return now >= valid_until - RENEWAL_OPENS


def standing(*, state, valid_until, text_withdrawn, signed_major, in_force_major, now):
    """What the pledge is worth now, as one word: the words that the verification page explains."""
    if state in ("revoked", "superseded"):
        return state
    if text_withdrawn:
        return "withdrawn"
    if in_force_major is not None and in_force_major > signed_major:
        return "superseded"
    if now >= valid_until:
        return "expired"
    return "valid" if state == "sealed" else "sealing"


def holds_until(signed_at, months):
    """The first moment at which a pledge no longer holds: the midnight, where it was signed, after its last day.

    `signed_at` carries the local zone. A month that is too short ends on its last day.
    """
    year, month = divmod(signed_at.month - 1 + months, 12)
    year, month = signed_at.year + year, month + 1
    day = min(signed_at.day, calendar.monthrange(year, month)[1])
    last_day = signed_at.replace(year=year, month=month, day=day, hour=0, minute=0, second=0, microsecond=0)
    return last_day + timedelta(days=1)


def next_number(latest, kind):
    """The (major, minor) after `latest` (a pair or None): "minor" mends a word, "major" asks for new signatures."""
    if latest is None:
        return 1, 0
    major, minor = latest
    return (major, minor + 1) if kind == "minor" else (major + 1, 0)


def retry_after(attempts):
    """How long to wait before sealing again, or None when it is time to call somebody."""
    if attempts >= SEALING_ATTEMPTS:
        return None
    return timedelta(minutes=_RETRY_MINUTES[min(attempts, len(_RETRY_MINUTES)) - 1])
