"""Words for the reader of a family link, and the one line that she may add."""

from django import forms
from django.utils.translation import gettext_lazy as _

from content.rules import family as rules
from content.rules import legible
from content.rules.family import Door

LINK_REFUSALS = {
    "not-for-family": _("This story is for named enterprises only, or is not out any more: no link can be made to it."),
    "too-many-open": _("Five of your links are open. Close one of them first."),
    "too-many-today": _("You have made ten links within a day. Come back tomorrow."),
    "one-line-only": _("Your line is with the editors already. One is all that this link has room for."),
}
DOOR_WORDS = {
    Door.ELSEWHERE: (
        _("This link was opened on another phone"),
        _("It is good for one person and one browser. If that was not you, ask whoever sent it for a new one."),
    ),
    Door.ENDED: (_("This link has ended"), _("It was good for fourteen days. Ask whoever sent it for a new one.")),
    Door.REVOKED: (
        _("This link was taken back"),
        _("Whoever sent it has closed it. If you still want to read the story, ask for a new one."),
    ),
    Door.GONE: (
        _("This story cannot be read here any more"),
        _("The office has taken it off, or keeps it for some readers only. Your link is all right; the story is gone."),
    ),
}


class LineForm(forms.Form):
    """A name to be shown and one line; nothing else is asked for, and nothing else is kept."""

    name = forms.CharField(
        label=_("Who is speaking"),
        help_text=_("As it will be shown, for example 女儿 小雨. No real name is needed."),
        max_length=rules.LONGEST_NAME,
        error_messages={"required": _("Say who is speaking, for example 女儿.")},
    )
    line = forms.CharField(
        label=_("One line"),
        max_length=rules.LONGEST_LINE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write one line.")},
    )

    def clean_line(self):
        return " ".join(legible(self.cleaned_data["line"]).split())

    def clean_name(self):
        return " ".join(legible(self.cleaned_data["name"]).split())
