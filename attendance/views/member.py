import secrets

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from attendance import actions, queries
from attendance.forms import LeaveForm, NumberForm
from attendance.queries import codes
from attendance.rules.tokens import TokenRefused
from attendance.views.words import refusal_words

DEVICE_COOKIE = "attendance_device"
DEVICE_COOKIE_AGE = 400 * 86400


@require_safe
def event_list(request):
    now = timezone.now()
    lines = queries.events_for(request.user.membership, now)
    ahead = [line for line in lines if line.session.ends_at >= now]
    past = [line for line in reversed(lines) if line.session.ends_at < now]
    return render(request, "attendance/events.html", {"ahead": ahead, "past": past, "now": now})


@require_safe
def event(request, public_id):
    return _event_page(request, _event_or_404(request, public_id))


@require_POST
def ask_leave(request, session):
    session = _session_or_404(request, session)
    form = LeaveForm(request.POST)
    if not form.is_valid():
        return _event_page(request, session.event, leave_form=form, status=422)
    try:
        actions.ask_leave(session=session, member=request.user.membership, now=timezone.now(), **form.cleaned_data)
    except actions.MarkRefused as refusal:
        messages.error(request, refusal_words(refusal.code).title)
    else:
        messages.success(request, _("Your request for leave has been sent to the host."))
    return redirect(session.event)


def _event_page(request, event, leave_form=None, status=200):
    now, member = timezone.now(), request.user.membership
    lines = [queries.my_standing(session, member, now) for session in event.sessions.all()]
    for line in lines:
        line.session.event = event
    context = {"event": event, "lines": lines, "now": now, "leave_form": leave_form or LeaveForm()}
    return render(request, "attendance/event.html", context, status=status)


def check_in_by_number(request):
    """For those who cannot scan: today's event and the number on the screen."""
    now, member = timezone.now(), request.user.membership
    lines = queries.events_today(member, now)
    open_now = [line.session for line in lines if line.session.check_in_is_open(now)]
    form = NumberForm(request.POST or None, sessions=open_now)
    if request.method == "POST" and form.is_valid():
        session = form.cleaned_data["session"]
        try:
            actions.check_in_by_number(
                session=session,
                member=member,
                digits=form.cleaned_data["digits"],
                device=_device(request),
                now=now,
            )
        except actions.CheckInRefused as refusal:
            form.add_error("digits", refusal_words(refusal.code).todo)
        else:
            return _checked_in(request, session)
    context = {"form": form, "open_now": open_now, "lines": lines}
    status = 422 if form.errors else 200
    return _with_device(request, render(request, "attendance/number.html", context, status=status))


def check_in(request, session, token):
    """What a scan opens. Looking never marks; the button does."""
    session = _session_or_404(request, session)
    return (_mark if request.method == "POST" else _confirm)(request, session, token)


def _confirm(request, session, token):
    now, member = timezone.now(), request.user.membership
    line = queries.my_standing(session, member, now)
    if line.arrived_at:
        return redirect("attendance:check-in-result", session.public_id)
    try:
        codes.check_token(session, token, now)
    except TokenRefused as refusal:
        return _refused(request, session, refusal.code)
    context = {
        "session": session,
        "line": line,
        "ticket": codes.confirm_ticket(session, member, now),
        "too_early": now < session.opens_at,
        "late": now > session.late_from,
    }
    return _with_device(request, render(request, "attendance/confirm.html", context))


def _mark(request, session, token):
    try:
        actions.check_in(
            session=session,
            member=request.user.membership,
            token=token,
            ticket=request.POST.get("ticket", ""),
            device=_device(request),
            now=timezone.now(),
        )
    except actions.CheckInRefused as refusal:
        return _refused(request, session, refusal.code)
    return _checked_in(request, session)


@require_safe
def check_in_result(request, session):
    session = _session_or_404(request, session)
    line = queries.my_standing(session, request.user.membership, timezone.now())
    if line.mark is None:
        return redirect(session.event)
    return render(request, "attendance/result.html", {"session": session, "line": line})


def _checked_in(request, session):
    return _with_device(request, redirect("attendance:check-in-result", session.public_id))


def _refused(request, session, code):
    context = {"session": session, "words": refusal_words(code), "code": code}
    return render(request, "attendance/refused.html", context, status=422)


def _device(request):
    """A random name for this phone, so that two people on one phone can be noticed."""
    return request.COOKIES.get(DEVICE_COOKIE, "")[:40]


def _with_device(request, response):
    if not _device(request):
        response.set_cookie(
            DEVICE_COOKIE,
            secrets.token_urlsafe(18),
            max_age=DEVICE_COOKIE_AGE,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def _event_or_404(request, public_id):
    found = queries.event_open_to(request.user.membership, public_id)
    if found is None:
        raise Http404
    return found


def _session_or_404(request, public_id):
    found = queries.session_open_to(request.user.membership, public_id)
    if found is None:
        raise Http404
    return found
