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
    *, source, cited: Iterable[tuple[str, str]], on: date, by, now: datetime, journalled: bool = True
) -> None:
    """Replace what is known of a source's citations by those in `cited`, (place, text) pairs about the day `on`.

    A place that cites the same about the same day keeps its row, and with it whether it is outdated or was looked at.
    Of 第五十条至第五十三条 what lies between is cited too.
    What no article answers to is kept without one, so that an editor sees it; it is tried again each time.
    `journalled=False` is for an action whose own entry tells of it.
    """
    found = [(place, citation) for place, text in cited for citation in rules.find_citations(text)]
    between = queries.lying_between([citation for _, citation in found], on)
    wanted = {
        (place[:200], each.words[:200]): each
        for place, citation in found
        for each in [*between.get(citation, ()), citation]
    }
    here = {(row.place, row.words): row for row in queries.citations_of(source).select_for_update()}
    kept = {key for key in wanted.keys() & here.keys() if here[key].on == on and here[key].article_id}
    changed = [row for key, row in here.items() if key not in kept]
    fresh = {key: citation for key, citation in wanted.items() if key not in kept}
    Citation.objects.filter(pk__in=[row.pk for row in changed]).delete()
    rows = _resolved([_row(source, key, on) for key in fresh], list(fresh.values()), on)
    _judge([row for row in rows if row.article], timezone.localdate(now), yet_to_come=True)
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
    _judge(rows, timezone.localdate(now))
    changed = [row for row in rows if before[row.pk] != (row.outdated_by_id, row.checked_at)]
    Citation.objects.bulk_update(changed, ["outdated_by", "checked_by", "checked_at"])
    newly = [row for row in changed if row.outdated_by_id]
    if newly:
        detail = {"version": version.name, "citations": [row.pk for row in newly]}
        record("regulations.citations.outdated", by=by, now=now, about=version, detail=detail)


@transaction.atomic
def lose_citations(*, regulation: Regulation, by, now: datetime) -> None:
    """After a repeal was said or taken back: what is cited about a day on which no wording holds is cited in vain.

    So is, after a day of effect was corrected, what cites a wording about a day before it; unless another held then.
    """
    cited = queries.citations_to(regulation).select_related("article__version").select_for_update(of=("self",))
    rows = [row for row in cited if not row.names_its_version]
    holds = {on: queries.version_in_force(regulation, on) for on in {row.on for row in rows}}
    stale = [row.pk for row in rows if not holds[row.on] or row.on < row.article.version.effective_on]
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


def _judge(rows: list[Citation], today: date, *, yet_to_come: bool = False) -> None:
    """Say of each row whether the last version of its regulation says something else at the cited place.

    `yet_to_come`: only a version that is not in force yet can outdate what has been written now.
    """
    newest = queries.newest_versions(row.article.version.regulation_id for row in rows)
    for regulation, version in newest.items():
        if yet_to_come and version.effective_on <= today:
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
