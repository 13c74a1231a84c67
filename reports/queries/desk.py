"""What a coordinator sees: people of the enterprises that she coordinates, and nobody else."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Sum

from campaigns.models import Activity, ActivityKind, Assignment, Campaign, Completion, Tally
from campaigns.queries import assignments_visible_to, completions_of, tallies_of
from enterprises.models import Department, Member, PartyBranch
from enterprises.queries import coordinated_enterprises, members_visible_to
from reports.queries.figures import Figure, figures_of, items_by_kind, overall, tallied
from reports.rules.figures import percent


@dataclass(frozen=True)
class Group:
    """A department, a branch or all: how many are asked, a Figure for each kind, and all of them in per cent."""

    name: str
    asked: int
    figures: list[Figure]

    @property
    def percent(self):
        return overall(self.figures)


@dataclass(frozen=True)
class Tick:
    """How far one member is with one kind, or with one activity: `done` of `items`."""

    label: str
    done: int
    items: int

    @property
    def complete(self):
        return self.done >= self.items


@dataclass(frozen=True)
class Line:
    """One member on the desk. `ticks` is empty where the campaign does not ask this member."""

    member: Member
    asked: bool
    ticks: list[Tick]
    reminded_at: datetime | None
    excused_because: str = ""

    @property
    def complete(self):
        return self.asked and all(tick.complete for tick in self.ticks)

    @property
    def needs_invitation(self):
        user = self.member.user
        return user is not None and not user.has_usable_password()


def campaigns_on_desk(user):
    """Campaigns, opened at some time, that ask an enterprise that this person coordinates."""
    asked = Campaign.enterprises.through.objects.filter(
        campaign=OuterRef("pk"), enterprise__in=coordinated_enterprises(user)
    )
    return Campaign.objects.exclude(state=Campaign.State.DRAFT).filter(Exists(asked))


def whole(user, campaign):
    """The Group of everybody whom a campaign asks on this desk; from tallies."""
    tallies = list(_on_desk(user, tallies_of(campaign)).select_related("activity"))
    activities = sorted({tally.activity for tally in tallies}, key=lambda activity: activity.order)
    asked, done = tallied(tallies)
    return Group("", asked, figures_of(activities, asked, done)), activities


def _on_desk(user, tallies):
    return tallies.filter(enterprise__in=coordinated_enterprises(user))


def groups(user, campaign, activities, by):
    """A Group for each `by` ("department" or "branch"), those without one last; two queries, however many people."""
    field = f"member__{by}__name"
    asked = dict(_asked(user, campaign).values_list(field).annotate(Count("pk")).order_by(field))
    done = {name: {} for name in asked}
    for name, kind, count in (
        _completions(user, campaign).values_list(field, "activity__kind").annotate(Count("pk")).order_by(field)
    ):
        done[name][kind] = count
    found = [Group(name or "", count, figures_of(activities, count, done[name])) for name, count in asked.items()]
    return sorted(found, key=lambda group: (not group.name, group.name))


def _asked(user, campaign):
    return Assignment.objects.filter(campaign=campaign, excused_because="", member__in=members_visible_to(user))


def _completions(user, campaign):
    asked = _asked(user, campaign).filter(member=OuterRef("member"))
    return completions_of(campaign).filter(Exists(asked))


def missing(user, campaign, activities):
    """The rows of those who have something left to do, least done first."""
    rows = assignments_visible_to(user, campaign).filter(excused_because="", done__lt=len(activities))
    return rows.order_by("done", "member__department__name", "member__name", "pk")


def what_is_missing(assignment, activities):
    """The activities that an assignment of `missing` lacks."""
    done = {completion.activity_id for completion in assignment.member.done_here}
    return [activity for activity in activities if activity.pk not in done]


def departments_on_desk(user):
    return Department.objects.filter(enterprise__in=coordinated_enterprises(user)).select_related("enterprise")


def branches_on_desk(user):
    return PartyBranch.objects.filter(enterprise__in=coordinated_enterprises(user)).select_related("enterprise")


def people(user, campaign, wanted):
    """The members on this desk whom the filter `wanted` (cleaned data of MemberFilter) leaves, with what they did."""
    found = members_visible_to(user).select_related("department", "branch", "user", "enterprise")
    for field in ("department", "branch", "risk_level", "is_party_member"):
        if wanted.get(field) not in (None, ""):
            found = found.filter(**{field: wanted[field]})
    if text := wanted.get("name"):
        found = found.filter(Q(name__icontains=text) | Q(post__icontains=text))
    found = _in_state(found, campaign, wanted.get("state"))
    return found.prefetch_related(*_deeds(campaign)).order_by("department__name", "name", "pk")


def _in_state(members, campaign, state):
    """Only those who stand so: "never", "finished", "missing", or "missing-<kind>"."""
    if not state:
        return members
    if state == "never":
        return members.filter(Q(user__isnull=True) | Q(user__last_login__isnull=True))
    if campaign is None:
        return members.none()
    kind = state.removeprefix("missing-") if state.startswith("missing-") else None
    activities = campaign.activities.asked().filter(**({"kind": kind} if kind else {}))
    asked = Assignment.objects.filter(campaign=campaign, excused_because="", member=OuterRef("pk"))
    left = activities.exclude(completions__member=OuterRef("pk"))
    members = members.filter(Exists(asked))
    return members.exclude(Exists(left)) if state == "finished" else members.filter(Exists(left))


def _deeds(campaign):
    """What the rows of a page need, in two queries for all of them."""
    about = {"campaign": campaign} if campaign else {"pk__in": []}
    done = completions_of(campaign) if campaign else Completion.objects.none()
    return (
        Prefetch("assignments", Assignment.objects.filter(**about), to_attr="asked_here"),
        Prefetch("completions", done.select_related("activity"), to_attr="done_here"),
    )


def line_by_kind(member, activities):
    """The Line of a member of `people`, one Tick a kind."""
    done = [completion.activity.kind for completion in member.done_here]
    return _line(
        member,
        member.asked_here[0] if member.asked_here else None,
        [Tick(ActivityKind(kind).label, done.count(kind), items) for kind, items in items_by_kind(activities).items()],
    )


def line_by_activity(assignment, activities):
    """The Line of a row of `assignments_visible_to`, one Tick an activity."""
    done = {completion.activity_id for completion in assignment.member.done_here}
    ticks = [Tick(activity.title, int(activity.pk in done), 1) for activity in activities]
    return _line(assignment.member, assignment, ticks)


def _line(member, assignment, ticks):
    excused = assignment.excused_because if assignment else ""
    asked = assignment is not None and not excused
    return Line(
        member=member,
        asked=asked,
        ticks=ticks if asked else [],
        reminded_at=assignment.reminded_at if assignment else None,
        excused_because=excused,
    )


@dataclass(frozen=True)
class Progress:
    """A campaign in a list, and how much of what it asks on this desk is done."""

    campaign: Campaign
    people: int
    percent: int | None


def progress(user):
    """A Progress for each campaign on this desk, latest first; two queries."""
    sums = {
        row["activity__campaign"]: row
        for row in _on_desk(user, Tally.objects.filter(activity__in=Activity.objects.asked()))
        .values("activity__campaign")
        .annotate(asked=Sum("asked"), done=Sum("done"))
    }
    campaigns = campaigns_on_desk(user).annotate(items=Count("activities", filter=Q(activities__waived_at=None)))
    return [_progress(campaign, sums.get(campaign.pk)) for campaign in campaigns]


def _progress(campaign, sums):
    asked, done = (sums["asked"], sums["done"]) if sums else (0, 0)
    return Progress(campaign, asked // (campaign.items or 1), percent(done, asked))


def totals(user, campaign):
    """{activity id: (asked, done)} of a campaign on this desk."""
    rows = _on_desk(user, tallies_of(campaign)).values_list("activity")
    return {pk: (asked, done) for pk, asked, done in rows.annotate(Sum("asked"), Sum("done"))}


def rows_of(user, campaign):
    """Everybody whom a campaign asks on this desk, by department and name."""
    return assignments_visible_to(user, campaign).order_by(
        F("member__department__name").asc(nulls_last=True), "member__name", "pk"
    )
