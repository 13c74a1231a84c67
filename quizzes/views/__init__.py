"""The members' pages of the room."""

from django.http import Http404

from enterprises.queries import member_of


def member_or_404(request):
    """The member who asks; a login without a membership has no practice of its own."""
    member = member_of(request.user)
    if member is None:
        raise Http404
    return member
