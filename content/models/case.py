from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField

from content.blocks import case_blocks

from .study import StudyPage, text_of

ONCE = {"max_num": 1}


class CasePage(StudyPage):
    """A case: what happened, what was broken, what it cost, what to learn from it."""

    KIND, KIND_NAME, ICON = "case", pgettext_lazy("kind of page", "Case"), "case"
    ORDER = 1
    template = "content/case.html"

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
    ]

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")

    def plain_text(self):
        return f"{self.summary}\n{text_of(self.body)}"

    @property
    def cited_on(self):
        return self.decided_on or super().cited_on

    @classmethod
    def whole(cls):
        return cls.objects.select_related("picture")
