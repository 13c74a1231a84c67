"""How often an article is cited, for whoever reads it: templates of `regulations` show it without knowing this room."""

from django import template
from django.urls import reverse
from django.utils.translation import ngettext

from content import queries
from regulations.queries import citations_by_article, citations_to_article

register = template.Library()


@register.simple_tag(takes_context=True)
def cited_counts(context, version, reading):
    """{an article's key: in how many places it is cited} of a whole version, for this person."""
    by_article = citations_by_article(version, reading)
    known = {
        each.pk
        for each in queries.citations_known_to(
            context["request"].user, [each for citations in by_article.values() for each in citations]
        )
    }
    counts = {pk: sum(each.pk in known for each in citations) for pk, citations in by_article.items()}
    return {pk: count for pk, count in counts.items() if count}


@register.simple_tag(takes_context=True)
def cited_count(context, article):
    """In how many places one article is cited, for this person."""
    return len(queries.citations_known_to(context["request"].user, citations_to_article(article)))


@register.inclusion_tag("content/_cited_link.html")
def cited_link(pk, count):
    """A quiet way to what cites an article; nothing where nothing does."""
    words = ngettext("Cited in %(count)s place", "Cited in %(count)s places", count or 0) % {"count": count or 0}
    return {"count": count, "words": words, "address": reverse("content:citing", args=[pk])}


@register.filter
def of(counts, pk):
    return counts.get(pk, 0)
