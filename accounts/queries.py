"""Who may pass which door, read from `permissions.toml`; invitation links."""

import tomllib
from functools import cache
from pathlib import Path

from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse

from accounts.models import User

TABLE = Path(__file__).with_name("permissions.toml")


@cache
def permission_table():
    """Give {route name or "/prefix/*": frozenset of roles} of the whole table."""
    with TABLE.open("rb") as file:
        sections = tomllib.load(file)
    return {route: frozenset(roles) for section in sections.values() for route, roles in section.items()}


def allowed_roles(view_name, path):
    """The roles that may use a route: by its name, else by the longest prefix rule; None where no row has it."""
    table = permission_table()
    if view_name in table:
        return table[view_name]
    prefixes = [rule for rule in table if rule.endswith("/*") and path.startswith(rule[:-1])]
    return table[max(prefixes, key=len)] if prefixes else None


def has_role(user, role):
    return user.is_authenticated and str(role) in user.roles


def invitation_path(user):
    """The address at which this person sets a first password; good once, for `INVITATION_HOURS`."""
    return reverse("accounts:invitation", args=[user.public_id, default_token_generator.make_token(user)])


def invited(public_id, token):
    """The user whom an invitation link names, or None if it is used, too old or not ours."""
    user = User.objects.filter(public_id=public_id, is_active=True).first()
    return user if user and default_token_generator.check_token(user, token) else None
