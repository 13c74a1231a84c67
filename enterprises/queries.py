"""Who may see whom. Every list of people in the product starts here."""

from accounts.models import Role
from accounts.queries import has_role
from enterprises.models import Enterprise, Member


def member_of(user):
    """The member whose login this is, or None."""
    return user.membership if user.is_authenticated else None


def coordinated_enterprises(user):
    """The enterprises that this person coordinates now."""
    return Enterprise.objects.filter(grants__user=user, grants__role=Role.COORDINATOR)


def enterprises_visible_to(user):
    """Enterprises whose figures this person may see: all for a supervisor, her own for a coordinator."""
    if has_role(user, Role.SUPERVISOR):
        return Enterprise.objects.all()
    if has_role(user, Role.COORDINATOR):
        return coordinated_enterprises(user)
    return Enterprise.objects.none()


def members_visible_to(user):
    """Present members whom this person may see by name: those of the enterprises that she coordinates."""
    if has_role(user, Role.COORDINATOR):
        return Member.objects.filter(left_on__isnull=True, enterprise__in=coordinated_enterprises(user))
    return Member.objects.none()


def members_counted_for(user):
    """Present members who enter the figures that this person may see. For counting, never for listing."""
    return Member.objects.filter(left_on__isnull=True, enterprise__in=enterprises_visible_to(user))
