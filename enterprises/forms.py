from django import forms
from django.utils.translation import gettext_lazy as _

# Why a row was not taken, for who has to mend it.
ROW_REASONS = {
    "missing": _("is empty"),
    "formula": _("begins like a formula; type it as plain text"),
    "check_character": _("is not a unified social credit code: its check character does not fit"),
    "yes_or_no": _("must be 是 or 否"),
    "risk_level": _("must be 高, 中 or 低"),
    "phone_empty": _("is empty"),
    "phone_not_a_number": _("is not a number"),
    "phone_length": _("does not have 11 digits"),
    "phone_prefix": _("does not begin with 13 to 19"),
    "not_your_enterprise": _("is another enterprise's; you can import your own only"),
    "phone_taken": _("is in use already; ask the park's office"),
}
FILE_REASONS = {
    "not_excel": _("This is not an Excel workbook (.xlsx). Nothing was imported."),
    "too_large": _("The file would unpack to more than 100 MB. Nothing was imported."),
    "too_many_rows": _("The file has more than %s rows. Split it and import the parts. Nothing was imported."),
    "no_columns": _("These columns are missing: %s. Nothing was imported."),
    "empty": _("The file has no rows. Nothing was imported."),
}


def row_reason(code):
    """A refusal's code in words."""
    if code.startswith("phone_repeats_row_"):
        return _("repeats the number in row %s") % code.removeprefix("phone_repeats_row_")
    return ROW_REASONS[code]


def file_reason(refusal):
    reason = FILE_REASONS[refusal.code]
    return reason % refusal.detail if refusal.detail else reason


class RosterForm(forms.Form):
    file = forms.FileField(
        label=_("Roster (.xlsx)"),
        help_text=_("The first row has the headings of the template; one row a person."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
