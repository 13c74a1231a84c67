from datetime import UTC, datetime, timedelta

from django.db.models import Sum
from wagtail.models import Page, PageViewRestriction

from attendance.models import StudyBeat, StudyRecord, StudySession
from attendance.rules import study


def page_for_study(user, page_id):
    """The published page of this id that this person may see and that asks for study, or None."""
    page = Page.objects.live().filter(pk=page_id).first()
    if page is None or not all(_lets_in(restriction, user) for restriction in page.get_view_restrictions()):
        return None
    page = page.specific
    if not getattr(page, "study_kind", None) or not page.is_open_to(user):
        return None
    return page if length_of(page) else None


def _lets_in(restriction, user):
    """Whether one of Wagtail's view restrictions is met. A shared password proves nothing about a member."""
    if restriction.restriction_type == PageViewRestriction.LOGIN:
        return user.is_authenticated
    if restriction.restriction_type == PageViewRestriction.GROUPS:
        return user.groups.filter(pk__in=restriction.groups.values("pk")).exists()
    return restriction.restriction_type == PageViewRestriction.NONE


def length_of(page):
    """A film's own length, or the seconds its editor asks for a text; 0 when there is nothing to study yet."""
    if page.study_kind == study.WATCH:
        return int(page.film.seconds or 0) if page.film else 0
    return int(page.study_seconds or 0)


def session_of(member, public_id):
    """This member's own study session, or None."""
    return StudySession.objects.filter(member=member, public_id=public_id).first()


def record_of(member, page):
    """How far this member has come with this page, or None if she never opened it."""
    return StudyRecord.objects.filter(member=member, page_id=page.pk).first()


def records_for(member):
    """All study records of a member, newest first, each with its page."""
    return StudyRecord.objects.filter(member=member).select_related("page")


def progress_on(member, page_ids):
    """{page id: StudyRecord} for those of the pages that this member has opened."""
    records = StudyRecord.objects.filter(member=member, page_id__in=page_ids)
    return {record.page_id: record for record in records}


def enough_for(record):
    """What still stands between this record and completion: None, or a reason code ("" for more time)."""
    return study.what_is_missing(
        record.kind,
        credited=record.credited_seconds,
        length=record.length,
        coverage=[tuple(span) for span in record.coverage],
        reached_end=record.reached_end,
    )


def standing_before(session, record, moments):
    """What the member was credited with already around `moments`, pairs of (start, end) in epoch seconds."""
    if not moments:
        return study.Standing(page_credit=record.credited_seconds)
    first, last = min(start for start, _ in moments), max(end for _, end in moments)
    days = {study.day_of(end) for _, end in moments}
    return study.Standing(
        counted=_counted_between(session.member_id, first, last),
        page_credit=record.credited_seconds,
        day_credit={day: _credited_on(session.member_id, day) for day in days},
    )


def _counted_between(member_id, first, last):
    beats = _beats_near(member_id, first).filter(
        refused_reason="", ended_at__gt=_moment(first), started_at__lt=_moment(last)
    )
    return [(started.timestamp(), ended.timestamp()) for started, ended in beats.values_list("started_at", "ended_at")]


def _credited_on(member_id, day):
    start = day * 86400 - study.UTC_OFFSET
    beats = _beats_near(member_id, start).filter(ended_at__gte=_moment(start), ended_at__lt=_moment(start + 86400))
    return beats.aggregate(total=Sum("credited"))["total"] or 0


def _beats_near(member_id, start):
    """Beats that can have ended after `start`: a ticket is good for 72 hours, so older ones need no look."""
    issued_from = _moment(start) - timedelta(seconds=study.LEASE)
    return StudyBeat.objects.filter(session__member_id=member_id, session__issued_at__gte=issued_from)


def _moment(seconds):
    return datetime.fromtimestamp(seconds, tz=UTC)
