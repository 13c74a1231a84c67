"""Family links and the lines that came by them."""

from datetime import timedelta

from django.db.models import Q
from wagtail.models import PageViewRestriction

from content.models import Audience, FamilyLine, FamilyLink, SectionPage, StoryPage
from content.queries.visible import shelved_away, taken_back
from content.rules import family as rules


def stories_for_family():
    """The stories that a link may lead to: those that are out, for every member, and not taken back.

    Whoever reads by a link is known to nobody, so what only some members may read is not for her.
    """
    narrower = PageViewRestriction.objects.filter(restriction_type=PageViewRestriction.GROUPS)
    stories = StoryPage.whole().live().filter(audience__in=[Audience.EVERYBODY, Audience.MEMBERS]).exclude(taken_back())
    for path in narrower.values_list("page__path", flat=True):
        stories = stories.exclude(Q(path__startswith=path) | Q(alias_of__path__startswith=path))
    return stories.exclude(shelved_away(SectionPage.objects.filter(audience=Audience.ENTERPRISES)))


def stories_open_to(guest, now):
    """The stories that family links opened for a browser, known by its secret."""
    return stories_for_family().filter(
        family_links__claimed_by=rules.digest(guest),
        family_links__revoked_at__isnull=True,
        family_links__ends_at__gt=now,
        family_links__member__left_on__isnull=True,
    )


def may_family_read(page):
    return stories_for_family().filter(pk=page.pk).exists()


def link_at(token):
    """The link that an address leads to, or None."""
    links = FamilyLink.objects.select_related("page", "member", "line")
    return links.filter(digest=rules.digest(token), member__left_on__isnull=True).first()


def links_of(member, now):
    """A member's links that may still be used, the latest first."""
    open_links = FamilyLink.objects.filter(member=member, revoked_at__isnull=True, ends_at__gt=now)
    return open_links.select_related("page", "line")


def links_by(member):
    """Every link that a member ever made, the latest first."""
    return FamilyLink.objects.filter(member=member).select_related("page", "line")


def standing_of(member, now):
    """(open links, links made within a day) of a member; one query."""
    links = FamilyLink.objects.filter(member=member)
    recent = links.filter(Q(revoked_at__isnull=True, ends_at__gt=now) | Q(made_at__gt=now - timedelta(days=1)))
    found = list(recent)
    return sum(link.is_open(now) for link in found), sum(link.made_at > now - timedelta(days=1) for link in found)


def lines_under(page):
    """What families said of a story, as far as an editor let it; one query.

    Readers may since be told less of the writer than when a line was let: one that names her is kept back.
    """
    lines = FamilyLine.objects.filter(link__page=page.pk, state=FamilyLine.State.SHOWN)
    return [line for line in lines.select_related("link__page__sent__member") if not line.names_the_writer]
