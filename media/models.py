"""Pictures, documents and films: what an editor uploads and a page shows."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index

from media.rules.contents import FILMS, SOUNDS
from media.rules.moments import write_moment
from media.rules.probes import how_loud


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

    def clean(self):
        """Wagtail looks at the name of the file, which is missing where the file itself was refused already."""
        if self.file:
            super().clean()

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]


def original_path(film, filename):
    """What it is called says what its sender took it for; what it is, its content says."""
    suffix = filename.rpartition(".")[2].lower()
    return f"films/{film.public_id}/original.{suffix if suffix in (*FILMS, *SOUNDS) else 'mp4'}"


def film_path(film, filename):
    """The made files keep the plain names that `importers` gives them, each making in a folder of its own."""
    return f"films/{film.public_id}/{film.folder or 'made'}/{filename}"


def captions_zh_path(film, filename):
    return _captions_path(film, "zh")


def captions_en_path(film, filename):
    return _captions_path(film, "en")


def _captions_path(film, language):
    """Each wording has a name of its own: whoever reads the old one is not given half of the new."""
    return f"films/{film.public_id}/{language}-{uuid.uuid4().hex[:8]}.vtt"


class FilmState(models.TextChoices):
    UPLOADED = "uploaded", _("Uploaded")
    PROCESSING = "processing", _("Being prepared")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


class FilmFault(models.TextChoices):
    """Why a film could not be made ready."""

    NOT_A_FILM = "not-a-film", _("The file is not a film, or it is damaged.")
    CODEC = (
        "codec",
        _("It is encoded in a way that is not read here. Save it as an MP4 with H.264 and AAC, and upload that."),
    )
    TOO_LONG = "too-long", _("The film is longer than two hours.")
    TOOK_TOO_LONG = "took-too-long", _("Preparing the film took too long and was stopped.")
    UNREADABLE = "unreadable", _("The film could not be read to its end.")
    EMPTY = "empty", _("The file is empty: it has 0 bytes.")
    CUT_SHORT = "cut-short", _("The end of the file is missing: it was cut off on its way. Upload it again.")
    WORKER_LOST = "worker-lost", _("Preparing the film was broken off three times.")
    STOPPED = "stopped", _("The server stopped the preparing, mostly for want of memory. It can be prepared again.")
    DISK = "disk", _("The server could not write the film: its disk may be full.")
    NO_FFMPEG = "no-ffmpeg", _("The server has no ffmpeg to prepare films with.")


class Film(index.Indexed, models.Model):
    """One film or sound recording: the original as uploaded, and what was made from it to be shown.

    A recording (`is_sound`) becomes a film of one picture: `still`, or one drawn for it. What was made lies in `folder`
    below the film's own: playlists and their streams at the sizes of `rungs`, one `mp4` for browsers that know no
    playlists (`size` bytes), the poster, and small pictures on a sheet. `loudness` is in LUFS (EBU R 128).
    `progress` is in per cent, `detail` what ffmpeg said when it failed. While it is being prepared `run` names the
    making, the `attempts`-th, and `worked_at` is when it last gave a sign of life.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=120)
    original = models.FileField(
        _("film file"),
        upload_to=original_path,
        help_text=_("A film (MP4, MOV, WebM) or a sound recording (M4A, MP3, WAV, OGG) of 2 GB at most."),
    )
    still = models.ForeignKey(
        Picture,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture for a recording"),
        help_text=_("Seen while a sound recording is heard. Without one a lotus is drawn."),
    )
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
    poster = models.ImageField(upload_to=film_path, blank=True, editable=False)
    seconds = models.FloatField(_("length in seconds"), null=True, editable=False)
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    size = models.PositiveBigIntegerField(null=True, editable=False)
    is_sound = models.BooleanField(_("sound recording"), default=False, editable=False)
    folder = models.CharField(max_length=16, blank=True, editable=False)
    rungs = models.JSONField(default=list, editable=False)
    sheet = models.JSONField(default=dict, editable=False)
    loudness = models.FloatField(null=True, editable=False)
    run = models.CharField(max_length=16, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    worked_at = models.DateTimeField(null=True, editable=False)
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    # A recording that a member sent along is nobody's to choose before it was taken.
    is_offered = models.BooleanField(_("offered to editors"), default=True, editable=False)

    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        # By which the lists of the CMS narrow and order what they find.
        *(index.FilterField(name) for name in ("is_offered", "state", "title", "uploaded_at")),
    ]

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
        """Whether the latest preparing came to its end."""
        return self.state == FilmState.READY

    @property
    def is_playable(self):
        """Whether it has all that a page shows, be it of an earlier preparing: a new one takes nothing away."""
        return bool(self.mp4 and self.poster and self.seconds)

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
    def loudness_in_words(self):
        """A word to the editor where members would reach for the volume."""
        return {
            "quiet": _("The sound is very quiet. Raise it and upload the film again."),
            "loud": _("The sound is very loud. Lower it and upload the film again."),
            "": "",
        }[how_loud(self.loudness)]

    @property
    def length_in_words(self):
        """Hours where there are any, minutes and seconds, as the player counts them: each once it is over."""
        return write_moment(self.seconds) if self.seconds else ""


class Upload(models.Model):
    """A film on its way here in pieces: `received` of its `size` bytes lie in a file of their own, for its owner."""

    wagtail_reference_index_ignore = True

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    begun_at = models.DateTimeField()
    touched_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="an_upload_has_no_more_than_its_bytes", condition=models.Q(received__lte=models.F("size"))
            ),
        ]

    def __str__(self):
        return str(self.public_id)

    @property
    def path(self):
        return settings.UPLOAD_ROOT / str(self.public_id)

    @property
    def is_whole(self):
        return self.received == self.size
