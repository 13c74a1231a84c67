from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Regulation(models.Model):
    """One law, ordinance or Party rule, whatever its wording on a given day."""

    class Level(models.TextChoices):
        LAW = "law", _("Law")
        ADMINISTRATIVE = "administrative", _("Administrative regulation")
        PARTY = "party", _("Party rule")
        OTHER = "other", _("Other rule")

    title = models.CharField(_("title"), max_length=200)
    short_title = models.CharField(_("short title"), max_length=200)
    slug = models.SlugField(_("address"), max_length=200, allow_unicode=True)
    level = models.CharField(_("level"), max_length=20, choices=Level.choices, default=Level.OTHER)
    issuer = models.CharField(_("issued by"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("regulation")
        verbose_name_plural = _("regulations")
        ordering = ["short_title"]
        constraints = [
            models.UniqueConstraint(fields=["title"], name="one_regulation_per_title"),
            models.UniqueConstraint(fields=["slug"], name="one_regulation_per_address"),
        ]

    def __str__(self):
        return f"《{self.short_title}》"

    def get_absolute_url(self):
        return reverse("regulations:in-force", args=[self.slug])


class Alias(models.Model):
    """A name by which texts cite a regulation; its title and short title are among them."""

    regulation = models.ForeignKey(Regulation, models.CASCADE, related_name="aliases", verbose_name=_("regulation"))
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["name"], name="a_name_means_one_regulation")]

    def __str__(self):
        return self.name


class Version(models.Model):
    """The wording of a regulation from one promulgation or amendment to the next. Its text never changes."""

    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="versions", verbose_name=_("regulation"))
    name = models.CharField(_("version"), max_length=32)
    number = models.CharField(_("document number"), max_length=100, blank=True)
    promulgated_on = models.DateField(_("promulgated on"))
    effective_on = models.DateField(_("effective on"), db_index=True)
    repealed_on = models.DateField(_("repealed on"), null=True, blank=True)
    issuer = models.CharField(_("issued by"), max_length=200, blank=True)
    preamble = models.TextField(_("preamble"), blank=True)
    appendix = models.TextField(_("appendix"), blank=True)
    source_digest = models.CharField(_("digest of the source"), max_length=64)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["regulation", "-effective_on", "-promulgated_on"]
        constraints = [
            models.UniqueConstraint(fields=["regulation", "name"], name="one_version_per_name"),
            models.UniqueConstraint(fields=["regulation", "source_digest"], name="one_version_per_text"),
            models.CheckConstraint(
                condition=Q(effective_on__gte=F("promulgated_on")),
                name="a_version_takes_effect_once_promulgated",
            ),
            models.CheckConstraint(
                condition=Q(repealed_on=None) | Q(repealed_on__gt=F("effective_on")),
                name="a_version_is_repealed_after_it_took_effect",
            ),
        ]

    def __str__(self):
        return f"{self.regulation} {self.name}"

    def get_absolute_url(self):
        return reverse("regulations:read", args=[self.regulation.slug, self.name])

    @property
    def issued_by(self):
        """The body that issued this version; where its text does not say, the one that the regulation is known by."""
        return self.issuer or self.regulation.issuer

    @property
    def order(self):
        """Later versions are greater: the day of effect decides, and of two on one day the later promulgation."""
        return self.effective_on, self.promulgated_on
