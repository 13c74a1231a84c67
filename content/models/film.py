from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from content.blocks import TEXT_FEATURES

from .study import StudyPage


class FilmPage(StudyPage):
    """A film to watch, with an introduction and everything that is said in it."""

    KIND, KIND_NAME, ICON = "film", pgettext_lazy("kind of page", "Film"), "film"
    ORDER = 5
    study_kind = "watch"
    template = "content/film.html"

    film = models.ForeignKey("media.Film", models.PROTECT, related_name="+", verbose_name=_("film"))
    intro = RichTextField(_("introduction"), blank=True, features=TEXT_FEATURES)
    transcript = models.TextField(
        _("transcript"), blank=True, help_text=_("What is said and seen, for those who cannot hear or watch.")
    )

    content_panels = [
        *StudyPage.intro_panels,
        FieldPanel("film"),
        FieldPanel("intro"),
        FieldPanel("transcript"),
    ]

    class Meta:
        verbose_name = _("film page")
        verbose_name_plural = _("film pages")

    def plain_text(self):
        return f"{self.summary}\n{self.transcript}"

    @property
    def film_seconds(self):
        return self.film.seconds

    @classmethod
    def whole(cls):
        return cls.objects.select_related("film")
