from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from content.blocks import text_blocks

from .audience import Audience
from .study import StudyForm, StudyPage, citations_set_apart, text_of


class NoticeForm(StudyForm):
    """A new notice is for everybody, unless its editor says otherwise."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial["audience"] = Audience.EVERYBODY


class NoticePage(StudyPage):
    """What the office lets people know; for everybody, unless its editor says otherwise."""

    KIND, KIND_NAME, ICON = "notice", pgettext_lazy("kind of page", "Notice"), "bell"
    ORDER = 6
    template = "content/notice.html"
    base_form_class = NoticeForm

    body = StreamField(text_blocks(), verbose_name=_("body"))

    content_panels = [*StudyPage.intro_panels, FieldPanel("body"), *StudyPage.closing_panels]

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    def plain_text(self):
        return text_of(self.body)

    def cited(self):
        return [*super().cited(), ("", citations_set_apart(self.body))]
