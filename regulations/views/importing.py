"""A regulation comes in through the CMS: read, looked over, confirmed.

Until it is confirmed nothing is kept on the server: the text travels in the form, so that a break, a second window or a
step back loses nothing.
"""

from collections import Counter, defaultdict

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages as cms_messages

from regulations import actions, queries
from regulations.forms import OutlineForm, SourceForm, say_effect_refused, say_version_taken
from regulations.importers import DOUBTS
from regulations.rules.comparing import Change
from regulations.rules.outline import Role
from regulations.views.words import heading

ROLES = {
    Role.TITLE: gettext_lazy("title"),
    Role.FACTS: gettext_lazy("dates"),
    Role.PREAMBLE: gettext_lazy("preamble"),
    Role.CONTENTS: gettext_lazy("contents, passed over"),
    Role.BOOK: gettext_lazy("book"),
    Role.CHAPTER: gettext_lazy("chapter"),
    Role.SECTION: gettext_lazy("section"),
    Role.ARTICLE: gettext_lazy("article"),
    Role.PARAGRAPH: gettext_lazy("paragraph"),
    Role.ITEM: gettext_lazy("item"),
    Role.DETAIL: gettext_lazy("part of an item"),
    Role.NOTE: gettext_lazy("note"),
    Role.SIGNATURE: gettext_lazy("signature"),
    Role.APPENDIX: gettext_lazy("appendix"),
}


@require_http_methods(["GET", "POST"])
def read(request):
    """A file or a pasted text, and after it what was read."""
    sent = request.method == "POST"
    form = SourceForm(request.POST, request.FILES) if sent else SourceForm()
    if sent and form.is_valid():
        said = form.cleaned_data
        return _preview(request, OutlineForm.about(said["outline"], said["source"]))
    context = {"form": form} | heading((_("Import a regulation"), ""), icon="upload")
    return render(request, "regulations/cms/import.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def check(request):
    """The corrected text and facts, read again."""
    if request.method == "GET":
        return redirect("regulations-cms:import")
    form = OutlineForm.sent(request.POST)
    return _preview(request, _as_seen(form), status=200 if form.is_valid() else 422)


@require_http_methods(["GET", "POST"])
def save(request):
    """Take it in, as it was looked over. A text or a title that was changed since is shown once more."""
    if request.method == "GET":
        return redirect("regulations-cms:import")
    form = OutlineForm.sent(request.POST)
    if not form.is_valid():
        return _preview(request, _as_seen(form), status=422)
    said = form.cleaned_data
    if said["seen"] != form.outline.digest:
        messages.warning(request, _("The text was changed. Please look it over once more, then confirm."))
        return _preview(request, _as_seen(form))
    if form.retitled:
        messages.warning(request, _("The title was changed. Please look it over once more, then confirm."))
        return _preview(request, form)
    try:
        saved = actions.save_regulation(
            outline=form.outline,
            short_title=said["short_title"],
            aliases=said["names"],
            dropped=set(said["seen_names"]).difference(said["names"]),
            looked_over=True,
            by=request.user,
            now=timezone.now(),
        )
    except actions.VersionRefused as refusal:
        form.add_error("promulgated_on", say_version_taken(refusal.regulation, refusal.version))
        return _preview(request, form, status=422)
    except actions.EffectRefused as refusal:
        form.add_error("effective_on", say_effect_refused(refusal))
        return _preview(request, form, status=422)
    _tell(request, saved)
    return redirect("regulations-cms:versions", saved.version.regulation_id)


def _as_seen(form):
    """The form with the mark of the text that is now shown."""
    if form.is_bound and (form.is_valid() or form.outline):
        form.data = form.data.copy()
        form.data["seen"] = form.outline.digest
    return form


def _tell(request, saved):
    version = saved.version
    read_it = cms_messages.button(version.get_absolute_url(), _("Read"))
    if not saved.created:
        same = _("%(version)s is here already with this very text; nothing changed.")
        corrected = _("%(version)s is here already with this very text; what was told of it otherwise was corrected.")
        text = corrected if saved.corrected else same
        cms_messages.success(request, text % {"version": version}, buttons=[read_it])
        return
    text = _("%(version)s was imported.") % {"version": version}
    buttons = [read_it]
    if outdated := queries.outdated_citations().filter(outdated_by=version).count():
        words = ngettext(
            "%(count)s place cites what it has changed.", "%(count)s places cite what it has changed.", outdated
        )
        text += " " + words % {"count": outdated}
        buttons.append(cms_messages.button(reverse("content-cms:citations", args=["outdated"]), _("Look at them")))
    cms_messages.success(request, text, buttons=buttons)


def _preview(request, form, status=200):
    outline = form.outline
    steps = (_("Import a regulation"), reverse("regulations-cms:import")), (_("Look over a regulation"), "")
    context = {"form": form, "outline": outline} | heading(*steps, icon="upload")
    if outline:
        context |= _read(outline) | _compared(form, outline)
    return render(request, "regulations/cms/preview.html", context, status=status)


def _read(outline):
    """Every line with what it was taken for and what was unsure about it."""
    doubts = defaultdict(list)
    for doubt in outline.doubts:
        doubts[doubt.line].append(DOUBTS[doubt.about])
    return {
        "doubts": [(doubt.words, DOUBTS[doubt.about]) for doubt in outline.doubts if not doubt.line],
        "unsure": [(line, whys) for line, whys in sorted(doubts.items()) if line],
        "lines": [(line, ROLES[line.role], doubts.get(line.number)) for line in outline.lines],
    }


def _compared(form, outline):
    """What the text would change of the version in force, or of the last there is."""
    regulation = form.regulation
    if regulation is None:
        return {}
    same = queries.version_of_text(regulation, outline.digest)
    against = queries.version_in_force(regulation, timezone.localdate()) or queries.newest_version(regulation)
    if same or against is None:
        return {"regulation": regulation, "same": same}
    pairs = queries.comparison_with(against, outline)
    counts = Counter(pair.change.value for pair in pairs)
    return {
        "regulation": regulation,
        "against": against,
        "counts": {change.value: counts[change.value] for change in Change},
        "pairs": [pair for pair in pairs if pair.change != Change.SAME],
    }
