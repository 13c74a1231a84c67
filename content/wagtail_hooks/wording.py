"""Labels that Wagtail makes of the names in its code, and so in no language but English, or does not make at all.

And the times in the tables that it exports, which would be those of Greenwich.
"""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView
from wagtail.models import Page
from wagtail.sites.views import IndexView as Sites

LABELS = {
    "link_text": _("Link text"),
    "email_address": _("Email address"),
    "subject": _("Subject"),
    "body": _("Message"),
    "phone_number": _("Telephone number"),
}
HEADINGS = {"port": _("Port"), "site_name": _("Site name"), "root_page": _("Root page")}
EXPORTED = {
    "workflow": _("Workflow"),
    "requested_by": _("Handed in by"),
    "task": _("Step"),
    "started_at": _("Begun at"),
    "finished_at": _("Ended at"),
    "finished_by": _("Ended by"),
}


for form in (AnchorLinkChooserForm, EmailLinkChooserForm, ExternalLinkChooserForm, PhoneLinkChooserForm):
    for name, field in form.base_fields.items():
        field.label = LABELS.get(name, field.label)

for column in Sites.columns:
    column.label = HEADINGS.get(column.name, column.label)

# What is found would be counted as so many "None".
SearchView.verbose_name_plural = Page._meta.verbose_name_plural

for report in (WorkflowView, WorkflowTasksView):
    report.export_headings |= {name: EXPORTED[name] for name in report.list_export if name in EXPORTED}

SpreadsheetExportMixin.custom_value_preprocess[datetime] = {
    SpreadsheetExportMixin.FORMAT_CSV: lambda moment: f"{timezone.localtime(moment):%Y-%m-%d %H:%M}",
    SpreadsheetExportMixin.FORMAT_XLSX: timezone.make_naive,
}
