from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField

from content.blocks import text_blocks

from .study import StudyPage, text_of


class StoryPage(StudyPage):
    """A family-virtue story, credited as its teller chose."""

    KIND, KIND_NAME, ICON = "story", pgettext_lazy("kind of page", "Family story"), "story"
    ORDER = 4
    template = "content/story.html"

    class Credit(models.TextChoices):
        NAME = "name", _("By name")
        FIRM = "firm", _("Firm only")
        ANONYMOUS = "anonymous", _("Anonymous")

    author = models.CharField(_("author"), max_length=60)
    credit = models.CharField(_("credit"), max_length=10, choices=Credit.choices, default=Credit.NAME)
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("enterprise")
    )
    told_on = models.DateField(_("told on"), null=True, blank=True)
    saying = models.CharField(_("saying"), max_length=60, blank=True, help_text=_("The line one remembers."))
    body = StreamField(text_blocks(), verbose_name=_("body"))

    content_panels = [
        *StudyPage.intro_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("author"), FieldPanel("credit")]),
                FieldRowPanel([FieldPanel("enterprise"), FieldPanel("told_on")]),
            ],
            heading=_("Who tells it"),
        ),
        FieldPanel("saying"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("family story")
        verbose_name_plural = _("family stories")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(credit__in=["name", "firm", "anonymous"]), name="a_story_is_credited_in_a_known_way"
            )
        ]

    def plain_text(self):
        return f"{self.saying}\n{text_of(self.body)}"

    @property
    def byline(self):
        """Who is thanked for the story, as she chose."""
        firm = self.enterprise.short_name if self.enterprise else ""
        if self.credit == self.Credit.NAME:
            return " · ".join(filter(None, [firm, self.author]))
        if self.credit == self.Credit.FIRM:
            return firm
        return _("Told anonymously")

    @classmethod
    def whole(cls):
        return cls.objects.select_related("enterprise")
