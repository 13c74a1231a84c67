from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from segno import make as make_qr

from attendance import actions, exporters, queries
from attendance.forms import MarkForm
from attendance.models import Session
from attendance.queries import codes
from attendance.rules.presence import State
from attendance.views.words import refusal_words
from enterprises.queries import members_counted_for, members_visible_to

CODES_AHEAD = 8
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN_FIRST = (State.EXPECTED, State.ABSENT, State.LATE, State.PRESENT, State.MADE_UP, State.EXCUSED, State.UNATTENDED)


@require_safe
def event_list(request):
    now = timezone.now()
    events = queries.events_hosted_by(request.user).select_related("enterprise")
    events = events.prefetch_related(Prefetch("sessions", Session.objects.order_by("starts_at")))
    rows = [(event, queries.current_session(event, now)) for event in events]
    rows = sorted((row for row in rows if row[1]), key=lambda row: row[1].starts_at, reverse=True)
    ahead = [row for row in reversed(rows) if row[1].closes_at >= now]
    past = [row for row in rows if row[1].closes_at < now]
    return render(request, "attendance/desk_events.html", {"ahead": ahead, "past": past, "now": now})


@require_safe
def event(request, public_id):
    event, session = _hosted_or_404(request, public_id)
    now = timezone.now()
    lines = _lines(request, session, now)
    chosen = request.GET.get("state", "")
    there, asked = queries.live_count(session, members_counted_for(request.user))
    context = {
        "event": event,
        "session": session,
        "now": now,
        "lines": [line for line in lines if chosen in ("", line.state)],
        "chosen": chosen,
        "states": _state_chips(lines),
        "everybody": len(lines),
        "there": there,
        "asked": asked,
        "waiting": [line for line in lines if line.leave],
        "form": MarkForm(),
    }
    return render(request, "attendance/desk_event.html", context)


def _lines(request, session, now):
    lines = queries.roll(session, members_visible_to(request.user), now)
    return sorted(lines, key=lambda line: SHOWN_FIRST.index(line.state))


def _state_chips(lines):
    """(state, its label, how many) for the states that occur."""
    tally = queries.tally(lines)
    labels = {line.state: line.label for line in lines}
    return [(state, labels[state], tally[state]) for state in SHOWN_FIRST if tally[state]]


@require_POST
def mark(request, public_id):
    _event, session = _hosted_or_404(request, public_id)
    form = MarkForm(request.POST)
    back = redirect("attendance:desk-event", public_id)
    if not form.is_valid():
        messages.error(request, _("Nothing was marked: choose a mark and write a reason."))
        return back
    member = members_visible_to(request.user).filter(public_id=form.cleaned_data["member"]).first()
    if member is None:
        raise Http404
    try:
        made = actions.mark(
            session=session,
            member=member,
            state=form.cleaned_data["state"],
            reason=form.cleaned_data["reason"],
            by=request.user,
            now=timezone.now(),
        )
    except actions.MarkRefused as refusal:
        messages.error(request, refusal_words(refusal.code).title)
    else:
        text = _("%(name)s is marked: %(state)s.") % {"name": member.name, "state": made.get_state_display()}
        messages.success(request, text)
    return back


@require_safe
def sheet(request, public_id):
    _event, session = _hosted_or_404(request, public_id)
    now = timezone.now()
    lines = queries.roll(session, members_visible_to(request.user), now)
    actions.record_sheet_taken(session=session, rows=len(lines), by=request.user, now=now)
    response = HttpResponse(exporters.sign_in_sheet(session, lines), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="sign-in-{session.starts_at:%Y%m%d}.xlsx"'
    return response


@require_safe
def screen(request, public_id):
    """The full-screen code for the hall. Without JavaScript it reloads itself."""
    event, session = _hosted_or_404(request, public_id)
    now = timezone.now()
    there, asked = queries.live_count(session, members_counted_for(request.user))
    context = {
        "event": event,
        "session": session,
        "code": _shown(request, session, codes.screen_codes(session, now)[0]),
        "there": there,
        "asked": asked,
        "now": now,
        "is_open": session.check_in_is_open(now),
    }
    return render(request, "attendance/screen.html", context)


@require_safe
def screen_codes(request, public_id):
    """The next codes as ready-made addresses, drawings and numbers. The key stays here."""
    _event, session = _hosted_or_404(request, public_id)
    now = timezone.now()
    there, asked = queries.live_count(session, members_counted_for(request.user))
    shown = [_shown(request, session, code) for code in codes.screen_codes(session, now, CODES_AHEAD)]
    answer = {
        "now": now.timestamp(),
        "is_open": session.check_in_is_open(now),
        "codes": shown,
        "there": there,
        "asked": asked,
    }
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})


def _shown(request, session, code):
    url = request.build_absolute_uri(reverse("attendance:check-in", args=[session.public_id, code.token]))
    return {
        "starts_at": code.starts_at,
        "url": url,
        "number": f"{code.number[:3]} {code.number[3:]}",
        "svg": make_qr(url, error="m").svg_inline(border=3, omitsize=True, svgclass="qr", lineclass=None),
    }


def _hosted_or_404(request, public_id):
    """An event whose door this person keeps, and its session of the moment."""
    event = queries.events_hosted_by(request.user).filter(public_id=public_id).first()
    session = queries.current_session(event, timezone.now()) if event else None
    if session is None:
        raise Http404
    session.event = event
    return event, session
