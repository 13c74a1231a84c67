"""The pages that hold others: the visitors' home, the library, and the shelves of either."""

from django.db import models
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from content.blocks import TEXT_FEATURES, HomeBlock

from .audience import Audience, MeantForSome
from .cms import EditedByTwo

STUDY_PAGES = [
    "content.CasePage",
    "content.RegulationPage",
    "content.BoundaryListPage",
    "content.StoryPage",
    "content.FilmPage",
    "content.NoticePage",
]


class Place(EditedByTwo, Page):
    """What places share: editors give them an address, and nothing for search engines."""

    promote_panels = [FieldPanel("slug")]

    class Meta:
        abstract = True

    @classmethod
    def whole(cls):
        """The queryset to open one page of this kind from."""
        return cls.objects.all()


class HomePage(Place):
    """What somebody sees who has come for the first time and has not signed in."""

    template = "content/home.html"
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["content.LibraryPage", "content.SectionPage"]

    tagline = models.CharField(_("tagline"), max_length=40)
    intro = RichTextField(_("introduction"), features=TEXT_FEATURES)
    blocks = StreamField([("block", HomeBlock())], verbose_name=_("blocks"), max_num=3, blank=True)
    contact_heading = models.CharField(_("heading of the contact"), max_length=40, blank=True)
    contact = models.TextField(_("contact"), blank=True, help_text=_("One line for each way to reach the office."))

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("tagline"),
        FieldPanel("intro"),
        FieldPanel("blocks"),
        MultiFieldPanel([FieldPanel("contact_heading"), FieldPanel("contact")], heading=_("Contact")),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class LibraryPage(Place):
    """The root of what members study. Its address is taken by the list with its search and filters."""

    max_count = 1
    parent_page_types = ["content.HomePage"]
    subpage_types = ["content.SectionPage"]
    content_panels = [TitleFieldPanel("title")]

    class Meta:
        verbose_name = _("library")
        verbose_name_plural = _("libraries")

    def serve(self, request, *args, **kwargs):
        return redirect("content:library")


class SectionPage(MeantForSome, Place):
    """A shelf: pages of one kind, under a heading and a sentence. Whom it is not for sees nothing that stands on it."""

    template = "content/section.html"
    parent_page_types = ["content.HomePage", "content.LibraryPage"]
    subpage_types = STUDY_PAGES

    intro = models.TextField(_("introduction"), blank=True)
    # As a rule each page says for whom it is, and the shelf is there for whoever may open one of them.
    audience = models.CharField(
        _("who may see it"), max_length=12, choices=Audience.choices, default=Audience.EVERYBODY
    )

    content_panels = [TitleFieldPanel("title"), FieldPanel("intro"), MeantForSome.audience_panel]

    class Meta:
        verbose_name = pgettext_lazy("kind of page", "section")
        verbose_name_plural = pgettext_lazy("kind of page", "sections")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(audience__in=Audience.values), name="a_section_is_for_a_known_audience"
            )
        ]
