"""Which page stands at an address."""

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from wagtail.models import Page, Site

from content.models import CasePage
from content.queries.slots import open_lines_for
from content.queries.visible import hidden_from, taken_back

KIND_KEPT = 3600


def page_at(path, user):
    """The published page at an address, whole; None if there is none.

    `is_open` says whether this person may see it, `is_taken_back` whether all there is to see is that it was withdrawn.

    What kind of page stands at an address is remembered, so that a known page costs one query; the address itself
    is asked for again each time, so that a page that has moved is never shown at its old one.
    """
    root = Site.get_site_root_paths()
    if not root:
        return None
    url_path = root[0].root_path + path
    page = _page_of_known_kind(url_path, user)
    if page is None and _learn_kind(url_path):
        page = _page_of_known_kind(url_path, user)
    return page


def _key(url_path):
    return f"content.kind:{url_path.encode().hex()[-200:]}"


def _page_of_known_kind(url_path, user):
    known = cache.get(_key(url_path))
    if known is None:
        return None
    model, pk = ContentType.objects.get_for_id(known[0]).model_class(), known[1]
    pages = model.whole().live().filter(pk=pk, url_path=url_path)
    if issubclass(model, CasePage):
        pages = pages.annotate(open_lines=open_lines_for(user))
    return pages.annotate(is_open=~hidden_from(user), is_taken_back=taken_back()).first()


def _learn_kind(url_path):
    slug = url_path.rstrip("/").rpartition("/")[2]
    known = Page.objects.live().filter(slug=slug, url_path=url_path).values_list("content_type", "pk").first()
    if known:
        cache.set(_key(url_path), known, KIND_KEPT)
    return known
