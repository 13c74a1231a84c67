from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from accounts.models import Role
from accounts.queries import has_role
from content.rules import may_approve


class SecondEditorTask(Task):
    """The step before publishing at which an editor other than the writer reads the page."""

    class Meta:
        verbose_name = _("Second editor")
        verbose_name_plural = _("Second editors")

    @classmethod
    def get_description(cls):
        return _("Any publisher may approve, except the one who wrote the waiting revision.")

    def user_can_access_editor(self, obj, user):
        return has_role(user, Role.PUBLISHER)

    def get_actions(self, obj, user):
        if not has_role(user, Role.PUBLISHER):
            return []
        send_back = [("reject", _("Send back with a remark"), True)]
        if not may_approve(editor=user.pk, author=_author_of(obj)):
            return send_back
        return [*send_back, ("approve", _("Approve and publish"), False)]

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs):
        if action_name == "approve":
            waiting = task_state.workflow_state
            # The writer may have saved once more while the second editor was reading.
            if not may_approve(editor=user.pk, author=_author_of(waiting.content_object)):
                raise PermissionDenied
            # Neither of the two may publish alone, so Wagtail's own way of finishing would refuse.
            waiting.on_finish = partial(_publish, waiting)
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        if not has_role(user, Role.PUBLISHER):
            return TaskState.objects.none()
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return waiting.exclude(revision__user=user)


def _author_of(page):
    """The id of whoever wrote the waiting revision, or None."""
    revision = page.get_latest_revision()
    return revision.user_id if revision else None


def _publish(waiting, user=None):
    waiting.content_object.get_latest_revision().publish(user=user, skip_permission_checks=True)
