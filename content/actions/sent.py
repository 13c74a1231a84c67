"""What a writer does with a story of her own, from the first words on."""

from dataclasses import dataclass, field
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext

from content import queries
from content.models import SentPicture, SentStory
from content.rules import sent as rules
from journal.actions import record
from media.actions import discard_film
from media.models import Film
from media.tasks import prepare_film

StoryRefused = rules.StoryRefused


@dataclass(frozen=True)
class Drawn:
    """A picture drawn anew, at two sizes, and what it shows."""

    file: object
    small: object
    alt_text: str = ""


@dataclass(frozen=True)
class Written:
    """What a writer's form says. `known` is the version it was made from; `alt_texts` and `removed` name pictures."""

    title: str = ""
    text: str = ""
    saying: str = ""
    credit: str = SentStory.Credit.NAME
    known: int = 0
    alt_texts: dict = field(default_factory=dict)
    removed: frozenset = frozenset()
    pictures: tuple = ()
    recording: object = None
    without_recording: bool = False


@transaction.atomic
def begin_story(*, member, written, now):
    """A new draft with what was written so far, or StoryRefused."""
    rules.check_may_begin(drafts=queries.drafts_of(member))
    story = SentStory.objects.create(member=member, enterprise=member.enterprise, begun_at=now, kept_at=now)
    _write(story, written, now)
    record("content.story.begun", by=member.user, about=story, now=now)
    return story


@transaction.atomic
def keep_story(*, story, written, now):
    """Keep what was written since; gives the story. Not journalled: a draft is kept every few lines."""
    story = _locked(story)
    rules.check_may_write(state=story.state, version=story.version, known=written.known)
    story.version += 1
    _write(story, written, now)
    return story


@transaction.atomic
def send_story(*, story, agreed, now):
    """Hand a draft to the editors, or StoryRefused. `agreed`: the people in it know and agree."""
    story = _locked(story)
    rules.check_may_send(
        state=story.state, missing=story.missing, agreed=agreed, waiting=queries.waiting_of(story.member)
    )
    story.state, story.sent_at, story.enterprise = SentStory.State.WAITING, now, story.member.enterprise
    story.save()
    record("content.story.sent", by=story.member.user, about=story, now=now)
    return story


@transaction.atomic
def take_back_story(*, story, now):
    """What waits becomes a draft again."""
    story = _locked(story)
    rules.check_may_take_back(state=story.state)
    story.state = SentStory.State.DRAFT
    story.save()
    record("content.story.taken_back", by=story.member.user, about=story, now=now)
    return story


@transaction.atomic
def withdraw_story(*, story, now):
    """The writer wants it shown no more: what is out is taken down, and no editor can let it out again."""
    story = _locked(story)
    rules.check_may_withdraw(state=story.state, withdrawn_by_writer=story.withdrawn_by_writer)
    story.state, story.withdrawn_by_writer = SentStory.State.WITHDRAWN, True
    story.save()
    for page in story.pages.all():
        _take_down(page)
    record("content.story.withdrawn", by=story.member.user, about=story, now=now)
    return story


def _take_down(page):
    """Neither out, nor on its way out: not by a second editor who is reading, nor by the clock."""
    if page.current_workflow_state:
        page.current_workflow_state.cancel()
    page.revisions.update(approved_go_live_at=None)
    if page.live:
        page.unpublish()


@transaction.atomic
def delete_story(*, story, now):
    """Throw a draft away with everything that was sent along."""
    story = _locked(story)
    rules.check_may_delete(state=story.state)
    record("content.story.deleted", by=story.member.user, about=story, now=now)
    recording, pictures = story.recording, list(story.pictures.all())
    for picture in pictures:
        _discard(picture)
    story.delete()
    if recording:
        discard_film(film=recording)


def _locked(story):
    return (
        SentStory.objects.select_for_update(of=("self",)).select_related("member__user", "recording").get(pk=story.pk)
    )


def _write(story, written, now):
    story.title, story.text, story.saying = written.title, written.text, written.saying
    story.credit, story.kept_at = written.credit, now
    outgoing = story.recording if written.without_recording or written.recording else None
    if outgoing:
        story.recording = None
    if written.recording:
        story.recording = _received(written.recording)
    story.save()
    if outgoing:
        discard_film(film=outgoing)
    _write_pictures(story, written)


def _write_pictures(story, written):
    for picture in story.pictures.all():
        key = str(picture.public_id)
        if key in written.removed:
            _discard(picture)
        elif key in written.alt_texts and picture.alt_text != written.alt_texts[key]:
            picture.alt_text = written.alt_texts[key]
            picture.save(update_fields=["alt_text"])
    for drawn in written.pictures[: rules.room_for(story.pictures.count())]:
        SentPicture.objects.create(
            story=story, file=_file(drawn.file), small=_file(drawn.small), alt_text=drawn.alt_text
        )


def _file(upload):
    return ContentFile(upload.read(), name=upload.name)


def _received(upload):
    """The recording as a film that editors are not offered yet, nor told of; made ready in the background."""
    film = Film(title=gettext("A recording that was sent in"), original=upload, is_offered=False)
    film.save()
    transaction.on_commit(partial(prepare_film.enqueue, film.pk))
    return film


def _discard(picture):
    for file in (picture.file, picture.small):
        transaction.on_commit(partial(file.storage.delete, file.name))
    picture.delete()
