"""The pieces of the dialog in which an editor chooses what to cite; `choose.js` puts them into it."""

from datetime import date

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from regulations import queries


@require_GET
def search(request):
    """The field to search in, and below it what was found, or the regulations to begin with."""
    text, on = request.GET.get("q", "").strip()[:80], _day(request)
    context = {"text": text, "on": on}
    if text:
        context["found"] = queries.found_by(text, on)
    else:
        context["regulations"] = queries.regulations_in_force(on)
    return render(request, "regulations/cms/choose.html", context)


@require_GET
def article(request, pk):
    """One article, with everything in it that can be cited."""
    found = queries.article_with_text(pk)
    if found is None:
        raise Http404
    context = {"article": found, "places": list(queries.places_in(found)), "text": request.GET.get("q", "")[:80]}
    return render(request, "regulations/cms/choose_article.html", context)


def _day(request):
    """The day that the text is about, where the form in which it is cited says so."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return timezone.localdate()
