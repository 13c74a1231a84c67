"""What a person may open, what is on the shelves, and which citations point nowhere."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import Page, PageViewRestriction, Site

from content.models import StudyPage, Topic
from regulations.queries import citations_in, passages

KIND_KEPT = 3600


def _hidden_from(user):
    """Whether a page, or one that it stands below, has a view restriction that this person does not meet.

    An alias is as restricted as the page it mirrors. A shared password proves nothing about a person.
    """
    restrictions = PageViewRestriction.objects.exclude(restriction_type=PageViewRestriction.NONE)
    if user.is_authenticated:
        met = Q(restriction_type=PageViewRestriction.LOGIN)
        met |= Q(restriction_type=PageViewRestriction.GROUPS, groups__in=user.groups.values("pk"))
        restrictions = restrictions.exclude(pk__in=PageViewRestriction.objects.filter(met).values("pk"))
    return Exists(
        restrictions.annotate(below=ExpressionWrapper(OuterRef("path"), CharField())).filter(
            Q(below__startswith=F("page__path")) | Q(below__startswith=F("page__aliases__path"))
        )
    )


def pages_visible_to(user):
    """The published pages that this person may open."""
    return Page.objects.live().filter(~_hidden_from(user))


def study_pages_visible_to(user):
    """The published pages to study that this person may open."""
    return StudyPage.objects.live().filter(~_hidden_from(user))


def page_at(path, user):
    """The published page at an address, whole, with `is_open`: whether this person may see it. None if there is none.

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
    return pages.annotate(is_open=~_hidden_from(user)).first()


def _learn_kind(url_path):
    slug = url_path.rstrip("/").rpartition("/")[2]
    known = Page.objects.live().filter(slug=slug, url_path=url_path).values_list("content_type", "pk").first()
    if known:
        cache.set(_key(url_path), known, KIND_KEPT)
    return known


def shelf(user, *, kind="", topic="", post=""):
    """What this person finds in the library, newest first; empty words do not narrow it."""
    pages = study_pages_visible_to(user)
    if kind:
        pages = pages.filter(kind=kind)
    if topic:
        pages = pages.filter(page_topics__tag__name=topic)
    if post:
        pages = pages.filter(post=post)
    return pages.annotate(film_seconds=F("filmpage__film__seconds")).order_by("-first_published_at", "-pk")


@dataclass(frozen=True)
class Facets:
    """The words by which this person's library can be narrowed."""

    topics: list
    posts: list


def facets(user):
    """Topics and posts of the pages that this person may open; two queries."""
    pages = study_pages_visible_to(user)
    topics = Topic.objects.filter(page_topics__content_object__in=pages.values("pk"))
    posts = pages.exclude(post="").order_by("post")
    return Facets(
        topics=list(topics.distinct().order_by("name").values_list("name", flat=True)),
        posts=list(posts.distinct().values_list("post", flat=True)),
    )


def related_to(page, user, count=3):
    """Other pages on the same topics that this person may open; one query."""
    topics = page.page_topics.model.objects.filter(content_object=page.pk).values("tag")
    related = study_pages_visible_to(user).filter(page_topics__tag__in=topics).exclude(pk=page.pk)
    related = related.annotate(film_seconds=F("filmpage__film__seconds")).distinct()
    return list(related.order_by("-first_published_at")[:count])


def public_notices(user, count=4):
    """The latest notices that this person may open."""
    return list(study_pages_visible_to(user).filter(kind="notice").order_by("-first_published_at", "-pk")[:count])


def dead_citations(text, on):
    """The citations in a text, as written, that point at no article in force on a day."""
    found = passages(citations_in(text), on)
    return list(dict.fromkeys(text[c.start : c.end] for c, passage in found.items() if passage is None))
