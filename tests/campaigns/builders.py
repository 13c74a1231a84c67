from datetime import timedelta

from attendance.models import Event
from campaigns.actions import open_campaign
from campaigns.models import Activity, ActivityKind, Campaign
from tests.builders import NOW


def make_event(title="警示教育大会"):
    return Event.objects.create(kind=Event._meta.get_field("kind").choices[0][0], title=title)


def make_campaign(*enterprises, events=1, opened=True, **fields):
    """A campaign that asks for `events` events of all members of the enterprises; running unless `opened=False`."""
    fields.setdefault("opens_at", NOW - timedelta(days=5))
    fields.setdefault("due_at", NOW + timedelta(days=10))
    campaign = Campaign.objects.create(title="季度学习", **fields)
    campaign.enterprises.set(enterprises)
    for order in range(events):
        event = make_event(f"活动{order}")
        Activity.objects.create(
            campaign=campaign, order=order, kind=ActivityKind.ATTEND, title=event.title, event=event
        )
    return open_campaign(campaign=campaign, by=None, now=NOW) if opened else campaign
