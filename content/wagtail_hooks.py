"""The CMS as an editor of this park meets it: what she does not need is away, and dead citations are told."""

from functools import partial

from django.contrib import messages
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.i18n import JavaScriptCatalog
from wagtail import hooks
from wagtail.admin.localization import get_localized_response

from content import queries
from content.models import StudyPage

# What nobody who edits needs: the help of another product, and settings of the machine room.
NOT_FOR_EDITORS = {"help", "redirects", "locales", "collections"}

script_texts = JavaScriptCatalog.as_view(packages=["wagtail.admin", "content"])


@hooks.register("register_admin_urls")
def speak_chinese_in_scripts_too():
    """Wagtail's own view at this address comes later and is never reached; it would leave out our catalogue."""
    return [path("jsi18n/", partial(get_localized_response, script_texts))]


@hooks.register("insert_global_admin_css")
def look_like_the_site():
    return format_html('<link rel="stylesheet" href="{}">', static("content/cms.css"))


@hooks.register("construct_main_menu")
@hooks.register("construct_settings_menu")
def keep_what_editors_need(request, menu_items):
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name not in NOT_FOR_EDITORS]


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_dead_citations(request, page):
    """Nothing is guessed: what points at no article is named, so that the editor can put it right."""
    page = page.specific
    if not isinstance(page, StudyPage):
        return
    dead = queries.dead_citations(page.plain_text(), page.cited_on)
    if dead:
        text = _("No article in force on %(day)s answers to: %(citations)s")
        messages.warning(request, text % {"day": page.cited_on.isoformat(), "citations": "、".join(dead)})
