"""What outdated citations cited, and what stands there now."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from regulations.models import Citation, Version
from regulations.queries.citing import dated
from regulations.queries.reading import ArticleText, reading
from regulations.rules.citations import read_citation
from regulations.rules.comparing import Line, Pair, Words, compare_articles, compare_lines
from regulations.rules.wording import fold, words_at


@dataclass(frozen=True)
class Outdated:
    """One outdated citation beside what became of its article: `pair.new` is None where it was dropped.

    `words_now` cites the later wording whatever the day; "" where it has no such article, or shares its year.
    """

    citation: Citation
    pair: Pair
    lines: tuple[Line, ...]
    words_now: str

    @property
    def old_address(self) -> str:
        return f"{self.citation.article.version.get_absolute_url()}#{self.pair.old.key}"

    @property
    def new_address(self) -> str:
        anchor = f"#{self.pair.new.key}" if self.pair.new else ""
        return f"{self.citation.outdated_by.get_absolute_url()}{anchor}"


def with_what_changed(citations: Iterable[Citation]) -> list[Outdated]:
    """Each outdated citation with the words it cited beside the words that stand there now.

    The article is followed to its new number. Four queries for each two versions compared.
    """
    known: dict[tuple[int, int], _Compared] = {}
    found = []
    for citation in citations:
        old, new = citation.article.version, citation.outdated_by
        if (old.pk, new.pk) not in known:
            known[old.pk, new.pk] = _Compared(old, new)
        found.append(known[old.pk, new.pk].about(citation))
    return found


class _Compared:
    """Two versions, compared once for all that cite the older one."""

    def __init__(self, old: Version, new: Version):
        self._old = {article.anchor: article for article in reading(old).articles}
        self._new = {article.anchor: article for article in reading(new).articles}
        pairs = compare_articles(_words(self._old), _words(self._new))
        years = [day.year for day in new.regulation.versions.values_list("promulgated_on", flat=True)]
        self._year = new.promulgated_on.year if years.count(new.promulgated_on.year) == 1 else None
        came = {pair.new.key: pair.new for pair in pairs if not pair.old}
        # Written wholly anew under its old number, it is told as that and not as gone.
        self._pairs = {
            pair.old.key: pair if pair.new else replace(pair, new=came.get(pair.old.key)) for pair in pairs if pair.old
        }

    def about(self, citation: Citation) -> Outdated:
        pair = self._pairs[citation.article.anchor]
        was = _cited(self._old[pair.old.key], citation)
        became = _cited(self._new[pair.new.key], citation) if pair.new else []
        return Outdated(citation, pair, tuple(compare_lines(was, became)), self._words_now(citation, pair.new))

    def _words_now(self, citation: Citation, new: Words | None) -> str:
        cited = read_citation(citation.words)
        here = read_citation(f"《{cited.law}》{new.label}") if cited and new and self._year else None
        if here is None:
            return ""
        there = words_at(self._new[new.key].plain, citation.paragraph, citation.item) is not None
        place = replace(here, paragraph=cited.paragraph, item=cited.item) if there else here
        return dated(place.words, self._year)


def _words(articles: dict[str, ArticleText]) -> list[Words]:
    return [Words(anchor, each.printed_label, tuple(_cited(each, None))) for anchor, each in articles.items()]


def _cited(article: ArticleText, citation: Citation | None) -> list[str]:
    """The lines of the place a citation names, or of the whole article where it has no such place."""
    words = words_at(article.plain, citation.paragraph, citation.item) if citation else None
    return fold(words if words is not None else words_at(article.plain) or "").splitlines()
