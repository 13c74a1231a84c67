from itertools import groupby

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from regulations import queries
from regulations.models import Regulation
from regulations.views.words import STANDING

LEVELS = list(Regulation.Level.values)


def shelf(request):
    """All regulations, by level: laws first."""
    regulations = sorted(queries.shelf(timezone.localdate()), key=lambda r: (LEVELS.index(r.level), r.short_title))
    shelves = [
        (Regulation.Level(level).label, list(of_level)) for level, of_level in groupby(regulations, lambda r: r.level)
    ]
    return render(request, "regulations/shelf.html", {"shelves": shelves})


def in_force(request, slug):
    """To the version in force today, or else to the newest there is."""
    versions = _versions_or_404(slug)
    today = timezone.localdate()
    holding = (v for v in versions if queries.standing(v, versions, today) == queries.IN_FORCE)
    return redirect(next(holding, versions[0]))


def read(request, slug, version):
    """A whole version; what it cites and is cited by comes to its anchors."""
    versions = _versions_or_404(slug)
    chosen = next((v for v in versions if v.name == version), None)
    if chosen is None:
        raise Http404
    today = timezone.localdate()
    standings = [(v, queries.standing(v, versions, today)) for v in versions]
    standing = dict(standings)[chosen]
    context = {
        "version": chosen,
        "regulation": chosen.regulation,
        "versions": [(v, STANDING[how]) for v, how in standings],
        "standing": standing,
        "standing_label": STANDING[standing],
        "holding": next((v for v, how in standings if how == queries.IN_FORCE), None),
        "reading": queries.reading(chosen),
        "before": next((v for v in versions if v.order < chosen.order), None),
    }
    return render(request, "regulations/read.html", context)


def compare(request, slug, new, old):
    """What changed from one version to another; the chooser on the page asks with `new` and `old`."""
    versions = {version.name: version for version in _versions_or_404(slug)}
    asked = request.GET.get("new", new), request.GET.get("old", old)
    if not {new, old, *asked} <= versions.keys():
        raise Http404
    later, earlier = sorted((versions[name] for name in asked), key=lambda version: version.order, reverse=True)
    if later == earlier:
        return redirect(later)
    if (later.name, earlier.name) != (new, old) or request.GET:
        return redirect("regulations:compare", slug, later.name, earlier.name)
    context = {
        "regulation": later.regulation,
        "new": later,
        "old": earlier,
        "versions": list(versions.values()),
        "comparison": queries.comparison(earlier, later),
    }
    return render(request, "regulations/compare.html", context)


def article(request, pk):
    """One article for the bottom sheet, the paragraph `p` and its item `i` marked."""
    found = queries.article_with_text(pk)
    if found is None:
        raise Http404
    if request.headers.get("Sec-Fetch-Dest") == "document":
        # Somebody opened the fragment's own address: show the page it belongs to.
        return redirect(found)
    versions = queries.versions_at(found.version.regulation.slug)
    standing = queries.standing(found.version, versions, timezone.localdate())
    context = {
        "article": found,
        "paragraph": _number(request.GET.get("p")),
        "item": _number(request.GET.get("i")),
        "standing": standing,
        "standing_label": STANDING[standing],
    }
    return render(request, "regulations/_article.html", context)


def _versions_or_404(slug):
    versions = queries.versions_at(slug)
    if not versions:
        raise Http404
    return versions


def _number(text):
    return int(text) if text and text.isdecimal() and len(text) < 5 else 0
