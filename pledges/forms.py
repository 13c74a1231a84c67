"""What members and strangers send, as clean values."""

import json

from django import forms
from django.contrib.auth import authenticate
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from .rules import signing, strokes
from .rules.codes import read_code
from .rules.refusals import StrokesRefused
from .sealing.inspection import LARGEST

# Rules know no language: their sentences are listed here, so that they are found for translation.
RULE_SENTENCES = (
    gettext_noop("The text was revised while you were reading. Nothing was signed; please read the new version."),
    gettext_noop(
        "More than 30 minutes have passed since you opened this text. Nothing was signed; please start again."
    ),
    gettext_noop("Please take the time to read the whole text before signing."),
    gettext_noop("Please enter your password again: it is asked within five minutes of signing."),
    gettext_noop("Please accept the signing terms and the keeping of your handwriting first."),
    gettext_noop("You have already signed this pledge."),
    gettext_noop("This pledge is not open for signing."),
    gettext_noop("Please say why, in at least four characters."),
    gettext_noop("Only a pledge that stands can be revoked."),
    gettext_noop("A published version never changes. Make a new version instead."),
    gettext_noop("The text needs a salutation, a preamble, at least one item and a closing."),
    gettext_noop("The drawing could not be read. Please draw your signature again."),
    gettext_noop("There is too much in this drawing. Please clear it and write only your name."),
    gettext_noop("This is too small or too short for a signature. Please write your full name, large."),
    gettext_noop("A line is not a signature. Please write your full name."),
    gettext_noop("That was too quick to be a signature. Please write your full name."),
)


def say(refusal):
    """A refusal in the reader's language."""
    return gettext(str(refusal))


class TermsForm(forms.Form):
    """Two ticks, never set beforehand: handwriting is personal, so it is asked for by itself."""

    terms = forms.BooleanField(
        label=_("I have read the signing terms and accept them"),
        error_messages={"required": _("Please accept the signing terms, or choose not to sign online.")},
    )
    handwriting = forms.BooleanField(
        label=_("I agree that my handwritten signature is kept as part of this pledge"),
        error_messages={
            "required": _("Without your handwriting there is no signature. You can sign on paper instead.")
        },
    )


class SignForm(forms.Form):
    """Password, drawing and the hash of the text that was shown; `strokes` becomes a checked Drawing."""

    presented_sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)
    strokes = forms.CharField(
        label=_("Your signature"),
        max_length=400_000,
        widget=forms.HiddenInput,
        error_messages={"required": _("Please sign with your finger or mouse in the box.")},
    )
    password = forms.CharField(
        label=_("Your password"),
        help_text=_("So that nobody can sign for you on an unlocked phone."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Please enter your password.")},
    )

    def __init__(self, *args, request, confirmed, **kwargs):
        """`confirmed`: the password was right in this attempt, less than five minutes ago."""
        super().__init__(*args, **kwargs)
        self.request = request
        if confirmed:
            del self.fields["password"]

    def clean_password(self):
        # Through the sign-in's own door, so that guesses are counted and locked there.
        user = authenticate(self.request, phone=self.request.user.phone, password=self.cleaned_data["password"])
        if user != self.request.user:
            raise forms.ValidationError(_("This password is not right. Nothing was signed; your drawing is kept."))
        return True

    def clean_strokes(self):
        try:
            return strokes.read_drawing(json.loads(self.cleaned_data["strokes"]))
        except ValueError:
            raise forms.ValidationError(gettext(strokes.UNREADABLE)) from None
        except StrokesRefused as refusal:
            raise forms.ValidationError(say(refusal)) from None


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Why you will not sign now"),
        help_text=_("For example: I would rather sign on paper; item 3 does not fit my post."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _(signing.REASON_NEEDED)},
    )


class CodeForm(forms.Form):
    """The sixteen characters below the QR, however they were typed."""

    code = forms.CharField(
        label=_("Verification code"),
        help_text=_("Sixteen characters, printed beside the QR code of the pledge."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Please enter the verification code.")},
    )

    def clean_code(self):
        code = read_code(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(_("A verification code has sixteen letters and digits, without I, L, O and U."))
        return code


class FileForm(forms.Form):
    """A PDF that is looked at and forgotten."""

    file = forms.FileField(
        label=_("Pledge document (PDF)"),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"required": _("Please choose the PDF file.")},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 5 MB; a pledge document is about 0.2 MB."))
        return file
