from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from attendance import queries
from attendance.models import StudyBeat, StudyRecord, StudySession
from attendance.rules import spans, study
from campaigns.actions import complete
from campaigns.models import ActivityKind
from enterprises.models import Member
from journal.actions import record as journal

# Reasons that end a beat's claim to have been studying at all; the others only mean that nothing was left to earn.
TIME_WAS_REAL = ("", study.COUNTED_ALREADY, study.DAY_FULL, study.PAGE_FULL)


@dataclass(frozen=True)
class Progress:
    """What the browser is told: which beats need not be sent again, and how far the member has come."""

    session: StudySession
    record: StudyRecord
    accepted: tuple = ()
    why: tuple = ()


@transaction.atomic
def open_study(*, member, page, now):
    """A ticket to study `page`, which ends any other ticket this member holds."""
    # Two tabs opened at once must not both keep a ticket.
    Member.objects.select_for_update().get(pk=member.pk)
    length = queries.length_of(page)
    replaced = list(StudySession.objects.filter(member=member, state=StudySession.State.OPEN))
    _abandon(replaced, now)
    session = StudySession.objects.create(
        member=member,
        enterprise_id=member.enterprise_id,
        page_id=page.pk,
        kind=page.study_kind,
        issued_at=now,
        length=length,
        needed=study.seconds_needed(page.study_kind, length=length),
    )
    StudySession.objects.filter(pk__in=[old.pk for old in replaced]).update(abandoned_for=session)
    record, _ = StudyRecord.objects.update_or_create(
        member=member,
        page_id=page.pk,
        defaults={"kind": page.study_kind, "length": length},
        create_defaults={"kind": page.study_kind, "length": length, "started_at": now},
    )
    if record.is_completed:
        # A campaign that began after she had studied the page still finds it done.
        _tell_campaigns(record, page, now)
    return Progress(session=session, record=record)


def _abandon(sessions, now):
    StudySession.objects.filter(pk__in=[session.pk for session in sessions]).update(
        state=StudySession.State.ABANDONED, abandoned_at=now
    )


@transaction.atomic
def take_beats(*, session, beats, now):
    """Credit what a browser reports. Beats that were taken before change nothing; all that arrive are answered."""
    # A second of a member's life is credited once: batches of two phones take turns.
    Member.objects.select_for_update().get(pk=session.member_id)
    session = StudySession.objects.select_related("member__user", "page").get(pk=session.pk)
    record = StudyRecord.objects.get(member=session.member_id, page=session.page_id)
    known = set(session.beats.filter(seq__in=[beat.seq for beat in beats]).values_list("seq", flat=True))
    fresh = {beat.seq: beat for beat in beats if beat.seq not in known}
    verdicts = _judged(session, record, list(fresh.values()), now)
    if verdicts:
        _keep(session, record, verdicts, now)
    missing = queries.enough_for(record)
    if missing is None and not record.is_completed:
        _finish(record, session, now)
    return Progress(
        session=session,
        record=record,
        accepted=tuple(sorted({beat.seq for beat in beats})),
        why=_reasons(verdicts, missing),
    )


def _judged(session, record, beats, now):
    issued = session.issued_at.timestamp()
    ticket = study.Ticket(
        kind=session.kind,
        issued=issued,
        length=session.length,
        abandoned=session.abandoned_at.timestamp() if session.abandoned_at else None,
    )
    received = now.timestamp()
    # What claims to be later than now is refused anyway and must not make us look up distant days.
    moments = [(issued + beat.mono - study.BEAT_CAP, min(issued + beat.mono, received)) for beat in beats]
    standing = queries.standing_before(session, record, moments)
    return study.judge(beats, ticket=ticket, received=received, standing=standing)


def _keep(session, record, verdicts, now):
    StudyBeat.objects.bulk_create([_beat(session, verdict, now) for verdict in verdicts], ignore_conflicts=True)
    credited = sum(verdict.credited for verdict in verdicts)
    session.credited_seconds += credited
    session.save(update_fields=["credited_seconds"])
    record.credited_seconds += credited
    real = [verdict for verdict in verdicts if verdict.reason in TIME_WAS_REAL]
    if real:
        _move_on(record, real)
    record.save(update_fields=["credited_seconds", "coverage", "position", "reached_end"])


def _move_on(record, real):
    played = [verdict.played for verdict in real if verdict.played]
    covered = spans.merged([*(tuple(span) for span in record.coverage), *played])
    record.coverage = [[round(start, 1), round(end, 1)] for start, end in covered]
    record.position = max(real, key=lambda verdict: verdict.end).beat.pos1
    if record.kind == study.READ:
        furthest = max(verdict.beat.pos1 for verdict in real)
        record.reached_end = record.reached_end or furthest >= study.END_OF_ARTICLE


def _beat(session, verdict, now):
    beat = verdict.beat
    return StudyBeat(
        session=session,
        seq=beat.seq,
        received_at=now,
        started_at=datetime.fromtimestamp(min(verdict.start, verdict.end), tz=UTC),
        ended_at=datetime.fromtimestamp(verdict.end, tz=UTC),
        dt=beat.dt,
        playing=beat.playing,
        visible=beat.visible,
        idle=beat.idle,
        pos0=beat.pos0,
        pos1=beat.pos1,
        rate=beat.rate,
        credited=verdict.credited,
        refused_reason=verdict.reason,
        flagged=verdict.flagged,
    )


def _finish(record, session, now):
    record.completed_at = now
    record.save(update_fields=["completed_at"])
    journal(
        "attendance.study.completed",
        by=session.member.user,
        about=record,
        now=now,
        detail={"page": record.page_id, "kind": record.kind, "credited_seconds": round(record.credited_seconds)},
    )
    _tell_campaigns(record, session.page, now, member=session.member)


def _tell_campaigns(record, page, now, member=None):
    complete(
        member=member or record.member,
        kind=ActivityKind(record.kind),
        target=page,
        now=now,
        evidence={"study_record": record.pk, "credited_seconds": round(record.credited_seconds)},
    )


def _reasons(verdicts, missing):
    reasons = {verdict.reason for verdict in verdicts if verdict.reason}
    if missing:
        reasons.add(missing)
    return tuple(sorted(reasons))
