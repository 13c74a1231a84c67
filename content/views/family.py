"""The one-time link: made by a member, opened by one of her family on a phone that we do not know."""

import secrets

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from content import actions, queries
from content.forms import DOOR_WORDS, LINK_REFUSALS, LineForm
from content.models import FamilyLink, StoryPage
from content.rules import family as rules
from content.rules.family import Door
from enterprises.queries import member_of
from media.queries import GUEST_COOKIE, guest_of

MADE = "content.family_link"
GONE = 410


@require_http_methods(["GET", "POST"])
def invite(request, page_id):
    """Make a link to a story that she may open; the address itself is shown once, since we keep only its digest."""
    member, now = member_of(request.user), timezone.now()
    visible = queries.pages_visible_to(request.user).values("pk")
    page = get_object_or_404(StoryPage.objects.filter(pk__in=visible), pk=page_id)
    if request.method == "POST":
        try:
            _link, token = actions.invite_family(member=member, page=page, now=now)
        except actions.LinkRefused as refusal:
            messages.error(request, LINK_REFUSALS[refusal.code])
        else:
            request.session[MADE] = token
        return redirect("content:invite-family", page.pk)
    token = request.session.pop(MADE, None)
    context = {
        "page": page,
        "address": request.build_absolute_uri(reverse("content:family", args=[token])) if token else "",
        "links": queries.links_of(member, now),
        "may_be_read": queries.may_family_read(page),
        "most": rules.MOST_OPEN,
    }
    return render(request, "content/family/invite.html", context)


@require_POST
def revoke(request, public_id):
    link = get_object_or_404(FamilyLink.objects.filter(member=member_of(request.user)), public_id=public_id)
    actions.revoke_link(link=link, now=timezone.now())
    messages.success(request, _("The link is closed. Nobody can open it any more."))
    return redirect("content:invite-family", link.page_id)


@require_http_methods(["GET", "HEAD", "POST"])
def door(request, token):
    """What a family link leads to. Looking changes nothing, since chat programmes fetch links ahead; a button opens."""
    link = queries.link_at(token)
    if link is None:
        return _quiet(render(request, "content/family/unknown.html", status=404))
    if request.user.is_authenticated:
        return _quiet(render(request, "content/family/signed_in.html", {"page": link.page}))
    if request.method == "POST":
        return _opened(request, link, token)
    standing = _standing(request, link)
    if standing == Door.OPEN:
        return _story(request, link, LineForm())
    if standing == Door.CLOSED:
        return _quiet(render(request, "content/family/door.html", {"page": link.page}))
    return _refused(request, standing)


def _opened(request, link, token):
    browser = guest_of(request) or secrets.token_urlsafe(24)
    try:
        actions.claim_link(link=link, browser=browser, now=timezone.now())
    except actions.LinkRefused as refusal:
        return _refused(request, Door(refusal.code))
    answer = redirect("content:family", token)
    answer.set_signed_cookie(
        GUEST_COOKIE,
        browser,
        max_age=rules.LASTS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return _quiet(answer)


@require_POST
def add_line(request, token):
    """The one line, from the browser that has the link."""
    link = queries.link_at(token)
    if link is None:
        return _quiet(render(request, "content/family/unknown.html", status=404))
    form = LineForm(request.POST)
    if not form.is_valid():
        standing = _standing(request, link)
        return _story(request, link, form, status=422) if standing == Door.OPEN else _refused(request, standing)
    try:
        actions.add_line(link=link, browser=guest_of(request), now=timezone.now(), **form.cleaned_data)
    except actions.LinkRefused as refusal:
        if refusal.code != "one-line-only":
            return _refused(request, Door(refusal.code))
    return _quiet(redirect("content:family", token))


def _standing(request, link):
    guest = guest_of(request)
    browser = rules.digest(guest) if guest else ""
    return link.door(browser=browser, may_be_read=queries.may_family_read(link.page), now=timezone.now())


def _story(request, link, form, status=200):
    page = queries.stories_for_family().get(pk=link.page_id)
    context = {"page": page, "link": link, "line": getattr(link, "line", None), "form": form}
    return _quiet(render(request, "content/family/story.html", context, status=status))


def _refused(request, standing):
    heading, words = DOOR_WORDS.get(standing, DOOR_WORDS[Door.ELSEWHERE])
    return _quiet(render(request, "content/family/closed.html", {"heading": heading, "words": words}, status=GONE))


def _quiet(response):
    """Nobody keeps it, nobody finds it. (No `no-referrer`: forms on such a page come without an origin, and so in vain;
    the site's own `same-origin` tells other sites as little.)"""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
