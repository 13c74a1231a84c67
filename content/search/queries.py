"""What a person finds in the library: pages that she may open, and articles of the regulations in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import Q
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.search.backends import get_search_backend

from content.models import StudyPage, Topic
from content.queries import study_pages_visible_to
from content.queries.facets import Group, facts_of, groups, kind_facets, narrowed
from content.rules import typed
from content.rules.facets import NAMES, Choice, Facet, Fact, counts, fits
from regulations.models import Alias, Article
from regulations.queries import Passage, articles_in_force, citations_in, passages, regulation_named
from regulations.rules.citations import read_citation

from .elsewhere import Elsewhere
from .index import Found, Hit
from .rules import MOST_QUERY_CHARACTERS, marked, marked_snippet, question_of
from .rules.likeness import LIKE_ENOUGH, NEARLY_THE_SAME, ends_of, nearest_titles, pieces_of

PAGE_SIZE = 20
ARTICLE_KIND = "article"
TOPICS_OFFERED = 8
FEW = 3
MOST_NAMES_COMPARED = 300


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
class Findings:
    """One page of what was found, and by which words it can be narrowed.

    `best` is the very thing that was named: an article, or a regulation; `unknown` the name of a regulation that an
    article was named of and that there is not. `is_literal` says that all words were found as they were typed. `total`
    counts what there is whatever was chosen, as far as it was taken.
    """

    choice: Choice
    kinds: list[Facet]
    groups: list[Group]
    page: ListPage
    findings: list[Finding]
    best: Finding | None = None
    unknown: str = ""
    is_literal: bool = True
    total: int = 0

    @property
    def is_weak(self) -> bool:
        """Whether what was found may not be what was meant."""
        return not self.best and (not self.is_literal or self.total < FEW)


EVERYTHING = Choice()


def search_library(user, text: str, *, page: int | str | None, on: date, choice: Choice = EVERYTHING) -> Findings:
    """What the words of a text find for this person on a day, narrowed by what was chosen."""
    text = typed(text, MOST_QUERY_CHARACTERS)
    question, backend = question_of(text), _backend()
    open_pages = study_pages_visible_to(user)
    catch = backend.find(question, [open_pages, articles_in_force(on)])
    pages, articles = catch.found
    facts = facts_of([hit.key for hit in pages.hits])
    left = _left(pages, facts, choice)
    if choice and not pages.is_all:
        # There are more than were taken, so what was chosen must narrow the search itself.
        [narrower] = backend.find(question, [narrowed(open_pages, choice)], level=catch.level).found
        left = narrower.hits
    listed = [(StudyPage, hit) for hit in left] + [(Article, hit) for hit in articles.hits if _shows_articles(choice)]
    shown = Paginator(listed, PAGE_SIZE).get_page(page)
    kinds, by_words = _narrowing(pages, articles, list(facts.values()), choice)
    findings = _shown(backend, shown, pages.texts | articles.texts, question.marks)
    best, unknown = (None, "") if choice else _named(text, on, question.marks)
    total = len(pages.hits) + len(articles.hits)
    return Findings(choice, kinds, by_words, shown, findings, best, unknown, catch.is_literal, total)


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


def _named(text: str, on: date, marks) -> tuple[Finding | None, str]:
    """The article that a text cites, or the regulation whose name it is: what the person wants to open.

    And the name of the regulation whose article it cites, if there is none of that name.
    """
    alone = read_citation(text)
    cited = [alone] if alone else citations_in(text)
    passage = next((found for found in passages(cited, on).values() if found), None)
    if passage:
        return _passage_finding(passage), ""
    # A law may be cited with a version of it, and may have a year in its own name.
    names = dict.fromkeys([cited[0].title, cited[0].law] if cited else [text])
    regulation = next(filter(None, map(regulation_named, names)), None)
    if cited or regulation is None:
        return None, cited[0].law if cited and regulation is None else ""
    shown = _marked(str(regulation), regulation.title, marks)
    return Finding(str(regulation), *shown, regulation.get_absolute_url(), _("Regulation"), "book"), ""


def _passage_finding(passage: Passage) -> Finding:
    named = passage.item or passage.paragraph
    text = named.text if named else passage.article.wording
    return Finding(passage.label, *_marked(passage.label, text, []), passage.url, _("Article"), "book")


# -- What may have been meant -----------------------------------------------------------------------------------------


def nearest_titles_for(user, text: str, *, found: Findings | None = None) -> list[str]:
    """Titles that this person may see, and names of regulations, that look like the text: one of these?

    Where something was found, only what is nearly the same is worth asking.
    """
    text = typed(text, MOST_QUERY_CHARACTERS)
    least = NEARLY_THE_SAME if found and found.total else LIKE_ENOUGH
    titles = _backend().titles_like(text, study_pages_visible_to(user))
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
