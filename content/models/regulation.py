from django.db import models
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

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

    content_panels = [*StudyPage.intro_panels, FieldPanel("regulation"), FieldPanel("intro"), *StudyPage.closing_panels]

    search_fields = [*StudyPage.search_fields, index.SearchField("names")]

    class Meta:
        verbose_name = _("regulation page")
        verbose_name_plural = _("regulation pages")

    def names(self):
        """By which the regulation is cited."""
        return list(self.regulation.aliases.values_list("name", flat=True))

    def plain_text(self):
        # A draft is looked at before its regulation was chosen.
        if self.regulation_id is None:
            return self.summary
        version = version_in_force(self.regulation, timezone.localdate())
        paragraphs = Paragraph.objects.filter(article__version=version).values_list("text", flat=True)
        return "\n".join([self.summary, *paragraphs])

    def cited(self):
        """The law's own words cite nothing here: only what an editor wrote about it does."""
        return [("", f"{self.summary}\n{strip_tags(self.intro)}")]

    @classmethod
    def whole(cls):
        return cls.objects.select_related("regulation")
