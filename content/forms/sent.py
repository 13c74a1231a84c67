"""A story as its writer sends it, file by file: what cannot be taken is named, and all else is kept."""

from dataclasses import dataclass
from io import BytesIO

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from PIL import Image

from content.actions import Drawn, Written
from content.models import SentStory
from content.rules import legible
from content.rules import sent as rules
from media.forms import NOT_A_PICTURE, TOO_MANY_PIXELS, redrawn
from media.rules.contents import FILMS, HEAD, SOUNDS, kind_of

RECORDINGS = (*FILMS, *SOUNDS)
LARGE, SMALL = 2400, 480  # pixels of the longer side

STORY_REFUSALS = {
    "too-many-drafts": _("You have five unfinished stories already. Send or delete one of them first."),
    "not-yours-now": _("This story is with the editors, so it cannot be changed now."),
    "changed-elsewhere": _(
        "This story was changed in another window since. What you typed here is still below: keep it once more, and it "
        "replaces what the other window kept."
    ),
    "incomplete": _("Something is still missing before it can be sent."),
    "not-agreed": _("Please tick that the people in the story know about it and agree."),
    "too-many-waiting": _("Five of your stories are waiting already. The editors need a little time."),
    "not-waiting": _("This story is not waiting any more, so it cannot be taken back. See below what became of it."),
    "not-taken": _("Only a story that was taken or published can be withdrawn, and only once."),
    "decided": _("This story was decided on or taken back meanwhile."),
    "decided-by": _("%(by)s decided on this story before you."),
    "no-reason": _("Say in a few words why, so that the writer knows what to do."),
    "names-writer": _(
        "The writer's name stands in this line or beside it, and she did not want to be named. It cannot be shown."
    ),
    "no-section": _("There is no section for stories in the library yet. Make one first."),
}
MISSING = {
    "title": _("A title"),
    "text": _("The story itself, at least a few sentences"),
    "descriptions": _("A few words under every picture that say what it shows"),
    "recording": _("The recording could not be read: take it away, or choose another"),
}
EMPTY = _("The file is empty.")
PICTURE_TOO_LARGE = _("The picture is larger than 20 MB.")
HEIC = _("This is an HEIC picture. Choose “Most Compatible” in the camera's settings, or send a screenshot of it.")
NOT_A_RECORDING = _("This is neither a film nor a sound recording that we can play.")
RECORDING_TOO_LARGE = _("The recording is larger than 200 MB. Make it shorter, or send it at a lower quality.")
CUT_OFF = _("Not everything arrived, so nothing was kept. Please try again when the network is better.")
NO_ROOM = _("A story has six pictures at most.")
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis"}


def say(refusal):
    """A StoryRefused in the reader's language."""
    if refusal.code == "decided" and refusal.by:
        return gettext(STORY_REFUSALS["decided-by"]) % {"by": refusal.by}
    return STORY_REFUSALS[refusal.code]


class StoryForm(forms.Form):
    """The words of a story. Nothing is required while it is being written, but that all of it has arrived."""

    title = forms.CharField(label=_("Title"), max_length=rules.LONGEST_TITLE, required=False)
    text = forms.CharField(
        label=_("The story"),
        help_text=_("A small thing you saw yourself says more than big words. Each line becomes a paragraph."),
        max_length=rules.LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    saying = forms.CharField(
        label=_("A saying of your family (may stay empty)"),
        help_text=_("The line one remembers, for example: 秤是给别人看的，心是给自己看的。"),
        max_length=60,
        required=False,
    )
    credit = forms.ChoiceField(
        label=_("What readers see of you"),
        choices=SentStory.Credit.choices,
        initial=SentStory.Credit.NAME,
        widget=forms.RadioSelect,
    )
    known = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self):
        # Of a body that was cut off Django gives what came: the form ends with a field that says there is no more.
        if self.data.get("whole") != "1":
            self.errors.clear()
            raise forms.ValidationError(CUT_OFF)

    @classmethod
    def of(cls, story):
        names = ("title", "text", "saying", "credit")
        return cls(initial={name: getattr(story, name) for name in names} | {"known": story.version})

    def written(self, data, files):
        """What was sent, as the actions take it."""
        words = {name: legible(self.cleaned_data[name]) for name in ("title", "saying", "credit")}
        words["text"] = legible(self.cleaned_data["text"].replace("\r\n", "\n"), instead="\n")
        removed = data.getlist("remove")
        return Written(
            **words,
            known=self.cleaned_data["known"] or 0,
            alt_texts={
                key.removeprefix("alt-"): legible(value).strip()[:200]
                for key, value in data.items()
                if key.startswith("alt-")
            },
            removed=frozenset(removed),
            pictures=files.pictures,
            recording=files.recording,
            without_recording="recording" in removed,
        )


class SendForm(forms.Form):
    agreed = forms.BooleanField(
        label=_("The people in the story and in the pictures know that it will be published, and agree."),
        required=False,
    )


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is returned"),
        help_text=_("The writer reads these words. Say what to change, kindly."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


@dataclass(frozen=True)
class Files:
    """Files that can be taken, and those that cannot: (field, name, why)."""

    pictures: tuple
    recording: object
    refused: tuple


def read_files(files, *, room):
    """The Files of what a form carried; `room`: how many pictures there is room for."""
    drawn, refused = [], []
    for file in files.getlist("pictures"):
        picture, why = (None, NO_ROOM) if len(drawn) >= room else _picture(file)
        if picture:
            drawn.append(picture)
        else:
            refused.append(("pictures", file.name, why))
    recording = files.get("recording")
    why = _why_no_recording(recording) if recording else None
    if why:
        refused.append(("recording", recording.name, why))
        recording = None
    return Files(tuple(drawn), recording, tuple(refused))


def _picture(file):
    """(Drawn, None), or (None, why not)."""
    if not file.size:
        return None, EMPTY
    if file.size > rules.LARGEST_PICTURE:
        return None, PICTURE_TOO_LARGE
    head = file.read(HEAD)
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return None, HEIC
    try:
        whole = redrawn(file)
        return Drawn(_at_most(whole, LARGE), _at_most(whole, SMALL)), None
    except Image.DecompressionBombError:
        return None, TOO_MANY_PIXELS
    except (OSError, SyntaxError, ValueError):
        return None, NOT_A_PICTURE


def _at_most(upload, side):
    """The picture with its longer side cut down to `side` pixels."""
    upload.seek(0)
    with Image.open(upload) as picture:
        kind = picture.format.lower()
        picture.thumbnail((side, side))
        out = BytesIO()
        picture.save(out, kind, quality=85)
    return SimpleUploadedFile(f"picture.{'jpg' if kind == 'jpeg' else kind}", out.getvalue())


def _why_no_recording(file):
    if not file.size:
        return EMPTY
    if file.size > rules.LARGEST_RECORDING:
        return RECORDING_TOO_LARGE
    kind = kind_of(file.read(HEAD))
    file.seek(0)
    return None if kind in RECORDINGS else NOT_A_RECORDING
