"""What is told of pages and questions by a signal, from whatever door it came: the CMS, the clock, a command."""

from django.utils import timezone
from wagtail.models import ReferenceIndex

from content.actions import ask_for_what_is_out, note_page, note_published, note_unpublished
from content.models import StoryPage, StudyPage
from journal.actions import record
from regulations.actions import forget_citations


def when_published(sender, instance, revision=None, **kwargs):
    """A page that is out cites what its words say, and tasks may ask for it and for what stands on it."""
    by, now = revision.user if revision else None, timezone.now()
    if isinstance(instance, StudyPage):
        # At once, and not when the worker comes to it: pictures are served to whoever may open a page that shows them.
        ReferenceIndex.create_or_update_for_object(instance)
        note_page(page=instance, by=by, now=now)
    ask_for_what_is_out(place=instance, by=by, now=now)


def when_unpublished(sender, instance, **kwargs):
    """A page that nobody may open cites nothing, and nobody is asked to study it, nor what stands on it."""
    now = timezone.now()
    forget_citations(source=instance, by=None, now=now)
    ask_for_what_is_out(place=instance, by=None, now=now)


def when_deleted(sender, instance, **kwargs):
    """Nor does a page or a question that is gone."""
    forget_citations(source=instance, by=None, now=timezone.now())


def when_approved(sender, instance, user, **kwargs):
    """A second editor has agreed: who, and which version of what."""
    page = instance.content_object
    version = {"revision": page.latest_revision_id}
    record("content.page.approved", by=user, about=page, now=timezone.now(), detail=version)


def when_story_published(sender, instance, **kwargs):
    """A story that was sent in is out once its page is."""
    if isinstance(instance, StoryPage):
        note_published(page=instance, now=timezone.now())


def when_story_unpublished(sender, instance, **kwargs):
    """And out no more once its page is not."""
    if isinstance(instance, StoryPage):
        note_unpublished(page=instance, now=timezone.now())
