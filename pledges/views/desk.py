from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from enterprises.queries import members_visible_to

from .. import queries

PER_PAGE = 50


@require_GET
def desk(request):
    """Who signed which version, by name and state alone: what was drawn belongs to the signer."""
    texts = list(queries.texts_in_force())
    text = next((each for each in texts if each.code == request.GET.get("text")), texts[0] if texts else None)
    members = members_visible_to(request.user).select_related("enterprise", "department")
    context = {"texts": texts, "text": text, "missing": "missing" in request.GET}
    if text:
        context["asked"] = members.count()
        context["signed"] = queries.signed_by(members, text).count()
        shown = queries.missing_from(members, text) if context["missing"] else members
        page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
        context |= {"page": page, "lines": queries.signings(page.object_list, text, timezone.now())}
    return render(request, "pledges/desk.html", context)
