"""Whether a person may have a picture or a document: whoever may open a page that shows it, and whoever edits."""

from enum import Enum

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from accounts.models import Role
from accounts.queries import has_role
from content.queries.family import stories_open_to
from content.queries.visible import pages_visible_to, taken_back
from media.queries import guest_of

EDITORS = (Role.PUBLISHER, Role.ADMINISTRATOR)


class Reach(Enum):
    """For whom a file may be kept on its way: for everybody, or for the one who asked."""

    EVERYBODY = "everybody"
    THIS_ONE = "this-one"


def reach(user, thing):
    """How far a picture or a document may go that this person asks for; None if she may not have it."""
    showing = _pages_showing(thing)
    if _opens_one(AnonymousUser(), showing):
        return Reach.EVERYBODY
    if not user.is_authenticated:
        return None
    mine = _opens_one(user, showing) or any(has_role(user, role) for role in EDITORS)
    return Reach.THIS_ONE if mine else None


def reach_for(request, thing, now):
    """As above, for whoever sent a request: what `media` asks by the name in the settings, since it stands below.

    A guest has what the story shows that a family link opened for her, and no more.
    """
    found = reach(request.user, thing)
    guest = "" if request.user.is_authenticated else guest_of(request)
    if found is None and guest and stories_open_to(guest, now).filter(pk__in=_pages_showing(thing)).exists():
        return Reach.THIS_ONE
    return found


def _opens_one(user, pages):
    return bool(pages) and pages_visible_to(user).filter(~taken_back(), pk__in=pages).exists()


def _pages_showing(thing):
    """Keys of the pages whose published content has the thing in it."""
    pages = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to(thing).filter(base_content_type=pages)
    return [int(key) for key in references.values_list("object_id", flat=True).distinct()]
