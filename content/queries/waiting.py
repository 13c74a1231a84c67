"""What waits for an editor when she comes in: her drafts, what has its time, and where she may write something new."""

from django.db.models import CharField, Exists, Min, OuterRef, Q
from django.db.models.functions import Cast
from wagtail.models import Page, Revision, WorkflowState

from content.models import SectionPage, kinds
from content.queries.visible import taken_back

MOST = 8


def unsubmitted_by(editor):
    """The pages of which this editor saved the last version, while nobody has been asked to read it."""
    asked = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS, object_id=Cast(OuterRef("pk"), CharField())
    )
    drafts = Page.objects.filter(Q(live=False) | Q(has_unpublished_changes=True), latest_revision__user=editor)
    # Whose time has come was out once, and is over.
    drafts = drafts.filter(expired=False, latest_revision__approved_go_live_at=None).exclude(Exists(asked))
    return list(drafts.order_by("-latest_revision_created_at").specific(defer=True)[:MOST])


def coming():
    """The pages that two editors agreed to let out later, each with `at`, the next first."""
    agreed = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    times = dict(agreed.values_list(Cast("object_id", Page._meta.pk), Min("approved_go_live_at")).order_by())
    pages = Page.objects.filter(pk__in=times).specific(defer=True)
    for page in pages:
        page.at = times[page.pk]
    return sorted(pages, key=lambda page: page.at)[:MOST]


def going(now):
    """The pages that go off by themselves, the next first; what was withdrawn is off already."""
    pages = Page.objects.live().filter(~taken_back(), expire_at__gt=now)
    return list(pages.order_by("expire_at").specific(defer=True)[:MOST])


def places_to_write():
    """For each kind of page the shelf on which it is usually put: [(kind of page, section)]."""
    places = []
    for model in kinds().values():
        usual = model.objects.order_by("-first_published_at").first()
        section = usual.get_parent() if usual else SectionPage.objects.order_by("path").first()
        if section:
            places.append((model, section))
    return places
