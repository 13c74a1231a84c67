from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from content.rules import choice_of, typed
from content.search import queries
from content.search.inside import search_inside
from content.search.rules import MOST_QUERY_CHARACTERS
from regulations.models import Version


@require_safe
def search(request):
    """What the words typed find for this person; where that is little, what she may have meant."""
    text = typed(request.GET.get("q", ""), MOST_QUERY_CHARACTERS)
    context = {"text": text, "most_characters": MOST_QUERY_CHARACTERS}
    if text:
        context |= _answer(request, text)
    if not (text and (context["found"].total or context["found"].best)):
        context["topics"] = queries.topics_to_offer(request.user)
    return render(request, "content/search.html", context)


def _answer(request, text):
    choice, page = choice_of(request.GET), request.GET.get("page")
    found = queries.search_library(request.user, text, choice=choice, page=page, on=timezone.localdate())
    nearest = queries.nearest_titles_for(request.user, text, found=found) if found.is_weak and not choice else []
    # What stands in the list already need not be offered.
    nearest = [title for title in nearest if title not in {finding.name for finding in found.findings}]
    return {"found": found, "choice": choice, "kinds": found.kinds, "groups": found.groups, "nearest": nearest}


@require_safe
def search_in_regulation(request, pk):
    """Which articles of one version of a regulation have the words typed; regulations are open to everybody."""
    version = get_object_or_404(Version.objects.select_related("regulation"), pk=pk)
    text = typed(request.GET.get("q", ""), MOST_QUERY_CHARACTERS)
    context = {"version": version, "text": text, "most_characters": MOST_QUERY_CHARACTERS}
    if text:
        context["inside"] = search_inside(version, text, on=timezone.localdate())
    return render(request, "content/search_in_regulation.html", context)
