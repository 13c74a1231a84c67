"""The editors' side of what is sent in, inside the CMS: stories of members, and lines of their families."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from content import actions, queries
from content.forms import ReturnForm, say
from content.models import FamilyLine, SentStory

PAGE_SIZE = 20


@require_safe
def stories(request):
    """What was sent in, what waits first; narrowed by state as the address says."""
    chosen = request.GET.get("state", SentStory.State.WAITING)
    found = queries.sent_stories_visible_to(request.user)
    if chosen in SentStory.State.values:
        found = found.filter(state=chosen)
    context = {
        "stories": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "chosen": chosen,
        "states": [choice for choice in SentStory.State.choices if choice[0] != SentStory.State.DRAFT],
        "lines_waiting": queries.family_lines_visible_to(request.user).filter(state=FamilyLine.State.WAITING).count(),
    }
    return render(request, "content/cms/sent_stories.html", context)


@require_safe
def story(request, public_id):
    found = _story_or_404(request, public_id)
    return _story_page(request, found, ReturnForm())


@require_POST
def take(request, public_id):
    """Make a draft page of it and lead to the page's editor; or tell who was quicker."""
    found = _story_or_404(request, public_id)
    try:
        page = actions.take_story(story=found, by=request.user, now=timezone.now())
    except actions.StoryRefused as refusal:
        messages.error(request, say(refusal))
        return redirect("content-cms:sent-story", found.public_id)
    messages.success(request, _("Taken. Edit the draft below and submit it; a second editor lets it out."))
    return redirect("wagtailadmin_pages:edit", page.pk)


@require_POST
def give_back(request, public_id):
    """Return it to its writer with the reason."""
    found = _story_or_404(request, public_id)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _story_page(request, found, form, status=422)
    try:
        actions.return_story(story=found, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())
    except actions.StoryRefused as refusal:
        if refusal.code == "no-reason":
            form.add_error("reason", say(refusal))
            return _story_page(request, found, form, status=422)
        messages.error(request, say(refusal))
        return redirect("content-cms:sent-story", found.public_id)
    messages.success(request, _("Returned. Its writer reads your reason."))
    return redirect("content-cms:sent-stories")


@require_safe
def lines(request):
    """What families wrote, what waits first."""
    found = queries.family_lines_visible_to(request.user)
    waiting = found.filter(state=FamilyLine.State.WAITING)
    decided = found.exclude(state=FamilyLine.State.WAITING)
    page = Paginator(decided, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "content/cms/family_lines.html", {"waiting": waiting, "decided": page})


@require_POST
def decide(request, public_id):
    """Let a line stand under its story, or not; or tell why it may not."""
    line = get_object_or_404(queries.family_lines_visible_to(request.user), public_id=public_id)
    shown = "show" in request.POST
    try:
        actions.decide_line(line=line, shown=shown, by=request.user, now=timezone.now())
    except actions.StoryRefused as refusal:
        messages.error(request, say(refusal))
    else:
        messages.success(request, _("It stands under the story now.") if shown else _("It is not shown."))
    return redirect("content-cms:family-lines")


def _story_or_404(request, public_id):
    return get_object_or_404(queries.sent_stories_visible_to(request.user), public_id=public_id)


def _story_page(request, found, form, status=200):
    pages = found.pages.order_by("pk")
    context = {
        "story": found,
        "pages": pages,
        "withdrawal": None if found.out else queries.why_off(found),
        "form": form,
        "may_decide": found.state == SentStory.State.WAITING or (found.state == SentStory.State.TAKEN and not pages),
    }
    return render(request, "content/cms/sent_story.html", context, status=status)
