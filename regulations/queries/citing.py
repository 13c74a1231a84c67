"""What a citation points at. What cannot be resolved is None: never guessed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q, QuerySet

from regulations.models import Alias, Article, Item, Paragraph, Regulation, Version
from regulations.queries.standing import articles_in_force
from regulations.rules.citations import (
    Citation,
    edition,
    find_citations,
    names_version_of,
    read_citation,
    read_in_haste,
)
from regulations.rules.naming import plain_name, spellings
from regulations.rules.numerals import to_numeral
from regulations.rules.outline import article_anchor


@dataclass(frozen=True)
class Passage:
    """What a citation points at: an article, and the paragraph and item of it if they were named."""

    article: Article
    paragraph: Paragraph | None = None
    item: Item | None = None
    paragraph_implied: bool = False

    @property
    def anchor(self) -> str:
        return article_anchor(
            self.article.number,
            self.article.suffix,
            self.paragraph.number if self.paragraph else None,
            self.item.number if self.item else None,
        )

    @property
    def label(self) -> str:
        """《监察法》第四条第二款第（三）项; an item is not cited by its paragraph where the text names none."""
        label = str(self.article)
        if self.paragraph and not self.paragraph_implied:
            label += f"第{to_numeral(self.paragraph.number)}款"
        return label + (f"第（{to_numeral(self.item.number)}）项" if self.item else "")

    @property
    def dated_label(self) -> str:
        """How the passage is cited on any day: 《监察法》（2024年）第四条. Two versions of one year share it."""
        return dated(self.label, self.article.version.promulgated_on.year)

    @property
    def url(self) -> str:
        return f"{self.article.version.get_absolute_url()}#{self.anchor}"

    @property
    def fragment_url(self) -> str:
        place = f"?p={self.paragraph.number}" if self.paragraph else ""
        place += f"&i={self.item.number}" if self.item else ""
        return self.article.get_fragment_url() + place


def dated(words: str, year: int) -> str:
    """A citation with the year of the version it means: 《监察法》（2024年）第四条."""
    return words.replace("》", f"》（{year}年）", 1)


def regulation_named(name: str) -> Regulation | None:
    """The regulation that a title, short title or alias means."""
    names = spellings(name)
    aliases = Alias.objects.filter(name__in=names).select_related("regulation")
    alias = min(aliases, key=lambda alias: names.index(alias.name), default=None)
    return alias.regulation if alias else None


def regulation_cited(citation: Citation) -> Regulation | None:
    """The regulation that a citation names; it may have the year of a version in its own name."""
    names = dict.fromkeys([citation.title, citation.law])
    return next(filter(None, map(regulation_named, names)), None)


def regulation_titled(title: str) -> Regulation | None:
    """The regulation of this very title, as an import finds it."""
    return Regulation.objects.filter(title=plain_name(title)).first()


def version_of_text(regulation: Regulation | None, digest: str) -> Version | None:
    """The version that has this very text."""
    return regulation.versions.filter(source_digest=digest).select_related("regulation").first() if regulation else None


def resolve(text: str, on: date) -> Passage | None:
    """The passage that 《监察法》第四条第二款 means on a day; None when there is no such passage."""
    citation = read_citation(text)
    return passages([citation], on)[citation] if citation else None


def citation_typed(text: str) -> Citation | None:
    """The one citation that somebody typed who looks for an article: 监察法4条 too, if there is that law."""
    if citation := read_citation(text):
        return citation
    citation = read_in_haste(text)
    return citation if citation and regulation_cited(citation) else None


def citations_in(text: str) -> list[Citation]:
    """Every citation in running text, resolvable or not."""
    return find_citations(text)


def passages(citations: Iterable[Citation], on: date) -> dict[Citation, Passage | None]:
    """What each citation points at on a day, however many there are, in two queries.

    They are three if a 款 or 项 is named, and more if a version is: 《监察法》（2018年）第四条 means it on any day.
    """
    citations = list(citations)
    articles = _articles_cited([citation for citation in citations if not citation.unread], on)
    return {citation: _passage(citation, articles.get(_key(citation))) for citation in citations}


def lying_between(citations: Iterable[Citation], on: date) -> dict[Citation, list[Citation]]:
    """What lies between the ends of each range that ends with one of these citations: 第五十一条 and 第五十二条.

    An article is one where the law has it, 第一百二十条之一 too. Nothing lies before an end that no article answers to.
    """
    found = passages([citation for citation in citations if citation.since], on)
    return {citation: _between(citation, passage.article) for citation, passage in found.items() if passage}


def _between(citation: Citation, article: Article) -> list[Citation]:
    article_from, suffix_from, paragraph_from, item_from = citation.since
    one = replace(citation, since=None)
    if (article_from, suffix_from) != (citation.article, citation.suffix):
        near = Article.objects.filter(version=article.version_id, number__range=(article_from, citation.article))
        keys = near.order_by("number", "suffix").values_list("number", "suffix")
        between = [key for key in keys if (article_from, suffix_from) < key < (citation.article, citation.suffix)]
        return [replace(one, article=number, suffix=suffix, paragraph=0, item=0) for number, suffix in between]
    if paragraph_from != citation.paragraph:
        return [replace(one, paragraph=each, item=0) for each in range(paragraph_from + 1, citation.paragraph)]
    return [replace(one, item=each) for each in range(item_from + 1, citation.item)]


def _key(citation: Citation) -> tuple[str, int, int]:
    return citation.title, citation.article, citation.suffix


def _articles_cited(citations: list[Citation], on: date) -> dict[tuple[str, int, int], Article]:
    """The articles by the name, number and suffix they were cited with."""
    meant = _meant({citation.title for citation in citations})
    numbers: dict[_Meant, set[int]] = defaultdict(set)
    for citation in citations:
        if citation.title in meant:
            numbers[meant[citation.title]].add(citation.article)
    with_words = any(citation.paragraph or citation.item for citation in citations)
    in_force = {law: of_law for law, of_law in numbers.items() if not law.version}
    of_a_version = {law: of_law for law, of_law in numbers.items() if law.version}
    found = {}
    for article in _articles(articles_in_force(on), in_force, with_words):
        found[_Meant(article.version.regulation_id), article.number, article.suffix] = article
    for article in _articles(Article.objects.all(), of_a_version, with_words):
        found[_Meant(article.version.regulation_id, article.version_id), article.number, article.suffix] = article
    places = {_key(c): (meant[c.title], c.article, c.suffix) for c in citations if c.title in meant}
    return {key: found[place] for key, place in places.items() if place in found}


class _Meant(NamedTuple):
    """What a title means: a regulation, and one version of it where the title names one."""

    regulation: int
    version: int | None = None


def _articles(articles: QuerySet[Article], numbers: dict[_Meant, set[int]], with_words: bool) -> Iterable[Article]:
    if not numbers:
        return ()
    wanted = [
        Q(version=law.version, number__in=of_law) if law.version else Q(version__regulation=law[0], number__in=of_law)
        for law, of_law in numbers.items()
    ]
    articles = articles.filter(reduce(or_, wanted)).select_related("version__regulation")
    return articles.prefetch_related("paragraphs__items") if with_words else articles


def _meant(titles: set[str]) -> dict[str, _Meant]:
    """What each title means; a version where the law has one of that year or those days, and no other."""
    editions = {title: edition(title)[0] for title in titles}
    laws = _laws_named(titles.union(editions.values()))
    # A law may have a year in its own name.
    named = {title: laws[law] for title, law in editions.items() if title not in laws and law in laws}
    found = {title: _Meant(laws[title]) for title in titles if title in laws}
    for title, versions in _versions_of(named).items():
        if len(versions) == 1:
            found[title] = _Meant(named[title], versions[0])
    return found


def _laws_named(names: set[str]) -> dict[str, int]:
    """The regulation that each name means, however what stands behind it in brackets is written."""
    ways = {name: spellings(name) for name in names}
    known = Alias.objects.filter(name__in={way for each in ways.values() for way in each})
    laws = dict(known.values_list("name", "regulation"))
    meant = {name: next((laws[way] for way in each if way in laws), None) for name, each in ways.items()}
    return {name: law for name, law in meant.items() if law}


def _is_named(version: Version, title: str) -> bool:
    days = {"promulgated_on": version.promulgated_on, "effective_on": version.effective_on}
    return names_version_of(title, **days)


def _versions_of(named: dict[str, int]) -> dict[str, list[int]]:
    """The versions of a regulation of the year or the days named, by the title that names both."""
    if not named:
        return {}
    versions = list(Version.objects.filter(regulation__in=set(named.values())))
    return {
        title: [v.pk for v in versions if v.regulation_id == regulation and _is_named(v, title)]
        for title, regulation in named.items()
    }


def _passage(citation: Citation, article: Article | None) -> Passage | None:
    if article is None or not (citation.paragraph or citation.item):
        return Passage(article) if article else None
    paragraphs = [p for p in article.paragraphs.all() if citation.paragraph in (0, p.number)]
    if not citation.item:
        return Passage(article, paragraphs[0]) if paragraphs else None
    items = [(p, item) for p in paragraphs for item in p.items.all() if item.number == citation.item]
    # 第七条第三项 names no paragraph: it is clear only where one paragraph has a third item.
    return Passage(article, *items[0], paragraph_implied=not citation.paragraph) if len(items) == 1 else None
