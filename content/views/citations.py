"""The editor's list of citations that a later version of the law has left behind, or that never found their article."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from content import queries
from regulations.actions import keep_citation
from regulations.models import Citation
from regulations.queries import checked_citations, outdated_citations, unresolved_citations, with_what_changed

PAGE_SIZE = 20
LISTS = {"outdated": outdated_citations, "kept": checked_citations, "unresolved": unresolved_citations}


@require_GET
def report(request, which):
    """One of three lists: what is outdated, what was looked at, what answers to no article."""
    if which not in LISTS:
        raise Http404
    page = Paginator(LISTS[which](), PAGE_SIZE).get_page(request.GET.get("p"))
    sources = queries.sources_of(list(page))
    rows = with_what_changed(page) if which != "unresolved" else list(page)
    context = {
        "breadcrumbs_items": [{"label": _("Outdated citations"), "url": ""}],
        "header_title": _("Outdated citations"),
        "header_icon": "history",
        "which": which,
        "page": page,
        "rows": [(row, sources.get(citation.source)) for row, citation in zip(rows, page, strict=True)],
        "counts": {name: find().count() for name, find in LISTS.items()},
    }
    return render(request, "content/cms/citations.html", context)


@require_POST
def keep(request, pk):
    """Looked at, stays as it is."""
    citation = keep_citation(citation=_citation_or_404(pk), by=request.user, now=timezone.now())
    messages.success(request, _("%(words)s stays as it is.") % {"words": citation.words})
    return redirect("content-cms:citations", "outdated")


@require_POST
def reopen(request, pk):
    """Back on the list."""
    citation = keep_citation(citation=_citation_or_404(pk), by=request.user, now=timezone.now(), keep=False)
    messages.success(request, _("%(words)s is on the list again.") % {"words": citation.words})
    return redirect("content-cms:citations", "outdated")


def _citation_or_404(pk):
    return get_object_or_404(Citation, pk=pk)
