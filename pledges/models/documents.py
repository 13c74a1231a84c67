from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _

from .signing import Pledge


@deconstructible
class SealedStorage(FileSystemStorage):
    """`SEALED_ROOT`, outside of every folder that is served; the setting is read at each use, files are ours alone."""

    def __init__(self):
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self):
        return settings.SEALED_ROOT

    @property
    def location(self):
        return str(Path(settings.SEALED_ROOT).resolve())


class SealedDocument(models.Model):
    """The PDF of one pledge: how far its making has come, and the hashes before and after the seal."""

    pledge = models.OneToOneField(Pledge, models.PROTECT, related_name="document", verbose_name=_("pledge"))
    file = models.FileField(_("file"), storage=SealedStorage(), blank=True)
    sha256_unsealed = models.CharField(_("SHA-256 before sealing"), max_length=64, blank=True)
    sha256_sealed = models.CharField(_("SHA-256 as sealed"), max_length=64, blank=True)
    renderer = models.CharField(_("made by"), max_length=120, blank=True)
    sealed_at = models.DateTimeField(_("sealed at"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("sealed document")
        verbose_name_plural = _("sealed documents")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sealed_at__isnull=True, sha256_sealed="")
                | (models.Q(sealed_at__isnull=False) & ~models.Q(sha256_sealed="") & ~models.Q(file="")),
                name="a_document_is_sealed_with_file_and_hash",
            )
        ]

    def __str__(self):
        return str(self.pledge)
