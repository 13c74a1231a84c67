from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from attendance.queries import progress_on
from content import queries
from content.models import kinds
from enterprises.queries import member_of

PAGE_SIZE = 20


@require_safe
def library(request):
    """What there is to study, narrowed by kind, topic and post as the address says."""
    chosen = {name: request.GET.get(name, "").strip()[:60] for name in ("kind", "topic", "post")}
    pages = Paginator(queries.shelf(request.user, **chosen), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "pages": pages,
        "rows": _rows(pages, request.user),
        "chosen": chosen,
        "narrowed": any(chosen.values()),
        "kinds": [(word, model.KIND_NAME) for word, model in kinds().items()],
        "facets": queries.facets(request.user),
    }
    return render(request, "content/library.html", context)


def _rows(pages, user):
    """Each page with this member's study record of it, or None."""
    member = member_of(user)
    records = progress_on(member, [page.pk for page in pages]) if member else {}
    return [(page, records.get(page.pk)) for page in pages]
