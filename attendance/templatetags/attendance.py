"""The study panel of a page, and where its film was left. Both read the member's record once a request."""

from django import template
from django.middleware.csrf import get_token

from attendance import queries
from attendance.rules import study

register = template.Library()

FILM_IS_OVER = 5


@register.inclusion_tag("attendance/_study_panel.html", takes_context=True)
def study_panel(context, page):
    """Credited so far, still needed, and why some time was not credited; nothing for those who are no members."""
    request = context["request"]
    if not request.user.is_authenticated or not request.user.membership or not getattr(page, "study_kind", None):
        return {"page": None}
    length = queries.length_of(page)
    if not length:
        return {"page": None}
    return {
        "page": page,
        "record": _record(request, page),
        "needed": study.seconds_needed(page.study_kind, length=length),
        "is_film": page.study_kind == study.WATCH,
        "csrf": get_token(request),
    }


@register.simple_tag(takes_context=True)
def study_position(context, page):
    """The second at which to resume a film; 0 for a film that was seen to its end, and for those who are no members."""
    request = context["request"]
    if not request.user.is_authenticated or not request.user.membership:
        return 0
    record = _record(request, page)
    if record is None or record.kind != study.WATCH or record.position > record.length - FILM_IS_OVER:
        return 0
    return int(record.position)


@register.filter
def minutes(seconds):
    """Seconds as m:ss."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _record(request, page):
    kept = request.__dict__.setdefault("study_records", {})
    if page.pk not in kept:
        kept[page.pk] = queries.record_of(request.user.membership, page)
    return kept[page.pk]
