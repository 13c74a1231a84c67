"""Films in the CMS: upload one, see how far it is."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from media.forms import FilmForm
from media.models import Film
from media.tasks import prepare_film


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
    search_fields = ["title"]
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("original"),
            MultiFieldPanel([FieldPanel("captions_zh"), FieldPanel("captions_en")], heading=_("Captions")),
            FieldPanel("state", read_only=True),
            FieldPanel("reason", read_only=True),
            HelpPanel(
                _("A film is prepared after it is saved. If that failed, save again to retry."),
            ),
        ],
        base_form_class=FilmForm,
    )


register_snippet(FilmViewSet)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def prepare_what_is_not_ready(request, instance):
    if isinstance(instance, Film) and not instance.is_ready:
        transaction.on_commit(partial(prepare_film.enqueue, instance.pk))
