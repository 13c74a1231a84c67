"""Builders that never surprise: every value a test does not name is plain and valid."""

from datetime import datetime
from itertools import count
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.actions import grant_role
from accounts.models import Role, User
from enterprises.models import Department, Enterprise, Member
from enterprises.rules import check_character

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
PASSWORD = "correct horse 7"  # noqa: S105 - a test's password
_numbers = count(1)


def make_phone():
    return f"+86139{next(_numbers):08d}"


def make_user(name="王小明", *, phone=None, password=None, **fields):
    user = User(phone=phone or make_phone(), name=name, **fields)
    if password:
        user.set_password(password)
    user.save()
    return user


def make_enterprise(short_name=None, **fields):
    number = next(_numbers)
    short_name = short_name or f"企业{number}"
    code = f"91350500MA{number:07d}"
    fields.setdefault("credit_code", code + check_character(code))
    return Enterprise.objects.create(name=f"清源{short_name}有限公司", short_name=short_name, **fields)


def make_department(enterprise, name="采购部"):
    return Department.objects.create(enterprise=enterprise, name=name)


def make_member(enterprise=None, name="王小明", *, user=None, login=True, **fields):
    """A member of an enterprise (a new one if none is named), with a login unless `login=False`."""
    enterprise = enterprise or make_enterprise()
    if user is None and login:
        user = make_user(name)
    fields.setdefault("phone", user.phone if user else make_phone())
    fields.setdefault("joined_on", NOW.date())
    return Member.objects.create(enterprise=enterprise, name=name, user=user, **fields)


def grant(user, role, enterprise=None):
    return grant_role(user=user, role=role, enterprise=enterprise, now=timezone.now())


def make_coordinator(enterprise, name="李联络"):
    """A login that coordinates an enterprise and belongs to no other."""
    user = make_user(name)
    grant(user, Role.COORDINATOR, enterprise)
    return user


def make_supervisor(name="陈监督"):
    user = make_user(name)
    grant(user, Role.SUPERVISOR)
    return user


def make_administrator(name="方管理"):
    user = make_user(name)
    grant(user, Role.ADMINISTRATOR)
    return user


def make_publisher(name="林编辑"):
    user = make_user(name)
    grant(user, Role.PUBLISHER)
    return user
