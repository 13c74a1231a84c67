import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from attendance.rules import study


class StudySession(models.Model):
    """One ticket to study one page, held by one member until it is used up or a newer ticket replaces it."""

    wagtail_reference_index_ignore = True

    class Kind(models.TextChoices):
        READ = study.READ, _("Reading")
        WATCH = study.WATCH, _("Watching")

    class State(models.TextChoices):
        OPEN = "open", _("Still open")
        ABANDONED = "abandoned", _("Replaced by a newer one")

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(
        "enterprises.Member", models.PROTECT, related_name="study_sessions", verbose_name=_("member")
    )
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, related_name="+", verbose_name=_("enterprise then")
    )
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+", verbose_name=_("page"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    issued_at = models.DateTimeField(_("issued at"))
    length = models.PositiveIntegerField(_("length in seconds"))
    needed = models.PositiveIntegerField(_("needed seconds"))
    credited_seconds = models.FloatField(_("credited seconds"), default=0)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    abandoned_at = models.DateTimeField(_("replaced at"), null=True, blank=True)
    abandoned_for = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("replaced by")
    )

    class Meta:
        verbose_name = _("study session")
        verbose_name_plural = _("study sessions")
        ordering = ["-issued_at"]
        indexes = [models.Index(fields=["member", "state"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="open", abandoned_at__isnull=True)
                | models.Q(state="abandoned", abandoned_at__isnull=False),
                name="a_study_session_is_open_or_abandoned",
            ),
            models.UniqueConstraint(
                "member", condition=models.Q(state="open"), name="a_member_studies_one_thing_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(credited_seconds__gte=0), name="credited_study_time_is_not_negative"
            ),
        ]

    def __str__(self):
        return f"{self.member} · {self.issued_at:%Y-%m-%d %H:%M}"


class StudyBeat(models.Model):
    """What a browser reported about a few seconds of a study session, and what the rules made of it.

    `started_at` to `ended_at` is the stretch of the server's clock it stands for, never longer than a beat's cap.
    """

    wagtail_reference_index_ignore = True

    session = models.ForeignKey(StudySession, models.CASCADE, related_name="beats", verbose_name=_("study session"))
    seq = models.PositiveIntegerField(_("sequence number"))
    received_at = models.DateTimeField(_("received at"))
    started_at = models.DateTimeField(_("started at"))
    ended_at = models.DateTimeField(_("ended at"))
    dt = models.FloatField(_("seconds reported"))
    playing = models.BooleanField(_("playing"))
    visible = models.BooleanField(_("visible"))
    idle = models.FloatField(_("seconds without input"))
    pos0 = models.FloatField(_("position before"))
    pos1 = models.FloatField(_("position after"))
    rate = models.FloatField(_("speed"))
    credited = models.FloatField(_("credited seconds"))
    refused_reason = models.CharField(_("why not credited"), max_length=20, blank=True)
    flagged = models.BooleanField(_("long gap"), default=False)

    class Meta:
        verbose_name = _("study beat")
        verbose_name_plural = _("study beats")
        ordering = ["session", "seq"]
        indexes = [models.Index(fields=["session", "ended_at"])]
        constraints = [
            models.UniqueConstraint("session", "seq", name="a_beat_is_counted_once"),
            models.CheckConstraint(
                condition=models.Q(refused_reason="") | models.Q(credited=0), name="a_refused_beat_earns_nothing"
            ),
        ]

    def __str__(self):
        return f"{self.session_id} · {self.seq}"


class StudyRecord(models.Model):
    """How far one member has come with one page, over all study sessions.

    `coverage` lists the [start, end] seconds of a film that were played; `position` is where to resume a film in
    seconds, or how far down an article was scrolled in per cent.
    """

    wagtail_reference_index_ignore = True

    member = models.ForeignKey(
        "enterprises.Member", models.PROTECT, related_name="study_records", verbose_name=_("member")
    )
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+", verbose_name=_("page"))
    kind = models.CharField(_("kind"), max_length=10, choices=StudySession.Kind.choices)
    length = models.PositiveIntegerField(_("length in seconds"))
    credited_seconds = models.FloatField(_("credited seconds"), default=0)
    position = models.FloatField(_("position"), default=0)
    coverage = models.JSONField(_("parts played"), default=list, blank=True)
    reached_end = models.BooleanField(_("reached the end"), default=False)
    started_at = models.DateTimeField(_("started at"))
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("study record")
        verbose_name_plural = _("study records")
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint("member", "page", name="a_member_has_one_study_record_for_a_page"),
            models.CheckConstraint(
                condition=models.Q(credited_seconds__gte=0), name="recorded_study_time_is_not_negative"
            ),
        ]

    def __str__(self):
        return f"{self.member} · {self.page_id}"

    @property
    def needed(self):
        """Seconds of credited time that complete this page."""
        return study.seconds_needed(self.kind, length=self.length)

    @property
    def remaining(self):
        """Whole seconds of credited time still to come."""
        return max(0, self.needed - int(self.credited_seconds))

    @property
    def covered_percent(self):
        """How much of a film has been played at least once, in whole per cent."""
        return int(100 * study.share_covered(self.coverage, length=self.length))

    @property
    def is_completed(self):
        return self.completed_at is not None
