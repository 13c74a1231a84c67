"""Inviting one of the family, opening the door, adding the line."""

import secrets

from django.db import transaction

from content import queries
from content.models import FamilyLine, FamilyLink, StoryPage
from content.rules import family as rules
from enterprises.models import Member
from journal.actions import record

LinkRefused = rules.LinkRefused


@transaction.atomic
def invite_family(*, member, page, now):
    """Make a link to one story; gives (link, what stands in its address), the latter kept nowhere. Or LinkRefused."""
    # Two clicks at once must not both see the last free link.
    Member.objects.select_for_update().get(pk=member.pk)
    open_links, made_today = queries.standing_of(member, now)
    may_be_read = queries.may_family_read(page)
    rules.check_may_invite(may_be_read=may_be_read, open_links=open_links, made_today=made_today)
    token = secrets.token_urlsafe(24)
    link = FamilyLink.objects.create(
        page=StoryPage.objects.get(pk=page.pk),
        member=member,
        digest=rules.digest(token),
        made_at=now,
        ends_at=now + rules.LASTS,
    )
    record("content.family_link.made", by=member.user, about=link, now=now)
    return link, token


@transaction.atomic
def revoke_link(*, link, now):
    """Close a link for whoever has it; the line that came by it stays."""
    link = FamilyLink.objects.select_for_update(of=("self",)).select_related("member__user").get(pk=link.pk)
    if link.is_open(now):
        link.revoked_at = now
        link.save(update_fields=["revoked_at"])
        record("content.family_link.revoked", by=link.member.user, about=link, now=now)
    return link


@transaction.atomic
def claim_link(*, link, browser, now):
    """Bind a link to the first browser, known by a random secret of its own; or LinkRefused."""
    link = _locked(link)
    digest = rules.digest(browser)
    rules.check_may_claim(_door(link, digest, now))
    if not link.claimed_by:
        link.claimed_by, link.claimed_at = digest, now
        link.save(update_fields=["claimed_by", "claimed_at"])
        record("content.family_link.opened", by=None, about=link, now=now)
    return link


@transaction.atomic
def add_line(*, link, browser, name, line, now):
    """The one line of this link, for an editor to read first; or LinkRefused."""
    link = _locked(link)
    has_line = FamilyLine.objects.filter(link=link).exists()
    rules.check_may_add_line(_door(link, rules.digest(browser), now), has_line=has_line)
    added = FamilyLine.objects.create(link=link, name=name, line=line, written_at=now)
    record("content.family_line.written", by=None, about=added, now=now)
    return added


def _locked(link):
    return FamilyLink.objects.select_for_update(of=("self",)).select_related("page").get(pk=link.pk)


def _door(link, browser, now):
    return link.door(browser=browser, may_be_read=queries.may_family_read(link.page), now=now)
