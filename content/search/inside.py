"""Search in one version of a regulation: which of its articles have the words, in the order of the law."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.safestring import SafeString, mark_safe

from content.rules import typed
from regulations.models import Regulation, Version
from regulations.queries import Passage, passages, reading, regulation_named
from regulations.rules.citations import Citation, read_citation
from regulations.rules.outline import article_anchor

from .rules import MOST_QUERY_CHARACTERS, fold, marked, marked_snippet, question_of

SNIPPET_CHARACTERS = 90
# What a regulation calls itself in its own text.
_ITSELF = ("本法", "本条例", "本规定", "本规则", "本准则", "本办法", "本细则")


@dataclass(frozen=True)
class Place:
    """An article in which the words stand; its address is the paragraph with the most of them."""

    label: SafeString
    snippet: SafeString
    url: str


@dataclass(frozen=True)
class Inside:
    """Where the words stand in a version; `is_exact` says that each of these articles has all of them.

    `elsewhere` is the article that was named of another regulation.
    """

    places: list[Place]
    is_exact: bool = True
    elsewhere: Passage | None = None


def search_inside(version: Version, text: str, *, on: date) -> Inside:
    """The articles of a version that have the words of a text, or the article whose number it is.

    The version is read whole, in two queries: no law has more than some thirteen hundred articles, and the index that
    all regulations share need not know the older versions apart. A number that no article has is a word like others,
    and so is an article of another regulation, which is offered as well if it is in force on the day.
    """
    text = typed(text, MOST_QUERY_CHARACTERS)
    articles = [block for block in reading(version).blocks if hasattr(block, "paragraphs")]
    citation = _article_named(text)
    if citation is None:
        return _with_words(version, articles, text)
    if citation.title not in _ITSELF and not _is_named(version.regulation, citation):
        found = _with_words(version, articles, text)
        elsewhere = passages([citation], on)[citation]
        # Some of the words of another law's article say nothing: every law has an 第三条.
        return replace(found if found.is_exact or not elsewhere else Inside([]), elsewhere=elsewhere)
    anchor = article_anchor(citation.article, citation.suffix)
    named = [_place(version, article, [], ()) for article in articles if article.anchor == anchor]
    return Inside(named) if named else _with_words(version, articles, text)


def _is_named(regulation: Regulation, citation: Citation) -> bool:
    return regulation in (regulation_named(citation.title), regulation_named(citation.law))


def _article_named(text: str) -> Citation | None:
    """What 第四条, 4 or 监察法第四条 names; without a name, an article of this regulation."""
    text = f"第{text}条" if text.isdecimal() else text
    return read_citation(f"《{_ITSELF[0]}》{text}") or read_citation(text)


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
