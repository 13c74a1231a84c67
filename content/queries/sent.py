"""Stories that members sent in: each sees her own, publishers see those that were sent."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Prefetch, Q

from accounts.models import Role
from accounts.queries import has_role
from content.models import FamilyLine, SectionPage, SentPicture, SentStory, StoryPage, Withdrawal
from content.queries.visible import taken_back
from enterprises.queries import member_of

STORIES = "stories"  # the slug of their section, as it was made
NEW_FOR = timedelta(days=14)


@dataclass(frozen=True)
class News:
    """How many of a member's stories were returned to her, and how many were published lately."""

    returned: int
    published: int


def stories_of(member):
    """A member's own stories, those she touched last first, with their pictures and pages."""
    return (
        SentStory.objects.filter(member=member)
        .select_related("recording", "enterprise", "member")
        .prefetch_related("pictures", _pages())
    )


def news_for(member, now):
    """The News for a member; one query."""
    returned = Q(state=SentStory.State.RETURNED)
    lately = Q(state=SentStory.State.PUBLISHED, pages__live=True, pages__first_published_at__gt=now - NEW_FOR)
    lately &= Q(pages__withdrawal=None)
    counts = SentStory.objects.filter(member=member).aggregate(
        returned=Count("pk", filter=returned, distinct=True), published=Count("pk", filter=lately, distinct=True)
    )
    return News(**counts)


def _pages():
    return Prefetch("pages", StoryPage.objects.live().exclude(taken_back()).order_by("pk"), to_attr="out")


def why_off(story):
    """The latest withdrawal of a page that came of a story, with its day and reason, or None."""
    return Withdrawal.objects.select_related("by").filter(page__in=story.pages.values("pk")).order_by("-at").first()


def sent_stories_visible_to(user):
    """What was sent and not taken back, for publishers; nothing for all others."""
    if not has_role(user, Role.PUBLISHER):
        return SentStory.objects.none()
    sent = SentStory.objects.exclude(state=SentStory.State.DRAFT)
    sent = sent.select_related("recording", "enterprise", "member", "decided_by").prefetch_related(_pages())
    return sent.order_by("-sent_at", "-pk")


def sent_picture_visible_to(user, public_id):
    """A picture of a story of her own, or, for publishers, of one that was sent; None for all others."""
    picture = SentPicture.objects.select_related("story").filter(public_id=public_id).first()
    if picture is None:
        return None
    member = member_of(user)
    if member and picture.story.member_id == member.pk:
        return picture
    is_hers = has_role(user, Role.PUBLISHER) and picture.story.state != SentStory.State.DRAFT
    return picture if is_hers else None


def family_lines_visible_to(user):
    """Lines that came by family links, for publishers."""
    if not has_role(user, Role.PUBLISHER):
        return FamilyLine.objects.none()
    return FamilyLine.objects.select_related("link__page__sent__member", "decided_by").order_by("-written_at", "-pk")


def how_many_wait():
    """Stories and lines that wait for an editor; one query."""
    lines = FamilyLine.objects.filter(state=FamilyLine.State.WAITING).order_by().values("pk")
    stories = SentStory.objects.filter(state=SentStory.State.WAITING).order_by().values("pk")
    return stories.union(lines, all=True).count()


def drafts_of(member):
    """How many stories a member is writing at once."""
    return stories_of(member).filter(state__in=[SentStory.State.DRAFT, SentStory.State.RETURNED]).count()


def waiting_of(member):
    return SentStory.objects.filter(member=member, state=SentStory.State.WAITING).count()


def stories_section():
    """Where a new story's page belongs: the section made for stories, or the one that the latest story stands in."""
    section = SectionPage.objects.filter(slug=STORIES).first()
    if section:
        return section
    latest = StoryPage.objects.order_by("-first_published_at").first()
    return latest.get_parent().specific if latest else None
