"""A running campaign with one thing of every kind, and members who do them."""

from datetime import timedelta
from itertools import count

from wagtail.models import Page

from campaigns import actions
from campaigns.models import Activity, ActivityKind, Campaign
from pledges.models import PledgeText
from quizzes.models import Quiz
from tests.attendance.builders import make_event
from tests.builders import NOW, make_member

_numbers = count(1)
EVERY_KIND = tuple(ActivityKind)


def make_page(title="采购主管收回扣"):
    root = Page.get_first_root_node()
    return root.add_child(instance=Page(title=title, slug=f"report-{next(_numbers)}"))


def make_target(kind):
    """What an activity of this kind is about: (field, object)."""
    if kind in (ActivityKind.READ, ActivityKind.WATCH):
        return "page", make_page()
    if kind == ActivityKind.QUIZ:
        return "quiz", Quiz.objects.create(title="季度测验", state=Quiz.State.PUBLISHED)
    if kind == ActivityKind.ATTEND:
        return "event", make_event(starts_at=NOW + timedelta(days=3)).event
    return "pledge_text", PledgeText.objects.create(code=f"pledge-{next(_numbers)}", title="清廉从业承诺书")


def make_campaign(*enterprises, kinds=EVERY_KIND, title="四季度廉洁学习", **fields):
    """A campaign that runs and asks everybody of the enterprises for one thing of each kind."""
    fields.setdefault("opens_at", NOW - timedelta(days=5))
    fields.setdefault("due_at", NOW + timedelta(days=10))
    campaign = Campaign.objects.create(title=title, **fields)
    campaign.enterprises.set(enterprises)
    for order, kind in enumerate(kinds):
        field, target = make_target(kind)
        Activity.objects.create(
            campaign=campaign, order=order, kind=kind, title=f"{kind.label}{order}", **{field: target}
        )
    return actions.open_campaign(campaign=campaign, by=None, now=NOW)


def do(member, campaign, *kinds, now=NOW):
    """The member does what a campaign asks of these kinds; of every kind if none is named."""
    for activity in campaign.activities.filter(kind__in=kinds or EVERY_KIND):
        target = activity.page or activity.quiz or activity.event or activity.pledge_text
        actions.complete(member=member, kind=activity.kind, target=target, now=now, evidence={})


def make_members(enterprise, number, name="员工", **fields):
    return [make_member(enterprise, f"{name}{place}", **fields) for place in range(1, number + 1)]
