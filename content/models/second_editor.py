from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from accounts.models import Role
from accounts.queries import has_role
from content.rules import POINTS, may_approve, said_in, still_missing

from .case import CasePage

CHECKED, AGAIN, BACK = "approve_checked", "hand_in_again", "reject"
# By their names, since forms stand above models.
FORMS = {CHECKED: "content.forms.SafetyForm", BACK: "content.forms.SendBackForm"}


class SecondEditorTask(Task):
    """The step before publishing at which an editor other than the writer reads the page."""

    class Meta:
        verbose_name = _("Second editor")
        verbose_name_plural = _("Second editors")

    @classmethod
    def get_description(cls):
        return _("Any publisher may approve, except the one who wrote or handed in the waiting page.")

    def user_can_access_editor(self, obj, user):
        return has_role(user, Role.PUBLISHER)

    def user_can_lock(self, obj, user):
        return has_role(user, Role.PUBLISHER)

    def get_actions(self, obj, user):
        if not has_role(user, Role.PUBLISHER) or not (waiting := obj.current_workflow_task_state):
            return []
        send_back = [(BACK, _("Send back with a remark"), True)]
        if changed_since(waiting):
            return [*send_back, (AGAIN, _("Hand it in again as it stands now"), False)]
        if not may_approve(editor=user.pk, writers=writers_of(waiting)) or missing_parts(obj):
            return send_back
        if _asks_for_checklist(obj):
            return [*send_back, (CHECKED, _("Go through the safety checklist and publish"), True)]
        return [*send_back, ("approve", _("Approve"), False)]

    def get_form_for_action(self, action):
        return import_string(FORMS[action]) if action in FORMS else super().get_form_for_action(action)

    def get_template_for_action(self, action):
        return "content/cms/checklist.html" if action == CHECKED else super().get_template_for_action(action)

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs):
        if action_name == AGAIN:
            _hand_in_again(task_state.workflow_state, user)
            return
        if action_name in ("approve", CHECKED):
            waiting = task_state.workflow_state
            latest = waiting.content_object.get_latest_revision()
            page = latest.as_object()
            writers = writers_of(task_state)
            # Somebody may have changed it while the second editor was reading: those words she has not seen.
            if changed_since(task_state) or not may_approve(editor=user.pk, writers=writers) or page.missing_parts():
                raise PermissionDenied
            if _asks_for_checklist(page):
                kwargs = {"comment": _checked(page, user, writers, kwargs)}
            # Neither of the two may publish alone, so Wagtail's own way of finishing would refuse.
            waiting.on_finish = partial(_publish, latest)
            action_name = "approve"
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        if not has_role(user, Role.PUBLISHER):
            return TaskState.objects.none()
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return waiting.exclude(revision__user=user).exclude(workflow_state__requested_by=user)


def writers_of(waiting):
    """The ids of those who answer for a waiting page: who handed it in, and who wrote what was handed in."""
    return {waiting.workflow_state.requested_by_id, waiting.revision.user_id}


def changed_since(waiting):
    """Whether a page says something else by now than when it was handed in.

    What is approved is what was handed in: the eyes that approve may have been on it ever since. A remark at the margin
    changes nothing.
    """
    latest = waiting.workflow_state.content_object.get_latest_revision()
    return said_in(latest.content) != said_in(waiting.revision.content)


def missing_parts(page):
    """The names of what the latest version of a page lacks before it can come out."""
    return page.get_latest_revision_as_object().missing_parts()


def _asks_for_checklist(page):
    return issubclass(page.specific_class or type(page), CasePage)


def _hand_in_again(workflow_state, user):
    """Whoever hands it in answers for it as it stands now, and another approves."""
    page = workflow_state.content_object.get_latest_revision_as_object()
    page.save_revision(user=user, clean=False)
    workflow_state.cancel(user=user)
    workflow_state.workflow.start(page, user)


def _checked(page, user, writers, sent):
    """The remark to keep with the approval, once every point was ticked and nothing speaks against one.

    The form asks for the same; what it sent comes through the browser, and so it is looked at again.
    """
    ticked = {point for point in POINTS if sent.get(point)}
    if still_missing(found=page.safety_findings(editor=user.pk, writers=writers), ticked=ticked):
        raise PermissionDenied
    remark = sent.get("comment", "").strip()
    return " ".join(filter(None, [gettext("Safety checklist: all five points were checked."), remark]))


def _publish(revision, user=None):
    revision.publish(user=user, skip_permission_checks=True)
