"""The manual has its place at the end of the menu."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_menu_item")
def offer_the_manual():
    return MenuItem(_("Manual"), reverse_lazy("content-cms:manual"), name="manual", icon_name="help", order=20_000)
