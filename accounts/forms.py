from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts.rules import PhoneRefused, normalise_phone

PHONE_REASONS = {
    "empty": _("Enter your mobile phone number."),
    "not_a_number": _("A phone number has digits only."),
    "length": _("A mobile phone number has 11 digits."),
    "prefix": _("A mobile phone number begins with 13 to 19."),
}


class PhoneField(forms.CharField):
    """A mainland mobile number, in any spelling; cleans to the stored form."""

    def __init__(self, **kwargs):
        attrs = {"type": "tel", "inputmode": "tel", "autocomplete": "username"}
        super().__init__(label=_("Mobile phone number"), widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value):
        try:
            return normalise_phone(value)
        except PhoneRefused as refusal:
            raise forms.ValidationError(PHONE_REASONS[refusal.code], code=refusal.code) from None


class SignInForm(forms.Form):
    phone = PhoneField()
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, request=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.user = request, None

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        self.user = authenticate(self.request, phone=cleaned["phone"], password=cleaned["password"])
        if self.user is None:
            raise forms.ValidationError(
                _("The phone number or the password is not right. Check both, or ask your coordinator for a new link.")
            )
        return cleaned


class NewPasswordForm(forms.Form):
    password = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=_("8 characters or more, not only digits, and not one that is easily guessed."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self):
        validate_password(self.cleaned_data["password"], self.user)
        return self.cleaned_data["password"]

    def clean(self):
        cleaned = super().clean()
        first, again = cleaned.get("password"), cleaned.get("again")
        if first and again and first != again:
            self.add_error("again", _("The two passwords are not the same."))
        return cleaned


class PreferencesForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    large_type = forms.BooleanField(label=_("Large type"), required=False)
