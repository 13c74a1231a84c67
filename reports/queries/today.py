"""What a member meets today. Few queries: this page is opened most often, on the weakest networks."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.utils import timezone

from attendance.models import Session
from attendance.rules import presence
from campaigns.queries import Standing, standings_of
from enterprises.models import Member
from pledges.models import Decline, Pledge
from pledges.queries import Waiting, versions_asked_of
from pledges.rules import signing
from quizzes.models import DailyAnswer, Question
from quizzes.queries import questions_due
from reports.rules.figures import days_left


@dataclass(frozen=True)
class Practice:
    """The daily question (None where no bank is open to practice, else whether it was answered) and reviews due."""

    daily_answered: bool | None
    reviews_due: int


@dataclass(frozen=True)
class Place:
    """A session of today that the member is asked to, and how she stands to it."""

    session: Session
    state: presence.State
    door_open: bool

    @property
    def attended(self):
        return self.state in presence.ATTENDED

    @property
    def may_check_in(self):
        return self.door_open and self.state == presence.State.EXPECTED


@dataclass(frozen=True)
class Today:
    """Everything on 今日."""

    standings: list[Standing]
    places: list[Place]
    waiting: list[Waiting]
    practice: Practice

    @property
    def open(self):
        return [due for standing in self.standings for due in standing.open]

    @property
    def reminded_at(self) -> datetime | None:
        """When a coordinator last reminded of something that is still to be done."""
        return max((row.reminded_at for row in self.standings if row.open and row.reminded_at), default=None)

    @property
    def nothing_left(self):
        may_check_in = any(place.may_check_in for place in self.places)
        return not (self.open or self.waiting or self.practice.reviews_due or may_check_in)


def today(member, now):
    """The Today of a member; six queries."""
    standings = standings_of(member, now)
    listed = {due.activity.pledge_text_id for standing in standings for due in standing.open}
    return Today(
        standings=standings,
        places=places_today(member, now),
        waiting=[row for row in waiting(member, now) if row.text.pk not in listed and not row.declined],
        practice=practice(member, now),
    )


def days_until(standing, now):
    return days_left(timezone.localdate(standing.campaign.due_at), timezone.localdate(now))


def places_today(member, now):
    """A Place for each session of this calendar day that the member is asked to; one query, however many marks."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = (
        Session.objects.filter(
            invitees__member=member, starts_at__lt=midnight + timedelta(days=1), ends_at__gte=midnight
        )
        .annotate(own=FilteredRelation("check_ins", condition=Q(check_ins__member=member)))
        .select_related("event")
        .annotate(mark_kind=F("own__kind"), mark_at=F("own__occurred_at"), mark_state=F("own__state"))
        .order_by("starts_at", "pk", "own__received_at", "own__pk")
    )
    marks = defaultdict(list)
    for row in rows:
        marks[row] += [presence.Mark(row.mark_kind, row.mark_at, row.mark_state)] if row.mark_kind else []
    return [_place(session, own, now) for session, own in marks.items()]


def _place(session, marks, now):
    state = presence.outcome(
        marks,
        starts_at=session.starts_at,
        closes_at=session.closes_at,
        late_after=session.late_after,
        required=True,
        now=now,
    )
    return Place(session, state, session.check_in_is_open(now))


def waiting(member, now):
    """What `pledges_waiting` gives, in one query: this page cannot afford three."""
    versions = (
        versions_asked_of(member)
        .annotate(
            live=FilteredRelation(
                "text__pledges", condition=Q(text__pledges__member=member, text__pledges__state__in=Pledge.LIVE)
            ),
            declined=Exists(Decline.objects.filter(member=member, version=OuterRef("pk"))),
        )
        .annotate(signed_major=F("live__version__major"), valid_until=F("live__valid_until"))
    )
    return [
        Waiting(version, previous=None, declined=version.declined)
        for version in versions
        if signing.waits(
            in_force_major=version.major,
            signed_major=version.signed_major,
            valid_until=version.valid_until,
            now=now,
        )
    ]


def practice(member, now):
    """The Practice of a member, in one query: whether and how much there is, not what."""
    today = timezone.localdate(now)
    reviews = questions_due(member, now).order_by()
    offered, answered, due = (
        Member.objects.filter(pk=member.pk)
        .values_list(
            Exists(Question.objects.non_polymorphic().filter(bank__for_practice=True, retired=False)),
            Exists(DailyAnswer.objects.filter(member=OuterRef("pk"), day=today)),
            Subquery(reviews.values("member").annotate(count=Count("pk")).values("count")),
        )
        .get()
    )
    return Practice(daily_answered=answered if offered or answered else None, reviews_due=due or 0)
