"""One member before one text: the sitting, the signature, or the refusal to sign."""

import uuid
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..rules.codes import masked_name, spaced_code
from ..rules.signing import ATTEMPT_LASTS
from .texts import PledgeText, PledgeTextVersion, SigningTerms


class SigningAttempt(models.Model):
    """A text that was opened before a member, after the terms were accepted; good for half an hour.

    Its `uuid` is the idempotency key: however often the same signature arrives, one pledge comes of it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey("enterprises.Member", models.PROTECT, related_name="+", verbose_name=_("member"))
    version = models.ForeignKey(PledgeTextVersion, models.PROTECT, related_name="+", verbose_name=_("version"))
    terms = models.ForeignKey(SigningTerms, models.PROTECT, related_name="+", verbose_name=_("signing terms"))
    started_at = models.DateTimeField(_("started at"))
    presented_sha256 = models.CharField(_("SHA-256 of the text shown"), max_length=64)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("signing attempt")
        verbose_name_plural = _("signing attempts")

    def __str__(self):
        return f"{self.uuid}"

    @property
    def expires_at(self):
        return self.started_at + ATTEMPT_LASTS


class PledgeQuerySet(models.QuerySet):
    def live(self):
        """Neither revoked nor replaced."""
        return self.filter(state__in=Pledge.LIVE)


class Pledge(models.Model):
    """One member's signature under one version, with all that proves it. Only its state ever changes.

    `signer` is a snapshot {subject, name, enterprise, post}: people move and are renamed, what was signed is not.
    """

    class State(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        SEALING = "sealing", _("Being sealed")
        SEALED = "sealed", _("Sealed")
        SEAL_FAILED = "seal_failed", _("Sealing failed")
        SUPERSEDED = "superseded", _("Superseded")
        REVOKED = "revoked", _("Revoked")

    class Method(models.TextChoices):
        DRAWN_ONLINE = "drawn_online", _("Drawn by hand online")

    LIVE = (State.ACCEPTED, State.SEALING, State.SEALED, State.SEAL_FAILED)

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    serial = models.CharField(_("serial number"), max_length=24, unique=True)
    code = models.CharField(_("verification code"), max_length=16, unique=True)
    text = models.ForeignKey(PledgeText, models.PROTECT, related_name="pledges", verbose_name=_("pledge text"))
    version = models.ForeignKey(PledgeTextVersion, models.PROTECT, related_name="pledges", verbose_name=_("version"))
    terms = models.ForeignKey(SigningTerms, models.PROTECT, related_name="+", verbose_name=_("signing terms"))
    attempt = models.OneToOneField(
        SigningAttempt, models.PROTECT, related_name="pledge", verbose_name=_("signing attempt")
    )
    member = models.ForeignKey("enterprises.Member", models.PROTECT, related_name="pledges", verbose_name=_("member"))
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, related_name="+", verbose_name=_("enterprise at the time")
    )
    signer = models.JSONField(_("signer as of signing"))
    method = models.CharField(_("method"), max_length=20, choices=Method.choices)
    strokes = models.JSONField(_("strokes"))
    core_sha256 = models.CharField(_("SHA-256 of the core record"), max_length=64)
    evidence = models.JSONField(_("evidence record"))
    entry = models.OneToOneField("journal.Entry", models.PROTECT, related_name="+", verbose_name=_("journal entry"))
    presented_at = models.DateTimeField(_("presented at"))
    signed_at = models.DateTimeField(_("signed at"))
    valid_until = models.DateTimeField(_("valid until"))
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("previous pledge")
    )
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.ACCEPTED)
    sealing_since = models.DateTimeField(_("being sealed since"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_reason = models.CharField(_("why it ended"), max_length=300, blank=True)

    wagtail_reference_index_ignore = True

    objects = PledgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        ordering = ["-signed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "text"],
                condition=models.Q(state__in=["accepted", "sealing", "sealed", "seal_failed"]),
                name="one_live_pledge_per_member_and_text",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__gt=models.F("signed_at")), name="a_pledge_holds_for_a_while"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["superseded", "revoked"], ended_at__isnull=False)
                | (~models.Q(state__in=["superseded", "revoked"]) & models.Q(ended_at__isnull=True)),
                name="a_pledge_is_live_or_ended",
            ),
        ]

    def __str__(self):
        return self.serial

    @property
    def is_live(self):
        return self.state in self.LIVE

    @property
    def is_sealed(self):
        return self.state == self.State.SEALED

    @property
    def spaced_code(self):
        return spaced_code(self.code)

    @property
    def valid_through(self):
        """The last day, where it was signed, on which the pledge holds."""
        return (timezone.localtime(self.valid_until) - timedelta(seconds=1)).date()

    @property
    def masked_signer(self):
        return masked_name(self.signer["name"])


class Decline(models.Model):
    """A member read a version and said no, with a reason. Nobody is reminded of a text that they declined."""

    member = models.ForeignKey(
        "enterprises.Member", models.PROTECT, related_name="pledge_declines", verbose_name=_("member")
    )
    version = models.ForeignKey(PledgeTextVersion, models.PROTECT, related_name="declines", verbose_name=_("version"))
    reason = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(_("declined at"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("refusal to sign")
        verbose_name_plural = _("refusals to sign")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["member", "version"], name="a_version_is_declined_once_by_a_member"),
        ]

    def __str__(self):
        return f"{self.member} · {self.version}"
