"""The parts of a version. Anchors are public addresses; `regulations.rules.outline` has the scheme."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from regulations.models.regulation import Version
from regulations.rules.outline import article_anchor, printed_label


class Division(models.Model):
    """What books, chapters and sections share: a place in the version, a label as printed, a heading."""

    position = models.PositiveIntegerField(_("position"))
    number = models.PositiveIntegerField(_("number"))
    label = models.CharField(_("label"), max_length=30, blank=True)
    heading = models.CharField(_("heading"), max_length=200, blank=True)
    anchor = models.CharField(_("anchor"), max_length=80)

    class Meta:
        abstract = True
        ordering = ["version", "position"]

    def __str__(self):
        return f"{self.label} {self.heading}".strip()


class Book(Division):
    """编, or with `part` a 分编 of it."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="books", verbose_name=_("version"))
    part = models.PositiveIntegerField(_("part"), default=0)

    class Meta(Division.Meta):
        verbose_name = _("book")
        verbose_name_plural = _("books")
        constraints = [models.UniqueConstraint(fields=["version", "anchor"], name="one_book_per_anchor")]


class Chapter(Division):
    """章."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="chapters", verbose_name=_("version"))
    book = models.ForeignKey(Book, models.CASCADE, null=True, related_name="chapters", verbose_name=_("book"))

    class Meta(Division.Meta):
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")
        constraints = [models.UniqueConstraint(fields=["version", "anchor"], name="one_chapter_per_anchor")]


class Section(Division):
    """节."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="sections", verbose_name=_("version"))
    chapter = models.ForeignKey(Chapter, models.CASCADE, null=True, related_name="sections", verbose_name=_("chapter"))

    class Meta(Division.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [models.UniqueConstraint(fields=["version", "anchor"], name="one_section_per_anchor")]


class Article(index.Indexed, models.Model):
    """条 of one version, or one point of an amendment, whose label is its numeral alone."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="articles", verbose_name=_("version"))
    book = models.ForeignKey(Book, models.CASCADE, null=True, related_name="articles", verbose_name=_("book"))
    chapter = models.ForeignKey(Chapter, models.CASCADE, null=True, related_name="articles", verbose_name=_("chapter"))
    section = models.ForeignKey(Section, models.CASCADE, null=True, related_name="articles", verbose_name=_("section"))
    number = models.PositiveIntegerField(_("number"))
    suffix = models.PositiveIntegerField(_("suffix"), default=0, help_text=_("1 for 之一, 0 for none"))
    label = models.CharField(_("label"), max_length=40)
    heading = models.CharField(_("heading"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)
    anchor = models.CharField(_("anchor"), max_length=40)

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["version", "number", "suffix"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number", "suffix"], name="one_article_per_number"),
            models.UniqueConstraint(fields=["version", "anchor"], name="one_article_per_anchor"),
            models.CheckConstraint(condition=Q(number__gte=1), name="articles_count_from_one"),
        ]

    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("wording"),
        index.FilterField("version"),
    ]

    def __str__(self):
        return f"{self.version.regulation}{self.cited_as}"

    def get_absolute_url(self):
        return f"{self.version.get_absolute_url()}#{self.anchor}"

    @classmethod
    def get_indexed_objects(cls):
        return cls.objects.select_related("version__regulation").prefetch_related("paragraphs__items")

    def get_fragment_url(self):
        """The address of the article alone, for the bottom sheet."""
        return reverse("regulations:article", args=[self.pk])

    @property
    def title(self):
        """《监察法》第四条 and its heading, as a list of what was found shows it."""
        return f"{self} {self.heading}".strip()

    @property
    def wording(self):
        """The text of its paragraphs and items."""
        lines = []
        for paragraph in self.paragraphs.all():
            lines += [paragraph.text, *(f"{item.label}{item.text}" for item in paragraph.items.all())]
        return "\n".join(lines)

    @property
    def cited_as(self):
        """第四条; a point of an amendment, which prints 五 alone, is cited as 第五条."""
        return self.label if self.label.startswith("第") else f"第{self.label}条"

    @property
    def printed_label(self):
        """What stands before the text: 第四条, or 五、 in an amendment."""
        return printed_label(self.label)


class Paragraph(models.Model):
    """款 of one article, counted from 1."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="paragraphs", verbose_name=_("article"))
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")
        ordering = ["article", "number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="one_paragraph_per_number")]

    def __str__(self):
        return self.text[:40]

    @property
    def anchor(self):
        return article_anchor(self.article.number, self.article.suffix, self.number)


class Item(models.Model):
    """项 of one paragraph: （三）."""

    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="items", verbose_name=_("paragraph"))
    number = models.PositiveIntegerField(_("number"))
    label = models.CharField(_("label"), max_length=20)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        ordering = ["paragraph", "number"]
        constraints = [models.UniqueConstraint(fields=["paragraph", "number"], name="one_item_per_number")]

    def __str__(self):
        return f"{self.label}{self.text[:40]}"
