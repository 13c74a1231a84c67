"""The words and sums that every desk shares: how much of each kind is done."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaigns.models import ActivityKind, Campaign
from reports.rules.figures import percent

# What is said of a kind on a desk, where a member has done it, and its sign.
KIND_WORDS = {
    ActivityKind.READ: (_("Have read"), "book"),
    ActivityKind.WATCH: (_("Have watched"), "film"),
    ActivityKind.QUIZ: (_("Have passed"), "practice"),
    ActivityKind.ATTEND: (_("Have attended"), "calendar"),
    ActivityKind.PLEDGE: (_("Have signed"), "pen"),
}


@dataclass(frozen=True)
class Figure:
    """`done` of `asked` things of one kind; `items` is how many activities of the kind there are, counted together."""

    kind: str
    label: Promise
    icon: str
    items: int
    asked: int
    done: int

    @property
    def percent(self):
        return percent(self.done, self.asked)


def figures_of(activities, asked, done_by_kind):
    """A Figure for each kind among `activities`, for `asked` people and {kind: things done}."""
    items = items_by_kind(activities)
    return [
        Figure(kind, *KIND_WORDS[kind], items=count, asked=asked * count, done=done_by_kind.get(kind, 0))
        for kind, count in items.items()
    ]


def items_by_kind(activities):
    """{kind: how many activities of it}, in the order in which the product names kinds."""
    kinds = [activity.kind for activity in activities]
    return {kind: kinds.count(kind) for kind in ActivityKind if kind in kinds}


def tallied(tallies):
    """(people asked, {kind: things done}) of tallies of one campaign, of however many enterprises."""
    asked, done = {}, defaultdict(int)
    for tally in tallies:
        asked[tally.enterprise_id] = tally.asked
        done[tally.activity.kind] += tally.done
    return sum(asked.values()), done


def overall(figures):
    """How much of all that is asked is done, in per cent, or None where nothing is asked."""
    return percent(sum(figure.done for figure in figures), sum(figure.asked for figure in figures))


def running(campaigns, now):
    """Those of the campaigns (a queryset) that run now, the one due next first."""
    return list(campaigns.filter(state=Campaign.State.OPEN, opens_at__lte=now).order_by("due_at", "pk"))


def chosen(campaigns, wanted):
    """The campaign with the public id that an address names, else the first, else None."""
    return next((row for row in campaigns if str(row.public_id) == wanted), campaigns[0] if campaigns else None)
