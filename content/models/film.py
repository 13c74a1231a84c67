from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField

from content.blocks import TEXT_FEATURES
from media.rules.moments import read_moment, write_moment

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
        InlinePanel("questions", label=_("Question in the film"), heading=_("Questions in the film")),
        *StudyPage.closing_panels,
    ]

    class Meta:
        verbose_name = _("film page")
        verbose_name_plural = _("film pages")

    def plain_text(self):
        return f"{self.summary}\n{self.transcript}"

    @property
    def film_seconds(self):
        return self.film.seconds

    @cached_property
    def has_questions(self):
        return self.questions.exists()

    @classmethod
    def whole(cls):
        asked = FilmQuestion.objects.filter(page=models.OuterRef("pk"))
        return cls.objects.select_related("film").annotate(has_questions=models.Exists(asked))


class MomentInput(forms.TextInput):
    """Seconds, seen and written as 1:05."""

    def format_value(self, value):
        return write_moment(value) if isinstance(value, int) else value

    def value_from_datadict(self, data, files, name):
        written = super().value_from_datadict(data, files, name) or ""
        seconds = read_moment(written)
        # What is no moment goes on as it was written, to be refused by the field with what is still in it.
        return written if seconds is None else seconds


class MomentField(models.PositiveIntegerField):
    """Whole seconds from the beginning of a film."""

    def formfield(self, **kwargs):
        refused = {"invalid": _("Write the moment as minutes and seconds, 1:05, or in seconds, 65.")}
        return super().formfield(**{"widget": MomentInput, "error_messages": refused} | kwargs)


class FilmQuestion(models.Model):
    """A question that is asked at a moment of the film, which waits for the answer."""

    page = ParentalKey(FilmPage, on_delete=models.CASCADE, related_name="questions")
    moment = MomentField(_("moment"), help_text=_("Minutes and seconds, 1:05. The film stops there."))
    question = models.ForeignKey(
        "quizzes.Question",
        models.PROTECT,
        related_name="+",
        verbose_name=_("question"),
        help_text=_("One that a single tap answers: single choice, or true or false."),
    )

    panels = [FieldPanel("moment"), FieldPanel("question")]

    class Meta:
        ordering = ["moment", "pk"]
        verbose_name = _("question in a film")
        verbose_name_plural = _("questions in films")

    def __str__(self):
        return f"{write_moment(self.moment)} {self.question}"

    def clean(self):
        super().clean()
        if self.question_id and self.question.get_real_instance_class().taps is None:
            raise ValidationError({"question": _("Only a question that one tap answers can be asked in a film.")})
