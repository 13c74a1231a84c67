from django import forms
from django.utils.translation import gettext_lazy as _

from enterprises.models import Member
from reports.queries.desk import branches_on_desk, departments_on_desk
from reports.queries.figures import items_by_kind

NOT_YET = {
    "read": _("Has not read"),
    "watch": _("Has not watched"),
    "quiz": _("Has not passed"),
    "attend": _("Has not attended"),
    "pledge": _("Has not signed"),
}


class MemberFilter(forms.Form):
    """Which members of the desk to show. What an address says wrongly is left out, as if it had not been asked."""

    name = forms.CharField(label=_("Name or post"), max_length=40, required=False)
    department = forms.ModelChoiceField(label=_("Department"), queryset=None, required=False, empty_label=_("All"))
    branch = forms.ModelChoiceField(label=_("Party branch"), queryset=None, required=False, empty_label=_("All"))
    risk_level = forms.ChoiceField(label=_("Risk"), choices=[("", _("All")), *Member.Risk.choices], required=False)
    is_party_member = forms.TypedChoiceField(
        label=_("Party member"),
        choices=[("", _("All")), ("1", _("Yes")), ("0", _("No"))],
        coerce=lambda value: value == "1",
        empty_value=None,
        required=False,
    )
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, data, *, user, activities):
        super().__init__(data)
        self.fields["department"].queryset = departments_on_desk(user)
        self.fields["branch"].queryset = branches_on_desk(user)
        self.fields["name"].widget.attrs["type"] = "search"
        kinds = [(f"missing-{kind}", NOT_YET[kind]) for kind in items_by_kind(activities)]
        states = [("missing", _("Something left to do")), *kinds, ("finished", _("Finished"))] if activities else []
        self.fields["state"].choices = [("", _("All")), *states, ("never", _("Never signed in"))]

    @property
    def wanted(self):
        """The clean values of those fields that are filled in rightly."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    @property
    def words(self):
        """The filter as a person reads it: "部门：采购部，状态：未读"."""
        return "，".join(f"{self.fields[name].label}：{self._word(name, value)}" for name, value in self.wanted.items())

    def _word(self, name, value):
        choices = dict(getattr(self.fields[name], "choices", ())) if name in ("risk_level", "state") else {}
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        return choices.get(value, value)
