"""Pictures, documents and films: what an editor uploads and a page shows."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index


class Picture(AbstractImage):
    """One picture as uploaded, with the words that stand for it where it is not seen."""

    alt_text = models.CharField(
        _("alternative text"),
        max_length=200,
        help_text=_("What the picture shows, for those who cannot see it."),
    )

    admin_form_fields = (
        "title",
        "file",
        "alt_text",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]

    @property
    def default_alt_text(self):
        return self.alt_text


class PictureRendition(AbstractRendition):
    """One picture made ready at one size and format."""

    image = models.ForeignKey(Picture, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="one_rendition_for_each_size",
            )
        ]

    @property
    def url(self):
        return reverse("media:picture", args=[self.file.name.removeprefix("images/")])


class Attachment(AbstractDocument):
    """One file to be downloaded, served only by Wagtail's view, which asks who is there."""

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]


def original_path(film, filename):
    return f"films/{film.public_id}/original.mp4"


def film_path(film, filename):
    """The made files keep the plain names that `importers` gives them."""
    return f"films/{film.public_id}/{filename}"


def captions_zh_path(film, filename):
    return f"films/{film.public_id}/zh.vtt"


def captions_en_path(film, filename):
    return f"films/{film.public_id}/en.vtt"


class FilmState(models.TextChoices):
    UPLOADED = "uploaded", _("Uploaded")
    PROCESSING = "processing", _("Being prepared")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


class FilmFault(models.TextChoices):
    """Why a film could not be made ready."""

    NOT_A_FILM = "not-a-film", _("The file is not a film, or it is damaged.")
    TOO_LONG = "too-long", _("The film is longer than two hours.")
    TOOK_TOO_LONG = "took-too-long", _("Preparing the film took too long and was stopped.")
    UNREADABLE = "unreadable", _("The film could not be read to its end.")
    NO_FFMPEG = "no-ffmpeg", _("The server has no ffmpeg to prepare films with.")


class Film(index.Indexed, models.Model):
    """One film: the original as uploaded, and what was made from it to be shown.

    `progress` is in per cent, `seconds` the length of the film, `size` the bytes of `mp4`,
    `detail` what ffmpeg said when it failed.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=120)
    original = models.FileField(_("film file"), upload_to=original_path)
    captions_zh = models.FileField(
        _("Chinese captions"), upload_to=captions_zh_path, blank=True, help_text=_("A WebVTT file.")
    )
    captions_en = models.FileField(
        _("English captions"), upload_to=captions_en_path, blank=True, help_text=_("A WebVTT file.")
    )
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=FilmState,
        default=FilmState.UPLOADED,
        editable=False,
    )
    reason = models.CharField(_("reason"), max_length=20, choices=FilmFault, blank=True, editable=False)
    detail = models.CharField(max_length=300, blank=True, editable=False)
    progress = models.PositiveSmallIntegerField(_("progress"), default=0, editable=False)
    mp4 = models.FileField(upload_to=film_path, blank=True, editable=False)
    mp4_small = models.FileField(upload_to=film_path, blank=True, editable=False)
    poster = models.ImageField(upload_to=film_path, blank=True, editable=False)
    seconds = models.FloatField(_("length in seconds"), null=True, editable=False)
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    size = models.PositiveBigIntegerField(null=True, editable=False)
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta:
        verbose_name = _("film")
        verbose_name_plural = _("films")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_film_state_is_known",
                condition=models.Q(state__in=FilmState.values),
            ),
            models.CheckConstraint(
                name="a_ready_film_can_be_played",
                condition=~models.Q(state=FilmState.READY)
                | (~models.Q(mp4="") & ~models.Q(poster="") & models.Q(seconds__gt=0)),
            ),
            models.CheckConstraint(
                name="a_failed_film_says_why",
                condition=~models.Q(state=FilmState.FAILED) | ~models.Q(reason=""),
            ),
            models.CheckConstraint(
                name="film_progress_is_a_percentage",
                condition=models.Q(progress__gte=0, progress__lte=100),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_ready(self):
        return self.state == FilmState.READY

    @property
    def state_in_words(self):
        """The state, and how far or why."""
        words = self.get_state_display()
        if self.state == FilmState.PROCESSING:
            return f"{words} {self.progress} %"
        if self.state == FilmState.FAILED:
            return " ".join(filter(None, [words, "·", self.get_reason_display(), self.detail]))
        return words

    @property
    def length_in_words(self):
        """Minutes and seconds, as players write them."""
        if not self.seconds:
            return ""
        minutes, seconds = divmod(round(self.seconds), 60)
        return f"{minutes}:{seconds:02}"
