"""What the templates of the desk ask of a row."""

from django import template

from campaigns.models import ActivityKind
from reports.queries.figures import KIND_WORDS, items_by_kind
from reports.queries.today import days_until as days_until_due

register = template.Library()


@register.filter
def kind_icon(kind):
    return KIND_WORDS[kind][1]


@register.filter
def kinds(activities):
    """The labels of the kinds among activities, in the order of the columns."""
    return [ActivityKind(kind).label for kind in items_by_kind(activities)]


@register.filter
def days_until(standing, now):
    return days_until_due(standing, now)


@register.filter
def whole_minutes(seconds):
    return int(seconds // 60)


@register.simple_tag(takes_context=True)
def with_page(context, number):
    """This page's address with another number."""
    query = context["request"].GET.copy()
    query["page"] = number
    return query.urlencode()
