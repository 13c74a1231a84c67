"""Words that several views say."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from regulations import queries


def heading(*steps, icon):
    """What Wagtail's own head of a page in the CMS needs: the way to it, each step as (words, address)."""
    shelf = (_("Regulations"), reverse("wagtailsnippets_regulations_regulation:list"))
    crumbs = [{"label": words, "url": address} for words, address in (shelf, *steps)]
    return {"breadcrumbs_items": crumbs, "header_title": steps[-1][0], "header_icon": icon}


STANDING = {
    queries.IN_FORCE: _("In force"),
    queries.NOT_YET: _("Not yet in force"),
    queries.SUPERSEDED: _("Superseded"),
    queries.REPEALED: _("Repealed"),
}
