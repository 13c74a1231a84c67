from django.contrib.auth.models import Group, Permission
from django.db import transaction

from accounts.models import Grant, Role, User
from accounts.rules import may_begin_anew
from journal.actions import record

# Only these two work in the CMS. The groups open its door; what is behind it, the content room adds to them.
CMS_GROUPS = {Role.PUBLISHER: "Publishers", Role.ADMINISTRATOR: "Administrators"}


class PasswordKept(Exception):
    """The password of somebody who holds an office is not a coordinator's to take back."""


@transaction.atomic
def create_user(*, phone, name, now, by=None, password=None):
    """Open a login; without a password it can be entered by invitation only. Raises PhoneRefused."""
    user = User.objects.create_user(phone, password, name=name)
    record("accounts.user.created", by=by, about=user, now=now)
    return user


@transaction.atomic
def set_password(*, user, password, now):
    """Set the password that the user chose; every other session of theirs ends."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record("accounts.password.set", by=user, about=user, now=now)


@transaction.atomic
def withdraw_password(*, user, by, now):
    """Take back a forgotten password, so that a new invitation is needed; raises PasswordKept.

    Her sessions end and the old password stops working: nobody can prepare a link behind her back.
    """
    if not may_begin_anew(roles=user.roles):
        raise PasswordKept
    user.set_unusable_password()
    user.save(update_fields=["password"])
    record("accounts.password.withdrawn", by=by, about=user, now=now)


@transaction.atomic
def grant_role(*, user, role, now, by=None, enterprise=None):
    """Give a role, once; a coordinator's with the enterprise it is for."""
    grant, created = Grant.objects.get_or_create(
        user=user, role=role, enterprise=enterprise, defaults={"granted_at": now}
    )
    if created:
        if role in CMS_GROUPS:
            user.groups.add(_cms_group(role))
        record("accounts.role.granted", by=by, about=user, now=now, detail={"role": str(role)})
    return grant


def _cms_group(role):
    group, _ = Group.objects.get_or_create(name=CMS_GROUPS[role])
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    return group


@transaction.atomic
def save_preferences(*, user, language, large_type, now):
    user.language, user.large_type = language, large_type
    user.save(update_fields=["language", "large_type"])
    record("accounts.preferences.saved", by=user, about=user, now=now)
