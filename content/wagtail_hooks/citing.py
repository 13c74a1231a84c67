"""Where editors are told that the law has moved on under what they published."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from regulations.queries import outdated_citations


@hooks.register("register_reports_menu_item")
def list_outdated_citations():
    address = reverse("content-cms:citations", args=["outdated"])
    return MenuItem(_("Outdated citations"), address, name="outdated-citations", icon_name="history", order=100)


class OutdatedCitationsPanel(Component):
    """On the home of the CMS, as long as there is something to look at."""

    name = "outdated_citations"
    template_name = "content/cms/outdated_panel.html"
    order = 110

    def get_context_data(self, parent_context):
        return {"count": outdated_citations().count()}


@hooks.register("construct_homepage_panels")
def tell_of_outdated_citations(request, panels):
    panels.append(OutdatedCitationsPanel())
