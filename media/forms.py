"""What an editor uploads: looked into before it is kept."""

from functools import partial
from io import BytesIO
from pathlib import PurePath
from uuid import UUID

from django import forms
from django.core.files import File
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from media import queries
from media.actions import drop_upload
from media.models import FilmState
from media.rules.captions import CaptionsRefused, Fault, check_fits, look_through, read_captions
from media.rules.contents import FILMS, HEAD, SOUNDS, kind_of
from media.rules.documents import DocumentRefused, check_document
from media.rules.names import shortened
from media.rules.uploads import LARGEST

LARGEST_PICTURE = 12_000_000  # pixels; more than any page shows
LARGEST_CAPTIONS = 1_000_000  # bytes

NOT_A_PICTURE = _("This file is not a PNG, JPEG or WebP picture, or it is damaged.")
TOO_MANY_PIXELS = _("This picture has too many pixels. Save it smaller and upload it again.")
NOT_A_FILM = _("This file is neither a film (MP4, MOV, WebM) nor a sound recording (M4A, MP3, WAV, OGG).")
NOT_WHOLE = _("This upload is not complete, or was given up. Choose the file again.")
FILM_TOO_LARGE = _("This film is larger than 2 GB.")
ON_PAGES = _(
    "Pages show this file, and two editors agreed on them. Upload the new file beside it, and choose it on the pages."
)
DOCUMENT_FAULTS = {
    "kind": _("Only PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx) and text (.txt) files can be uploaded."),
    "empty": _("The file is empty."),
    "not-pdf": _("This is not a PDF file, or it is damaged."),
    "not-office": _("This is not the Office file that its name says, or it is damaged. Open it, save it, try again."),
    "old-office": _("This Office file is old, or has a password. Save it as .docx, .xlsx or .pptx without a password."),
    "not-text": _("This is not a text file. If it is a document, give it its own ending, such as .docx or .pdf."),
    "locked": _("This file is protected by a password, so that not everybody can read it. Save it without one."),
    "macros": _("This file has macros. Save it without them, as .docx, .xlsx or .pptx."),
    "acts": _("This PDF runs a script or a program when it is opened. Print it to a new PDF and upload that."),
    "carries": _("Other files are hidden in this PDF. Print it to a new PDF and upload that."),
    "unfolds": _("This file unfolds to far more than its size, and was not opened. Make its pictures smaller."),
}
CAPTION_FAULTS = {
    "not-webvtt": _("This is not a WebVTT file: its first line must be WEBVTT."),
    "empty": _("There are no captions in this file."),
    "timing": _("Line %(line)d: a time like 00:00:01.000 --> 00:00:04.000 is expected here."),
    "backwards": _("Line %(line)d: this caption ends before it begins."),
    "arrow": _("Line %(line)d: --> may stand in the words only as --&gt;, or players show nothing of this line."),
    "wordless": _("Line %(line)d: this caption has no words."),
    "too-long": _("These captions go on after the film has ended. Do they belong to it?"),
    "not-text": _("The captions must be text in UTF-8."),
}


class PictureField(WagtailImageField):
    """Takes a picture and draws it anew: only pixels remain, not where and with what they were taken.

    It does so before Wagtail opens the file, which a broken picture would make it fall over.
    """

    def to_python(self, data):
        if data in self.empty_values:
            return None
        self.check_image_file_size(data)
        data.name = shortened(data.name)
        try:
            _write_over(data, redrawn(data, self.max_image_pixels))
            return super().to_python(data)
        except Image.DecompressionBombError as error:
            raise forms.ValidationError(TOO_MANY_PIXELS) from error
        except (OSError, SyntaxError, ValueError) as error:
            raise forms.ValidationError(NOT_A_PICTURE) from error


class FileOnPages:
    """The form of a file that pages show: it is not exchanged behind the back of those who agreed on the pages.

    Wagtail asks a second time for what stands beside a file, without the file; a field that is declared stays in a
    form all the same, unless it is taken out.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" not in self._meta.fields or "file" in (self._meta.exclude or ()):
            del self.fields["file"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and self.instance.pk and queries.is_on_pages(self.instance):
            raise forms.ValidationError(ON_PAGES)
        return file


class PictureForm(FileOnPages, BaseImageForm):
    """The CMS's picture form; set as WAGTAILIMAGES_IMAGE_FORM_BASE."""

    file = PictureField(label=_("File"), widget=BaseImageForm.Meta.widgets["file"])


class AttachmentField(WagtailDocumentField):
    """Takes a document that is what its name says and does nothing but be read."""

    def to_python(self, data):
        file = super().to_python(data)
        if file is not None:
            file.name = shortened(file.name)
            try:
                check_document(file.file, PurePath(file.name).suffix.lower())
            except DocumentRefused as refusal:
                raise forms.ValidationError(DOCUMENT_FAULTS[refusal.code], code=refusal.code) from refusal
        return file


class AttachmentForm(FileOnPages, BaseDocumentForm):
    """The CMS's document form; set as WAGTAILDOCS_DOCUMENT_FORM_BASE."""

    file = AttachmentField(label=_("File"), widget=BaseDocumentForm.Meta.widgets["file"])


def _write_over(upload, clean):
    """Put the clean file in the place of what was sent: Wagtail's other forms keep that, not what a field gives."""
    content = clean.read()
    upload.seek(0)
    upload.truncate()
    upload.write(content)
    upload.flush()
    upload.seek(0)
    upload.size = len(content)


def redrawn(file, most_pixels=40_000_000):
    """An uploaded picture without anything but its pixels and colours.

    ValueError, OSError or SyntaxError when it is none, DecompressionBombError when it is too large to open.
    """
    file.seek(0)
    kind = kind_of(file.read(HEAD))
    if kind not in ("png", "jpeg", "webp"):
        raise ValueError("not a picture")
    file.seek(0)
    with Image.open(file, formats=[kind]) as opened:
        if opened.width * opened.height > most_pixels:
            raise Image.DecompressionBombError
        upright = _in_eight_bits(ImageOps.exif_transpose(opened))
    too_large = (upright.width * upright.height / LARGEST_PICTURE) ** 0.5
    if too_large > 1:
        upright = upright.resize((int(upright.width / too_large), int(upright.height / too_large)))
    out = BytesIO()
    kept = {key: upright.info[key] for key in ("icc_profile", "transparency") if key in upright.info}
    _pixels_of(upright).save(out, kind, quality=90, **kept)
    return SimpleUploadedFile(file.name, out.getvalue(), content_type=f"image/{kind}")


def _in_eight_bits(image):
    """A picture whose greys are as fine as pages can show: some scanners write finer ones, which no JPEG can hold."""
    if not image.mode.startswith("I"):
        return image
    # Scaled by hand: converting alone makes everything white that is not nearly black.
    grey = image.convert("I").point(lambda value: value / 256).convert("L")
    # The one grey that is seen through was told in the finer ones.
    grey.info.pop("transparency", None)
    return grey


def _pixels_of(image):
    """A fresh picture with the same pixels: whatever else hung on the old one stays behind with it."""
    clean = Image.new(image.mode, image.size)
    if image.mode == "P":
        clean.putpalette(image.getpalette())
    clean.paste(image)
    return clean


class ResumableFile(forms.ClearableFileInput):
    """A file that is sent in pieces while the rest of the form is filled in; without JavaScript, with the form."""

    template_name = "media/resumable_file.html"
    upload = ""  # the name of what has already come in pieces

    class Media:
        js = ["vendor/tus.min.js", "media/upload.js"]
        css = {"all": ["media/cms.css"]}

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        kinds = ",".join(f".{kind}" for kind in (*FILMS, *SOUNDS))
        context["widget"]["attrs"]["accept"] = f"video/*,audio/*,{kinds}"
        context |= {"largest": LARGEST, "upload": self.upload}
        return context


class Arrived(File):
    """A whole upload, which a storage on the same disk moves into its place instead of copying it."""

    def __init__(self, upload):
        super().__init__(upload.path.open("rb"), name=upload.name or "film.mp4")

    def temporary_file_path(self):
        return self.file.name


class FilmForm(WagtailAdminModelForm):
    """A film and its captions. The film comes with the form, or in pieces before it: then `upload` names it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # No field of the form: where it stands is the widget's to say, beside the file that it takes the place of.
        self.asked, self.arrived = self.data.get("upload", ""), None
        if self.asked:
            self.fields["original"].required = False
            self.fields["original"].widget.upload = self.asked

    def clean_original(self):
        file = self.cleaned_data["original"]
        if "original" in self.changed_data:
            file.seek(0)
            if kind_of(file.read(HEAD)) not in (*FILMS, *SOUNDS):
                raise forms.ValidationError(NOT_A_FILM)
            file.seek(0)
            if file.size > LARGEST:
                raise forms.ValidationError(FILM_TOO_LARGE)
        return file

    def clean(self):
        cleaned = super().clean()
        if self.asked and "original" not in self.changed_data:
            self.arrived = self._whole_upload()
            if self.arrived:
                cleaned["original"] = Arrived(self.arrived)
            else:
                self.add_error("original", NOT_WHOLE)
        if self._exchanges_the_film() and self.instance.is_playable and queries.is_on_pages(self.instance):
            self.add_error("original", ON_PAGES)
        return cleaned

    def _exchanges_the_film(self):
        return self.instance.pk and (self.arrived or "original" in self.changed_data)

    def _whole_upload(self):
        """The upload that was named, if it is hers and all there."""
        try:
            public_id = UUID(self.asked)
        except ValueError:
            return None
        upload = queries.uploads_of(self.for_user).filter(public_id=public_id).first()
        return upload if upload and upload.is_whole and upload.path.is_file() else None

    def clean_captions_zh(self):
        return self._clean_captions("captions_zh")

    def clean_captions_en(self):
        return self._clean_captions("captions_en")

    def _clean_captions(self, name):
        file = self.cleaned_data[name]
        if not isinstance(file, UploadedFile):
            return file
        try:
            cues = read_captions(_text(file))
            # The length of a film not yet prepared is not known; it is then for the editor to see.
            if self.instance.seconds and "original" not in self.changed_data:
                check_fits(cues, self.instance.seconds)
        except CaptionsRefused as refusal:
            message = CAPTION_FAULTS[refusal.code]
            raise forms.ValidationError(message, params={"line": refusal.line}) from refusal
        file.seek(0)
        return file

    def save(self, commit=True):
        if "original" in self.changed_data or self.arrived:
            self.instance.state = FilmState.UPLOADED
            # What was made of the old one is not shown for the new, and goes once that is ready.
            self.instance.seconds = None
        replaced = [self.initial.get(name) for name in ("captions_zh", "captions_en") if name in self.changed_data]
        film = super().save(commit)
        for file in filter(None, replaced):
            transaction.on_commit(partial(file.storage.delete, file.name))
        if self.arrived and commit:
            transaction.on_commit(partial(drop_upload, upload=self.arrived))
        return film


class CaptionsForm(forms.Form):
    """All captions of a film in one language, as a WebVTT text. The page shows it in rows where it can."""

    text = forms.CharField(
        label=_("Captions as WebVTT"),
        required=False,
        strip=False,
        max_length=LARGEST_CAPTIONS,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false", "lang": ""}),
    )

    def __init__(self, *args, film, **kwargs):
        super().__init__(*args, **kwargs)
        self.film, self.faults = film, []

    def clean_text(self):
        """Without a single caption the film has none; "" says so."""
        text = self.cleaned_data["text"].replace("\r\n", "\n").strip()
        if text in ("", "WEBVTT"):
            return ""
        cues, self.faults = look_through(text)
        if not self.faults and self.film.seconds:
            try:
                check_fits(cues, self.film.seconds)
            except CaptionsRefused as refusal:
                self.faults = [Fault(refusal.code, 1)]
        if self.faults:
            raise forms.ValidationError([_said(fault) for fault in self.faults[:20]])
        return text + "\n"


def _said(fault):
    words = CAPTION_FAULTS[fault.code] % {"line": fault.line}
    return _("Caption %(number)d. %(words)s") % {"number": fault.cue, "words": words} if fault.cue else words


def _text(file):
    if file.size > LARGEST_CAPTIONS:
        raise CaptionsRefused("not-text")
    file.seek(0)
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CaptionsRefused("not-text") from None
