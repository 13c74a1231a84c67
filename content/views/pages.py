"""Pages at their addresses, in place of Wagtail's own view: one query finds a page and says whether it may be seen."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_safe

from content import queries


@require_safe
def serve(request, path):
    """The page at `path`. What is hidden is missing for people we know, and a sign-in away for those we do not."""
    page = queries.page_at(path, request.user)
    if page is None:
        raise Http404
    if page.is_open and page.is_taken_back:
        return render(request, "content/withdrawn.html", {"page": page, "withdrawal": page.withdrawal}, status=410)
    if page.is_open:
        return page.serve(request)
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())


@require_GET
def open_page(request, page_id):
    """From a page's number, which campaigns and records keep, to its address of today."""
    page = get_object_or_404(queries.pages_visible_to(request.user), pk=page_id)
    return redirect(page.url)


@require_GET
def wagtail_sign_in(request):
    """Wagtail's private documents send people here; there is only one door."""
    return redirect_to_login(request.GET.get("next", "/"))
