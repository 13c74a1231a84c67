from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from attendance.queries import progress_on
from content import queries
from content.rules import choice_of
from enterprises.queries import member_of
from regulations.queries import article_with_text

PAGE_SIZE = 20


@require_safe
def library(request):
    """What there is to study, narrowed by kind, topic, post and year as the address says."""
    choice, every = choice_of(request.GET), queries.study_pages_visible_to(request.user)
    kinds, groups = queries.groups_of_shelf(every, choice)
    pages = Paginator(queries.shelf(queries.narrowed(every, choice)), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "pages": pages,
        "rows": _rows(pages, request.user),
        "choice": choice,
        "kinds": kinds,
        "groups": groups,
    }
    return render(request, "content/library.html", context)


@require_safe
def citing(request, article_id):
    """What cites an article: a page of its own, or with `sheet` what a bottom sheet shows."""
    article = article_with_text(article_id)
    if article is None:
        raise Http404
    context = {"article": article, "cited_by": queries.cited_by(article, request.user)}
    template = "content/_citing.html" if "sheet" in request.GET else "content/citing.html"
    return render(request, template, context)


def _rows(pages, user):
    """Each page with this member's study record of it, or None."""
    member = member_of(user)
    records = progress_on(member, [page.pk for page in pages]) if member else {}
    return [(page, records.get(page.pk)) for page in pages]
