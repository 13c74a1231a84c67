import uuid

from django.conf import settings
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.rules import mask_phone, normalise_phone


class UserManager(BaseUserManager):
    """Makes users from a phone number in any form a person types."""

    def create_user(self, phone, password=None, **fields):
        user = self.model(phone=normalise_phone(phone), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, phone, password=None, **fields):
        return self.create_user(phone, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, phone):
        return self.get(phone=normalise_phone(phone))


class User(AbstractUser):
    """One login: a person who can prove to hold a phone number's password."""

    username = None
    last_name = None
    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    phone = models.CharField(_("phone number"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=60)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="zh-hans")
    large_type = models.BooleanField(_("large type"), default=False)

    objects = UserManager()

    USERNAME_FIELD = "phone"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(phone__startswith="+86"), name="a_phone_number_is_stored_normalised"
            )
        ]

    def __str__(self):
        return self.name or self.masked_phone

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    @property
    def first_name(self):
        """What Wagtail calls a person by; we keep a name whole."""
        return self.name

    @property
    def masked_phone(self):
        return mask_phone(self.phone)

    @property
    def membership(self):
        """The member of an enterprise that this login belongs to, or None (never was, or has left)."""
        try:
            member = self.member
        except ObjectDoesNotExist:
            return None
        return member if member.left_on is None else None

    @cached_property
    def roles(self):
        """The words of the permission table that are true of this person now; read once a request."""
        if not self.is_active:
            return frozenset()
        granted = set(self.grants.values_list("role", flat=True))
        if self.membership:
            granted.add(Role.MEMBER)
        return frozenset(str(role) for role in granted)


class Role(models.TextChoices):
    """What somebody is in the product. `member` follows from a membership; the others are granted."""

    MEMBER = "member", _("Member")
    COORDINATOR = "coordinator", _("Coordinator")
    PUBLISHER = "publisher", _("Publisher")
    SUPERVISOR = "supervisor", _("Supervisor")
    ADMINISTRATOR = "administrator", _("Administrator")


class Grant(models.Model):
    """One role given to one person; a coordinator's names the enterprise it is for."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants", verbose_name=_("user"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    enterprise = models.ForeignKey(
        "enterprises.Enterprise",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="grants",
        verbose_name=_("enterprise"),
    )
    granted_at = models.DateTimeField(_("granted at"))

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        constraints = [
            models.UniqueConstraint(
                "user", "role", "enterprise", nulls_distinct=False, name="a_role_is_granted_once_per_scope"
            ),
            models.CheckConstraint(
                condition=models.Q(role=Role.COORDINATOR, enterprise__isnull=False)
                | (~models.Q(role=Role.COORDINATOR) & models.Q(enterprise__isnull=True)),
                name="a_coordinator_is_granted_for_an_enterprise",
            ),
            models.CheckConstraint(condition=~models.Q(role=Role.MEMBER), name="membership_is_not_granted_but_held"),
        ]

    def __str__(self):
        return f"{self.user} · {self.get_role_display()}"
