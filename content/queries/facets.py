"""What the pages of a list can be narrowed by: kind, topic, post and year."""

from dataclasses import dataclass

from django.db.models import Count, DateTimeField, QuerySet
from django.db.models.functions import Coalesce, ExtractYear
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.models import PageTopic, StudyPage, kinds
from content.rules.facets import Choice, Facet, Fact, counts


@dataclass(frozen=True)
class Group:
    """The words of one sort, for the filter: its name in addresses, on screen, and what is chosen of it."""

    name: str
    label: str
    facets: list[Facet]
    chosen: str


class _LocalYear(ExtractYear):
    """SQLite would call back into Python for every row to know a year; its own clock is fifty times faster."""

    def as_sqlite(self, compiler, connection, **extra):
        sql, params = compiler.compile(self.lhs)
        # The zone of the site has no summer time, so one offset holds for all years.
        hours = timezone.localtime().utcoffset() if isinstance(self.lhs.output_field, DateTimeField) else None
        return f"CAST(strftime('%%Y', {sql}, %s) AS integer)", [*params, f"{hours.seconds if hours else 0} seconds"]


def with_year(pages: QuerySet[StudyPage]) -> QuerySet[StudyPage]:
    """Pages with their `year`: of a case that in which its decision took effect, else that of first publication."""
    return pages.annotate(year=Coalesce(_LocalYear("casepage__decided_on"), _LocalYear("first_published_at")))


def narrowed(pages: QuerySet[StudyPage], choice: Choice) -> QuerySet[StudyPage]:
    """The pages that fit all that was chosen."""
    if choice.kind:
        pages = pages.filter(kind=choice.kind)
    if choice.topic:
        pages = pages.filter(pk__in=PageTopic.objects.filter(tag__name=choice.topic).values("content_object"))
    if choice.post:
        pages = pages.filter(post=choice.post)
    if choice.year:
        known = choice.year.isdecimal() and len(choice.year) == 4
        pages = with_year(pages).filter(year=int(choice.year)) if known else pages.none()
    return pages


def facts_of(keys: list[int]) -> dict[int, Fact]:
    """The facts of each of some pages, by primary key; one query."""
    pages = with_year(StudyPage.objects.filter(pk__in=keys)).order_by()
    rows = pages.values_list("pk", "kind", "post", "year", "page_topics__tag__name")
    facts: dict[int, Fact] = {}
    for pk, kind, post, year, topic in rows:
        topics = facts[pk].topics if pk in facts else frozenset()
        facts[pk] = Fact(kind, post, year, topics | {topic} if topic else topics)
    return facts


def groups_of_shelf(pages: QuerySet[StudyPage], choice: Choice) -> tuple[list[Facet], list[Group]]:
    """The kinds and the groups of words by which any number of pages can be narrowed; two queries."""
    alike = with_year(narrowed(pages, Choice(topic=choice.topic))).order_by().values_list("kind", "post", "year")
    facts = [Fact(*row, count=count) for *row, count in alike.annotate(count=Count("pk"))]
    on_topic = PageTopic.objects.filter(content_object__in=narrowed(pages, choice.without("topic")).values("pk"))
    topics = dict(on_topic.order_by().values_list("tag__name").annotate(count=Count("pk")))
    rest = choice.without("topic")
    found = {name: counts(facts, rest, name) for name in ("kind", "post", "year")} | {"topic": topics}
    return kind_facets(found["kind"]), groups(found, choice)


def kind_facets(found: dict[str, int], *, is_least=False) -> list[Facet]:
    """A facet for everything, and one for each kind there is, in the order of the library."""
    names = {kind: model.KIND_NAME for kind, model in kinds().items()}
    every = Facet("", _("All"), sum(found.values()), is_least)
    return [every, *(Facet(kind, name, found[kind], is_least) for kind, name in names.items() if found.get(kind))]


def groups(found: dict[str, dict[str, int]], choice: Choice, *, is_least=False) -> list[Group]:
    """Topics and posts the most frequent first, years the latest first; a word that was chosen is always there."""
    return [
        _group("topic", _("Topic"), found["topic"], choice.topic, lambda word: (-found["topic"][word], word), is_least),
        _group("post", _("Post"), found["post"], choice.post, lambda word: (-found["post"][word], word), is_least),
        _group("year", _("Year"), found["year"], choice.year, lambda word: -int(word or 0), is_least),
    ]


def _group(name, label, found, chosen, order, is_least):
    facets = [Facet(word, word, found[word], is_least) for word in sorted(found, key=order)]
    return Group(name, label, facets, chosen)
