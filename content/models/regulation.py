from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from content.blocks import TEXT_FEATURES
from regulations.models import Paragraph
from regulations.queries import version_in_force

from .study import StudyPage


class RegulationPage(StudyPage):
    """A regulation's place in the library: why it matters here, and the wording in force."""

    KIND, KIND_NAME, ICON = "regulation", pgettext_lazy("kind of page", "Regulation"), "book"
    ORDER = 2
    template = "content/regulation.html"

    regulation = models.ForeignKey(
        "regulations.Regulation", models.PROTECT, related_name="+", verbose_name=_("regulation")
    )
    intro = RichTextField(_("introduction"), blank=True, features=TEXT_FEATURES)

    content_panels = [*StudyPage.intro_panels, FieldPanel("regulation"), FieldPanel("intro")]

    class Meta:
        verbose_name = _("regulation page")
        verbose_name_plural = _("regulation pages")

    def plain_text(self):
        version = version_in_force(self.regulation, timezone.localdate())
        paragraphs = Paragraph.objects.filter(article__version=version).values_list("text", flat=True)
        return "\n".join([self.summary, *paragraphs])

    @classmethod
    def whole(cls):
        return cls.objects.select_related("regulation")
