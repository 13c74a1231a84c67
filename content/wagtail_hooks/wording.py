"""Labels that Wagtail makes of the names in its code, and so in no language but English, or does not make at all."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)
from wagtail.admin.views.pages.search import SearchView
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


for form in (AnchorLinkChooserForm, EmailLinkChooserForm, ExternalLinkChooserForm, PhoneLinkChooserForm):
    for name, field in form.base_fields.items():
        field.label = LABELS.get(name, field.label)

for column in Sites.columns:
    column.label = HEADINGS.get(column.name, column.label)

# What is found would be counted as so many "None".
SearchView.verbose_name_plural = Page._meta.verbose_name_plural
