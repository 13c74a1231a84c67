"""What is sent in has a place of its own in the menu, with how much of it waits."""

from django.contrib import messages
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from accounts.models import Role
from accounts.queries import has_role
from content import queries
from content.models import StoryPage


class SentInItem(MenuItem):
    """For publishers alone."""

    def is_shown(self, request):
        return has_role(request.user, Role.PUBLISHER)

    def render_component(self, request):
        waiting = queries.how_many_wait()
        label = f"{self.label} {waiting}" if waiting else self.label
        return LinkMenuItem(
            self.name, label, self.url, icon_name=self.icon_name, classname=self.classname, attrs=self.attrs
        )


@hooks.register("register_admin_menu_item")
def list_what_is_sent_in():
    url = reverse_lazy("content-cms:sent-stories")
    return SentInItem(_("Sent in"), url, name="sent-in", icon_name="mail", order=210)


@hooks.register("before_edit_page")
def tell_that_the_writers_name_must_come_out(request, page):
    """She wrote it into her own words and chose not to be named; saving would be refused, and this says so before."""
    if request.method == "GET" and isinstance(page, StoryPage) and page.names_its_writer:
        text = gettext(
            "The writer's name, %(name)s, stands in the title, the summary, the text, a topic or a description of a "
            "picture. She did not want to be named: take it out, or the page can be neither saved nor submitted."
        )
        messages.warning(request, text % {"name": page.sent.member.name})
