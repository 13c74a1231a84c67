"""What a person finds in the library: pages that she may open, and articles of the regulations in force."""

from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.search.backends import get_search_backend

from content.models import StudyPage, Topic, kinds
from content.queries import study_pages_visible_to
from regulations.models import Article
from regulations.queries import versions_in_force

from .index import Match
from .rules import marked, marked_snippet, nearest_titles, query_words

PAGE_SIZE = 20
ARTICLE_KIND = "article"
MOST_TITLES_COMPARED = 500
TOPICS_OFFERED = 8


@dataclass(frozen=True)
class Facet:
    """A kind of which something was found; `kind` is "" for everything."""

    kind: str
    name: str
    count: int


@dataclass(frozen=True)
class Finding:
    """One line of the list; title and snippet are HTML with the words marked."""

    title: SafeString
    snippet: SafeString
    url: str
    kind_name: str
    icon: str


@dataclass(frozen=True)
class Findings:
    """One page of what was found, and how many there are of each kind."""

    kind: str
    facets: list[Facet]
    page: ListPage
    findings: list[Finding]

    @property
    def total(self) -> int:
        return self.facets[0].count if self.facets else 0


def search_library(user, text: str, *, kind: str, page: int | str | None, on: date) -> Findings:
    """What the words of a text find for this person; a kind of which there is none narrows nothing."""
    backend = get_search_backend()
    matches = _open_to(user, backend.find(text, [StudyPage, Article]), on)
    facets = _facets(matches)
    if kind not in {facet.kind for facet in facets}:
        kind = ""
    chosen = [match for match, its_kind in matches.items() if kind in ("", its_kind)]
    listed = Paginator(chosen, PAGE_SIZE).get_page(page)
    return Findings(kind, facets, listed, _shown(list(listed), backend.texts_of(listed), query_words(text)))


def _open_to(user, matches: list[Match], on: date) -> dict[Match, str]:
    """The matches that this person may open, in their order, each with its kind."""
    article_type = ContentType.objects.get_for_model(Article).pk
    articles = {int(match.object_id) for match in matches if match.content_type_id == article_type}
    pages = {int(match.object_id) for match in matches if match.content_type_id != article_type}
    kind_of = dict(study_pages_visible_to(user).filter(pk__in=pages).values_list("pk", "kind")) if pages else {}
    if articles:
        in_force = Article.objects.filter(pk__in=articles, version__in=versions_in_force(on)).order_by()
        articles = set(in_force.values_list("pk", flat=True))
    opened = {}
    for match in matches:
        key = int(match.object_id)
        if match.content_type_id == article_type:
            if key in articles:
                opened[match] = ARTICLE_KIND
        elif key in kind_of:
            opened[match] = kind_of[key]
    return opened


def _facets(matches: dict[Match, str]) -> list[Facet]:
    if not matches:
        return []
    found = list(matches.values())
    names = {"": _("All"), **{kind: model.KIND_NAME for kind, model in kinds().items()}, ARTICLE_KIND: _("Article")}
    counts = {kind: found.count(kind) if kind else len(found) for kind in names}
    return [Facet(kind, name, counts[kind]) for kind, name in names.items() if counts[kind]]


def _shown(matches: list[Match], texts: dict[Match, str], words: list[str]) -> list[Finding]:
    article_type = ContentType.objects.get_for_model(Article).pk
    article_keys = [match.object_id for match in matches if match.content_type_id == article_type]
    page_keys = [match.object_id for match in matches if match.content_type_id != article_type]
    articles = Article.objects.select_related("version__regulation").in_bulk(article_keys) if article_keys else {}
    pages = StudyPage.objects.in_bulk(page_keys) if page_keys else {}
    findings = []
    for match in matches:
        is_article = match.content_type_id == article_type
        found = (articles if is_article else pages).get(int(match.object_id))
        if found:
            show = _article_finding if is_article else _page_finding
            findings.append(show(found, texts.get(match, ""), words))
    return findings


def _page_finding(page: StudyPage, text: str, words: list[str]) -> Finding:
    # Most kinds begin what is read with the summary, which is in the index in its own right as well.
    without = text.removeprefix(page.summary).lstrip()
    text = without if without.startswith(page.summary) else text or page.summary
    return Finding(*_marked(page.title, text, words), page.url, page.kind_name, page.icon)


def _article_finding(article: Article, text: str, words: list[str]) -> Finding:
    return Finding(*_marked(article.title, text, words), article.get_absolute_url(), _("Article"), "book")


def _marked(title: str, text: str, words: list[str]) -> tuple[SafeString, SafeString]:
    # Both have escaped everything but the marks that they set.
    return mark_safe(marked(title, words)), mark_safe(marked_snippet(text, words))  # noqa: S308


def nearest_titles_for(user, text: str) -> list[str]:
    """Titles that this person may see and that look like the text: did you mean one of these?"""
    pages = study_pages_visible_to(user).order_by("-first_published_at")
    return nearest_titles(text, pages.values_list("title", flat=True)[:MOST_TITLES_COMPARED])


def topics_to_offer(user) -> list[str]:
    """Topics of pages that this person may open, to begin with."""
    pages = study_pages_visible_to(user).values("pk")
    topics = Topic.objects.filter(page_topics__content_object__in=pages).distinct().order_by("name")
    return list(topics.values_list("name", flat=True)[:TOPICS_OFFERED])
