from django.http import Http404, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from attendance import actions, queries
from attendance.forms import BeatsRefused, read_beats


@require_POST
def open_study(request, page_id):
    """A ticket for a page, and where the member left it."""
    page = queries.page_for_study(request.user, page_id)
    if page is None:
        raise Http404
    opened = actions.open_study(member=request.user.membership, page=page, now=timezone.now())
    return JsonResponse(_answer(opened))


@require_POST
def take_beats(request, session):
    """Credit a batch; the answer says what need not be sent again."""
    session = queries.session_of(request.user.membership, session)
    if session is None:
        raise Http404
    try:
        beats = read_beats(request.body)
    except BeatsRefused:
        return JsonResponse({"error": "unreadable"}, status=400)
    return JsonResponse(_answer(actions.take_beats(session=session, beats=beats, now=timezone.now())))


def _answer(progress):
    session, record = progress.session, progress.record
    return {
        "session": str(session.public_id),
        "beats_url": reverse("attendance:study-beats", args=[session.public_id]),
        "accepted": list(progress.accepted),
        "credited": int(record.credited_seconds),
        "needed": record.needed,
        "position": record.position,
        "covered": record.covered_percent,
        "reached_end": record.reached_end,
        "completed": record.is_completed,
        "abandoned": session.state == session.State.ABANDONED,
        "why": list(progress.why),
    }
