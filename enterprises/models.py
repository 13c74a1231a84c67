import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.rules import mask_phone


class Enterprise(models.Model):
    """One firm of the park, known by its unified social credit code (GB 32100-2015)."""

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=40)
    credit_code = models.CharField(_("unified social credit code"), max_length=18, unique=True)
    industry = models.CharField(_("industry"), max_length=60, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("enterprise")
        verbose_name_plural = _("enterprises")
        ordering = ["short_name"]

    def __str__(self):
        return self.short_name


class Pilot(models.Model):
    """An enterprise's place on the ladder of the clean-enterprise programme."""

    class Stage(models.TextChoices):
        BUILDING = "building", _("Building")
        REVIEWED = "reviewed", _("Reviewed")
        HONOURED = "honoured", _("Honoured")

    enterprise = models.OneToOneField(Enterprise, models.CASCADE, related_name="pilot", verbose_name=_("enterprise"))
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices, default=Stage.BUILDING)
    since = models.DateField(_("since"))

    class Meta:
        verbose_name = _("pilot")
        verbose_name_plural = _("pilots")

    def __str__(self):
        return f"{self.enterprise} · {self.get_stage_display()}"


class Department(models.Model):
    """A node of an enterprise's tree."""

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="departments", verbose_name=_("enterprise"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("above it")
    )
    name = models.CharField(_("name"), max_length=60)

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "enterprise", "parent", "name", nulls_distinct=False, name="a_department_has_one_name_at_its_place"
            )
        ]

    def __str__(self):
        return self.name


class PartyBranch(models.Model):
    """A Party branch of an enterprise; it may span departments."""

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="branches", verbose_name=_("enterprise"))
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("Party branch")
        verbose_name_plural = _("Party branches")
        ordering = ["name"]
        constraints = [models.UniqueConstraint("enterprise", "name", name="a_branch_has_one_name")]

    def __str__(self):
        return self.name


class Member(models.Model):
    """A person of one enterprise, with a post and a risk level; has at most one login."""

    class Risk(models.TextChoices):
        HIGH = "high", _("High")
        MEDIUM = "medium", _("Medium")
        LOW = "low", _("Low")

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="member",
        verbose_name=_("login"),
    )
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="members", verbose_name=_("enterprise"))
    department = models.ForeignKey(
        Department, models.SET_NULL, null=True, blank=True, related_name="members", verbose_name=_("department")
    )
    branch = models.ForeignKey(
        PartyBranch, models.SET_NULL, null=True, blank=True, related_name="members", verbose_name=_("Party branch")
    )
    name = models.CharField(_("name"), max_length=60)
    phone = models.CharField(_("phone number"), max_length=20, unique=True)
    post = models.CharField(_("post"), max_length=60, blank=True)
    risk_level = models.CharField(_("risk level"), max_length=10, choices=Risk.choices, default=Risk.LOW)
    is_party_member = models.BooleanField(_("Party member"), default=False)
    joined_on = models.DateField(_("joined on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["enterprise_id", "department_id", "pk"]
        indexes = [models.Index(fields=["enterprise", "left_on"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(phone__startswith="+86"), name="a_member_phone_is_normalised"),
            models.CheckConstraint(
                condition=models.Q(left_on__isnull=True) | models.Q(left_on__gte=models.F("joined_on")),
                name="nobody_leaves_before_joining",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def masked_phone(self):
        return mask_phone(self.phone)
