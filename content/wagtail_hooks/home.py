"""The first screen of the CMS: what waits for this editor, and where she begins something new."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.ui.components import Component

from content import queries


class WritePanel(Component):
    """One button for each kind of page, which leads straight to its form on the usual shelf."""

    name, order = "write", 50
    template_name = "content/cms/home_write.html"

    def get_context_data(self, parent_context):
        return {"places": [(_address(model, section), model) for model, section in queries.places_to_write()]}


class DraftsPanel(Component):
    name, order = "drafts", 200
    template_name = "content/cms/home_drafts.html"

    def get_context_data(self, parent_context):
        return {"pages": queries.unsubmitted_by(parent_context["request"].user)}


class SchedulePanel(Component):
    name, order = "schedule", 230
    template_name = "content/cms/home_schedule.html"

    def get_context_data(self, parent_context):
        return {"coming": queries.coming(), "going": queries.going(timezone.now())}


def _address(model, section):
    return reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, section.pk])


@hooks.register("construct_homepage_panels")
def show_what_waits(request, panels):
    panels += [WritePanel(), DraftsPanel(), SchedulePanel()]


@hooks.register("register_account_menu_item")
def lead_to_the_settings_of_everybody(request):
    return {"url": reverse("accounts:settings"), "label": _("Name, language and password"), "help_text": ""}
