"""Regulations in the CMS: editors choose them and say what they are called. Texts come in by import alone."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.rich_text.editors.draftail.features import ControlFeature
from wagtail.admin.widgets import Button, HeaderButton, ListingButton
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from regulations import actions
from regulations.forms import RegulationForm, say_taken
from regulations.models import Regulation


@hooks.register("register_admin_urls")
def add_our_addresses():
    return [path("regulations/", include("regulations.urls.cms"))]


@hooks.register("insert_global_admin_css")
def style_our_pages():
    return format_html('<link rel="stylesheet" href="{}">', static("regulations/cms.css"))


@hooks.register("insert_global_admin_js")
def load_the_chooser():
    """The words that the script says come with it; the rest of the dialog is made here."""
    return format_html(
        '<script type="module" src="{}" data-citations="{}" data-label="{}" data-late="{}"></script>',
        static("regulations/choose.js"),
        reverse("regulations-cms:choose"),
        gettext("Cite an article"),
        gettext("The regulations could not be reached. Please try again."),
    )


@hooks.register("register_rich_text_features")
def offer_citations_in_running_text(features):
    control = ControlFeature({"type": "CITATION"}, js=["regulations/citation-control.js"])
    features.register_editor_plugin("draftail", "citation", control)


class DescribingOnly(ModelPermissionPolicy):
    """Whoever the permission table lets into the CMS may look, choose and describe; nobody may add or delete."""

    def user_has_permission(self, user, action):
        return user.is_active and action in ("view", "choose", "change")

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


class RegulationIndexView(IndexView):
    @property
    def header_buttons(self):
        return [HeaderButton(_("Import a regulation"), reverse("regulations-cms:import"), icon_name="upload")]

    def get_list_buttons(self, instance):
        return [*super().get_list_buttons(instance), ListingButton(_("Versions"), versions_of(instance), priority=15)]


class RegulationEditView(EditView):
    """Saves through the action, so that each change is journalled."""

    @property
    def header_more_buttons(self):
        return [
            *super().header_more_buttons,
            Button(_("Versions"), versions_of(self.object), icon_name="history"),
            Button(_("Read"), self.object.get_absolute_url(), icon_name="view"),
        ]

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except actions.NameTaken as refusal:
            form.add_error("names", say_taken(refusal.name, refusal.regulation))
            return self.form_invalid(form)

    def save_instance(self):
        said = self.form.cleaned_data
        return actions.describe_regulation(
            regulation=self.object,
            short_title=said["short_title"],
            level=said["level"],
            issuer=said["issuer"],
            aliases=said["names"],
            seen=said["seen_names"] if "seen_names" in self.form.data else None,
            by=self.request.user,
            now=timezone.now(),
        )


class RegulationViewSet(SnippetViewSet):
    model = Regulation
    icon = "doc-full"
    menu_label = _("Regulations")
    menu_name = "regulations"
    menu_order = 330
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = RegulationIndexView
    edit_view_class = RegulationEditView
    list_display = ["short_title", "level", "issuer"]
    list_filter = ["level"]
    search_fields = ["title", "short_title", "aliases__name"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldPanel("title", read_only=True),
            FieldPanel("short_title"),
            FieldPanel("names"),
            FieldPanel("level"),
            FieldPanel("issuer"),
        ],
        base_form_class=RegulationForm,
    )


def versions_of(regulation):
    return reverse("regulations-cms:versions", args=[regulation.pk])


register_permission_policy(Regulation, DescribingOnly(Regulation))
register_snippet(RegulationViewSet)
