"""What editors do with stories that were sent in, and with the lines that families add."""

from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext
from wagtail.log_actions import log
from wagtail.models import Page

from content import queries
from content.models import FamilyLine, SentStory, StoryPage
from content.rules import sent as rules
from journal.actions import record
from media.actions import offer_film
from media.models import Picture

StoryRefused = rules.StoryRefused


@transaction.atomic
def take_story(*, story, by, now):
    """Make a draft page of a story that waits; gives the page. Of two editors at once, the second is told of the first.

    The page passes the second editor like any other. Where the writer's name stands in her own words although she chose
    not to be named, the page cannot be kept again, nor come out, before the editor has taken it out.
    """
    story = _decidable(story)
    section = queries.stories_section()
    if section is None:
        raise StoryRefused("no-section")
    page = _page_of(story)
    page.owner = by
    Page.objects.get(pk=section.pk).add_child(instance=page)
    log(instance=page, action="wagtail.create", user=by)
    # As she sent it, whatever keeps it from coming out: a story that cannot be taken could never be mended either.
    page.save_revision(user=by, clean=False)
    if story.recording:
        offer_film(film=story.recording, title=_without_name(story, story.title, gettext("A recording of a story")))
    _decide(story, SentStory.State.TAKEN, by, now)
    record("content.story.taken", by=by, about=story, now=now, detail={"page": page.pk})
    return page


@transaction.atomic
def return_story(*, story, reason, by, now):
    """Give a story back to its writer with the reason, which she reads."""
    story = _decidable(story)
    rules.check_reason(reason)
    _decide(story, SentStory.State.RETURNED, by, now, reason.strip())
    record("content.story.returned", by=by, about=story, now=now)
    return story


@transaction.atomic
def note_published(*, page, now):
    """A page of a sent story is out. What its writer withdrew in that very moment goes down again."""
    story = SentStory.objects.select_for_update().filter(pk=page.sent_id).first()
    if story is None:
        return
    if story.withdrawn_by_writer:
        page.unpublish(log_action=True)
        return
    if story.state in (SentStory.State.TAKEN, SentStory.State.WITHDRAWN):
        story.state = SentStory.State.PUBLISHED
        story.save(update_fields=["state"])
        record("content.story.published", by=None, about=story, now=now)


@transaction.atomic
def note_unpublished(*, page, now):
    """A page of a sent story is out no more; where no other is, neither is the story."""
    story = SentStory.objects.select_for_update().filter(pk=page.sent_id, state=SentStory.State.PUBLISHED).first()
    if story is None or story.pages.filter(live=True).exclude(pk=page.pk).exists():
        return
    story.state = SentStory.State.WITHDRAWN
    story.save(update_fields=["state"])
    record("content.story.unpublished", by=None, about=story, now=now)


@transaction.atomic
def decide_line(*, line, shown, by, now):
    """Let a family's line stand under its story, or not. It may be decided anew at any time.

    A line that names a writer who did not want to be named is not let: StoryRefused.
    """
    line = FamilyLine.objects.select_for_update(of=("self",)).select_related("link__page").get(pk=line.pk)
    page = line.link.page
    if shown:
        rules.check_may_show(chosen=page.credit, names=page.writers_names, words=line.words)
    line.state = FamilyLine.State.SHOWN if shown else FamilyLine.State.HIDDEN
    line.decided_by, line.decided_at = by, now
    line.save()
    record(f"content.family_line.{line.state}", by=by, about=line, now=now)
    return line


def _decidable(story):
    found = SentStory.objects.select_for_update(of=("self",)).select_related("member", "enterprise", "decided_by")
    story = found.get(pk=story.pk)
    by = story.decided_by.name if story.decided_by else ""
    rules.check_may_decide(state=story.state, has_page=story.pages.exists(), by=by)
    return story


def _decide(story, state, by, now, reason=""):
    story.state, story.decided_by, story.decided_at, story.reason = state, by, now, reason
    story.save()


def _page_of(story):
    author, enterprise = rules.says_of(chosen=story.credit, name=story.member.name, enterprise=story.enterprise)
    page = StoryPage(
        title=story.title,
        # By chance: a title, and so an address made of it, may yet have to lose a name.
        slug=f"story-{uuid4().hex[:8]}",
        summary=rules.summary_of(story.text),
        author=author,
        credit=story.credit,
        enterprise=enterprise,
        told_on=timezone.localdate(story.sent_at),
        saying=story.saying,
        recording=story.recording,
        sent=story,
        live=False,
    )
    page.body = _body_of(story)
    return page


def _body_of(story):
    """Its paragraphs, and its pictures below them for the editor to put in place."""
    words = "".join(f"<p>{escape(line)}</p>" for line in story.paragraphs)
    blocks = [{"type": "paragraphs", "value": words, "id": str(uuid4())}]
    for number, sent in enumerate(story.pictures.all(), 1):
        value = {"picture": _taken(sent, story, number).pk, "alt_text": sent.alt_text, "caption": ""}
        blocks.append({"type": "picture", "value": value, "id": str(uuid4())})
    return StoryPage._meta.get_field("body").to_python(blocks)


def _taken(sent, story, number):
    """The picture as one of the CMS, without a word of who sent it; made once, however often a story is taken."""
    if sent.taken_as:
        return sent.taken_as
    with sent.file.open("rb") as file:
        content = ContentFile(file.read(), name=f"story-{uuid4().hex[:12]}.{sent.file.name.rpartition('.')[2]}")
    title = f"{_without_name(story, story.title, gettext('A picture of a story'))} {number}"
    described = _without_name(story, sent.alt_text, gettext("A picture of a story"))
    sent.taken_as = Picture.objects.create(
        title=title, alt_text=described, file=content, width=sent.width, height=sent.height
    )
    sent.save(update_fields=["taken_as"])
    return sent.taken_as


def _without_name(story, words, instead):
    """What outlives the page's own words and is shown elsewhere says no more of the writer than she chose."""
    return rules.kept_from(chosen=story.credit, name=story.member.name, words=words, instead=instead)
