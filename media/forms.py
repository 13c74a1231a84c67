"""What an editor uploads: looked into before it is kept."""

from io import BytesIO

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from media.models import FilmState
from media.rules.captions import CaptionsRefused, check_fits, read_captions
from media.rules.contents import HEAD, kind_of

LARGEST_PICTURE = 12_000_000  # pixels; more than any page shows
LARGEST_CAPTIONS = 1_000_000  # bytes
LARGEST_FILM = 2 * 1024**3  # bytes

NOT_A_PICTURE = _("This file is not a PNG, JPEG or WebP picture, or it is damaged.")
TOO_MANY_PIXELS = _("This picture has too many pixels. Save it smaller and upload it again.")
NOT_A_FILM = _("This file is not an MP4 film. Save it as MP4 (H.264) and upload it again.")
FILM_TOO_LARGE = _("This film is larger than 2 GB.")
CAPTION_FAULTS = {
    "not-webvtt": _("This is not a WebVTT file: its first line must be WEBVTT."),
    "empty": _("There are no captions in this file."),
    "timing": _("Line %(line)d: a time like 00:00:01.000 --> 00:00:04.000 is expected here."),
    "backwards": _("Line %(line)d: this caption ends before it begins."),
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
        try:
            return super().to_python(redrawn(data, self.max_image_pixels))
        except Image.DecompressionBombError as error:
            raise forms.ValidationError(TOO_MANY_PIXELS) from error
        except (OSError, SyntaxError, ValueError) as error:
            raise forms.ValidationError(NOT_A_PICTURE) from error


class PictureForm(BaseImageForm):
    """The CMS's picture form; set as WAGTAILIMAGES_IMAGE_FORM_BASE."""

    file = PictureField(label=_("File"), widget=BaseImageForm.Meta.widgets["file"])


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
        upright = ImageOps.exif_transpose(opened)
    too_large = (upright.width * upright.height / LARGEST_PICTURE) ** 0.5
    if too_large > 1:
        upright = upright.resize((int(upright.width / too_large), int(upright.height / too_large)))
    out = BytesIO()
    kept = {key: upright.info[key] for key in ("icc_profile", "transparency") if key in upright.info}
    _pixels_of(upright).save(out, kind, quality=90, **kept)
    return SimpleUploadedFile(file.name, out.getvalue(), content_type=f"image/{kind}")


def _pixels_of(image):
    """A fresh picture with the same pixels: whatever else hung on the old one stays behind with it."""
    clean = Image.new(image.mode, image.size)
    if image.mode == "P":
        clean.putpalette(image.getpalette())
    clean.paste(image)
    return clean


class FilmForm(WagtailAdminModelForm):
    """A film and its captions."""

    def clean_original(self):
        file = self.cleaned_data["original"]
        if "original" in self.changed_data:
            file.seek(0)
            if kind_of(file.read(HEAD)) != "mp4":
                raise forms.ValidationError(NOT_A_FILM)
            file.seek(0)
            if file.size > LARGEST_FILM:
                raise forms.ValidationError(FILM_TOO_LARGE)
        return file

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
        if "original" in self.changed_data:
            self.instance.state = FilmState.UPLOADED
        return super().save(commit)


def _text(file):
    if file.size > LARGEST_CAPTIONS:
        raise CaptionsRefused("not-text")
    file.seek(0)
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CaptionsRefused("not-text") from None
