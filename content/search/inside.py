"""Search in one version of a regulation: which of its chapters and articles have the words, in the order of the law."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils.safestring import SafeString, mark_safe

from content.rules import typed
from regulations.models import Regulation, Version
from regulations.queries import Heading, Passage, Reading, citation_typed, passages, reading, regulation_cited
from regulations.rules.citations import Citation, read_citation, read_in_haste
from regulations.rules.numerals import NUMERAL, to_number, to_numeral
from regulations.rules.outline import article_anchor

from .rules import MOST_QUERY_CHARACTERS, fold, marked, marked_snippet, question_of

SNIPPET_CHARACTERS = 90
# What a regulation calls itself in its own text.
_ITSELF = ("本法", "本条例", "本规定", "本规则", "本准则", "本办法", "本细则")
_NUMBER = re.compile(rf"(?:第\s*)?({NUMERAL}{{1,8}})")
_DIVISION = re.compile(rf"(?:第\s*)?({NUMERAL}{{1,4}})\s*(分编|[编章节])")


@dataclass(frozen=True)
class Place:
    """An article in which the words stand, its address the paragraph with the most of them; or a heading with them."""

    label: SafeString
    snippet: SafeString
    url: str


@dataclass(frozen=True)
class Inside:
    """Where the words stand in a version; `is_exact` says that each of these articles has all of them.

    `headings` are of the books, chapters and sections that are called so; `elsewhere` is the article that was named of
    another regulation.
    """

    places: list[Place]
    is_exact: bool = True
    elsewhere: Passage | None = None
    headings: tuple[Place, ...] = ()


def search_inside(version: Version, text: str, *, on: date) -> Inside:
    """The headings and articles of a version that have the words of a text, or the article whose number it is.

    The version is read whole, in two queries: no law has more than some thirteen hundred articles, and the index that
    all regulations share need not know the older versions apart. A number that no article has is a word like others,
    and so is an article of another regulation, which is offered as well if it is in force on the day.
    """
    text = typed(text, MOST_QUERY_CHARACTERS)
    whole = reading(version)
    articles, citation = whole.articles, _article_named(text)
    if citation is None:
        return _called_or_with_words(version, whole, text)
    if citation.title not in _ITSELF and not _is_named(version.regulation, citation):
        found = _with_words(version, articles, text)
        elsewhere = passages([citation], on)[citation]
        # Some of the words of another law's article say nothing: every law has an 第三条.
        return replace(found if found.is_exact or not elsewhere else Inside([]), elsewhere=elsewhere)
    anchor = article_anchor(citation.article, citation.suffix)
    named = [_place(version, article, [], ()) for article in articles if article.anchor == anchor]
    if named:
        return Inside(named)
    found = _with_words(version, articles, text)
    # Of 第九十九条 in a law of fifty articles, its 条 stands in all of them.
    return found if found.is_exact else Inside([])


def _is_named(regulation: Regulation, citation: Citation) -> bool:
    return regulation == regulation_cited(citation)


def _article_named(text: str) -> Citation | None:
    """What 第四条, 4, 四条 or 监察法第四条 names; without a name, an article of this regulation."""
    number = _NUMBER.fullmatch(text)
    of_this = f"《{_ITSELF[0]}》" + (f"第{number[1]}条" if number else text)
    return read_citation(of_this) or read_in_haste(of_this) or citation_typed(text)


def _called_or_with_words(version: Version, whole: Reading, text: str) -> Inside:
    headings = tuple(_headings(version, whole.contents, text))
    found = _with_words(version, whole.articles, text)
    # Where a chapter is called so, articles with a part of its name are not what was meant.
    return replace(found, headings=headings) if found.is_exact or not headings else Inside([], headings=headings)


def _headings(version: Version, contents: list[Heading], text: str) -> Iterator[Place]:
    """The headings that have all that was typed, each with what it stands in: many chapters have a 第一节."""
    sought = [fold(word) for word in _division_named(text).split()]
    # A single character stands in most of them.
    if max(map(len, sought), default=0) < 2:
        return
    for heading, title, within in _with_what_they_stand_in(contents):
        closed_up = fold("".join(title.split()))
        if all(word in closed_up for word in sought):
            label, snippet = mark_safe(marked(title, sought)), mark_safe(marked(within, []))  # noqa: S308 - escaped there
            yield Place(label, snippet, f"{version.get_absolute_url()}#{heading.anchor}")


def _with_what_they_stand_in(contents: list[Heading]) -> Iterator[tuple[Heading, str, str]]:
    """Each heading with its title, 第二节 股东会, and those above it, 第三章 有限责任公司."""
    above: dict[int, str] = {}
    for heading in contents:
        title = f"{heading.label} {heading.heading}".strip()
        above = {level: its_title for level, its_title in above.items() if level < heading.level}
        yield heading, title, " · ".join(above.values())
        above[heading.level] = title


def _division_named(text: str) -> str:
    """第七章 as a law prints it, however it was typed: 第7章, 七章."""
    match = _DIVISION.fullmatch(text)
    if not match:
        return text
    try:
        return f"第{to_numeral(to_number(match[1]))}{match[2]}"
    except ValueError:
        return text


def _with_words(version, articles, text: str) -> Inside:
    question = question_of(text)
    folded = [(article, fold(_words_of(article))) for article in articles]
    for level, ways in enumerate(question.levels):
        found = [article for article, words in folded if any(all(word in words for word in way) for way in ways)]
        if found:
            places = [_place(version, article, question.sought, question.marks) for article in found]
            return Inside(places, question.is_exact(level))
    return Inside([])


def _words_of(article) -> str:
    return " ".join([article.heading, *(_words_in(paragraph) for paragraph in article.paragraphs)])


def _words_in(paragraph) -> str:
    return " ".join([paragraph.text, *(label + text for _, label, text in paragraph.items)])


def _place(version, article, words, marks) -> Place:
    paragraphs = {paragraph.anchor: _words_in(paragraph) for paragraph in article.paragraphs}
    fullest = max(paragraphs, key=lambda anchor: _count(paragraphs[anchor], words), default=article.anchor)
    anchor = fullest if words else article.anchor
    label = f"{article.printed_label} {article.heading}".strip()
    snippet = marked_snippet(paragraphs.get(fullest, ""), marks, SNIPPET_CHARACTERS)
    # Both have escaped everything but the marks that they set.
    return Place(mark_safe(marked(label, marks)), mark_safe(snippet), f"{version.get_absolute_url()}#{anchor}")  # noqa: S308


def _count(text: str, words) -> int:
    folded = fold(text)
    return sum(word in folded for word in words)
