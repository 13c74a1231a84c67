"""Regulations in the CMS: editors look and choose. Texts come in by import, so that each version is journalled."""

from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from regulations.models import Regulation


class LookingOnly(ModelPermissionPolicy):
    """Whoever the permission table lets into the CMS may look; nobody may add, change or delete."""

    def user_has_permission(self, user, action):
        return user.is_active and action in ("view", "choose")

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


class RegulationViewSet(SnippetViewSet):
    model = Regulation
    icon = "doc-full"
    menu_label = _("Regulations")
    menu_name = "regulations"
    menu_order = 330
    add_to_admin_menu = True
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = ["short_title", "level", "issuer"]
    list_filter = ["level"]
    search_fields = ["title", "short_title", "aliases__name"]
    search_backend_name = None


register_permission_policy(Regulation, LookingOnly(Regulation))
register_snippet(RegulationViewSet)
