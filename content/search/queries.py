"""What a person finds in the library: pages that she may open, and articles of the regulations in force."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, reduce
from operator import or_

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.search.backends import get_search_backend

from accounts.models import User
from content.models import StudyPage, Topic
from content.queries import study_pages_visible_to
from content.queries.facets import Group, facts_of, groups, kind_facets, narrowed
from content.rules import typed
from content.rules.facets import NAMES, Choice, Facet, Fact, counts, fits
from regulations.models import Alias, Article, Regulation
from regulations.queries import (
    Passage,
    articles_in_force,
    citation_typed,
    citations_in,
    passages,
    regulation_cited,
    regulation_named,
    version_in_force,
    with_words,
)
from regulations.rules.citations import Citation
from regulations.rules.naming import is_short_for

from .elsewhere import Elsewhere
from .index import Found, Hit
from .rules import MOST_QUERY_CHARACTERS, marked, marked_snippet, question_of
from .rules.likeness import LIKE_ENOUGH, NEARLY_THE_SAME, ends_of, nearest_titles, pieces_of

PAGE_SIZE = 20
ARTICLE_KIND = "article"
TOPICS_OFFERED = 8
FEW = 3
MOST_NAMES_COMPARED = 300
_LAW = re.compile("《([^《》]+)》")


@dataclass(frozen=True)
class Finding:
    """One line of the list; title and snippet are HTML with the words marked, `name` is the title without."""

    name: str
    title: SafeString
    snippet: SafeString
    url: str
    kind_name: str
    icon: str


@dataclass(frozen=True)
class Absent:
    """A place, 第九十九条, that a law as it is in force does not have."""

    law: str
    place: str


@dataclass(frozen=True)
class Named:
    """What a text names: `best`, an article or a regulation; or what it names that is not there.

    `unknown` is the name of a regulation that an article was named of and that there is not. Of a regulation that
    there is, but without the place named, `best` is what comes nearest: its article, or the regulation.
    """

    best: Finding | None = None
    unknown: str = ""
    absent: Absent | None = None


@dataclass(frozen=True)
class Findings:
    """One page of what was found, what was `named`, and by which words it can be narrowed.

    `is_literal` says that all words were found as they were typed. `total` counts what there is whatever was chosen,
    as far as it was taken.
    """

    choice: Choice
    kinds: list[Facet]
    groups: list[Group]
    page: ListPage
    findings: list[Finding]
    named: Named = Named()
    is_literal: bool = True
    total: int = 0

    @property
    def best(self) -> Finding | None:
        return self.named.best

    @property
    def absent(self) -> Absent | None:
        return self.named.absent

    @property
    def unknown(self) -> str:
        """The regulation that there is not, unless what is listed is of one whose name may have been cut short."""
        laws = [law for finding in self.findings for law in _LAW.findall(finding.name)]
        return "" if any(is_short_for(self.named.unknown, law) for law in laws) else self.named.unknown

    @property
    def is_weak(self) -> bool:
        """Whether what was found may not be what was meant."""
        return not self.best and (not self.is_literal or self.total < FEW)


EVERYTHING = Choice()


def search_library(user, text: str, *, page: int | str | None, on: date, choice: Choice = EVERYTHING) -> Findings:
    """What the words of a text find for this person on a day, narrowed by what was chosen."""
    text = typed(text, MOST_QUERY_CHARACTERS)
    question, backend = question_of(text), _backend()
    open_pages = _open_to(user.pk)
    catch = backend.find(question, [open_pages, _holding(on)])
    pages, articles = catch.found
    facts = facts_of([hit.key for hit in pages.hits])
    left = _left(pages, facts, choice)
    if choice and not pages.is_all:
        # There are more than were taken, so what was chosen must narrow the search itself.
        [narrower] = backend.find(question, [narrowed(open_pages, choice)], level=catch.level).found
        left = narrower.hits
    of_articles = articles.hits if _shows_articles(choice) else []
    listed = [(StudyPage, hit) for hit in left] + [(Article, hit) for hit in of_articles]
    shown = Paginator(listed, PAGE_SIZE).get_page(page)
    kinds, by_words = _narrowing(pages, articles, list(facts.values()), choice)
    findings = _shown(backend, shown, pages.texts | articles.texts, question.marks)
    named = Named() if choice else _named(text, on, question.marks)
    total = len(pages.hits) + len(articles.hits)
    return Findings(choice, kinds, by_words, shown, findings, named, catch.is_literal, total)


@lru_cache(maxsize=64)
def _open_to(reader: int | None) -> QuerySet[StudyPage]:
    """The pages that one person may open, as a question alone: whom each is for is looked up whenever it is asked."""
    return study_pages_visible_to(User(pk=reader) if reader else AnonymousUser())


@lru_cache(maxsize=4)
def _holding(on: date) -> QuerySet[Article]:
    return articles_in_force(on)


def _backend():
    backend = get_search_backend()
    return backend if hasattr(backend, "find") else Elsewhere(backend)


def _left(pages: Found, facts: dict[int, Fact], choice: Choice) -> list[Hit]:
    return [hit for hit in pages.hits if hit.key in facts and fits(facts[hit.key], choice)]


def _shows_articles(choice: Choice) -> bool:
    """An article has no topic, no post and no year of its own."""
    return not choice.without("kind") and choice.kind in ("", ARTICLE_KIND)


def _narrowing(pages: Found, articles: Found, facts: list[Fact], choice) -> tuple[list[Facet], list[Group]]:
    if not (pages.hits or articles.hits):
        return [], []
    found = {name: counts(facts, choice, name) for name in NAMES}
    kinds = kind_facets(found["kind"], is_least=not pages.is_all)
    if articles.hits and not choice.without("kind"):
        count, is_least = len(articles.hits), not articles.is_all
        every = Facet("", _("All"), kinds[0].count + count, is_least or not pages.is_all)
        kinds = [every, *kinds[1:], Facet(ARTICLE_KIND, _("Article"), count, is_least)]
    return kinds, groups(found, choice, is_least=not pages.is_all)


def _shown(backend, listed: Iterable[tuple[type, Hit]], texts: dict[Hit, tuple[str, str]], marks) -> list[Finding]:
    listed = list(listed)
    findings = {}
    for model, show in ((StudyPage, _page_finding), (Article, _article_finding)):
        hits = [hit for its_model, hit in listed if its_model is model]
        if hits:
            missing = [hit for hit in hits if hit not in texts]
            known = texts | (backend.texts_of(missing, model) if missing else {})
            objects = _objects(model).in_bulk([hit.key for hit in hits])
            there = [hit for hit in hits if hit.key in objects]
            findings |= {(model, hit): show(objects[hit.key], known.get(hit, ("", ""))[1], marks) for hit in there}
    return [findings[one] for one in listed if one in findings]


def _objects(model):
    return Article.objects.select_related("version__regulation") if model is Article else StudyPage.objects


def _page_finding(page: StudyPage, text: str, marks) -> Finding:
    # Most kinds begin what is read with the summary, which is in the index in its own right as well.
    without = text.removeprefix(page.summary).lstrip()
    text = without if without.startswith(page.summary) else text or page.summary
    return Finding(page.title, *_marked(page.title, text, marks), page.url, page.kind_name, page.icon)


def _article_finding(article: Article, text: str, marks) -> Finding:
    return Finding(
        article.title, *_marked(article.title, text, marks), article.get_absolute_url(), _("Article"), "book"
    )


def _marked(title: str, text: str, marks) -> tuple[SafeString, SafeString]:
    # Both have escaped everything but the marks that they set.
    return mark_safe(marked(title, marks)), mark_safe(marked_snippet(text, marks))  # noqa: S308


# -- What was named ---------------------------------------------------------------------------------------------------


def _named(text: str, on: date, marks) -> Named:
    """What the person wants to open: the article that a text cites, or the regulation whose name it is."""
    alone = citation_typed(text)
    cited = [alone] if alone else citations_in(text)
    if not cited:
        regulation = regulation_named(text)
        return Named(_regulation_finding(regulation, marks) if regulation else None)
    whole = replace(cited[0], paragraph=0, item=0)
    found = passages([*cited, whole], on)
    passage = next(filter(None, map(found.get, cited)), None)
    return Named(_passage_finding(passage)) if passage else _nearest(cited[0], found[whole], on, marks)


def _nearest(citation: Citation, article: Passage | None, on: date, marks) -> Named:
    """What there is of what a citation names in vain: the article without its paragraph, or the regulation."""
    if article:
        return Named(_passage_finding(article), absent=_absent(citation, article.article.version.regulation))
    regulation = regulation_cited(citation)
    if regulation is None:
        return Named(unknown=citation.law)
    is_in_force = version_in_force(regulation, on)
    return Named(_regulation_finding(regulation, marks), absent=_absent(citation, regulation) if is_in_force else None)


def _absent(citation: Citation, regulation: Regulation) -> Absent | None:
    """What can be said for certain: not of another version, and not of an item in whatever paragraph."""
    is_vague = citation.unread or citation.title != citation.law or (citation.item and not citation.paragraph)
    return None if is_vague else Absent(str(regulation), citation.place_words)


def _regulation_finding(regulation: Regulation, marks) -> Finding:
    shown = _marked(str(regulation), regulation.title, marks)
    return Finding(str(regulation), *shown, regulation.get_absolute_url(), _("Regulation"), "book")


def _passage_finding(passage: Passage) -> Finding:
    with_words([passage])
    named = passage.item or passage.paragraph
    text = named.text if named else passage.article.wording
    return Finding(passage.label, *_marked(passage.label, text, []), passage.url, _("Article"), "book")


# -- What may have been meant -----------------------------------------------------------------------------------------


def nearest_titles_for(user, text: str, *, found: Findings | None = None) -> list[str]:
    """Titles that this person may see, and names of regulations, that look like the text: one of these?

    Where something was found, only what is nearly the same is worth asking. Of an article of a law that there is not,
    the name of the law is what may be mistyped.
    """
    text = typed(found.unknown if found and found.unknown else text, MOST_QUERY_CHARACTERS)
    least = NEARLY_THE_SAME if found and found.total else LIKE_ENOUGH
    titles = _backend().titles_like(text, _open_to(user.pk))
    return nearest_titles(text, [*titles, *_names_like(text)], least=least)


def _names_like(text: str) -> list[str]:
    like = [Q(name__contains=piece) for some in pieces_of(text)[:2] for piece in some]
    if ends := ends_of(text):
        like.append(Q(name__startswith=ends[0], name__endswith=ends[1]))
    if not like:
        return []
    return list(Alias.objects.filter(reduce(or_, like)).order_by().values_list("name", flat=True)[:MOST_NAMES_COMPARED])


def topics_to_offer(user) -> list[str]:
    """Topics of pages that this person may open, to begin with."""
    pages = study_pages_visible_to(user).values("pk")
    topics = Topic.objects.filter(page_topics__content_object__in=pages).distinct().order_by("name")
    return list(topics.values_list("name", flat=True)[:TOPICS_OFFERED])
