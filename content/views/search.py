from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from content.search import queries
from content.search.rules import MOST_QUERY_CHARACTERS


@require_safe
def search(request):
    """What the words typed find for this person; where that is nothing, what she may have meant."""
    text = request.GET.get("q", "").strip()[:MOST_QUERY_CHARACTERS]
    user = request.user
    context = {"text": text, "most_characters": MOST_QUERY_CHARACTERS}
    if text:
        kind, page = request.GET.get("kind", ""), request.GET.get("page")
        context["found"] = queries.search_library(user, text, kind=kind, page=page, on=timezone.localdate())
    if not (text and context["found"].total):
        context["topics"] = queries.topics_to_offer(user)
        context["nearest"] = queries.nearest_titles_for(user, text) if text else []
    return render(request, "content/search.html", context)
