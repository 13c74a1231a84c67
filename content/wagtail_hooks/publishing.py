"""The ways of Wagtail that would let one person do what here takes two: each asks our pages, not Wagtail's."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction, MoveBulkAction
from wagtail.models import Page, WorkflowState

from content.models import AGAIN, changed_since, missing_parts

FIRST, LAST = -1000, 1000
CHANGED = gettext_lazy(
    "This page was changed after it was handed in. The change is kept. Read it, and hand it in again as it stands now: "
    "then another editor approves it."
)


class DeletePages(DeleteBulkAction):
    def check_perm(self, page):
        return page.specific_deferred.permissions_for_user(self.request.user).can_delete()


class MovePages(MoveBulkAction):
    def check_perm(self, page):
        return page.specific_deferred.permissions_for_user(self.request.user).can_move()


# Wagtail hands over pages of no kind, which know nothing of our rules. Of two actions of one name the last is used.
for action in (DeletePages, MovePages):
    hooks.register("register_bulk_action", action, order=LAST)


@hooks.register("before_edit_page")
def tell_what_a_waiting_page_lacks(request, page):
    """It was handed in whole, then saved without something: whoever reads it is told why she cannot let it out."""
    if request.method == "GET" and page.workflow_in_progress and (parts := missing_parts(page)):
        text = _("This page cannot come out yet. What is missing or not right: %(parts)s")
        messages.warning(request, text % {"parts": "、".join(map(str, parts))})


@hooks.register("before_edit_page")
def tell_why_it_was_sent_back(request, page):
    state = page.current_workflow_state if request.method == "GET" else None
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES and (task := state.current_task_state):
        text = _("%(editor)s sent this page back: %(remark)s")
        messages.warning(request, text % {"editor": task.finished_by, "remark": task.comment or _("without a remark")})


@hooks.register("before_edit_page")
def tell_that_it_was_changed_since_it_was_handed_in(request, page):
    """A change is kept as a draft of its own accord, whoever made it; what was read is not what would come out."""
    asked = request.POST.get("workflow-action-name", "") if "action-workflow-action" in request.POST else ""
    waiting = page.current_workflow_task_state
    if not asked.startswith("approve") or not waiting or not changed_since(waiting):
        return None
    messages.warning(request, CHANGED)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("after_edit_page", order=FIRST)
def tell_what_became_of_a_waiting_page(request, page):
    """In the place of Wagtail's word that the page was saved, which is not what the button said."""
    if "action-workflow-action" not in request.POST or not (state := page.workflow_states.last()):
        return
    page = Page.objects.select_related("latest_revision").get(pk=page.pk)
    said = _what_became_of(page, state, asked=request.POST.get("workflow-action-name", ""))
    if said:
        list(messages.get_messages(request))  # read, and so gone
        text = {"title": page.get_admin_display_title(), "writer": state.requested_by}
        messages.success(request, said % text)


def _what_became_of(page, state, *, asked):
    if state.status == WorkflowState.STATUS_APPROVED:
        if page.latest_revision.approved_go_live_at:
            return _("“%(title)s” was approved, and comes out at its time.")
        return _("“%(title)s” was approved and is published.")
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return _("“%(title)s” was sent back to %(writer)s.")
    return _("“%(title)s” was handed in again.") if asked == AGAIN else ""
