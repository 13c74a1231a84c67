import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Campaign(models.Model):
    """What must be done by whom by when, once its draft is opened."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Running")
        CLOSED = "closed", _("Closed")

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=120)
    intro = models.TextField(_("introduction"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    opens_at = models.DateTimeField(_("opens at"))
    due_at = models.DateTimeField(_("due at"))
    enterprises = models.ManyToManyField(
        "enterprises.Enterprise", related_name="campaigns", verbose_name=_("enterprises")
    )
    only_party_members = models.BooleanField(_("only Party members"), default=False)
    risk_levels = models.JSONField(_("only these risk levels"), default=list, blank=True)

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-opens_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due_at__gt=models.F("opens_at")), name="a_campaign_is_due_after_it_opens"
            )
        ]

    def __str__(self):
        return self.title


class ActivityKind(models.TextChoices):
    """What can be asked, each with the kind of thing it is about."""

    READ = "read", _("Read")
    WATCH = "watch", _("Watch")
    QUIZ = "quiz", _("Quiz")
    ATTEND = "attend", _("Attend")
    PLEDGE = "pledge", _("Pledge")


# The field of an activity that holds what it is about.
TARGET_FIELDS = {
    ActivityKind.READ: "page",
    ActivityKind.WATCH: "page",
    ActivityKind.QUIZ: "quiz",
    ActivityKind.ATTEND: "event",
    ActivityKind.PLEDGE: "pledge_text",
}


def _only(field):
    others = {"page", "quiz", "event", "pledge_text"} - {field}
    return models.Q(**{f"{field}__isnull": False}, **{f"{other}__isnull": True for other in others})


class ActivityQuerySet(models.QuerySet):
    def asked(self):
        """Those that are asked still. What nobody can do any more is waived: it counts neither way."""
        return self.filter(waived_at=None)

    def waived(self):
        """The others."""
        return self.exclude(waived_at=None)


class Activity(models.Model):
    """One thing in a campaign: a page to read or watch, a quiz, an event or a pledge."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="activities", verbose_name=_("campaign"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    kind = models.CharField(_("kind"), max_length=10, choices=ActivityKind.choices)
    title = models.CharField(_("title"), max_length=160)
    minutes = models.PositiveSmallIntegerField(_("minutes it takes"), default=5)
    page = models.ForeignKey("wagtailcore.Page", models.PROTECT, null=True, blank=True, related_name="+")
    quiz = models.ForeignKey("quizzes.Quiz", models.PROTECT, null=True, blank=True, related_name="+")
    event = models.ForeignKey("attendance.Event", models.PROTECT, null=True, blank=True, related_name="+")
    pledge_text = models.ForeignKey("pledges.PledgeText", models.PROTECT, null=True, blank=True, related_name="+")
    waived_at = models.DateTimeField(_("waived at"), null=True, blank=True, editable=False)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["campaign_id", "order"]
        constraints = [
            models.CheckConstraint(
                name="an_activity_is_about_one_thing",
                condition=(models.Q(kind__in=["read", "watch"]) & _only("page"))
                | (models.Q(kind="quiz") & _only("quiz"))
                | (models.Q(kind="attend") & _only("event"))
                | (models.Q(kind="pledge") & _only("pledge_text")),
            ),
            models.UniqueConstraint("campaign", "order", name="activities_stand_in_order"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Where a member does it."""
        if self.page_id:
            return reverse("content:open", args=[self.page_id])
        route, target = {
            ActivityKind.QUIZ: ("quizzes:quiz", self.quiz),
            ActivityKind.ATTEND: ("attendance:event", self.event),
            ActivityKind.PLEDGE: ("pledges:read", self.pledge_text),
        }[self.kind]
        return reverse(route, args=[target.public_id])


class Assignment(models.Model):
    """One member whom an open campaign asks, fixed when it opened: the denominator that can be audited."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="assignments", verbose_name=_("campaign"))
    member = models.ForeignKey(
        "enterprises.Member", models.PROTECT, related_name="assignments", verbose_name=_("member")
    )
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, related_name="+", verbose_name=_("enterprise then")
    )
    excused_because = models.CharField(_("excused because"), max_length=200, blank=True)
    reminded_at = models.DateTimeField(_("last reminded at"), null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(_("reminders"), default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [models.UniqueConstraint("campaign", "member", name="a_member_is_assigned_once")]
        indexes = [models.Index(fields=["campaign", "enterprise"])]

    def __str__(self):
        return f"{self.member_id} · {self.campaign_id}"


class Completion(models.Model):
    """A member has done an activity; append-only, with what proves it."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="completions", verbose_name=_("activity"))
    member = models.ForeignKey(
        "enterprises.Member", models.PROTECT, related_name="completions", verbose_name=_("member")
    )
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, related_name="+", verbose_name=_("enterprise then")
    )
    at = models.DateTimeField(_("at"))
    evidence = models.JSONField(_("evidence"), default=dict)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("completion")
        verbose_name_plural = _("completions")
        constraints = [models.UniqueConstraint("activity", "member", name="an_activity_is_completed_once")]

    def __str__(self):
        return f"{self.member_id} · {self.activity_id}"


class Tally(models.Model):
    """How many of an enterprise are asked for an activity, and how many have done it: what the desk reads."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="tallies", verbose_name=_("activity"))
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.CASCADE, related_name="+", verbose_name=_("enterprise")
    )
    asked = models.PositiveIntegerField(_("asked"), default=0)
    done = models.PositiveIntegerField(_("done"), default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        constraints = [models.UniqueConstraint("activity", "enterprise", name="one_tally_per_activity_and_enterprise")]

    def __str__(self):
        return f"{self.done}/{self.asked}"


class Reminder(models.Model):
    """A word from a coordinator to a member about a campaign, shown on 今日 until the campaign is done."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="sent", verbose_name=_("assignment"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-at"]

    def __str__(self):
        return f"{self.assignment_id} · {self.at:%Y-%m-%d}"
