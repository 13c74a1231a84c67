import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from quizzes.models.question import Question, QuestionBank, kind_choices


class Quiz(index.Indexed, ClusterableModel):
    """A paper's rules: which questions, how long, how often, when, and what passes.

    The questions themselves are drawn anew for each attempt.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=80)
    intro = models.TextField(_("introduction"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT, db_index=True)
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark in percent"),
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    time_limit = models.PositiveSmallIntegerField(
        _("minutes allowed"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts allowed"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: as often as one likes."),
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    reveal_at = models.DateTimeField(
        _("show the right answers from"),
        null=True,
        blank=True,
        help_text=_("Empty: as soon as a paper is handed in."),
    )
    shuffle = models.BooleanField(_("shuffle the questions"), default=True)

    panels = [
        FieldPanel("title"),
        FieldPanel("intro"),
        FieldPanel("state"),
        InlinePanel("fixed", label=_("Fixed question")),
        InlinePanel("draws", label=_("Draw from a bank")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("pass_mark"), FieldPanel("time_limit")]),
                FieldRowPanel([FieldPanel("attempts_allowed"), FieldPanel("shuffle")]),
                FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                FieldPanel("reveal_at"),
            ],
            heading=_("Rules"),
        ),
    ]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.FilterField("state"),
    ]

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pass_mark__gte=1, pass_mark__lte=100),
                name="a_pass_mark_is_a_percentage",
            ),
            models.CheckConstraint(
                condition=models.Q(opens_at__isnull=True)
                | models.Q(closes_at__isnull=True)
                | models.Q(closes_at__gt=models.F("opens_at")),
                name="a_quiz_closes_after_it_opens",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("quizzes:quiz", args=[self.public_id])


class QuizQuestion(Orderable):
    """A question that stands in every paper of the quiz."""

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="fixed")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+", verbose_name=_("question"))
    marks = models.PositiveSmallIntegerField(_("marks for it"), default=1, validators=[MinValueValidator(1)])

    panels = [FieldPanel("question"), FieldPanel("marks")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["quiz", "question"], name="a_question_is_fixed_once_in_a_quiz")]


class QuizDraw(Orderable):
    """So many questions of a bank, drawn by lot; of one topic or kind if these are given."""

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="draws")
    bank = models.ForeignKey(QuestionBank, on_delete=models.PROTECT, related_name="+", verbose_name=_("question bank"))
    topic = models.CharField(_("topic"), max_length=40, blank=True)
    kind = models.CharField(_("kind of question"), max_length=20, blank=True, choices=kind_choices)
    count = models.PositiveSmallIntegerField(_("how many"), default=5, validators=[MinValueValidator(1)])
    marks = models.PositiveSmallIntegerField(_("marks each"), default=1, validators=[MinValueValidator(1)])

    panels = [
        FieldPanel("bank"),
        FieldRowPanel([FieldPanel("topic"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("count"), FieldPanel("marks")]),
    ]
