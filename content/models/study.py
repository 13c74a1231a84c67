from itertools import count

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel, TitleFieldPanel
from wagtail.models import Page
from wagtail.search import index

from content import rules
from regulations.rules.citations import in_full

from .audience import Audience, AudienceForm, MeantForSome, meant_for
from .cms import EditedByTwo
from .places import SectionPage


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


class CitedOn(Panel):
    """Tells the chooser of citations which day a page is about that was out before; nobody sees it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/cms/cited_on.html"


class StudyForm(AudienceForm):
    """Where a page of the same title was out before, as every year's 放假通知, a new one gets the next free address.

    An address that somebody typed stays as it is, and so does that of a draft: it may be the same page, sent twice.
    """

    def clean_slug(self):
        slug, title = self.cleaned_data["slug"], self.cleaned_data.get("title", "")
        siblings = self.parent_page.get_children().exclude(pk=self.instance.pk)
        was_out = siblings.filter(slug=slug).exclude(first_published_at=None)
        if slug != slugify(title, allow_unicode=True) or not was_out.exists():
            return slug
        taken = set(siblings.filter(slug__startswith=slug).values_list("slug", flat=True))
        return next(free for number in count(2) if (free := f"{slug}-{number}") not in taken)

    def get_field_updates_for_resave(self):
        """What the browser has to know of a page that has kept itself, before it is kept once more."""
        yield from super().get_field_updates_for_resave()
        if "slug" in self.cleaned_data and self["slug"].data.strip() != self.cleaned_data["slug"]:
            yield "slug", self.cleaned_data["slug"]


class StudyPage(EditedByTwo, MeantForSome, Page):
    """What every page that members study has; each kind adds its own fields in a table beside this one.

    `reading_seconds` is the unhurried reader's time, counted whenever the page is saved. A kind says its `KIND`
    (the word in addresses), how it is called, its sign, its place among the kinds, and what of it is read.
    """

    KIND = KIND_NAME = ""
    ICON = "book"
    ORDER = 0
    study_kind = "read"
    base_form_class = StudyForm
    # What the body's template walks through, fetched along only where the body has to be made.
    body_needs = ()
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
    ]
    # After what she came to write.
    closing_panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("topics"), FieldPanel("post")]), CitedOn()], heading=_("Where it is found")
        ),
        MeantForSome.audience_panel,
    ]
    promote_panels = [FieldPanel("slug")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("plain_text"),
        index.SearchField("post"),
        index.FilterField("kind"),
        index.FilterField("post"),
        index.FilterField("audience"),
        index.RelatedFields("topics", [index.SearchField("name", boost=2), index.FilterField("name")]),
    ]

    class Meta:
        verbose_name = _("page to study")
        verbose_name_plural = _("pages to study")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(audience__in=Audience.values), name="a_page_is_for_a_known_audience"
            )
        ]

    def clean(self):
        super().clean()
        self.kind = self.KIND
        self.reading_seconds = rules.reading_seconds(self.plain_text())

    def plain_text(self):
        """All the words of the page that a member reads, for the search and for the reading time."""
        return self.summary

    def cited(self):
        """Where this page cites: (place, text) pairs; the place is empty for the page's own running text."""
        return [("", self.plain_text())]

    @property
    def status_string(self):
        """What the CMS calls the state of this page; to Wagtail a page that was taken back is out still.

        A list that has told it of all its pages at once, as `taken_back`, is not asked again for each.
        """
        if self.live and (self.taken_back if hasattr(self, "taken_back") else hasattr(self, "withdrawal")):
            return gettext("withdrawn")
        return super().status_string

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
    def out_since(self):
        """The day on which this page came out first; today, while it has not."""
        return timezone.localdate(self.first_published_at) if self.first_published_at else timezone.localdate()

    @property
    def cited_on(self):
        """The day whose wording of a regulation this page's citations mean."""
        return self.out_since

    def is_open_to(self, user):
        """Whether a person belongs to those whom this page and its shelf are for, and it was not taken back.

        Two queries; for the rooms below, which know no pages of ours.
        """
        shelf = SectionPage.objects.filter(path=self._get_parent_path_from_path(self.path))
        if shelf.exclude(meant_for(user, SectionPage), live=True).exists():
            return False
        return StudyPage.objects.filter(meant_for(user), pk=self.pk, withdrawal=None).exists()

    @classmethod
    def whole(cls):
        """The queryset to open one page of this kind from, with what its template needs fetched along."""
        return cls.objects.all()


def kinds():
    """Every kind of page to study, by the word that stands for it in addresses, in the order of the library."""
    return {model.KIND: model for model in sorted(StudyPage.__subclasses__(), key=lambda model: model.ORDER)}


def citations_set_apart(stream):
    """The citations that stand alone in blocks made for them, written in full, one a line."""
    alone = [block.value for block in stream if block.block_type == "citation"]
    broken = [breach["citation"] for block in stream if block.block_type == "broken" for breach in block.value]
    return "\n".join(in_full(text) for text in [*alone, *broken])


def text_of(stream):
    """The words of a StreamField."""
    return "\n".join(stream.stream_block.get_searchable_content(stream))
