from collections import Counter

from django.db import transaction
from django.db.models import Count, F

from campaigns import queries, rules
from campaigns.models import Activity, Assignment, Campaign, Completion, Reminder, Tally
from enterprises.models import Member
from journal.actions import record


class CampaignRefused(Exception):
    """A campaign cannot be opened: `code` is not_a_draft, nothing_to_do or nobody_asked."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


@transaction.atomic
def open_campaign(*, campaign, by, now):
    """Fix who is asked and start counting. Raises CampaignRefused and leaves the draft as it was."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if campaign.state != Campaign.State.DRAFT:
        raise CampaignRefused("not_a_draft")
    activities = list(campaign.activities.all())
    if not activities:
        raise CampaignRefused("nothing_to_do")
    members = _asked(campaign)
    if not members:
        raise CampaignRefused("nobody_asked")
    Assignment.objects.bulk_create(
        Assignment(campaign=campaign, member=member, enterprise_id=member.enterprise_id) for member in members
    )
    per_enterprise = Counter(member.enterprise_id for member in members)
    Tally.objects.bulk_create(
        Tally(activity=activity, enterprise_id=enterprise, asked=count)
        for activity in activities
        for enterprise, count in per_enterprise.items()
    )
    campaign.state = Campaign.State.OPEN
    campaign.save(update_fields=["state"])
    record("campaigns.campaign.opened", by=by, about=campaign, now=now, detail={"asked": len(members)})
    return campaign


def _asked(campaign):
    present = Member.objects.filter(enterprise__in=campaign.enterprises.all(), left_on__isnull=True)
    return [
        member
        for member in present
        if rules.is_asked(
            only_party_members=campaign.only_party_members,
            risk_levels=campaign.risk_levels,
            is_party_member=member.is_party_member,
            risk_level=member.risk_level,
        )
    ]


@transaction.atomic
def complete(*, member, kind, target, now, evidence):
    """Count what a member did towards every running campaign that asks for it; give the new completions.

    `target` is the page, quiz, event or pledge text; `evidence` a dict that names what proves it. A second call for
    the same thing gives []. Nothing is written when no campaign asks.
    """
    made = []
    for activity in queries.open_activities_about(kind=kind, target=target, member=member, now=now):
        completion, created = Completion.objects.get_or_create(
            activity=activity,
            member=member,
            defaults={"enterprise_id": member.enterprise_id, "at": now, "evidence": evidence},
        )
        if created:
            Tally.objects.filter(activity=activity, enterprise_id=member.enterprise_id).update(done=F("done") + 1)
            record(
                "campaigns.activity.completed",
                by=member.user,
                about=member,
                now=now,
                detail={"activity": activity.pk, "kind": str(kind)},
            )
            made.append(completion)
    return made


@transaction.atomic
def waive(*, pages, by, now):
    """Ask for pages no longer, since nobody can open them: they leave every count until `ask_again`.

    What was done of it is kept. Campaigns that are closed keep the figures they closed with.
    """
    _waived(pages, Activity.objects.asked(), now, "campaigns.activity.waived", by=by, now=now)


@transaction.atomic
def ask_again(*, pages, by, now):
    """Ask again for pages that can be opened again; whoever had done them has done them."""
    _waived(pages, Activity.objects.waived(), None, "campaigns.activity.asked_again", by=by, now=now)


def _waived(pages, activities, waived_at, event, *, by, now):
    about = activities.filter(page__in=pages.values("pk")).exclude(campaign__state=Campaign.State.CLOSED)
    for activity in about.select_for_update(of=("self",)):
        activity.waived_at = waived_at
        activity.save(update_fields=["waived_at"])
        record(event, by=by, about=activity, now=now)


@transaction.atomic
def remind(*, assignments, by, now):
    """Remind those who have something left to do and were not reminded today; give how many that were."""
    reminded = []
    # By their keys: what a list counts of them cannot be locked, only the rows themselves.
    chosen = Assignment.objects.filter(pk__in=assignments.order_by().values("pk"))
    for assignment in chosen.select_related("campaign").select_for_update(of=("self",)).order_by("pk"):
        if rules.may_remind(last_at=assignment.reminded_at, now=now) and not _all_done(assignment):
            assignment.reminded_at, assignment.reminders = now, assignment.reminders + 1
            reminded.append(assignment)
    Assignment.objects.bulk_update(reminded, ["reminded_at", "reminders"])
    Reminder.objects.bulk_create(Reminder(assignment=assignment, by=by, at=now) for assignment in reminded)
    if reminded:
        campaign = reminded[0].campaign
        record("campaigns.reminder.sent", by=by, about=campaign, now=now, detail={"members": len(reminded)})
    return len(reminded)


def _all_done(assignment):
    asked = Activity.objects.asked().filter(campaign=assignment.campaign_id)
    return not asked.exclude(completions__member=assignment.member_id).exists()


@transaction.atomic
def recount(*, campaign):
    """Rebuild a campaign's tallies from its assignments and completions; they must come out the same."""
    done = {
        (row["activity"], row["enterprise"]): row["count"]
        for row in Completion.objects.filter(activity__campaign=campaign)
        .values("activity", "enterprise")
        .annotate(count=Count("pk"))
    }
    asked = Counter(campaign.assignments.filter(excused_because="").values_list("enterprise", flat=True))
    for tally in Tally.objects.filter(activity__campaign=campaign):
        tally.asked = asked[tally.enterprise_id]
        tally.done = done.get((tally.activity_id, tally.enterprise_id), 0)
        tally.save(update_fields=["asked", "done"])
