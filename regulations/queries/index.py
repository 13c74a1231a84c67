"""The index of what cites what: which places there are, and where the wording they cite stands today."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache, partial

from django.db.models import F, Q, QuerySet, prefetch_related_objects

from regulations.models import Article, Citation, Regulation, Version, source_of
from regulations.queries.citing import Passage
from regulations.queries.reading import ArticleText, Reading
from regulations.queries.standing import Days, days_of
from regulations.rules.outline import article_anchor
from regulations.rules.wording import Paragraph, digest_of, words_at


def citations_of(source) -> QuerySet[Citation]:
    """The places of a page, a question or a pledge text that cite something."""
    kind, key = source_of(source)
    return Citation.objects.filter(source_type=kind, source_id=key)


def outdated_citations() -> QuerySet[Citation]:
    """The places that cite what a later version changed or dropped, and that nobody has looked at since."""
    found = Citation.objects.filter(outdated_by__isnull=False, checked_at=None)
    return found.select_related("article__version__regulation", "outdated_by__regulation").order_by(
        "-outdated_by__effective_on", "outdated_by__regulation__short_title", "article__number", "pk"
    )


def checked_citations() -> QuerySet[Citation]:
    """The outdated places that an editor has looked at and left as they are, the last first."""
    found = Citation.objects.filter(outdated_by__isnull=False, checked_at__isnull=False)
    return found.select_related("article__version__regulation", "outdated_by__regulation", "checked_by").order_by(
        "-checked_at", "-pk"
    )


def unresolved_citations() -> QuerySet[Citation]:
    """The places that cite what no version in force on their day has."""
    return Citation.objects.filter(article=None)


def citations_to(regulation: Regulation) -> QuerySet[Citation]:
    """The places that cite any version of a regulation, with the number of the article each cites."""
    return Citation.objects.filter(article__version__regulation=regulation).annotate(
        number=F("article__number"), suffix=F("article__suffix")
    )


def citations_to_version(version: Version) -> QuerySet[Citation]:
    """The places that cite this very version."""
    return Citation.objects.filter(article__version=version)


def citations_to_article(article: Article) -> list[Citation]:
    """The places that cite an article: in this version, or in another one that says the same at the cited place.

    The same may be said under another number. So do those about a day on which this version holds: it came in after
    they were noted, and they lead here by now.
    """
    said = _said_anywhere(plain(article))
    near = list(_near(article, said.values()))
    days = days_of(article.version) if near else None
    place = article.number, article.suffix
    return [
        each
        for each in near
        if each.article_id == article.pk
        or ((each.number, each.suffix) == place and _leads_here(each, days))
        or (each.article.version_id != article.version_id and each.digest == said.get((each.paragraph, each.item)))
    ]


def citations_by_article(version: Version, text: Reading) -> dict[int, list[Citation]]:
    """The same for every article of a version, by the article's key, in two queries."""
    articles = {article.anchor: article for article in text.articles}
    found: dict[int, list[Citation]] = {}
    citations = list(citations_to(version.regulation).select_related("article"))
    days = days_of(version) if citations else None
    said = cache(partial(_said, text.articles))
    for each in citations:
        article = articles.get(article_anchor(each.number, each.suffix))
        if article and (each.article.version_id == version.pk or _leads_here(each, days)):
            places = {article.pk}
        else:
            places = said(each.paragraph, each.item).get(each.digest, ())
        for place in places:
            found.setdefault(place, []).append(each)
    return found


def _near(article: Article, digests: Iterable[str]) -> QuerySet[Citation]:
    """The places that cite any version's article of this number, or the same words under another."""
    here = Q(article__number=article.number, article__suffix=article.suffix) | Q(digest__in=set(digests))
    return citations_to(article.version.regulation).filter(here).select_related("article")


def _said_anywhere(paragraphs: list[Paragraph]) -> dict[tuple[int, int], str]:
    """The digest of what an article says at each place that a citation can name, by paragraph and item."""
    places = {(0, 0)}
    for number, _, items in paragraphs:
        places |= {(number, 0), *((of, item) for item, *_ in items for of in (0, number))}
    return {place: _digest(paragraphs, *place) for place in places}


def _leads_here(citation: Citation, days: Days) -> bool:
    return citation.on in days and not citation.names_its_version


def _digest(paragraphs: list[Paragraph], paragraph: int, item: int) -> str:
    words = words_at(paragraphs, paragraph, item)
    return "" if words is None else digest_of(words)


def _said(articles: list[ArticleText], paragraph: int, item: int) -> dict[str, set[int]]:
    """The keys of the articles by the digest of what each says at one place, as at the second paragraph of each."""
    found: dict[str, set[int]] = defaultdict(set)
    for article in articles:
        found[_digest(article.plain, paragraph, item)].add(article.pk)
    return found


def newest_version(regulation: Regulation) -> Version | None:
    """The last version there is, in force already or not."""
    return regulation.versions.order_by("-effective_on", "-promulgated_on").first()


def newest_versions(regulations: Iterable[int]) -> dict[int, Version]:
    """The last version of each regulation, by the regulation's key."""
    versions = Version.objects.filter(regulation__in=set(regulations)).order_by("effective_on", "promulgated_on")
    return {version.regulation_id: version for version in versions}


def articles_at(version: Version, places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Article]:
    """Articles of a version by (number, suffix), with their words."""
    places = set(places)
    if not places:
        return {}
    found = Article.objects.filter(version=version, number__in={number for number, _ in places})
    found = found.select_related("version__regulation").prefetch_related("paragraphs__items")
    return {
        (article.number, article.suffix): article for article in found if (article.number, article.suffix) in places
    }


def plain(article: Article) -> list[Paragraph]:
    """An article's paragraphs and items as plain values."""
    return [
        (row.number, row.text, [(item.number, item.label, item.text) for item in row.items.all()])
        for row in article.paragraphs.all()
    ]


def cited_words(article: Article | None, citation) -> str | None:
    """What an article says at the paragraph and item that a citation names; None where it has no such place."""
    return words_at(plain(article), citation.paragraph, citation.item) if article else None


def digest_at(article: Article | None, citation) -> str:
    """The digest of what an article says at a citation's place, or nothing."""
    words = cited_words(article, citation)
    return "" if words is None else digest_of(words)


def with_words(passages: Iterable[Passage]) -> None:
    """Fetch the words of the articles that passages point at, all at once."""
    prefetch_related_objects([passage.article for passage in passages], "paragraphs__items")


def citing_the_same(source) -> QuerySet[Citation]:
    """The places in other things of its kind that cite an article that this one cites, in whatever version."""
    kind, key = source_of(source)
    cites = "version__regulation__versions__articles__"
    articles = Article.objects.filter(
        **{f"{cites}citations__source_type": kind, f"{cites}citations__source_id": key},
        number=F(f"{cites}number"),
        suffix=F(f"{cites}suffix"),
    )
    return Citation.objects.filter(source_type=kind, article__in=articles.values("pk")).exclude(source_id=key)
