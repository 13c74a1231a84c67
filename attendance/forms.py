import json
from math import isfinite

from django import forms
from django.utils.translation import gettext_lazy as _

from attendance.models import CheckIn
from attendance.rules.study import LEASE, Beat

MOST_BEATS = 500
MOST_BYTES = 200_000
LIMITS = {
    "seq": (1, 1_000_000),
    "mono": (0, LEASE),
    "dt": (0, LEASE),
    "idle": (0, LEASE),
    "pos0": (0, 86_400),
    "pos1": (0, 86_400),
    "rate": (0, 100),
}


class BeatsRefused(Exception):
    """A body that no page of ours can have sent."""


def read_beats(body):
    """The beats in a JSON body {"beats": [{seq, mono_ms, dt, playing, visible, idle, pos0, pos1, rate}, …]}."""
    if len(body) > MOST_BYTES:
        raise BeatsRefused
    try:
        sent = json.loads(body)["beats"]
    except (ValueError, KeyError, TypeError):
        raise BeatsRefused from None
    if not isinstance(sent, list) or not 1 <= len(sent) <= MOST_BEATS:
        raise BeatsRefused
    return [_beat(each) for each in sent]


def _beat(sent):
    if not isinstance(sent, dict):
        raise BeatsRefused
    return Beat(
        seq=int(_number(sent, "seq")),
        mono=_number({"mono": sent.get("mono_ms", -1)}, "mono", scale=0.001),
        dt=_number(sent, "dt"),
        playing=sent.get("playing") is True,
        visible=sent.get("visible") is True,
        idle=_number(sent, "idle"),
        pos0=_number(sent, "pos0"),
        pos1=_number(sent, "pos1"),
        rate=_number(sent, "rate"),
    )


def _number(sent, name, scale=1):
    value = sent.get(name, 0)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BeatsRefused
    value *= scale
    lowest, highest = LIMITS[name]
    if not isfinite(value) or not lowest <= value <= highest:
        raise BeatsRefused
    return value


class NumberForm(forms.Form):
    """The six digits on the host's screen, and the session they are for."""

    session = forms.ChoiceField(label=_("Event"), widget=forms.RadioSelect)
    digits = forms.RegexField(
        r"^\s*\d{3}\s?\d{3}\s*$",
        label=_("The six digits on the screen"),
        help_text=_("They change every 15 seconds. Type the ones you see now."),
        error_messages={"invalid": _("Six digits, please: for example 048 213.")},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": "9", "pattern": "[0-9 ]*"}
        ),
    )

    def __init__(self, *args, sessions, **kwargs):
        super().__init__(*args, **kwargs)
        self.sessions = {str(session.public_id): session for session in sessions}
        self.fields["session"].choices = [(key, session.event.title) for key, session in self.sessions.items()]
        if len(self.sessions) == 1:
            self.fields["session"].initial = next(iter(self.sessions))

    def clean_digits(self):
        return "".join(self.cleaned_data["digits"].split())

    def clean_session(self):
        return self.sessions[self.cleaned_data["session"]]


class LeaveForm(forms.Form):
    leave_kind = forms.ChoiceField(label=_("Kind of leave"), choices=CheckIn.Leave.choices)
    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("The host sees it. One sentence is enough.")
    )


class MarkForm(forms.Form):
    member = forms.UUIDField()
    state = forms.ChoiceField(label=_("Mark as"), choices=CheckIn.State.choices)
    reason = forms.CharField(label=_("Reason"), max_length=200)
