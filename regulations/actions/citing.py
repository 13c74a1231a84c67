"""The index of citations: what a source cites, what of it a later version changed, what an editor has looked at."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from journal.actions import record
from regulations import queries
from regulations.models import Citation, Regulation, Version, source_of
from regulations.rules import citations as rules


@transaction.atomic
def note_citations(
    *,
    source,
    cited: Iterable[tuple[str, str]],
    on: date,
    since: date | None = None,
    keeps_days: bool = False,
    by,
    now: datetime,
    journalled: bool = True,
) -> None:
    """Replace what is known of a source's citations by those in `cited`, (place, text) pairs about the day `on`.

    A place that cites the same about the same day keeps its row, and with it whether it is outdated or was looked at;
    so does one that cites the same wording in other words, or at a place that was renamed. `keeps_days`: the source
    has no day of its own, so that what it cited before stays about the day it had, and `on` is that of what is new.
    `since`: the day from which on a new wording is news to who reads the source; today, where none is given. What is
    noted now about an older wording is outdated from the beginning where another one has come since.
    Of 第五十条至第五十三条 what lies between is cited too.
    What no article answers to is kept without one, so that an editor sees it; it is tried again each time.
    `journalled=False` is for an action whose own entry tells of it.
    """
    found = [(place[:200], citation) for place, text in cited for citation in rules.find_citations(text)]
    here = {(row.place, row.words): row for row in queries.citations_of(source).select_for_update()}
    days = {key: row.on for key, row in here.items() if keeps_days and row.article_id}
    wanted = _with_what_lies_between(found, days, on)
    kept = {key for key in wanted.keys() & here.keys() if here[key].on == wanted[key][1] and here[key].article_id}
    changed = [row for key, row in here.items() if key not in kept]
    fresh = {key: each for key, each in wanted.items() if key not in kept}
    Citation.objects.filter(pk__in=[row.pk for row in changed]).delete()
    rows = _fresh_rows(source, fresh)
    _carry_over(changed, rows)
    _judge_fresh(rows, timezone.localdate(now), since)
    Citation.objects.bulk_create(rows)
    if journalled and _told(changed) != _told(rows):
        detail = {"citations": len(wanted), "unresolved": sum(row.article is None for row in rows)}
        record("regulations.citations.noted", by=by, now=now, about=source, detail=detail)


@transaction.atomic
def forget_citations(*, source, by, now: datetime) -> None:
    """A source that nobody can open any more cites nothing."""
    count, _ = queries.citations_of(source).delete()
    if count:
        record("regulations.citations.forgotten", by=by, now=now, about=source, detail={"citations": count})


@transaction.atomic
def outdate_citations(*, version: Version, by, now: datetime) -> None:
    """After a version was saved: find what cites a wording that the last version changed or dropped.

    What was looked at stays so while the last version says what the editor saw. Citations that had no article are
    tried again.
    """
    regulation = version.regulation
    _try_again()
    found = queries.citations_to(regulation).select_related("article__version", "outdated_by")
    rows = list(found.select_for_update(of=("self",)))
    before = {row.pk: (row.outdated_by_id, row.checked_at) for row in rows}
    _judge(rows)
    changed = [row for row in rows if before[row.pk] != (row.outdated_by_id, row.checked_at)]
    Citation.objects.bulk_update(changed, ["outdated_by", "checked_by", "checked_at"])
    newly = [row for row in changed if row.outdated_by_id]
    if newly:
        detail = {"version": version.name, "citations": [row.pk for row in newly]}
        record("regulations.citations.outdated", by=by, now=now, about=version, detail=detail)


@transaction.atomic
def lose_citations(*, regulation: Regulation, by, now: datetime) -> None:
    """After a repeal was said or taken back, a day of effect corrected, a name taken away: say what is cited in vain.

    That is what is cited about a day on which no wording holds, or on which the cited one did not hold yet; unless
    another did then. And it is what is cited by a name that means nothing any more.
    """
    cited = queries.citations_to(regulation).select_related("article__version").select_for_update(of=("self",))
    rows, names = list(cited), set(regulation.aliases.values_list("name", flat=True))
    holds = {on: queries.version_in_force(regulation, on) for on in {row.on for row in rows}}
    stale = [row.pk for row in rows if not (_is_called(row, names) and _still_holds(row, holds))]
    Citation.objects.filter(pk__in=stale).update(
        article=None, paragraph=0, item=0, digest="", outdated_by=None, checked_by=None, checked_at=None
    )
    _try_again()
    lost = list(Citation.objects.filter(pk__in=stale, article=None))
    if lost:
        record(
            "regulations.citations.lost",
            by=by,
            now=now,
            about=regulation,
            detail={"citations": [row.pk for row in lost]},
        )


@transaction.atomic
def keep_citation(*, citation: Citation, by, now: datetime, keep: bool = True) -> Citation:
    """An editor has looked at an outdated citation, and it stays as it is; `keep=False` takes that back."""
    citation = Citation.objects.select_for_update().get(pk=citation.pk)
    if bool(citation.checked_at) == keep or not citation.outdated_by_id:
        return citation
    citation.checked_by, citation.checked_at = (by, now) if keep else (None, None)
    citation.save(update_fields=["checked_by", "checked_at"])
    event = "regulations.citation.kept" if keep else "regulations.citation.reopened"
    record(event, by=by, now=now, about=citation, detail={"outdated_by": citation.outdated_by_id})
    return citation


# What is to be noted: (place, words), and the citation with the day it is about.
_Wanted = dict[tuple[str, str], tuple[rules.Citation, date]]


def _with_what_lies_between(found: list[tuple[str, rules.Citation]], days: dict, on: date) -> _Wanted:
    """The citations found, each about the day that is known of it or `on`; what a range spans comes before its end."""
    about = [(place, citation, days.get((place, citation.words[:200]), on)) for place, citation in found]
    wanted: _Wanted = {}
    for day in dict.fromkeys(day for *_, day in about):
        of_day = [(place, citation) for place, citation, its_day in about if its_day == day]
        between = queries.lying_between([citation for _, citation in of_day], day)
        for place, citation in of_day:
            for each in [*between.get(citation, ()), citation]:
                wanted[place, each.words[:200]] = each, day
    return wanted


def _fresh_rows(source, fresh: _Wanted) -> list[Citation]:
    rows = []
    for day in dict.fromkeys(day for _, day in fresh.values()):
        of_day = {key: citation for key, (citation, its_day) in fresh.items() if its_day == day}
        rows += _resolved([_row(source, key, day) for key in of_day], list(of_day.values()), day)
    return rows


def _carry_over(gone: list[Citation], rows: list[Citation]) -> None:
    """What cites the same wording in other words is as outdated, and was looked at as well."""
    known = {_cites(row): row for row in gone if row.outdated_by_id}
    for row in rows:
        if before := known.get(_cites(row)):
            row.outdated_by_id, row.checked_by_id = before.outdated_by_id, before.checked_by_id
            row.checked_at = before.checked_at


def _is_called(row: Citation, names: set[str]) -> bool:
    citation = rules.read_citation(row.words)
    return citation is None or not names.isdisjoint({citation.title, citation.law})


def _still_holds(row: Citation, holds: dict[date, Version | None]) -> bool:
    return row.names_its_version or bool(holds[row.on] and row.on >= row.article.version.effective_on)


def _cites(row: Citation) -> tuple:
    return row.article_id, row.paragraph, row.item, row.digest


def _judge_fresh(rows: list[Citation], today: date, since: date | None) -> None:
    """Who names a version means it: to her only one that is not in force yet is news."""
    resolved = [row for row in rows if row.article]
    _judge([row for row in resolved if row.names_its_version], news_after=today)
    _judge([row for row in resolved if not row.names_its_version], news_after=min(since or today, today))


def _told(rows: list[Citation]) -> set[tuple]:
    return {(row.place, row.words, row.on, row.article_id) for row in rows}


def _row(source, key: tuple[str, str], on: date) -> Citation:
    kind, pk = source_of(source)
    return Citation(source_type=kind, source_id=pk, place=key[0], words=key[1], on=on)


def _resolved(rows: list[Citation], citations: list[rules.Citation], on: date) -> list[Citation]:
    """The rows, each with the passage that its citation meant on a day."""
    found = queries.passages(citations, on)
    queries.with_words(passage for passage in found.values() if passage)
    for row, citation in zip(rows, citations, strict=True):
        if passage := found[citation]:
            row.article = passage.article
            row.paragraph = passage.paragraph.number if passage.paragraph else 0
            row.item = passage.item.number if passage.item else 0
            row.digest = queries.digest_at(passage.article, row)
    return rows


def _try_again() -> None:
    """Look for the passages of citations that had none; a regulation may have come in since."""
    for row in queries.unresolved_citations():
        citation = rules.read_citation(row.words)
        if citation and _resolved([row], [citation], row.on)[0].article:
            row.save()


def _judge(rows: list[Citation], *, news_after: date | None = None) -> None:
    """Say of each row whether the last version of its regulation says something else at the cited place.

    `news_after`: a version in force by that day outdates nothing; who wrote knew it, and cited another on purpose.
    """
    newest = queries.newest_versions(row.article.version.regulation_id for row in rows)
    for regulation, version in newest.items():
        if news_after and version.effective_on <= news_after:
            continue
        mine = [row for row in rows if row.article.version.regulation_id == regulation]
        articles = queries.articles_at(version, {(row.article.number, row.article.suffix) for row in mine})
        for row in mine:
            _judge_one(row, version, articles.get((row.article.number, row.article.suffix)))


def _judge_one(row: Citation, version: Version, article) -> None:
    if row.article.version.order >= version.order or queries.digest_at(article, row) == row.digest:
        row.outdated_by = row.checked_by = row.checked_at = None
    elif row.outdated_by_id != version.pk:
        if not (row.checked_at and _says_what_was_seen(row, article)):
            row.checked_by = row.checked_at = None
        row.outdated_by = version


def _says_what_was_seen(row: Citation, article) -> bool:
    """Whether the last version says at a place what the one said that the editor compared it with."""
    place = row.article.number, row.article.suffix
    seen = queries.articles_at(row.outdated_by, [place]).get(place)
    return queries.digest_at(seen, row) == queries.digest_at(article, row)
