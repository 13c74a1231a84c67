from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from content.blocks import text_blocks
from content.rules.sent import gives_away, reveals_more

from .family import FamilyLine
from .study import StudyForm, StudyPage, citations_set_apart, text_of


class StoryForm(StudyForm):
    """Who tells a story need not be known while its page is a draft, which keeps itself from the first words on."""

    def clean(self):
        self.instance.teller_may_come_later = self.is_deferred_validation
        return super().clean()


class StoryPage(StudyPage):
    """A family-virtue story, credited as its teller chose.

    What is not to be shown of the teller does not stand in the page at all. `sent` is the story that a member sent in,
    where this page, or the one that it is a copy of, came of one.
    """

    KIND, KIND_NAME, ICON = "story", pgettext_lazy("kind of page", "Family story"), "story"
    ORDER = 4
    template = "content/story.html"
    base_form_class = StoryForm
    # Only where a draft is kept: a page that is handed in or comes out says it.
    teller_may_come_later = False

    class Credit(models.TextChoices):
        NAME = "name", _("By name")
        FIRM = "firm", _("Firm only")
        ANONYMOUS = "anonymous", _("Anonymous")

    author = models.CharField(_("author"), max_length=60, blank=True)
    credit = models.CharField(_("credit"), max_length=10, choices=Credit.choices, default=Credit.NAME)
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("enterprise")
    )
    told_on = models.DateField(_("told on"), null=True, blank=True)
    saying = models.CharField(_("saying"), max_length=60, blank=True, help_text=_("The line one remembers."))
    body = StreamField(text_blocks(), verbose_name=_("body"))
    recording = models.ForeignKey(
        "media.Film",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recording"),
        help_text=_("The teller's own voice, or a short film."),
    )
    sent = models.ForeignKey(
        "content.SentStory",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="pages",
        verbose_name=_("sent story"),
    )

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
        FieldPanel("recording"),
        *StudyPage.closing_panels,
    ]

    search_fields = [*StudyPage.search_fields, index.SearchField("credited")]

    class Meta:
        verbose_name = _("family story")
        verbose_name_plural = _("family stories")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(credit__in=["name", "firm", "anonymous"]), name="a_story_is_credited_in_a_known_way"
            )
        ]

    def clean(self):
        super().clean()
        if self.credit == self.Credit.NAME and not self.author and not self.teller_may_come_later:
            raise ValidationError({"author": _("Say who tells it, or choose another credit.")})
        if self.sent:
            self._check_against(self.sent)

    def _check_against(self, sent):
        """The writer's choice is hers: an editor may show less of her, never more."""
        if sent.withdrawn_by_writer:
            raise ValidationError(_("Its writer has withdrawn this story. It cannot be shown any more."))
        if reveals_more(chosen=sent.credit, shown=self.credit):
            chosen = sent.get_credit_display()
            raise ValidationError({"credit": _("Its writer chose “%(chosen)s”.") % {"chosen": chosen}})
        if self.author and sent.credit != self.Credit.NAME:
            raise ValidationError({"author": _("Its writer did not want to be named: leave this empty.")})
        if self.enterprise and sent.credit == self.Credit.ANONYMOUS:
            raise ValidationError({"enterprise": _("Its writer wanted to stay anonymous: leave this empty.")})
        if self.names_its_writer:
            raise ValidationError(
                _("The writer's name stands in the title, the text or a topic. She did not want to be named.")
            )

    @property
    def names_its_writer(self):
        """Whether it names the member who sent it in although she chose not to be named."""
        topics = [topic.name for topic in self.topics.all()]
        words = "\n".join([self.title, self.slug, self.summary, self.plain_text(), *topics])
        return bool(self.sent) and gives_away(chosen=self.sent.credit, name=self.sent.member.name, words=words)

    @property
    def writers_names(self):
        """The names of whoever tells it, as far as they are known: what `credit` may keep back."""
        names = {self.author, self.sent.member.name if self.sent else ""}
        return sorted(filter(None, names))

    def plain_text(self):
        return f"{self.saying}\n{text_of(self.body)}"

    def cited(self):
        return [*super().cited(), ("", citations_set_apart(self.body))]

    @property
    def byline(self):
        """Who is thanked for the story, as she chose."""
        firm = self.enterprise.short_name if self.enterprise else ""
        if self.credit == self.Credit.NAME:
            return " · ".join(filter(None, [firm, self.author]))
        if self.credit == self.Credit.FIRM:
            return firm
        return _("Told anonymously")

    @property
    def credited(self):
        """The name by which the story can be found: the one that is shown, or none."""
        return "" if self.credit == self.Credit.ANONYMOUS else self.byline

    @classmethod
    def whole(cls):
        """Whether families said something of it comes along: where nobody did, nothing more is asked."""
        shown = FamilyLine.objects.filter(link__page=models.OuterRef("pk"), state=FamilyLine.State.SHOWN)
        stories = cls.objects.select_related("enterprise", "recording")
        return stories.annotate(has_family_lines=models.Exists(shown))
