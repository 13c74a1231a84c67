import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from polymorphic.models import PolymorphicModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.search import index

from quizzes.rules.dealing import Dealt
from regulations.blocks import CitationInput


def new_identity():
    return uuid.uuid4().hex


class QuestionBank(index.Indexed, models.Model):
    """A named set of questions."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name of the bank"), max_length=80)
    for_practice = models.BooleanField(
        _("open to practice"),
        default=True,
        help_text=_("The daily question and the red-line trainer draw from it."),
    )

    panels = [FieldPanel("name"), FieldPanel("for_practice")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("question bank")
        verbose_name_plural = _("question banks")
        constraints = [models.UniqueConstraint(fields=["name"], name="question_banks_have_names_of_their_own")]

    def __str__(self):
        return self.name


class Difficulty(models.IntegerChoices):
    EASY = 1, _("Easy")
    FAIR = 2, _("Fair")
    HARD = 3, _("Hard")


class Question(index.Indexed, PolymorphicModel):
    """One question of a bank. Every subclass is a kind, found by `kinds()`.

    A kind sets `kind`, `kind_label`, `data_name` and `kind_order`, has a template
    quizzes/kinds/<kind>.html to answer it by, and knows
      fields_from(data)      an editor's plain data → its own fields
      deal(rng)              → (face, key): what is shown, and what is kept until hand-in
      read(face, form)       a posted form → an answer as JSON, or None if nothing was given
      mark(key, answer)      → a share of the marks, Fraction 0 to 1
      rows(face, key, answer)→ what she gave and what was right, in words
      taps(face)             optional: [(value, label)] if one tap answers it, as the daily question is
    """

    kind = data_name = ""
    kind_label = ""
    kind_order = 0
    taps = None

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bank = models.ForeignKey(
        QuestionBank,
        on_delete=models.PROTECT,
        related_name="questions",
        verbose_name=_("question bank"),
    )
    # What makes it the same question when its file is loaded again.
    identity = models.CharField(max_length=64, default=new_identity, editable=False)
    stem = models.TextField(_("stem"))
    explanation = models.TextField(_("explanation"), blank=True)
    topic = models.CharField(_("topic"), max_length=40, blank=True)
    difficulty = models.PositiveSmallIntegerField(_("difficulty"), choices=Difficulty.choices, default=Difficulty.FAIR)
    citation = models.CharField(
        _("citation"), max_length=120, blank=True, help_text=_("For example 《监察法》第四条第二款")
    )
    article = models.ForeignKey(
        "regulations.Article",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("article cited"),
    )
    retired = models.BooleanField(
        _("retired"), default=False, help_text=_("Stays in old papers, comes into no new one.")
    )

    stem_panels = [FieldPanel("bank"), FieldPanel("stem")]
    further_panels = [
        FieldPanel("explanation"),
        FieldPanel("citation", widget=CitationInput),
        FieldRowPanel([FieldPanel("topic"), FieldPanel("difficulty")]),
        FieldPanel("retired"),
    ]
    search_fields = [
        index.SearchField("stem"),
        index.AutocompleteField("stem"),
        index.FilterField("bank_id"),
        index.FilterField("retired"),
    ]

    class Meta:
        ordering = ["pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [models.UniqueConstraint(fields=["bank", "identity"], name="a_question_is_once_in_its_bank")]

    def __str__(self):
        return self.stem if len(self.stem) <= 40 else f"{self.stem[:39]}…"

    @property
    def wording(self):
        """All that an editor wrote in it, a line each: the stem, the options or parts of its kind, the explanation."""
        streams = [field for field in self._meta.get_fields() if isinstance(field, StreamField)]
        texts = [text for field in streams for text in field.get_searchable_content(getattr(self, field.attname))]
        return "\n".join([self.stem, *texts, self.explanation])

    def dealt(self, rng, *, number=1, marks=1):
        """This question as number `number` of a paper: a Dealt of face and key."""
        face, key = self.deal(rng)
        shown = {"number": number, "field": f"q{number}", "kind": self.kind, "marks": marks}
        kept = {"explanation": self.explanation, "citation": self.citation}
        return Dealt(face={"stem": self.stem} | shown | face, key=kept | key)


def kinds():
    """Every kind of question by its name, in the order editors meet them."""
    found = sorted(Question.__subclasses__(), key=lambda kind: kind.kind_order)
    return {kind.kind: kind for kind in found}


def kind_choices():
    return [(name, kind.kind_label) for name, kind in kinds().items()]
