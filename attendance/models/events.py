import secrets
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from attendance.rules import presence


class Event(models.Model):
    """Something members go to. With an enterprise it is that enterprise's own; without, the whole park's."""

    class Kind(models.TextChoices):
        WARNING_MEETING = "warning_meeting", _("Warning education meeting")
        LAW_COMES = "law_comes", _("Law comes to the firm")
        VISIT = "visit", _("Field visit")
        SEMINAR = "seminar", _("Seminar")

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=120)
    description = models.TextField(_("description"), blank=True)
    agenda = models.TextField(_("agenda"), blank=True, help_text=_("One item a line."))
    venue = models.CharField(_("venue"), max_length=120)
    organiser = models.CharField(_("organiser"), max_length=120)
    credit_minutes = models.PositiveSmallIntegerField(_("credit in minutes"), default=0)
    enterprise = models.ForeignKey(
        "enterprises.Enterprise",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("enterprise"),
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("attendance:event", args=[self.public_id])

    @property
    def agenda_items(self):
        return [line.strip() for line in self.agenda.splitlines() if line.strip()]


def new_secret():
    """The key from which a session's codes are made; it never leaves the server."""
    return secrets.token_bytes(32)


class Session(models.Model):
    """One sitting of an event, with its hours, its check-in window and the key of its codes."""

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions", verbose_name=_("event"))
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    opens_at = models.DateTimeField(_("check-in opens at"))
    closes_at = models.DateTimeField(_("check-in closes at"))
    late_after_minutes = models.PositiveSmallIntegerField(_("minutes until late"), default=presence.LATE_AFTER_MINUTES)
    secret = models.BinaryField(_("key"), default=new_secret, editable=False)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="a_session_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=models.Q(opens_at__lte=models.F("starts_at")) & models.Q(closes_at__gt=models.F("starts_at")),
                name="check_in_is_open_when_a_session_starts",
            ),
        ]

    def __str__(self):
        return f"{self.event} · {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def late_after(self):
        return timedelta(minutes=self.late_after_minutes)

    @property
    def late_from(self):
        return self.starts_at + self.late_after

    def check_in_is_open(self, now):
        return self.opens_at <= now <= self.closes_at


class Invitee(models.Model):
    """A member who is asked to a session; required or welcome."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="invitees", verbose_name=_("session"))
    member = models.ForeignKey(
        "enterprises.Member", models.PROTECT, related_name="invitations", verbose_name=_("member")
    )
    required = models.BooleanField(_("required to attend"), default=True)

    class Meta:
        verbose_name = _("invitee")
        verbose_name_plural = _("invitees")
        constraints = [models.UniqueConstraint("session", "member", name="a_member_is_invited_once_to_a_session")]

    def __str__(self):
        return f"{self.member} · {self.session_id}"


class CheckIn(models.Model):
    """One mark about one member's presence at a session. Marks are only added; a later one answers an earlier."""

    wagtail_reference_index_ignore = True

    class Kind(models.TextChoices):
        IN = presence.IN, _("Checked in")
        MANUAL = presence.MANUAL, _("Marked by hand")
        EXCUSED = presence.EXCUSED, _("Excused")
        CORRECT = presence.CORRECT, _("Corrected")
        LEAVE_ASKED = presence.LEAVE_ASKED, _("Asked for leave")

    class Source(models.TextChoices):
        ROOM_QR = "room_qr", _("QR code on the screen")
        ROOM_NUMBER = "room_number", _("Number on the screen")
        HOST = "host", _("Host of the event")
        MANUAL = "manual", _("By hand")

    class State(models.TextChoices):
        PRESENT = presence.State.PRESENT, _("Present")
        LATE = presence.State.LATE, _("Late")
        EXCUSED = presence.State.EXCUSED, _("On leave")
        ABSENT = presence.State.ABSENT, _("Absent")
        MADE_UP = presence.State.MADE_UP, _("Made up")

    # What is said of somebody without a mark, before and after the door is closed.
    EXPECTED_LABEL = _("Not yet")
    UNATTENDED_LABEL = _("Did not attend")

    class Leave(models.TextChoices):
        BUSINESS = "business", _("Away on business")
        SICK = "sick", _("Sick leave")
        OTHER = "other", _("Other leave")

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="check_ins", verbose_name=_("session"))
    member = models.ForeignKey("enterprises.Member", models.PROTECT, related_name="check_ins", verbose_name=_("member"))
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, related_name="+", verbose_name=_("enterprise then")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    state = models.CharField(_("what it says"), max_length=10, choices=State.choices, blank=True)
    source = models.CharField(_("source"), max_length=12, choices=Source.choices)
    occurred_at = models.DateTimeField(_("occurred at"))
    received_at = models.DateTimeField(_("received at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    by_own_hand = models.BooleanField(_("by the member"), default=False)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    leave_kind = models.CharField(_("kind of leave"), max_length=10, choices=Leave.choices, blank=True)
    token_counter = models.PositiveBigIntegerField(_("step of the code"), null=True, blank=True)
    device = models.CharField(_("device"), max_length=40, blank=True)
    flags = models.JSONField(_("to be looked at"), default=list, blank=True)

    class Meta:
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        ordering = ["received_at", "pk"]
        indexes = [models.Index(fields=["session", "member"])]
        constraints = [
            models.UniqueConstraint(
                "session", "member", condition=models.Q(kind="in"), name="a_member_checks_in_once_to_a_session"
            ),
            models.CheckConstraint(
                condition=models.Q(by_own_hand=True) | ~models.Q(reason=""),
                name="a_mark_by_another_hand_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=["manual", "correct"]) | ~models.Q(state=""),
                name="a_mark_by_hand_says_what_it_means",
            ),
        ]

    def __str__(self):
        return f"{self.member} · {self.get_kind_display()}"


class NumberTry(models.Model):
    """One attempt of a member to type the number on the screen; kept to count them."""

    wagtail_reference_index_ignore = True

    member = models.ForeignKey("enterprises.Member", models.CASCADE, related_name="+", verbose_name=_("member"))
    tried_at = models.DateTimeField(_("tried at"))

    class Meta:
        verbose_name = _("number tried")
        verbose_name_plural = _("numbers tried")
        indexes = [models.Index(fields=["member", "tried_at"])]

    def __str__(self):
        return f"{self.member_id} · {self.tried_at:%H:%M:%S}"
