"""What is on the shelves."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from content.models import PageTopic
from content.queries.visible import study_pages_visible_to
from regulations.queries import citing_the_same


def shelf(pages):
    """Pages as the library lists them: the newest first, a film's with its length."""
    return pages.annotate(film_seconds=F("filmpage__film__seconds")).order_by("-first_published_at", "-pk")


def related_to(page, user, count=3):
    """Other pages that this person may open and that share articles or topics with this one; one query.

    An article in common says more than a topic in common.
    """
    topics = PageTopic.objects.filter(tag__in=PageTopic.objects.filter(content_object=page.pk).values("tag"))
    citations = citing_the_same(page)
    related = study_pages_visible_to(user).exclude(pk=page.pk)
    related = related.filter(Q(pk__in=topics.values("content_object")) | Q(pk__in=citations.values("source_id")))
    closeness = 2 * _how_many(citations, "source_id") + _how_many(topics, "content_object")
    related = related.annotate(film_seconds=F("filmpage__film__seconds"), closeness=closeness)
    return list(related.order_by("-closeness", "-first_published_at", "-pk")[:count])


def _how_many(rows, key):
    """How many of these rows belong to the page at hand."""
    mine = rows.filter(**{key: OuterRef("pk")}).order_by().values(key).annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(mine, output_field=IntegerField()), 0)


def public_notices(user, count=4):
    """The latest notices that this person may open."""
    return list(study_pages_visible_to(user).filter(kind="notice").order_by("-first_published_at", "-pk")[:count])


def public_reading(count=4):
    """The latest pages, notices apart, that are for everybody."""
    pages = study_pages_visible_to(AnonymousUser()).exclude(kind="notice")
    return list(
        pages.annotate(film_seconds=F("filmpage__film__seconds")).order_by("-first_published_at", "-pk")[:count]
    )
