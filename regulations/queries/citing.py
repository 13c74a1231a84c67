"""What a citation points at. What cannot be resolved is None: never guessed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from regulations.models import Alias, Article, Item, Paragraph, Regulation
from regulations.queries.standing import versions_in_force
from regulations.rules.citations import Citation, find_citations, read_citation
from regulations.rules.naming import plain_name
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
    def url(self) -> str:
        return f"{self.article.version.get_absolute_url()}#{self.anchor}"

    @property
    def fragment_url(self) -> str:
        place = f"?p={self.paragraph.number}" if self.paragraph else ""
        place += f"&i={self.item.number}" if self.item else ""
        return self.article.get_fragment_url() + place


def regulation_named(name: str) -> Regulation | None:
    """The regulation that a title, short title or alias means."""
    alias = Alias.objects.filter(name=plain_name(name)).select_related("regulation").first()
    return alias.regulation if alias else None


def resolve(text: str, on: date) -> Passage | None:
    """The passage that 《监察法》第四条第二款 means on a day; None when there is no such passage."""
    citation = read_citation(text)
    return passages([citation], on)[citation] if citation else None


def citations_in(text: str) -> list[Citation]:
    """Every citation in running text, resolvable or not."""
    return find_citations(text)


def passages(citations: Iterable[Citation], on: date) -> dict[Citation, Passage | None]:
    """What each citation points at on a day, in two queries (three if a 款 or 项 is named) however many there are."""
    citations = list(citations)
    articles = _articles_cited(citations, on)
    return {citation: _passage(citation, articles.get(_key(citation))) for citation in citations}


def _key(citation: Citation) -> tuple[str, int, int]:
    return citation.title, citation.article, citation.suffix


def _articles_cited(citations: list[Citation], on: date) -> dict[tuple[str, int, int], Article]:
    """The articles by the name, number and suffix they were cited with."""
    names = dict(
        Alias.objects.filter(name__in={citation.title for citation in citations}).values_list("name", "regulation")
    )
    wanted = [
        Q(version__regulation=names[c.title], number=c.article, suffix=c.suffix) for c in citations if c.title in names
    ]
    if not wanted:
        return {}
    articles = Article.objects.filter(reduce(or_, wanted), version__in=versions_in_force(on))
    articles = articles.select_related("version__regulation")
    if any(citation.paragraph or citation.item for citation in citations):
        articles = articles.prefetch_related("paragraphs__items")
    found = {(article.version.regulation_id, article.number, article.suffix): article for article in articles}
    keys = {_key(c): (names[c.title], c.article, c.suffix) for c in citations if c.title in names}
    return {key: found[place] for key, place in keys.items() if place in found}


def _passage(citation: Citation, article: Article | None) -> Passage | None:
    if article is None or not (citation.paragraph or citation.item):
        return Passage(article) if article else None
    paragraphs = [p for p in article.paragraphs.all() if citation.paragraph in (0, p.number)]
    if not citation.item:
        return Passage(article, paragraphs[0]) if paragraphs else None
    items = [(p, item) for p in paragraphs for item in p.items.all() if item.number == citation.item]
    # 第七条第三项 names no paragraph: it is clear only where one paragraph has a third item.
    return Passage(article, *items[0], paragraph_implied=not citation.paragraph) if len(items) == 1 else None
