from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from wagtail.search.backends import get_search_backends

from journal.actions import record
from regulations.actions.citing import outdate_citations
from regulations.actions.editing import correct_version
from regulations.models import Alias, Article, Book, Chapter, Item, Paragraph, Regulation, Section, Version
from regulations.rules.naming import level_of, names_of, plain_name, short_title
from regulations.rules.outline import Division, Outline


class VersionRefused(Exception):
    """The regulation already has another text under this version's name: `regulation`, `version`."""

    def __init__(self, version: Version):
        super().__init__("This version is already here with another text.")
        self.regulation = version.regulation.title
        self.version = version.name


@dataclass(frozen=True)
class Saved:
    """What became of an outline; `created` is False when the very same text was here already.

    `corrected`: then other facts of it were told than were known.
    """

    version: Version
    created: bool
    corrected: bool = False


@transaction.atomic
def save_regulation(
    *,
    outline: Outline,
    by,
    now: datetime,
    aliases: Iterable[str] = (),
    dropped: Iterable[str] = (),
    short_title: str = "",
    looked_over: bool = False,
) -> Saved:
    """Keep a parsed text as a version of its regulation, or raise VersionRefused.

    `short_title` is what an editor calls it; without one, it is told from the title. `aliases` are further names of it,
    and by those that were `dropped` it is called no more.
    The same text again changes nothing, unless an editor has `looked_over` its facts: those that she gave otherwise are
    corrected, or EffectRefused is raised. Another text under a version name that is taken is refused, because
    citations, questions and pledges already point at its articles.
    """
    regulation = Regulation.objects.select_for_update().filter(title=plain_name(outline.title)).first()
    if regulation and (kept := _same_text(regulation, outline)):
        corrected = looked_over and _correct(kept, outline, by, now)
        return Saved(kept, created=False, corrected=corrected)
    if regulation and (taken := regulation.versions.filter(name=outline.version).first()):
        raise VersionRefused(taken)
    regulation = _describe(regulation, outline, plain_name(short_title))
    names = [*names_of(outline.title, on_trial=outline.on_trial), regulation.short_title, *map(plain_name, aliases)]
    regulation.aliases.filter(name__in=set(map(plain_name, dropped)) - set(names)).delete()
    _name(regulation, names)
    version = _write(regulation, outline)
    detail = {"regulation": regulation.title, "version": version.name, "articles": len(outline.articles)}
    record("regulations.version.saved", by=by, now=now, about=version, detail=detail)
    outdate_citations(version=version, by=by, now=now)
    return Saved(version, created=True)


def _same_text(regulation: Regulation, outline: Outline) -> Version | None:
    return regulation.versions.filter(source_digest=outline.digest).first()


def _correct(version: Version, outline: Outline, by, now: datetime) -> bool:
    facts = {"effective_on": outline.effective_on, "number": outline.document_number, "issuer": outline.issuer}
    return correct_version(version=version, **facts, by=by, now=now)


def _describe(regulation: Regulation | None, outline: Outline, called: str) -> Regulation:
    """The regulation itself; what an earlier version left blank is filled in, what an editor wrote stays."""
    title = plain_name(outline.title)
    level = level_of(title, outline.issuer)
    if regulation is None:
        called = called or short_title(title)
        slug = _free_slug(called)
        return Regulation.objects.create(title=title, short_title=called, slug=slug, level=level, issuer=outline.issuer)
    regulation.short_title = called or regulation.short_title
    if regulation.level == Regulation.Level.OTHER:
        regulation.level = level
    regulation.issuer = regulation.issuer or outline.issuer
    regulation.save(update_fields=["level", "issuer", "short_title"])
    return regulation


def _free_slug(title: str) -> str:
    """An address from the short title; brackets go, and two titles that then look alike get a number."""
    base = slugify(short_title(title), allow_unicode=True) or "r"
    slug, count = base, 1
    while Regulation.objects.filter(slug=slug).exists():
        count += 1
        slug = f"{base}-{count}"
    return slug


def _name(regulation: Regulation, names: Iterable[str]) -> None:
    """Make the regulation citable by these names; one that already means another regulation keeps its meaning."""
    taken = set(Alias.objects.filter(name__in=names).values_list("name", flat=True))
    Alias.objects.bulk_create(
        Alias(regulation=regulation, name=name) for name in dict.fromkeys(names) if name not in taken
    )


def _write(regulation: Regulation, outline: Outline) -> Version:
    version = Version.objects.create(
        regulation=regulation,
        name=outline.version,
        number=outline.document_number,
        promulgated_on=outline.promulgated_on,
        effective_on=outline.effective_on,
        preamble=outline.preamble,
        appendix=outline.appendix,
        issuer=outline.issuer,
        source_digest=outline.digest,
    )
    books = Book.objects.bulk_create(
        Book(version=version, part=book.part, **_division(place, book)) for place, book in enumerate(outline.books)
    )
    chapters = Chapter.objects.bulk_create(
        Chapter(version=version, book=_at(books, chapter.within), **_division(place, chapter))
        for place, chapter in enumerate(outline.chapters)
    )
    sections = Section.objects.bulk_create(
        Section(version=version, chapter=_at(chapters, section.within), **_division(place, section))
        for place, section in enumerate(outline.sections)
    )
    _write_articles(version, outline, books, chapters, sections)
    _let_search_find(version)
    return version


def _let_search_find(version: Version) -> None:
    """Rows written in bulk send no signal that the search would hear."""
    articles = list(Article.get_indexed_objects().filter(version=version))
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(Article, articles)


def _division(position: int, division: Division) -> dict:
    return {
        "position": position,
        "number": division.number,
        "label": division.label,
        "heading": division.heading,
        "anchor": division.anchor,
    }


def _at(parents: list, index: int | None):
    return None if index is None else parents[index]


def _write_articles(version: Version, outline: Outline, books: list, chapters: list, sections: list) -> None:
    articles = Article.objects.bulk_create(
        Article(
            version=version,
            book=_at(books, article.book),
            chapter=_at(chapters, article.chapter),
            section=_at(sections, article.section),
            number=article.number,
            suffix=article.suffix,
            label=article.label,
            heading=article.heading,
            note=article.note,
            anchor=article.anchor,
        )
        for article in outline.articles
    )
    parsed = [(row, p) for row, article in zip(articles, outline.articles, strict=True) for p in article.paragraphs]
    paragraphs = Paragraph.objects.bulk_create(
        Paragraph(article=row, number=paragraph.number, text=paragraph.text) for row, paragraph in parsed
    )
    Item.objects.bulk_create(
        Item(paragraph=row, number=item.number, label=item.label, text=item.text)
        for row, (_, paragraph) in zip(paragraphs, parsed, strict=True)
        for item in paragraph.items
    )
