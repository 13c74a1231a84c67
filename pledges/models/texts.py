"""The wording. What was published never changes: the database refuses it, and these classes say so first."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..rules.evidence import digest
from ..rules.refusals import PublishingRefused
from ..rules.signing import NOT_A_DRAFT


class PledgeText(models.Model):
    """A pledge as the office speaks of it: its title, for whom it was written, how long a signature holds.

    `audience` says it in words; `addressed_to` decides before whom it appears as waiting.
    """

    class Addressees(models.TextChoices):
        EVERYONE = "everyone", _("Every member")
        PARTY_MEMBERS = "party_members", _("Party members")
        HIGH_RISK = "high_risk", _("Members in high-risk posts")

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(_("code"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=80)
    audience = models.CharField(_("audience"), max_length=300, blank=True)
    addressed_to = models.CharField(
        _("addressed to"), max_length=20, choices=Addressees.choices, default=Addressees.EVERYONE
    )
    validity_months = models.PositiveSmallIntegerField(_("validity in months"), default=12)

    class Meta:
        verbose_name = _("pledge text")
        verbose_name_plural = _("pledge texts")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(validity_months__gte=1), name="a_pledge_holds_for_a_month_at_least"
            )
        ]

    def __str__(self):
        return self.title


class PledgeTextVersion(models.Model):
    """One wording of a text. `major` counts changes of content, `minor` corrections that leave signatures good.

    `blocks` is {salutation, preamble, items[], closing}; `text_sha256` the SHA-256 of its canonical JSON.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        SUPERSEDED = "superseded", _("Superseded")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    text = models.ForeignKey(PledgeText, models.PROTECT, related_name="versions", verbose_name=_("pledge text"))
    major = models.PositiveSmallIntegerField(_("major"))
    minor = models.PositiveSmallIntegerField(_("minor"), default=0)
    blocks = models.JSONField(_("wording"))
    text_sha256 = models.CharField(_("SHA-256 of the wording"), max_length=64)
    change_summary = models.CharField(_("what changed"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    class Meta:
        verbose_name = _("version of a pledge text")
        verbose_name_plural = _("versions of pledge texts")
        ordering = ["text", "-major", "-minor"]
        constraints = [
            models.UniqueConstraint(fields=["text", "major", "minor"], name="a_version_number_is_used_once"),
            models.UniqueConstraint(
                fields=["text"], condition=models.Q(state="published"), name="one_version_of_a_text_is_in_force"
            ),
            models.UniqueConstraint(
                fields=["text"], condition=models.Q(state="draft"), name="one_draft_of_a_text_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft", published_at__isnull=True)
                | (~models.Q(state="draft") & models.Q(published_at__isnull=False)),
                name="a_version_is_a_draft_or_was_published",
            ),
        ]

    def __str__(self):
        return f"{self.text.title} {self.number}"

    @property
    def number(self):
        return f"{self.major}.{self.minor}"

    @property
    def is_published(self):
        return self.state == self.State.PUBLISHED

    @property
    def is_intact(self):
        return digest(self.blocks) == self.text_sha256

    def delete(self, *args, **kwargs):
        if self.state != self.State.DRAFT:
            raise PublishingRefused(NOT_A_DRAFT)
        return super().delete(*args, **kwargs)


class SigningTerms(models.Model):
    """What a member accepts before signing here at all: how it is signed, what is kept of a person and how long."""

    version = models.CharField(_("version"), max_length=12, unique=True)
    title = models.CharField(_("title"), max_length=80)
    paragraphs = models.JSONField(_("paragraphs"))
    sha256 = models.CharField("SHA-256", max_length=64)
    published_at = models.DateTimeField(_("published at"))

    class Meta:
        verbose_name = _("signing terms")
        verbose_name_plural = _("signing terms")
        ordering = ["-published_at", "-pk"]

    def __str__(self):
        return f"{self.title} {self.version}"

    def delete(self, *args, **kwargs):
        raise PublishingRefused(NOT_A_DRAFT)
