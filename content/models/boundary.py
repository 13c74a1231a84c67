from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from content.blocks import TEXT_FEATURES, check_citation
from content.rules import words_of
from regulations.blocks import CitationsInput
from regulations.rules.citations import in_full

from .cms import Legible
from .study import StudyPage


class BoundaryListPage(StudyPage):
    """The list that draws the line: what is prohibited, required and permitted, side by side."""

    KIND, KIND_NAME, ICON = "list", pgettext_lazy("kind of page", "Boundary list"), "scale"
    ORDER = 3
    body_needs = ("items__cases",)
    template = "content/boundary_list.html"

    intro = RichTextField(_("introduction"), blank=True, features=TEXT_FEATURES)

    content_panels = [
        *StudyPage.intro_panels,
        FieldPanel("intro"),
        InlinePanel("items", label=_("Item"), heading=_("Items")),
        *StudyPage.closing_panels,
    ]

    class Meta:
        verbose_name = _("boundary list")
        verbose_name_plural = _("boundary lists")

    def plain_text(self):
        return "\n".join([self.summary, *(item.plain_text for item in self.items.all())])

    def cited(self):
        """Each item cites by itself, under its title."""
        said = [("", f"{self.summary}\n{strip_tags(self.intro)}")]
        return said + [(item.title, text) for item in self.items.all() for text in item.citing_texts]


class BoundaryItem(Legible, Orderable):
    """One line drawn: what it says, an example on either side of it, and the articles it rests on."""

    class Kind(models.TextChoices):
        PROHIBITED = "prohibited", pgettext_lazy("side of the line", "Prohibited")
        REQUIRED = "required", pgettext_lazy("side of the line", "Required")
        PERMITTED = "permitted", pgettext_lazy("side of the line", "Permitted")

    page = ParentalKey(BoundaryListPage, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=60)
    text = models.TextField(_("text"))
    situations = models.CharField(
        _("situations"), max_length=120, blank=True, help_text=_("Words to find it by, parted by 、: 送礼、宴请.")
    )
    safe = models.TextField(_("within the line"), blank=True)
    over = models.TextField(_("over the line"), blank=True)
    citations = models.TextField(
        _("articles cited"), blank=True, help_text=_("One a line, for example 《监察法》第四条第二款.")
    )

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("situations")]),
        FieldPanel("title"),
        FieldPanel("text"),
        FieldPanel("safe"),
        FieldPanel("over"),
        FieldPanel("citations", widget=CitationsInput(attrs={"rows": 3})),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("boundary item")
        verbose_name_plural = _("boundary items")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["prohibited", "required", "permitted"]),
                name="a_boundary_item_is_of_a_known_kind",
            )
        ]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        for line in self.cited:
            try:
                check_citation(line)
            except ValidationError as refusal:
                raise ValidationError({"citations": refusal}) from refusal

    @property
    def cited(self):
        """The citations as typed, one each."""
        return [line.strip() for line in self.citations.splitlines() if line.strip()]

    @property
    def citing_texts(self):
        """What of it may cite: the words on either side of the line, and each citation in full."""
        return [self.text, self.safe, self.over, *map(in_full, self.cited)]

    @property
    def situation_words(self):
        return words_of(self.situations)

    @property
    def plain_text(self):
        return "\n".join([self.title, self.text, self.situations, self.safe, self.over, self.citations])
