"""What editors send in about a page as a whole."""

from django import forms
from django.utils.translation import gettext_lazy as _

from content import rules
from content.models import Withdrawal

# What the second editor says with each tick.
STATEMENTS = {
    "source": _("The source is given, and I have seen it."),
    "effective": _("The decision has taken effect."),
    "redacted": _("Names, amounts and places are redacted, or were made public by the decision itself."),
    "in_force": _("The articles cited were in force at the time."),
    "second_editor": _("I did not write this myself."),
}


class WithdrawalForm(forms.ModelForm):
    """Why a page is taken back, in the words that readers will see."""

    class Meta:
        model = Withdrawal
        fields = ["because"]
        widgets = {"because": forms.Textarea(attrs={"rows": 3})}


class SendBackForm(forms.Form):
    """What the writer is to mend. Without a word of it she would not know where to begin."""

    comment = forms.CharField(
        label=_("What is to be mended"),
        help_text=_("The writer reads it above her page."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SafetyForm(forms.Form):
    """The points that a second editor puts her name to before a case is let out."""

    comment = forms.CharField(label=_("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ticks = {point: forms.BooleanField(label=STATEMENTS[point]) for point in rules.POINTS}
        self.fields = ticks | self.fields

    @property
    def points(self):
        """The fields to tick, in their order."""
        return [self[point] for point in rules.POINTS]
