"""Keeping the times that two editors agreed on: letting pages out, and taking them off."""

import logging
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from wagtail.models import Page, Revision

from content import queries
from journal.actions import record

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kept:
    """How many pages came out, went off, and could do neither."""

    let_out: int
    taken_off: int
    failed: int


def keep_schedule(*, now):
    """Let out and take off what is due. Each page by itself: what is wrong with one must not hold up the others.

    What was withdrawn is off already, and its address goes on saying why.
    """
    over = Page.objects.live().filter(~queries.taken_back(), expire_at__lt=now)
    going = [(_take_off, page) for page in over.order_by("expire_at")]
    coming = Revision.page_revisions.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at")
    done = {_take_off: 0, _let_out: 0}
    due = [*going, *((_let_out, revision) for revision in coming)]
    for act, what in due:
        done[act] += _tried(act, what, now)
    return Kept(let_out=done[_let_out], taken_off=done[_take_off], failed=len(due) - sum(done.values()))


def _tried(act, what, now):
    try:
        with transaction.atomic():
            act(what, now)
    except (ValidationError, DatabaseError):
        # It stays due, and is tried again when the clock next asks.
        log.exception("Page %s could not be let out or taken off at its time.", what)
        return False
    return True


def _let_out(revision, now):
    page = revision.content_object
    revision.publish(log_action="wagtail.publish.scheduled")
    record("content.page.let_out_on_time", by=None, about=page, now=now)


def _take_off(page, now):
    page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    record("content.page.taken_off_on_time", by=None, about=page, now=now)
