"""The CMS as an editor of this park meets it: what she does not need is away, and dead citations are told."""

from functools import partial

from django.contrib import messages
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.i18n import JavaScriptCatalog
from wagtail import hooks
from wagtail.admin.localization import get_localized_response
from wagtail.admin.widgets import Button
from wagtail.models import Page

from content import queries
from content.models import CasePage, StudyPage

# What nobody who edits needs: the help of another product, and settings of the machine room.
NOT_FOR_EDITORS = {"help", "redirects", "locales", "collections", "page-types-usage"}

script_texts = JavaScriptCatalog.as_view(packages=["wagtail.admin", "config"])


@hooks.register("register_admin_urls")
def speak_chinese_in_scripts_too():
    """Wagtail's own view at this address comes later and is never reached; it would leave out our catalogue."""
    return [path("jsi18n/", partial(get_localized_response, script_texts))]


@hooks.register("insert_global_admin_css")
def look_like_the_site():
    return format_html('<link rel="stylesheet" href="{}">', static("content/cms.css"))


@hooks.register("insert_editor_js")
def keep_a_page_once():
    return format_html('<script type="module" src="{}"></script>', static("content/keeping.js"))


@hooks.register("construct_main_menu")
@hooks.register("construct_settings_menu")
@hooks.register("construct_reports_menu")
def keep_what_editors_need(request, menu_items):
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name not in NOT_FOR_EDITORS]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def offer_to_withdraw(page, user, view_name="", next_url=None):
    """Only what is out can be taken back; what was taken back is led to the same place, to let it out again."""
    if page.live and issubclass(page.specific_class or Page, StudyPage) and page.permissions_for_user(user).can_edit():
        yield Button(_("Withdraw"), reverse("content-cms:withdraw", args=[page.pk]), icon_name="undo", priority=55)


@hooks.register("construct_explorer_page_queryset")
def know_what_was_withdrawn(parent_page, pages, request):
    return pages.annotate(taken_back=queries.taken_back())


@hooks.register("before_edit_page")
def tell_that_it_was_withdrawn(request, page):
    withdrawal = queries.withdrawal_of(page) if request.method == "GET" else None
    if withdrawal:
        text = _("Withdrawn on %(day)s: %(because)s")
        day = timezone.localtime(withdrawal.at).date().isoformat()
        messages.warning(request, text % {"day": day, "because": withdrawal.because})


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_dead_citations(request, page):
    """Nothing is guessed: what points at no article is named, so that the editor can put it right.

    What saves itself while she types is not told of each time: the words would pile up for the next page.
    """
    page = page.specific
    if not isinstance(page, StudyPage) or not request.accepts("text/html"):
        return
    written, today = "\n".join(text for _, text in page.cited()), timezone.localdate()
    otherwise = {} if isinstance(page, CasePage) else queries.reads_otherwise(page, written, today)
    if otherwise:
        text = _("The page came out on %(day)s and cites the wording of that day. To cite that of today: %(citations)s")
        citations = "；".join(f"{words} → {label}" for words, label in otherwise.items())
        messages.warning(request, text % {"day": page.cited_on.isoformat(), "citations": citations})
    dead = [each for each in queries.dead_citations(written, page.cited_on) if each not in otherwise]
    if dead:
        text = _("No article in force on %(day)s answers to: %(citations)s")
        messages.warning(request, text % {"day": page.cited_on.isoformat(), "citations": "、".join(dead)})
