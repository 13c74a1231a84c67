"""Finding the article an editor wants to cite: by the regulation's name, the article's number, words of either."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from regulations.models import Alias, Article, Item, Paragraph, Regulation
from regulations.queries.citing import Passage, citation_typed, regulation_named
from regulations.queries.standing import articles_in_force, versions_in_force
from regulations.rules.numerals import NUMERAL, to_number

MOST = 30
_NUMBER = re.compile(rf"第?\s*({NUMERAL}+)\s*条?(?:之({NUMERAL}+))?")
_BROKEN_OFF = re.compile(rf"《?([^《》第\s]{{2,80}})》?\s*(第\s*{NUMERAL}+.*)")


@dataclass(frozen=True)
class Found:
    """What a search found: articles in force on the day, `more` where there are more than are shown."""

    articles: list[Article]
    more: bool


def found_by(text: str, on: date) -> Found:
    """The articles in force on a day that answer to every word typed."""
    wanted = articles_in_force(on)
    for word in _words(text):
        wanted = wanted.filter(_answers_to(word))
    wanted = wanted.select_related("version__regulation").prefetch_related("paragraphs__items")
    articles = list(wanted.order_by("version__regulation__short_title", "number", "suffix")[: MOST + 1])
    return Found(articles[:MOST], more=len(articles) > MOST)


def _words(text: str) -> list[str]:
    """监察法第四条 is a name and a number, whether it is typed as one word or two."""
    if citation := citation_typed(text):
        number = f"第{citation.article}条" + (f"之{citation.suffix}" if citation.suffix else "")
        return [citation.law, number]
    if broken := _BROKEN_OFF.fullmatch(text.strip()):
        return [broken[1], *broken[2].split()]
    return text.replace("《", " ").replace("》", " ").split()


def _answers_to(word: str) -> Q:
    # A lone O is a letter that somebody looks for.
    if (number := _NUMBER.fullmatch(word)) and _number(number[1]):
        return Q(number=_number(number[1]), suffix=_number(number[2]) if number[2] else 0)
    if regulation := regulation_named(word):
        return Q(version__regulation=regulation)
    names = Exists(Alias.objects.filter(regulation=OuterRef("version__regulation"), name__icontains=word))
    said = Exists(Paragraph.objects.filter(article=OuterRef("pk"), text__icontains=word))
    listed = Exists(Item.objects.filter(paragraph__article=OuterRef("pk"), text__icontains=word))
    return Q(names) | Q(said) | Q(listed) | Q(heading__icontains=word)


def _number(numeral: str) -> int:
    try:
        return to_number(numeral)
    except ValueError:
        return 0


def places_in(article: Article) -> Iterator[Passage]:
    """The article itself, and each paragraph and item of it, to be cited; a lone paragraph is the article."""
    yield Passage(article)
    paragraphs = list(article.paragraphs.all())
    for paragraph in paragraphs:
        if len(paragraphs) > 1:
            yield Passage(article, paragraph)
        for item in paragraph.items.all():
            yield Passage(article, paragraph, item, paragraph_implied=len(paragraphs) == 1)


def regulations_in_force(on: date) -> list[Regulation]:
    """The regulations that have a version in force on a day."""
    return list(Regulation.objects.filter(versions__in=versions_in_force(on)).order_by("short_title"))
