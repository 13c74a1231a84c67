"""Wording comes into force, and goes out of it."""

from django.db import transaction
from django.utils import timezone

from journal.actions import record
from regulations.actions import forget_citations, note_citations
from regulations.rules.numerals import to_numeral

from ..models import PledgeText, PledgeTextVersion, SigningTerms
from ..rules import evidence, signing
from ..rules.refusals import PublishingRefused

State = PledgeTextVersion.State


@transaction.atomic
def create_text(*, code, title, validity_months, by, now, audience="", addressed_to=PledgeText.Addressees.EVERYONE):
    """A text without any wording yet."""
    text = PledgeText.objects.create(
        code=code, title=title, audience=audience, addressed_to=addressed_to, validity_months=validity_months
    )
    record("pledges.text.created", by=by, about=text, now=now, detail={"code": code})
    return text


@transaction.atomic
def draft_version(*, text, blocks, by, now, kind="major", change_summary=""):
    """Write the next version of `text`, not yet in force; `kind` "minor" leaves the signatures given good."""
    blocks = signing.read_blocks(blocks)
    text = PledgeText.objects.select_for_update().get(pk=text.pk)
    latest = text.versions.values_list("major", "minor").first()
    major, minor = signing.next_number(latest, kind)
    version = PledgeTextVersion.objects.create(
        text=text,
        major=major,
        minor=minor,
        blocks=blocks,
        text_sha256=evidence.digest(blocks),
        change_summary=change_summary,
    )
    record("pledges.version.drafted", by=by, about=text, now=now, detail={"version": version.number})
    return version


@transaction.atomic
def publish_version(*, version, by, now):
    """Put a draft in force; what was in force is superseded. PublishingRefused for anything but a draft."""
    PledgeText.objects.select_for_update().get(pk=version.text_id)
    version = PledgeTextVersion.objects.select_related("text").get(pk=version.pk)
    if version.state != State.DRAFT:
        raise PublishingRefused(signing.NOT_A_DRAFT)
    for superseded in version.text.versions.filter(state=State.PUBLISHED):
        forget_citations(source=superseded, by=by, now=now)
    version.text.versions.filter(state=State.PUBLISHED).update(state=State.SUPERSEDED)
    # The hash is taken from what is stored at this moment, whoever wrote the draft.
    version.text_sha256 = evidence.digest(version.blocks)
    version.state, version.published_at = State.PUBLISHED, now
    version.save()
    detail = {"version": version.number, "text_sha256": version.text_sha256}
    record("pledges.version.published", by=by, about=version.text, now=now, detail=detail)
    note_version(version=version, by=by, now=now)
    return version


def note_version(*, version, by, now):
    """Note what a wording in force cites, clause by clause, as of the day on which it was published."""
    clauses = [(f"第{to_numeral(number)}条", clause) for number, clause in enumerate(version.blocks["items"], 1)]
    around = [("", version.blocks[name]) for name in ("preamble", "closing")]
    on = timezone.localdate(version.published_at)
    note_citations(source=version, cited=[*around, *clauses], on=on, by=by, now=now)


@transaction.atomic
def withdraw_version(*, version, reason, by, now):
    """Take a wording that should never have been out of force; its signatures say so when they are verified."""
    reason = signing.check_reason(reason, PublishingRefused)
    version.state = State.WITHDRAWN
    version.save(update_fields=["state"])
    forget_citations(source=version, by=by, now=now)
    record(
        "pledges.version.withdrawn",
        by=by,
        about=version.text,
        now=now,
        detail={"version": version.number, "reason": reason},
    )
    return version


@transaction.atomic
def publish_terms(*, version, title, paragraphs, by, now):
    """Put signing terms in force; every signature names the terms that were accepted for it."""
    terms = SigningTerms.objects.create(
        version=version,
        title=title,
        paragraphs=paragraphs,
        sha256=evidence.digest({"title": title, "paragraphs": paragraphs}),
        published_at=now,
    )
    record("pledges.terms.published", by=by, about=terms, now=now, detail={"version": version, "sha256": terms.sha256})
    return terms
