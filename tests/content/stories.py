"""Stories that never surprise, on their way from a member's phone to the page."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from content import actions, importers
from content.forms import read_files
from content.models import SentStory, StoryPage
from tests.builders import NOW, make_member, make_publisher
from tests.content.builders import STORY, make_site
from tests.media.builders import MP4_HEAD, picture_bytes

TITLE, TEXT = (
    "外婆的两杆秤",
    "外婆在老街上卖干货，柜台上总摆着两杆秤。\n一杆自己用，一杆给客人用。她说：称完再称一遍，心里踏实。",
)


def picture_file(name="奶奶.jpg", kind="jpeg", **options):
    return SimpleUploadedFile(name, picture_bytes(kind, **options))


def film_file(name="录像.mp4", content=b"film"):
    return SimpleUploadedFile(name, MP4_HEAD + content)


def files(*pictures, recording=None, room=6):
    """The Files of a form with these pictures and this recording."""
    carried = MultiValueDict({"pictures": list(pictures)})
    if recording is not None:
        carried["recording"] = recording
    return read_files(carried, room=room)


def written(*pictures, recording=None, **fields):
    found = files(*pictures, recording=recording)
    words = {"title": TITLE, "text": TEXT, "saying": "", "credit": "name", **fields}
    return actions.Written(**words, pictures=found.pictures, recording=found.recording)


def make_draft(member=None, *pictures, recording=None, described=True, **fields):
    """A story that was begun with these files; each picture says what it shows."""
    member = member or make_member()
    story = actions.begin_story(member=member, written=written(*pictures, recording=recording, **fields), now=NOW)
    if described:
        story.pictures.update(alt_text="外婆站在柜台后面")
    return story


def make_waiting(member=None, *pictures, **fields):
    story = make_draft(member, *pictures, **fields)
    return actions.send_story(story=story, agreed=True, now=NOW)


def take(story, by=None):
    """The draft page of a story, with a site to stand on."""
    make_site()
    return actions.take_story(story=story, by=by or make_publisher("苏文澜"), now=NOW)


def publish(page):
    """Let out the page as the second editor's step does, whoever she is."""
    page.get_latest_revision().publish()
    return StoryPage.objects.get(pk=page.pk)


def make_published(member=None, *pictures, **fields):
    return publish(take(make_waiting(member, *pictures, **fields)))


def make_story_page(site=None, **fields):
    """A story that an editor wrote and that is out."""
    return importers.save_story((site or make_site()).sections["stories"], {**STORY, **fields}, NOW)


def story_form(**fields):
    """The words of the form as a browser posts them."""
    return {"title": TITLE, "text": TEXT, "saying": "", "credit": "name", "known": "0", **fields, "whole": "1"}


def posted(**fields):
    data = QueryDict(mutable=True)
    data.update(story_form(**fields))
    return data


def again(story):
    return SentStory.objects.get(pk=story.pk)
