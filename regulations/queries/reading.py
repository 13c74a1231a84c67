"""A whole version, or one article, ready to be read: few queries, whatever the size."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import F, Value

from regulations.models import Article, Book, Chapter, Section, Version
from regulations.rules.outline import printed_label
from regulations.rules.wording import Paragraph


@dataclass(frozen=True)
class Heading:
    """A book, chapter or section in the running text. `level` is 2 for the outermost, as in h2."""

    level: int
    label: str
    heading: str
    anchor: str


@dataclass
class ParagraphText:
    """款 as read: its anchor, its words, and its items as (anchor, label, text)."""

    anchor: str
    text: str
    items: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass
class ArticleText:
    """条 as read."""

    pk: int
    label: str
    heading: str
    note: str
    anchor: str
    paragraphs: list[ParagraphText] = field(default_factory=list)

    @property
    def printed_label(self) -> str:
        return printed_label(self.label)

    @property
    def plain(self) -> list[Paragraph]:
        """Its paragraphs and items as plain values, counted as their anchors count them."""
        return [
            (_last(each.anchor), each.text, [(_last(anchor), label, text) for anchor, label, text in each.items])
            for each in self.paragraphs
        ]


@dataclass(frozen=True)
class Reading:
    """A version from top to bottom: headings and articles in order."""

    blocks: tuple[Heading | ArticleText, ...]

    @property
    def contents(self) -> list[Heading]:
        return [block for block in self.blocks if isinstance(block, Heading)]

    @property
    def articles(self) -> list[ArticleText]:
        return [block for block in self.blocks if isinstance(block, ArticleText)]

    @property
    def article_count(self) -> int:
        return len(self.blocks) - len(self.contents)


def reading(version: Version) -> Reading:
    """The whole text of a version in two queries."""
    articles = _articles(version)
    divisions = _divisions(version)
    return Reading(tuple(_blocks(articles, divisions)))


def article_with_text(pk: int) -> Article | None:
    """An article with its version, place and wording in three queries."""
    return (
        Article.objects.filter(pk=pk)
        .select_related("version__regulation", "chapter", "section")
        .prefetch_related("paragraphs__items")
        .first()
    )


def _articles(version: Version) -> dict[tuple, list[ArticleText]]:
    """Articles by the (book, chapter, section) they stand in.

    One joined query: a row for each item, for each paragraph without items, for each article without either.
    """
    rows = (
        Article.objects.filter(version=version)
        .order_by("number", "suffix", "paragraphs__number", "paragraphs__items__number")
        .values_list(
            "pk",
            "book",
            "chapter",
            "section",
            "label",
            "heading",
            "note",
            "anchor",
            "paragraphs__number",
            "paragraphs__text",
            "paragraphs__items__number",
            "paragraphs__items__label",
            "paragraphs__items__text",
        )
    )
    found: dict[tuple, list[ArticleText]] = defaultdict(list)
    last = article = paragraph = None
    for pk, book, chapter, section, *words, number, text, item, label, item_text in rows:
        if pk != last:
            last, article, paragraph = pk, ArticleText(pk, *words), None
            found[book, chapter, section].append(article)
        anchor = f"{article.anchor}-{number}"
        if number and (paragraph is None or paragraph.anchor != anchor):
            paragraph = ParagraphText(anchor, text)
            article.paragraphs.append(paragraph)
        if item:
            paragraph.items.append((f"{anchor}-{item}", label, item_text))
    return found


def _last(anchor: str) -> int:
    """The last number of an anchor: 3 of art-4-2-3."""
    return int(anchor.rpartition("-")[2])


def _divisions(version: Version) -> dict[tuple[str, int | None], list[tuple]]:
    """(pk, label, heading, anchor) of books, chapters and sections by their kind and parent, in one query."""
    books, chapters, sections = (
        model.objects.filter(version=version)
        .order_by()
        .annotate(kind=Value(kind), parent=F(parent))
        .values_list("kind", "parent", "pk", "label", "heading", "anchor", "position")
        for model, kind, parent in (
            (Book, "book", "version"),
            (Chapter, "chapter", "book"),
            (Section, "section", "chapter"),
        )
    )
    rows = books.union(chapters, sections, all=True)
    found: dict[tuple[str, int | None], list[tuple]] = defaultdict(list)
    for kind, parent, *division, _position in sorted(rows, key=lambda row: row[-1]):
        found[kind, None if kind == "book" else parent].append(tuple(division))
    return found


def _blocks(articles: dict, divisions: dict) -> Iterator[Heading | ArticleText]:
    """Books, chapters and sections opened in turn, each followed by its own articles."""
    depth = 3 if divisions["book", None] else 2
    for book, *words in [(None,), *divisions["book", None]]:
        if book:
            yield Heading(2, *words)
        yield from articles[book, None, None]
        for chapter, *words in divisions["chapter", book]:
            yield Heading(depth, *words)
            yield from articles[book, chapter, None]
            for section, *words in divisions["section", chapter]:
                yield Heading(depth + 1, *words)
                yield from articles[book, chapter, section]
        if book is None:
            for section, *words in divisions["section", None]:
                yield Heading(depth, *words)
                yield from articles[None, None, section]
