"""What a writer does with a story of her own: each deed once, and what a refusal leaves behind."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import Workflow

from content import actions
from content.models import SentPicture, SentStory, StoryPage
from content.rules import sent as rules
from journal.models import Entry
from media.forms import NOT_A_PICTURE
from media.models import Film, Picture
from tests.builders import NOW, make_enterprise, make_member
from tests.content.builders import make_site
from tests.content.stories import (
    again,
    files,
    film_file,
    make_draft,
    make_published,
    make_waiting,
    picture_file,
    take,
    written,
)
from tests.media.builders import scan_bytes

pytestmark = pytest.mark.django_db


def events():
    return list(Entry.objects.filter(event__startswith="content.story").values_list("event", flat=True))


def uploads(settings):
    """Every file below the uploads."""
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def refused(act):
    with pytest.raises(actions.StoryRefused) as refusal:
        act()
    return refusal.value.code


def test_a_story_begins_with_whatever_is_there():
    member = make_member()

    story = actions.begin_story(member=member, written=actions.Written(title="外婆"), now=NOW)

    assert (story.title, story.state, story.enterprise) == ("外婆", "draft", member.enterprise)
    assert events() == ["content.story.begun"]


def test_too_many_drafts_are_refused_and_nothing_is_kept(settings):
    member = make_member()
    for _ in range(rules.MOST_DRAFTS):
        make_draft(member)

    assert refused(lambda: make_draft(member, picture_file())) == "too-many-drafts"
    assert SentStory.objects.count() == rules.MOST_DRAFTS
    assert uploads(settings) == []


def test_what_is_kept_replaces_what_was_there_and_counts_up():
    story = make_draft()

    kept = actions.keep_story(story=story, written=written(text="改过的。", known=1), now=NOW)

    assert (again(story).text, kept.version) == ("改过的。", 2)


def test_an_older_window_overwrites_nothing():
    story = make_draft()
    actions.keep_story(story=story, written=written(text="新窗口", known=1), now=NOW)

    assert refused(lambda: actions.keep_story(story=story, written=written(text="旧窗口", known=1), now=NOW)) == (
        "changed-elsewhere"
    )
    assert again(story).text == "新窗口"


def test_what_waits_cannot_be_written_on():
    story = make_waiting()

    assert refused(lambda: actions.keep_story(story=story, written=written(text="改", known=1), now=NOW)) == (
        "not-yours-now"
    )
    assert again(story).text == story.text


def test_a_picture_is_drawn_anew_twice_and_named_by_chance():
    whole = Image.Exif()
    whole[0x010F] = "PhoneMaker"
    make_draft(None, picture_file("周晓梅和奶奶.jpg", size=(3000, 1500), exif=whole))

    picture = SentPicture.objects.get()
    assert (picture.width, picture.small.width) == (2400, 480)
    assert "周晓梅" not in picture.file.name
    with picture.file.open() as file:
        assert b"PhoneMaker" not in file.read()


@pytest.mark.parametrize("size", [(60, 40), (3000, 2600)])
def test_a_scan_in_finer_greys_is_taken_in_both_its_sizes(size):
    story = make_draft(None, SimpleUploadedFile("scan.png", scan_bytes(size)))

    picture = story.pictures.get()
    assert [Image.open(file).mode for file in (picture.file, picture.small)] == ["L", "L"]


def test_a_picture_that_cannot_be_made_smaller_is_refused_by_name(monkeypatch):
    def fail(picture, size):
        raise ValueError("image has wrong mode")

    monkeypatch.setattr(Image.Image, "thumbnail", fail)

    assert files(picture_file("odd.jpg")).refused == (("pictures", "odd.jpg", NOT_A_PICTURE),)


def test_a_sent_picture_is_none_of_the_cms():
    make_waiting(None, picture_file())

    assert (SentPicture.objects.count(), Picture.objects.count()) == (1, 0)


def test_there_is_room_for_six_pictures():
    story = make_draft(None, *[picture_file(f"{number}.jpg") for number in range(4)])

    more = written(*[picture_file(f"{number}.jpg") for number in range(4)], known=1)
    actions.keep_story(story=story, written=more, now=NOW)

    assert story.pictures.count() == rules.MOST_PICTURES


def test_a_description_is_kept_and_a_picture_goes_with_its_files(settings, django_capture_on_commit_callbacks):
    story = make_draft(None, picture_file(), picture_file())
    first, second = story.pictures.all()
    words = actions.Written(
        title="外婆",
        known=1,
        alt_texts={str(first.public_id): "灶台", str(second.public_id): "门口"},
        removed=frozenset({str(first.public_id)}),
    )

    with django_capture_on_commit_callbacks(execute=True):
        actions.keep_story(story=story, written=words, now=NOW)

    assert [picture.alt_text for picture in story.pictures.all()] == ["门口"]
    assert len(uploads(settings)) == 2


def test_a_recording_is_a_film_that_editors_are_not_offered():
    story = make_draft(None, recording=film_file())

    film = Film.objects.get()
    assert (story.recording, film.is_offered) == (film, False)


def test_a_recording_is_made_ready_once_it_is_kept(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_draft(None, recording=film_file())

    # It is no film at all, which only the worker can tell; the writer then reads why.
    assert Film.objects.get().state == "failed"
    assert SentStory.objects.get().missing == ["recording"]


def test_another_recording_takes_the_place_of_the_first(settings, django_capture_on_commit_callbacks):
    story = make_draft(None, recording=film_file())
    first = story.recording

    with django_capture_on_commit_callbacks(execute=True):
        actions.keep_story(story=story, written=written(recording=film_file(), known=1), now=NOW)

    assert Film.objects.get() == again(story).recording != first
    assert not [file for file in uploads(settings) if str(first.public_id) in str(file)]


def test_a_recording_can_be_taken_away(settings, django_capture_on_commit_callbacks):
    story = make_draft(None, recording=film_file())

    with django_capture_on_commit_callbacks(execute=True):
        actions.keep_story(story=story, written=actions.Written(known=1, without_recording=True), now=NOW)

    assert (again(story).recording, Film.objects.count(), uploads(settings)) == (None, 0, [])


def test_a_story_is_sent_from_the_firm_that_its_writer_is_in_then():
    story = make_draft()
    member = story.member
    member.enterprise = make_enterprise()
    member.save()

    actions.send_story(story=story, agreed=True, now=NOW)

    sent = again(story)
    assert (sent.state, sent.sent_at, sent.enterprise) == ("waiting", NOW, member.enterprise)
    assert events() == ["content.story.begun", "content.story.sent"]


@pytest.mark.parametrize(
    ("fields", "agreed", "code"),
    [({"title": ""}, True, "incomplete"), ({"text": "短"}, True, "incomplete"), ({}, False, "not-agreed")],
)
def test_what_is_not_ready_is_not_sent(fields, agreed, code):
    story = make_draft(**fields)

    assert refused(lambda: actions.send_story(story=story, agreed=agreed, now=NOW)) == code
    assert again(story).state == "draft"


def test_a_picture_without_words_holds_it_back():
    story = make_draft(None, picture_file(), described=False)

    assert refused(lambda: actions.send_story(story=story, agreed=True, now=NOW)) == "incomplete"


def test_a_few_wait_at_a_time():
    member = make_member()
    for _ in range(rules.MOST_WAITING):
        make_waiting(member)
    story = make_draft(member)

    assert refused(lambda: actions.send_story(story=story, agreed=True, now=NOW)) == "too-many-waiting"


def test_what_waits_is_taken_back_and_sent_again():
    story = make_waiting()

    actions.take_back_story(story=story, now=NOW)

    assert again(story).state == "draft"
    actions.send_story(story=story, agreed=True, now=NOW)
    assert again(story).state == "waiting"


def test_what_an_editor_has_taken_is_not_taken_back():
    story = make_waiting()
    take(story)

    assert refused(lambda: actions.take_back_story(story=story, now=NOW)) == "not-waiting"
    assert again(story).state == "taken"


def test_a_writer_withdraws_what_is_out_and_it_is_gone_at_once():
    page = make_published()

    actions.withdraw_story(story=page.sent, now=NOW)

    page.refresh_from_db()
    assert (page.live, again(page.sent).state, again(page.sent).withdrawn_by_writer) == (False, "withdrawn", True)
    assert events()[-1] == "content.story.withdrawn"


def test_what_a_writer_withdrew_cannot_be_let_out_again():
    page = make_published()
    actions.withdraw_story(story=page.sent, now=NOW)

    with pytest.raises(ValidationError):
        page.get_latest_revision().publish()

    page.refresh_from_db()
    assert (page.live, again(page.sent).state) == (False, "withdrawn")


def test_what_went_off_without_her_can_be_withdrawn_by_its_writer_for_good():
    page = make_published()
    page.unpublish()

    actions.withdraw_story(story=page.sent, now=NOW)

    with pytest.raises(ValidationError):
        page.get_latest_revision().publish()
    assert (again(page.sent).state, again(page.sent).withdrawn_by_writer) == ("withdrawn", True)
    assert events()[-1] == "content.story.withdrawn"


def test_a_writer_withdraws_once():
    page = make_published()
    actions.withdraw_story(story=page.sent, now=NOW)

    assert refused(lambda: actions.withdraw_story(story=page.sent, now=NOW)) == "not-taken"
    assert events().count("content.story.withdrawn") == 1


def test_what_was_let_out_in_the_very_moment_goes_down_again():
    page = make_published()
    SentStory.objects.update(state="withdrawn", withdrawn_by_writer=True)

    actions.note_published(page=page, now=NOW)

    page.refresh_from_db()
    assert (page.live, again(page.sent).state) == (False, "withdrawn")


def test_what_a_writer_withdraws_is_taken_from_the_second_editors_list_and_from_the_clock():
    page = take(make_waiting())
    Workflow.objects.get().start(page, page.owner)
    page.revisions.update(approved_go_live_at=NOW)

    actions.withdraw_story(story=page.sent, now=NOW)

    page = StoryPage.objects.get()
    assert page.current_workflow_state is None
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_what_waits_is_not_withdrawn_but_taken_back():
    story = make_waiting()

    assert refused(lambda: actions.withdraw_story(story=story, now=NOW)) == "not-taken"


def test_a_draft_is_deleted_with_all_its_files(settings, django_capture_on_commit_callbacks):
    story = make_draft(None, picture_file(), recording=film_file())
    assert len(uploads(settings)) == 3

    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_story(story=story, now=NOW)

    assert (SentStory.objects.count(), Film.objects.count(), uploads(settings)) == (0, 0, [])
    assert events()[-1] == "content.story.deleted"


def test_what_was_sent_is_not_deleted(settings):
    story = make_waiting(None, picture_file())

    assert refused(lambda: actions.delete_story(story=story, now=NOW)) == "not-yours-now"
    assert len(uploads(settings)) == 2


def test_the_journal_names_nobody():
    make_site()
    member = make_member(name="周晓梅")
    make_published(member)

    told = str(list(Entry.objects.values_list("event", "about", "detail")))
    assert "周晓梅" not in told
    assert member.phone not in told
