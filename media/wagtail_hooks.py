"""Films in the CMS: upload one, see how far it is. Pictures and documents: what pages show is not deleted."""

from functools import partial

from django.db import transaction
from django.urls import include, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from media import queries
from media.forms import FilmForm, ResumableFile
from media.models import Attachment, Film, Picture
from media.queries import is_on_pages
from media.tasks import prepare_film


class KeepWhatPagesShow(CollectionOwnershipPermissionPolicy):
    """Whose files are whose, as Wagtail has it; but no single person takes one away from a page."""

    def user_has_permission_for_instance(self, user, action, instance):
        if action == "delete" and is_on_pages(instance):
            return False
        return super().user_has_permission_for_instance(user, action, instance)


for model, asked in ((Picture, "wagtailimages.Image"), (Attachment, "wagtaildocs.Document")):
    policy = KeepWhatPagesShow(model, auth_model=asked, owner_field_name="uploaded_by_user")
    # As the exact one, which holds whether Wagtail registers its own before or after.
    register_permission_policy(model, policy, exact_class=True)


class OfferedFilms:
    """What members sent along is not offered before it was taken."""

    def get_object_list(self):
        return super().get_object_list().filter(is_offered=True)


class ChooseFilmView(OfferedFilms, ChooseView):
    pass


class ChooseFilmResultsView(OfferedFilms, ChooseResultsView):
    pass


class FilmChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ChooseFilmView
    choose_results_view_class = ChooseFilmResultsView


@hooks.register("register_admin_urls")
def add_our_addresses():
    return [path("films/", include("media.urls.cms"))]


class FilmNow(Panel):
    """How a film is: seen, how far or why not, its captions; to be prepared again."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "media/cms/film_now.html"

        def is_shown(self):
            return bool(self.instance.pk)

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            viewer = queries.viewer_of(self.request)
            addresses = queries.film_addresses(self.instance, viewer=viewer, now=timezone.now())
            return {**context, "film": self.instance, "addresses": addresses}


class FilmViewSet(SnippetViewSet):
    model = Film
    icon = "media"
    menu_label = _("Films")
    menu_name = "films"
    menu_order = 320
    add_to_admin_menu = True
    list_display = [
        "title",
        Column("state_in_words", label=_("State")),
        Column("length_in_words", label=_("Length")),
        "uploaded_at",
    ]
    list_filter = ["state"]
    chooser_viewset_class = FilmChooserViewSet
    search_fields = ["title"]
    edit_handler = ObjectList(
        [
            FilmNow(heading=_("The film now")),
            FieldPanel("title"),
            FieldPanel("original", widget=ResumableFile),
            FieldPanel("still"),
            MultiFieldPanel([FieldPanel("captions_zh"), FieldPanel("captions_en")], heading=_("Captions")),
            HelpPanel(_("A film is prepared after it is saved; that goes on when you leave this page.")),
        ],
        base_form_class=FilmForm,
    )

    def get_queryset(self, request):
        return Film.objects.filter(is_offered=True)


register_snippet(FilmViewSet)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def prepare_what_is_not_ready(request, instance):
    if isinstance(instance, Film) and not instance.is_ready:
        transaction.on_commit(partial(prepare_film.enqueue, instance.pk))
