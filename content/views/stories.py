"""A member's own stories: writing one, sending it, seeing what became of it."""

from functools import wraps

from django.contrib import messages
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from content import actions, queries
from content.forms import MISSING, SendForm, StoryForm, read_files, say
from content.rules import sent as rules
from enterprises.queries import member_of

TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


def of_hers(view):
    """Gives the view the story that the address names, among those of whoever asks."""

    @wraps(view)
    def found(request, public_id):
        stories = queries.stories_of(member_of(request.user))
        return view(request, get_object_or_404(stories, public_id=public_id))

    return found


@require_GET
def my_stories(request):
    return render(request, "content/stories/mine.html", {"stories": queries.stories_of(member_of(request.user))})


@require_http_methods(["GET", "POST"])
def write(request):
    """A new story. Nothing is made before something is kept."""
    if request.method == "GET":
        return _form_page(request, StoryForm())
    member = member_of(request.user)
    return _kept(request, None, lambda written: actions.begin_story(member=member, written=written, now=timezone.now()))


@require_http_methods(["GET", "POST"])
@of_hers
def story(request, story):
    """What is being written, to go on with; what was sent, with what became of it."""
    if request.method == "POST":
        return _kept(
            request, story, lambda written: actions.keep_story(story=story, written=written, now=timezone.now())
        )
    if story.is_writable:
        return _form_page(request, StoryForm.of(story), story)
    context = {"story": story, "withdrawal": None if story.out else queries.why_off(story)}
    return render(request, "content/stories/sent.html", context)


def _kept(request, story, keep):
    """Keep what came, or say why not with all of it still there; then go on to where the button leads."""
    form = StoryForm(request.POST)
    if not form.is_valid():
        return _answer(request, form, story, status=422)
    removed = set(request.POST.getlist("remove"))
    stay = [picture for picture in story.pictures.all() if str(picture.public_id) not in removed] if story else []
    files = read_files(request.FILES, room=rules.room_for(len(stay)))
    try:
        kept = keep(form.written(request.POST, files))
    except actions.StoryRefused as refusal:
        form.add_error(None, say(refusal))
        return _answer(request, _knowing(form, story), story, status=409)
    kept = queries.stories_of(kept.member).get(pk=kept.pk)
    if _wants_json(request):
        return _answer(request, StoryForm.of(kept), kept, refused=files.refused)
    for _field, name, why in files.refused:
        messages.error(request, _("%(name)s was not taken: %(why)s") % {"name": name, "why": why})
    if "next" in request.POST and not files.refused:
        return redirect("content:send-story", kept.public_id)
    messages.success(request, _("Kept. You can go on at any time, on any phone you sign in on."))
    return redirect("content:my-story", kept.public_id)


def _knowing(form, story):
    """Where another window was quicker, keeping once more is a decision: the form now knows of it."""
    form.data = form.data.copy()
    form.data["known"] = story.version if story else 0
    return form


def _answer(request, form, story, *, refused=(), status=200):
    if not _wants_json(request):
        return _form_page(request, form, story, status=status)
    context = {"story": story, "most": rules.MOST_PICTURES, "refused": refused}
    answer = {
        "address": reverse("content:my-story", args=[story.public_id]) if story else "",
        "known": story.version if story else 0,
        "files": render_to_string("content/stories/_files.html", context, request),
        "errors": [str(error) for errors in form.errors.values() for error in errors],
    }
    return JsonResponse(answer, status=status)


def _wants_json(request):
    return "application/json" in request.headers.get("Accept", "")


def _form_page(request, form, story=None, status=200):
    member = member_of(request.user)
    context = {"form": form, "story": story, "member": member, "most": rules.MOST_PICTURES}
    return render(request, "content/stories/write.html", context, status=status)


@require_http_methods(["GET", "POST"])
@of_hers
def send(request, story):
    """See it as readers will, tick, send."""
    if not story.is_writable:
        return redirect("content:my-story", story.public_id)
    form = SendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.send_story(story=story, agreed=form.cleaned_data["agreed"], now=timezone.now())
        except actions.StoryRefused as refusal:
            form.add_error("agreed" if refusal.code == "not-agreed" else None, say(refusal))
        else:
            return redirect("content:my-story", story.public_id)
    missing = [MISSING[code] for code in story.missing]
    context = {"story": story, "form": form, "missing": missing}
    return render(request, "content/stories/send.html", context, status=422 if form.errors else 200)


def _done(request, act, words, place="content:my-story", *arguments):
    try:
        act()
    except actions.StoryRefused as refusal:
        messages.error(request, say(refusal))
    else:
        messages.success(request, words)
    return redirect(place, *arguments)


@require_POST
@of_hers
def take_back(request, story):
    return _done(
        request,
        lambda: actions.take_back_story(story=story, now=timezone.now()),
        _("It is yours again. Change it and send it when you like."),
        "content:my-story",
        story.public_id,
    )


@require_POST
@of_hers
def withdraw(request, story):
    return _done(
        request,
        lambda: actions.withdraw_story(story=story, now=timezone.now()),
        _("Withdrawn. Nobody reads it here any more."),
        "content:my-story",
        story.public_id,
    )


@require_POST
@of_hers
def delete(request, story):
    return _done(
        request,
        lambda: actions.delete_story(story=story, now=timezone.now()),
        _("Deleted, with its pictures and its recording."),
        "content:my-stories",
    )


@require_GET
def picture(request, public_id, size):
    """A picture that was sent along: for its writer, and for publishers once it was sent."""
    found = queries.sent_picture_visible_to(request.user, public_id)
    if found is None:
        raise Http404
    file = found.small if size == "small" else found.file
    answer = FileResponse(file.open("rb"), content_type=TYPES[file.name.rpartition(".")[2]])
    answer["Cache-Control"] = "private, max-age=600"
    return answer
