"""Who can sign in to the demo: one account for each role, printed when it is served."""

from accounts.actions import create_user, grant_role, set_password
from accounts.models import Role, User
from demo.people import INVITED, NAMED
from enterprises.models import Member

PASSWORD = "Qinqing-2026"  # noqa: S105 - the invented park's, printed when it is served
STAFF = [
    (Role.PUBLISHER, "苏文澜", "+8613800000901"),
    (Role.PUBLISHER, "顾砚秋", "+8613800000902"),
    (Role.SUPERVISOR, "陈守正", "+8613800000903"),
    (Role.ADMINISTRATOR, "方知远", "+8613800000904"),
]
LABELS = {Role.PUBLISHER: "内容编辑", Role.SUPERVISOR: "监督员（纪工委）", Role.ADMINISTRATOR: "系统管理员"}


def open_accounts(now):
    """Give the named members their passwords and roles, and make the staff."""
    for short, _, name, _, coordinates in NAMED:
        member = Member.objects.get(enterprise__short_name=short, name=name)
        if name == INVITED:
            continue
        set_password(user=member.user, password=PASSWORD, now=now)
        if coordinates:
            grant_role(user=member.user, role=Role.COORDINATOR, enterprise=member.enterprise, now=now)
    for role, name, phone in STAFF:
        user = create_user(phone=phone, name=name, password=PASSWORD, now=now)
        grant_role(user=user, role=role, now=now)


def listed():
    """The accounts as (role in Chinese, name, number to type)."""
    rows = []
    for short, _, name, _, coordinates in NAMED:
        if name != INVITED:
            user = User.objects.get(member__enterprise__short_name=short, name=name)
            role = "企业联络员" if coordinates else "成员"
            rows.append((f"{role} · {short}", name, user.phone.removeprefix("+86")))
    return rows + [(LABELS[role], name, phone.removeprefix("+86")) for role, name, phone in STAFF]
