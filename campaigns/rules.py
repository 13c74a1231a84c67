"""Whom a campaign asks, how urgent a thing is, how often somebody may be reminded."""

from datetime import timedelta

REMIND_AGAIN_AFTER = timedelta(hours=20)
SOON = timedelta(days=3)


def is_asked(*, only_party_members, risk_levels, is_party_member, risk_level):
    """Whether a member belongs to those whom a campaign asks; an empty list of risk levels asks all."""
    if only_party_members and not is_party_member:
        return False
    return not risk_levels or risk_level in risk_levels


def urgency(*, due_at, done, now):
    """In one word how a thing stands: done, late, soon or open."""
    if done:
        return "done"
    if due_at < now:
        return "late"
    return "soon" if due_at - now <= SOON else "open"


def may_remind(*, last_at, now):
    """Nobody is reminded of the same campaign twice in a working day."""
    return last_at is None or now - last_at >= REMIND_AGAIN_AFTER
