from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One thing that happened; written once. The database refuses to change or delete a row (see 0002)."""

    sequence = models.BigIntegerField(_("number"), unique=True)
    at = models.DateTimeField(_("at"))
    event = models.CharField(_("event"), max_length=80)
    by = models.CharField(_("by"), max_length=36, blank=True)
    about = models.CharField(_("about"), max_length=120, blank=True)
    detail = models.JSONField(_("detail"), default=dict)
    previous = models.CharField(_("digest before"), max_length=64)
    digest = models.CharField(_("digest"), max_length=64, unique=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal")
        ordering = ["sequence"]
        indexes = [models.Index(fields=["about", "sequence"]), models.Index(fields=["event", "sequence"])]

    def __str__(self):
        return f"{self.sequence} {self.event}"
