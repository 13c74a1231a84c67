from uuid import uuid4

from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.search import index

from content import rules
from content.blocks import case_blocks
from regulations.queries import citations_in, passages

from .study import StudyForm, StudyPage, citations_set_apart, text_of

ONCE = {"max_num": 1}
# What nearly every case has: a new one begins with these, empty, so that its writer fills in rather than builds.
OUTLINE = ("happened", "broken", "consequence", "lesson")


class CaseForm(StudyForm):
    """A new case begins with its outline; what is not needed is taken out."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and not self.instance.body:
            blocks = self.fields["body"].block
            outline = [(name, blocks.child_blocks[name].get_default(), str(uuid4())) for name in OUTLINE]
            self.initial["body"] = StreamValue(blocks, outline)


class CasePage(StudyPage):
    """A case: what happened, what was broken, what it cost, what to learn from it."""

    KIND, KIND_NAME, ICON = "case", pgettext_lazy("kind of page", "Case"), "case"
    ORDER = 1
    template = "content/case.html"
    body_needs = ("crossed__page",)
    # The keys of the lines that whoever opens the page may see; a preview is for editors, who see all of them.
    open_lines = None
    base_form_class = CaseForm

    picture = models.ForeignKey(
        "media.Picture", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    industry = models.CharField(_("industry"), max_length=60, blank=True)
    source = models.CharField(
        _("source"), max_length=200, help_text=_("Who made the case known, with the number of the notice.")
    )
    decided_on = models.DateField(_("decision in effect since"), null=True, blank=True)
    anonymised = models.BooleanField(
        _("names and firms are changed"),
        default=True,
        help_text=_("Readers are told. Untick it only where the decision itself was published with names."),
    )
    crossed = ParentalManyToManyField(
        "content.BoundaryItem",
        blank=True,
        related_name="cases",
        limit_choices_to={"page__live": True},
        verbose_name=_("lines that were crossed"),
    )
    body = StreamField(
        case_blocks(),
        verbose_name=_("body"),
        block_counts=dict.fromkeys(("happened", "timeline", "broken", "consequence", "lesson", "reflect"), ONCE),
    )

    content_panels = [
        *StudyPage.intro_panels,
        FieldPanel("picture"),
        MultiFieldPanel(
            [
                FieldPanel("source"),
                FieldRowPanel([FieldPanel("decided_on"), FieldPanel("industry")]),
                FieldPanel("anonymised"),
            ],
            heading=_("Facts"),
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("crossed", widget=CheckboxSelectMultiple)],
            heading=_("Lines of the boundary lists"),
            classname="collapsed",
        ),
        *StudyPage.closing_panels,
    ]

    search_fields = [*StudyPage.search_fields, index.SearchField("source"), index.SearchField("industry")]

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")

    def plain_text(self):
        return f"{self.summary}\n{text_of(self.body)}"

    def cited(self):
        return [*super().cited(), ("", citations_set_apart(self.body))]

    def safety_findings(self, *, writers, editor):
        """{point of the safety checklist: whether nothing speaks against it}; two queries."""
        text = self.plain_text()
        cited = citations_in(text)
        return rules.findings(
            source=self.source,
            decided_on=self.decided_on,
            today=timezone.localdate(),
            anonymised=self.anonymised,
            telling=rules.telling_numbers(f"{self.title}\n{text}"),
            cited=len(cited),
            dead=sum(passage is None for passage in passages(cited, self.cited_on).values()),
            writers=writers,
            editor=editor,
        )

    @property
    def lines_shown(self):
        """The lines that it crossed, as far as the reader may open their lists."""
        lines = self.crossed.all()
        if self.open_lines is None:
            return lines
        return [line for line in lines if str(line.pk) in self.open_lines.split(",")]

    @property
    def cited_on(self):
        return self.decided_on or super().cited_on

    @classmethod
    def whole(cls):
        return cls.objects.select_related("picture")
