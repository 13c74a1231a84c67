"""Which wording of a regulation holds on a day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery

from regulations.models import Regulation, Version

IN_FORCE, NOT_YET, SUPERSEDED, REPEALED = "in-force", "not-yet", "superseded", "repealed"


def versions_in_force(on: date) -> QuerySet[Version]:
    """The versions in force on a day, at most one of each regulation."""
    latest = (
        Version.objects.filter(regulation=OuterRef("regulation"), effective_on__lte=on)
        .order_by("-effective_on", "-promulgated_on")
        .values("pk")[:1]
    )
    return Version.objects.filter(pk=Subquery(latest)).exclude(repealed_on__lte=on)


def version_in_force(regulation: Regulation, on: date) -> Version | None:
    """The wording of a regulation that holds on a day, or None."""
    return versions_in_force(on).filter(regulation=regulation).select_related("regulation").first()


def shelf(on: date) -> QuerySet[Regulation]:
    """All regulations, each with `current` (its version in force, in a list of one or none) and `version_count`."""
    current = versions_in_force(on).annotate(article_count=Count("articles"))
    return Regulation.objects.annotate(version_count=Count("versions")).prefetch_related(
        Prefetch("versions", queryset=current, to_attr="current")
    )


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
