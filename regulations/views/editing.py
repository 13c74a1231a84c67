"""What an editor does to regulations beside choosing them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from regulations import actions, queries
from regulations.forms import FactsForm, RepealForm, say_effect_refused, say_repeal_refused
from regulations.models import Regulation, Version
from regulations.views.words import STANDING, heading


@require_http_methods(["GET", "POST"])
def versions(request, pk):
    """All versions of a regulation; a POST says of one on which day it was repealed."""
    regulation = get_object_or_404(Regulation, pk=pk)
    if request.method == "GET":
        return _versions(request, regulation)
    version = get_object_or_404(regulation.versions.select_related("regulation"), pk=_number(request, "version"))
    form = RepealForm(request.POST, version=version)
    if form.is_valid() and _repealed(request, version, form):
        return redirect("regulations-cms:versions", regulation.pk)
    return _versions(request, regulation, repeal={version: form}, status=422)


@require_POST
def correct(request, pk):
    """When a version took effect, its number and who issued it, as an editor knows better."""
    version = get_object_or_404(Version.objects.select_related("regulation"), pk=pk)
    form = FactsForm(request.POST, version=version)
    if form.is_valid() and _corrected(request, version, form):
        return redirect("regulations-cms:versions", version.regulation_id)
    return _versions(request, version.regulation, facts={version: form}, status=422)


def _versions(request, regulation, *, repeal=None, facts=None, status=200):
    """The page of all versions, with the forms among theirs that were sent and refused."""
    found, today = queries.versions_at(regulation.slug), timezone.localdate()
    repeals = {version: RepealForm(version=version) for version in found} | (repeal or {})
    corrections = {version: FactsForm(version=version) for version in found} | (facts or {})
    rows = [
        (version, STANDING[queries.standing(version, found, today)], repeals[version], corrections[version])
        for version in found
    ]
    edit = reverse("wagtailsnippets_regulations_regulation:edit", args=[regulation.pk])
    context = {"regulation": regulation, "rows": rows}
    context |= heading((regulation.short_title, edit), (_("Versions"), ""), icon="history")
    return render(request, "regulations/cms/versions.html", context, status=status)


@require_POST
def discard(request, pk):
    """Take out a version that came in by mistake; one that is cited stays."""
    version = get_object_or_404(Version.objects.select_related("regulation"), pk=pk)
    regulation, words = version.regulation, {"version": str(version)}
    try:
        actions.discard_version(version=version, by=request.user, now=timezone.now())
    except actions.DiscardRefused as refusal:
        text = ngettext(
            "%(version)s is cited in %(count)s place and stays.",
            "%(version)s is cited in %(count)s places and stays.",
            refusal.count,
        )
        messages.error(request, text % (words | {"count": refusal.count}))
    else:
        messages.success(request, _("%(version)s was taken out.") % words)
    if Regulation.objects.filter(pk=regulation.pk).exists():
        return redirect("regulations-cms:versions", regulation.pk)
    return redirect("wagtailsnippets_regulations_regulation:list")


def _repealed(request, version, form):
    on = form.cleaned_data["on"]
    try:
        actions.repeal_version(version=version, on=on, by=request.user, now=timezone.now())
    except actions.RepealRefused as refusal:
        form.add_error("on", say_repeal_refused(refusal.effective_on))
        return False
    said = _("Version %(version)s: repealed on %(day)s.") if on else _("Version %(version)s: not repealed.")
    messages.success(request, said % {"version": version.name, "day": on and on.isoformat()})
    return True


def _corrected(request, version, form):
    try:
        changed = actions.correct_version(version=version, **form.cleaned_data, by=request.user, now=timezone.now())
    except actions.EffectRefused as refusal:
        form.add_error("effective_on", say_effect_refused(refusal))
        return False
    said = _("Version %(version)s was corrected.") if changed else _("Version %(version)s: nothing was changed.")
    messages.success(request, said % {"version": version.name})
    return True


def _number(request, name):
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0
