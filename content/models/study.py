from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Page
from wagtail.search import index

from content import rules


class Topic(TagBase):
    """What a page is about, in a word or two: 招投标, 送礼收礼."""

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class PageTopic(ItemBase):
    """One topic of one page."""

    tag = models.ForeignKey(Topic, models.CASCADE, related_name="page_topics")
    content_object = ParentalKey("content.StudyPage", on_delete=models.CASCADE, related_name="page_topics")

    class Meta:
        verbose_name = _("topic of a page")
        verbose_name_plural = _("topics of pages")
        constraints = [models.UniqueConstraint("tag", "content_object", name="a_page_has_a_topic_once")]


class StudyPage(Page):
    """What every page that members study has; each kind adds its own fields in a table beside this one.

    `reading_seconds` is the unhurried reader's time, counted whenever the page is saved. A kind says its `KIND`
    (the word in addresses), how it is called, its sign, its place among the kinds, and what of it is read.
    """

    KIND = KIND_NAME = ""
    ICON = "book"
    ORDER = 0
    study_kind = "read"
    film = None

    is_creatable = False
    subpage_types = []
    parent_page_types = ["content.SectionPage"]
    show_in_menus_default = False

    summary = models.TextField(
        _("summary"),
        validators=[MaxLengthValidator(300)],
        help_text=_("Two sentences that make one want to read on. Shown in lists."),
    )
    post = models.CharField(
        _("post it concerns"), max_length=60, blank=True, help_text=_("For example 采购. Empty: everybody.")
    )
    topics = ClusterTaggableManager(through=PageTopic, blank=True, verbose_name=_("topics"))
    kind = models.CharField(_("kind"), max_length=20, editable=False, db_index=True)
    reading_seconds = models.PositiveIntegerField(_("reading time in seconds"), default=0, editable=False)

    intro_panels = [
        TitleFieldPanel("title"),
        FieldPanel("summary"),
        MultiFieldPanel([FieldRowPanel([FieldPanel("topics"), FieldPanel("post")])], heading=_("Where it is found")),
    ]
    promote_panels = [FieldPanel("slug")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("plain_text"),
        index.SearchField("post"),
        index.FilterField("kind"),
        index.FilterField("post"),
        index.RelatedFields("topics", [index.SearchField("name", boost=2), index.FilterField("name")]),
    ]

    class Meta:
        verbose_name = _("page to study")
        verbose_name_plural = _("pages to study")

    def clean(self):
        super().clean()
        self.kind = self.KIND
        self.reading_seconds = rules.reading_seconds(self.plain_text())

    def plain_text(self):
        """All the words of the page that a member reads, for the search and for the reading time."""
        return self.summary

    @property
    def study_seconds(self):
        """The credited seconds that make this page count as read."""
        return rules.seconds_needed(self.reading_seconds)

    @property
    def minutes(self):
        """How long it takes, as lists show it. A film is as long as it is, once it has been prepared."""
        return rules.minutes(getattr(self, "film_seconds", None) or self.reading_seconds)

    @property
    def icon(self):
        return kinds()[self.kind].ICON

    @property
    def kind_name(self):
        return kinds()[self.kind].KIND_NAME

    @property
    def cited_on(self):
        """The day whose wording of a regulation this page's citations mean."""
        return timezone.localdate(self.first_published_at) if self.first_published_at else timezone.localdate()

    @classmethod
    def whole(cls):
        """The queryset to open one page of this kind from, with what its template needs fetched along."""
        return cls.objects.all()


def kinds():
    """Every kind of page to study, by the word that stands for it in addresses, in the order of the library."""
    return {model.KIND: model for model in sorted(StudyPage.__subclasses__(), key=lambda model: model.ORDER)}


def text_of(stream):
    """The words of a StreamField."""
    return "\n".join(stream.stream_block.get_searchable_content(stream))
