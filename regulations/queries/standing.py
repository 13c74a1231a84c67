"""Which wording of a regulation holds on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, Prefetch, Q, QuerySet, Subquery

from regulations.models import Article, Regulation, Version

IN_FORCE, NOT_YET, SUPERSEDED, REPEALED = "in-force", "not-yet", "superseded", "repealed"


def versions_in_force(on: date) -> QuerySet[Version]:
    """The versions in force on a day, at most one of each regulation."""
    latest = (
        Version.objects.filter(regulation=OuterRef("regulation"), effective_on__lte=on)
        .order_by("-effective_on", "-promulgated_on")
        .values("pk")[:1]
    )
    return Version.objects.filter(pk=Subquery(latest)).exclude(repealed_on__lte=on)


def articles_in_force(on: date) -> QuerySet[Article]:
    """Asked of each article by itself: there are thousands of versions, and few articles are wanted at a time."""
    return Article.objects.filter(Exists(versions_in_force(on).filter(pk=OuterRef("version"))))


def version_in_force(regulation: Regulation, on: date) -> Version | None:
    """The wording of a regulation that holds on a day, or None."""
    return versions_in_force(on).filter(regulation=regulation).select_related("regulation").first()


@dataclass(frozen=True)
class Days:
    """The days on which a wording holds: `until` is the first on which it does no more."""

    since: date
    until: date

    def __contains__(self, day: date) -> bool:
        return self.since <= day < self.until


def days_of(version: Version) -> Days:
    """The days on which a version is the one in force."""
    others = version.regulation.versions.exclude(pk=version.pk)
    later = Q(effective_on__gt=version.effective_on)
    later |= Q(effective_on=version.effective_on, promulgated_on__gt=version.promulgated_on)
    next_one = others.filter(later).aggregate(day=Min("effective_on"))["day"]
    return Days(version.effective_on, min(filter(None, [next_one, version.repealed_on]), default=date.max))


def shelf(on: date) -> QuerySet[Regulation]:
    """All regulations that have a version, each with `current` (the one in force, in a list) and `version_count`."""
    current = versions_in_force(on).annotate(article_count=Count("articles"))
    regulations = Regulation.objects.annotate(version_count=Count("versions")).filter(version_count__gt=0)
    return regulations.prefetch_related(Prefetch("versions", queryset=current, to_attr="current"))


def versions_at(slug: str) -> list[Version]:
    """Every version of the regulation at an address, the newest first; none when there is no such address."""
    return list(
        Version.objects.filter(regulation__slug=slug)
        .select_related("regulation")
        .order_by("-effective_on", "-promulgated_on")
    )


def standing(version: Version, versions: Iterable[Version], on: date) -> str:
    """in-force, not-yet, superseded or repealed, told from all versions of the regulation."""
    if version.effective_on > on:
        return NOT_YET
    if version.repealed_on and version.repealed_on <= on:
        return REPEALED
    begun = [other for other in versions if other.effective_on <= on]
    latest = max(begun, key=lambda other: (other.effective_on, other.promulgated_on))
    return IN_FORCE if latest.pk == version.pk else SUPERSEDED
