from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q

from campaigns.models import TARGET_FIELDS, Activity, Assignment, Campaign, Completion, Tally
from campaigns.rules import urgency
from enterprises.queries import enterprises_visible_to, members_visible_to


@dataclass(frozen=True)
class Due:
    """One activity as a member sees it: what, until when, and how it stands (done, late, soon, open)."""

    activity: Activity
    campaign: Campaign
    done_at: datetime | None
    urgency: str

    @property
    def url(self):
        return self.activity.get_absolute_url()


@dataclass(frozen=True)
class Standing:
    """How far a member is with one campaign."""

    campaign: Campaign
    dues: list
    reminded_at: datetime | None

    @property
    def done(self):
        return sum(due.done_at is not None for due in self.dues)

    @property
    def total(self):
        return len(self.dues)

    @property
    def open(self):
        return [due for due in self.dues if due.done_at is None]


def standings_of(member, now):
    """The running campaigns that ask this member, the one due first at the top; three queries."""
    assignments = list(
        Assignment.objects.filter(
            member=member, campaign__state=Campaign.State.OPEN, campaign__opens_at__lte=now, excused_because=""
        )
        .select_related("campaign")
        .order_by("campaign__due_at")
    )
    activities = Activity.objects.asked().filter(campaign__in=[row.campaign_id for row in assignments])
    activities = activities.select_related("quiz", "event", "pledge_text")
    done = dict(Completion.objects.filter(member=member, activity__in=activities).values_list("activity_id", "at"))
    standings = [
        _standing(row, [a for a in activities if a.campaign_id == row.campaign_id], done, now) for row in assignments
    ]
    return [standing for standing in standings if standing.dues]


def _standing(assignment, activities, done, now):
    campaign = assignment.campaign
    dues = [
        Due(
            activity=activity,
            campaign=campaign,
            done_at=done.get(activity.pk),
            urgency=urgency(due_at=campaign.due_at, done=activity.pk in done, now=now),
        )
        for activity in activities
    ]
    return Standing(campaign=campaign, dues=dues, reminded_at=assignment.reminded_at)


def open_activities_about(*, kind, target, member, now):
    """Activities of running campaigns that ask this member for this thing and that she has not done."""
    done = Completion.objects.filter(activity=OuterRef("pk"), member=member)
    return Activity.objects.filter(
        ~Exists(done),
        kind=kind,
        campaign__state=Campaign.State.OPEN,
        campaign__opens_at__lte=now,
        campaign__assignments__member=member,
        campaign__assignments__excused_because="",
        **{TARGET_FIELDS[kind]: target.pk},
    )


def asking_others(pages, enterprises):
    """The running campaigns that ask for one of these pages members of other enterprises than these."""
    asks = Activity.objects.asked().filter(campaign=OuterRef("pk"), page__in=pages.values("pk"))
    others = Campaign.enterprises.through.objects.filter(campaign=OuterRef("pk")).exclude(enterprise__in=enterprises)
    return Campaign.objects.filter(Exists(asks), Exists(others), state=Campaign.State.OPEN)


def campaigns_visible_to(user):
    """Campaigns that ask somebody of the enterprises that this person may see."""
    return Campaign.objects.filter(enterprises__in=enterprises_visible_to(user)).distinct()


def running_campaign(user, now):
    """The running campaign that is due next among those this person may see, or None."""
    return campaigns_visible_to(user).filter(state=Campaign.State.OPEN, opens_at__lte=now).order_by("due_at").first()


def tallies_of(campaign):
    """What is counted of a campaign: of what it asks still."""
    return Tally.objects.filter(activity__in=campaign.activities.asked())


def completions_of(campaign):
    """What was done of what a campaign asks still."""
    return Completion.objects.filter(activity__in=campaign.activities.asked())


def tallies_for(user, campaign):
    """The tallies of a campaign, of the enterprises this person may see, in the order of the activities."""
    return (
        tallies_of(campaign)
        .filter(enterprise__in=enterprises_visible_to(user))
        .select_related("activity", "enterprise")
        .order_by("activity__order", "enterprise__short_name")
    )


def assignments_visible_to(user, campaign):
    """The named rows of a campaign that this person may see, each with its count of things done."""
    return (
        Assignment.objects.filter(campaign=campaign, member__in=members_visible_to(user))
        .select_related("member__department", "member__branch", "member__user")
        .annotate(
            done=Count(
                "member__completions",
                filter=Q(
                    member__completions__activity__campaign=F("campaign"),
                    member__completions__activity__waived_at=None,
                ),
                distinct=True,
            )
        )
        .prefetch_related(
            Prefetch(
                "member__completions",
                completions_of(campaign),
                to_attr="done_here",
            )
        )
        .order_by("member__department__name", "member__name")
    )
