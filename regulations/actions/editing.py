"""What an editor may put right about a regulation: what it is called, and of a version its days and who issued it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import ProtectedError

from journal.actions import record
from regulations import queries
from regulations.actions.citing import lose_citations, outdate_citations
from regulations.models import Alias, Regulation, Version
from regulations.rules.effect import Dated, EffectRefused, check_effect
from regulations.rules.naming import names_of, plain_name
from regulations.rules.repealing import RepealRefused, check_repeal

__all__ = [
    "DiscardRefused",
    "EffectRefused",
    "NameTaken",
    "RepealRefused",
    "correct_version",
    "describe_regulation",
    "discard_version",
    "repeal_version",
]


class NameTaken(Exception):
    """A name by which texts cite another regulation already: `name`, `regulation`."""

    def __init__(self, alias: Alias):
        super().__init__(f"{alias.name} means {alias.regulation} already.")
        self.name, self.regulation = alias.name, alias.regulation


class DiscardRefused(Exception):
    """Something cites the version: `count` places."""

    def __init__(self, count: int):
        super().__init__("A version that is cited stays.")
        self.count = count


@transaction.atomic
def describe_regulation(
    *,
    regulation: Regulation,
    short_title: str,
    level: str,
    issuer: str,
    aliases: Iterable[str],
    seen: Iterable[str] | None = None,
    by,
    now: datetime,
) -> Regulation:
    """Say what a regulation is called and what it is, or raise NameTaken. Its title, address and texts stay.

    The names that its title gives stay with it, unless they mean another regulation; so does a name that is not among
    those the editor has `seen`, since another editor added it meanwhile. What was cited by a name that was missing
    finds its article, and what was cited by one that is gone is cited in vain.
    """
    regulation = Regulation.objects.select_for_update().get(pk=regulation.pk)
    called, short_title = regulation.short_title, plain_name(short_title)
    wanted = list(dict.fromkeys(filter(None, [short_title, *map(plain_name, aliases)])))
    others = Alias.objects.exclude(regulation=regulation).select_related("regulation")
    if taken := others.filter(name__in=wanted).first():
        raise NameTaken(taken)
    regulation.short_title, regulation.level, regulation.issuer = short_title, level, issuer
    regulation.save(update_fields=["short_title", "level", "issuer"])
    own = set(names_of(regulation.title)) - set(others.values_list("name", flat=True))
    added = set() if seen is None else set(regulation.aliases.values_list("name", flat=True)) - {*seen, called}
    names = own.union(wanted, added)
    _rename(regulation, names)
    _follow_the_names(regulation, by=by, now=now)
    detail = {"short_title": short_title, "level": level, "issuer": issuer, "aliases": sorted(names)}
    record("regulations.regulation.described", by=by, now=now, about=regulation, detail=detail)
    return regulation


def _rename(regulation: Regulation, names: set[str]) -> None:
    regulation.aliases.exclude(name__in=names).delete()
    known = set(regulation.aliases.values_list("name", flat=True))
    Alias.objects.bulk_create(Alias(regulation=regulation, name=name) for name in sorted(names - known))


def _follow_the_names(regulation: Regulation, *, by, now: datetime) -> None:
    lose_citations(regulation=regulation, by=by, now=now)
    if last := queries.newest_version(regulation):
        outdate_citations(version=last, by=by, now=now)


@transaction.atomic
def repeal_version(*, version: Version, on: date | None, by, now: datetime) -> Version:
    """Say on which day a version was repealed, or with None that it was not; RepealRefused for a day that cannot be.

    The same day again changes nothing.
    """
    version = Version.objects.select_for_update().select_related("regulation").get(pk=version.pk)
    check_repeal(on=on, effective_on=version.effective_on)
    if version.repealed_on == on:
        return version
    version.repealed_on = on
    version.save(update_fields=["repealed_on"])
    detail = {"version": version.name, "repealed_on": on.isoformat() if on else ""}
    record("regulations.version.repealed", by=by, now=now, about=version, detail=detail)
    lose_citations(regulation=version.regulation, by=by, now=now)
    return version


@transaction.atomic
def correct_version(*, version: Version, effective_on: date, number: str, issuer: str, by, now: datetime) -> bool:
    """Say when a version took effect, its document number and who issued it; EffectRefused for a day that cannot be.

    The day of promulgation names the version and stays, as its wording does. What cites it is worked out anew. Whether
    anything changed; the same facts again change nothing.
    """
    # Two versions moved at once must not pass each other.
    regulation = Regulation.objects.select_for_update().get(pk=version.regulation_id)
    version = Version.objects.select_for_update().get(pk=version.pk)
    said = {"effective_on": effective_on, "number": number, "issuer": issuer}
    before = {name: getattr(version, name) for name in said}
    if said == before:
        return False
    moved = effective_on != version.effective_on
    if moved:
        _check_effect(version, effective_on)
    for name, value in said.items():
        setattr(version, name, value)
    version.save(update_fields=list(said))
    detail = {"version": version.name, "before": _told(before), "after": _told(said)}
    record("regulations.version.corrected", by=by, now=now, about=version, detail=detail)
    if moved:
        lose_citations(regulation=regulation, by=by, now=now)
        outdate_citations(version=queries.newest_version(regulation), by=by, now=now)
    return True


def _check_effect(version: Version, on: date) -> None:
    others = Version.objects.filter(regulation=version.regulation_id).exclude(pk=version.pk)
    days = [Dated(*row) for row in others.values_list("name", "promulgated_on", "effective_on")]
    check_effect(on=on, promulgated_on=version.promulgated_on, repealed_on=version.repealed_on, others=days)


def _told(facts: dict) -> dict:
    return facts | {"effective_on": facts["effective_on"].isoformat()}


@transaction.atomic
def discard_version(*, version: Version, by, now: datetime) -> None:
    """Take out a version that was brought in by mistake, as long as nothing cites it; or raise DiscardRefused.

    A regulation that is left without any version goes with it, unless it has a page of its own.
    """
    version = Version.objects.select_for_update().select_related("regulation").get(pk=version.pk)
    if count := queries.citations_to_version(version).count():
        raise DiscardRefused(count)
    regulation, detail = version.regulation, {"version": version.name, "digest": version.source_digest}
    version.delete()
    record("regulations.version.discarded", by=by, now=now, about=regulation, detail=detail)
    if last := queries.newest_version(regulation):
        outdate_citations(version=last, by=by, now=now)
    else:
        _delete_unless_it_has_a_page(regulation)


def _delete_unless_it_has_a_page(regulation: Regulation) -> None:
    try:
        regulation.delete()
    except ProtectedError:
        return
