from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from enterprises.models import Department, Enterprise, Member, PartyBranch
from journal.actions import record


@dataclass
class RosterResult:
    """What taking a roster did, in numbers of rows; `refused` are (row, column, code)."""

    rows: int
    created: int
    updated: int
    unchanged: int
    refused: list


class _DryRun(Exception):
    """Ends a trial run, so that the database forgets it."""


@dataclass(frozen=True)
class _Taken:
    created: bool
    changed: bool


def take_roster(*, roster, by, now, only=None, dry_run=False):
    """Bring members in line with a Roster, in one transaction; give a RosterResult.

    `only`: the enterprise a coordinator may write to; rows of any other are refused. A dry run writes nothing.
    """
    result = RosterResult(len(roster.rows) + len(roster.refused), 0, 0, 0, list(roster.refused))
    try:
        with transaction.atomic():
            _Taking(now, only).take(roster.rows, result)
            if not dry_run and (result.created or result.updated):
                detail = {"created": result.created, "updated": result.updated}
                record("enterprises.roster.taken", by=by, about=only, now=now, detail=detail)
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    result.refused.sort()
    return result


class _Taking:
    """One pass over a roster. What is in the database is read once, before the first row."""

    def __init__(self, now, only):
        self.now, self.only = now, only
        self.enterprises = {enterprise.credit_code: enterprise for enterprise in Enterprise.objects.all()}
        self.departments = {(d.enterprise_id, d.name): d for d in Department.objects.all()}
        self.branches = {(b.enterprise_id, b.name): b for b in PartyBranch.objects.all()}
        self.members = {member.phone: member for member in Member.objects.select_related("user")}
        self.users = {user.phone: user for user in User.objects.all()}
        self.new_users, self.new_members, self.changed_members = [], [], []

    def take(self, rows, result):
        for number, row in rows:
            code, column = self._refusal(row)
            if code:
                result.refused.append((number, column, code))
                continue
            taken = self._take_row(row)
            result.created += taken.created
            result.updated += taken.changed
            result.unchanged += not (taken.created or taken.changed)
        User.objects.bulk_create(self.new_users, batch_size=500)
        for member in self.new_members:
            # A saved key is known only now.
            member.user_id = member.user.pk
        Member.objects.bulk_create(self.new_members, batch_size=500)
        fields = ["name", "enterprise", "department", "branch", "post", "risk_level", "is_party_member", "left_on"]
        Member.objects.bulk_update(self.changed_members, fields, batch_size=500)
        User.objects.bulk_update([m.user for m in self.changed_members if m.user], ["name"], batch_size=500)

    def _refusal(self, row):
        if self.only and row.credit_code != self.only.credit_code:
            return "not_your_enterprise", "统一社会信用代码"
        member = self.members.get(row.phone)
        if self.only and member and member.enterprise_id != self.only.pk:
            # Whose number it is stays unsaid: it belongs to another enterprise.
            return "phone_taken", "手机号"
        return "", ""

    def _enterprise(self, row):
        if row.credit_code not in self.enterprises:
            short = row.enterprise.removesuffix("有限公司")[:40]
            self.enterprises[row.credit_code] = Enterprise.objects.create(
                name=row.enterprise, short_name=short, credit_code=row.credit_code
            )
        return self.enterprises[row.credit_code]

    def _place(self, known, model, enterprise, name):
        if not name:
            return None
        if (enterprise.pk, name) not in known:
            known[enterprise.pk, name] = model.objects.create(enterprise=enterprise, name=name)
        return known[enterprise.pk, name]

    def _take_row(self, row):
        enterprise = self._enterprise(row)
        facts = {
            "name": row.name,
            "enterprise_id": enterprise.pk,
            "department_id": getattr(self._place(self.departments, Department, enterprise, row.department), "pk", None),
            "branch_id": getattr(self._place(self.branches, PartyBranch, enterprise, row.branch), "pk", None),
            "post": row.post,
            "risk_level": row.risk_level,
            "is_party_member": row.is_party_member,
            "left_on": None,
        }
        member = self.members.get(row.phone)
        if member is None:
            self.members[row.phone] = member = Member(phone=row.phone, joined_on=timezone.localdate(self.now), **facts)
            member.user = self._user(row)
            self.new_members.append(member)
            return _Taken(created=True, changed=False)
        if all(getattr(member, name) == value for name, value in facts.items()):
            return _Taken(created=False, changed=False)
        for name, value in facts.items():
            setattr(member, name, value)
        if member.user:
            member.user.name = row.name
        self.changed_members.append(member)
        return _Taken(created=False, changed=True)

    def _user(self, row):
        user = self.users.get(row.phone)
        if user is None:
            self.users[row.phone] = user = User(phone=row.phone, name=row.name)
            user.set_unusable_password()
            self.new_users.append(user)
        return user
