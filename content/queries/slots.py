"""Other pages and lines that a page names, as far as a person may see them."""

from django.db.models import Exists, OuterRef

from content.models import BoundaryItem
from content.queries.visible import study_pages_visible_to


def pages_for(user, keys):
    """{key: page} of those of these pages that a person may open; one query."""
    return study_pages_visible_to(user).in_bulk(keys)


def lines_are_open_to(user):
    """Whether a person may open every list that has a line which the case at hand crossed: a part of its own query."""
    lists = study_pages_visible_to(user).order_by().values("pk")
    return ~Exists(BoundaryItem.objects.filter(cases=OuterRef("pk")).exclude(page__in=lists))
