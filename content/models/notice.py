from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from content.blocks import text_blocks

from .study import StudyPage, text_of


class NoticePage(StudyPage):
    """What the office lets people know; for everybody, unless its privacy says otherwise."""

    KIND, KIND_NAME, ICON = "notice", pgettext_lazy("kind of page", "Notice"), "bell"
    ORDER = 6
    template = "content/notice.html"

    body = StreamField(text_blocks(), verbose_name=_("body"))

    content_panels = [*StudyPage.intro_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    def plain_text(self):
        return text_of(self.body)
