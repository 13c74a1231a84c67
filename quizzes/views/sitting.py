"""A quiz from its front page to its result. Answers come as forms, whether a script sends them or not."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quizzes import actions, queries
from quizzes.forms import REFUSALS
from quizzes.models import kinds
from quizzes.rules.sitting import is_overdue
from quizzes.views import member_or_404

SEAT = "quiz_seat"


@require_GET
def quiz(request, public_id):
    """The front page: what it is, its rules, how I stand, and the start."""
    member = member_or_404(request)
    quiz = get_object_or_404(queries.published_quizzes(), public_id=public_id)
    attempts = list(queries.attempts_of(member).filter(quiz=quiz).defer("paper"))
    context = {
        "quiz": quiz,
        "paper": queries.paper_for(quiz, attempts, timezone.now()),
        "attempts": [attempt for attempt in attempts if attempt.finished_at],
        "question_count": queries.question_count(quiz),
    }
    return render(request, "quizzes/quiz.html", context)


@require_POST
def start(request, public_id):
    member = member_or_404(request)
    quiz = get_object_or_404(queries.published_quizzes(), public_id=public_id)
    try:
        attempt = actions.start_attempt(quiz=quiz, member=member, seat=_seat(request), now=timezone.now())
    except actions.AttemptRefused as refusal:
        if refusal.code == "too_often":
            return render(request, "quizzes/too_often.html", {"quiz": quiz}, status=429)
        messages.error(request, REFUSALS[refusal.code])
        return redirect(quiz)
    return redirect("quizzes:sit", attempt.token)


@never_cache
@require_GET
def sit(request, token):
    """The paper. All questions are in the page, one is shown: so it can be gone through without a network."""
    attempt = _own_attempt(request, token)
    now = timezone.now()
    if attempt.finished_at:
        return redirect("quizzes:result", attempt.token)
    if is_overdue(due=attempt.deadline, now=now):
        return redirect("quizzes:hand-in", attempt.token)
    if attempt.seat != _seat(request):
        return render(request, "quizzes/take_over.html", {"attempt": attempt})
    context = _paper(attempt) | {"shown": _asked_for(request, attempt), "now": now}
    return render(request, "quizzes/sit.html", context)


@require_POST
def answer(request, token):
    """Keep one answer, sent by script (JSON comes back) or by a button (the next page comes back)."""
    attempt = _own_attempt(request, token)
    face = _face(attempt, request.POST.get("number"))
    try:
        seq = actions.save_response(
            attempt=attempt,
            number=face["number"],
            answer=_read(face, request.POST),
            seq=_whole(request.POST.get("seq")),
            seat=_seat(request),
            now=timezone.now(),
        )
    except actions.AttemptRefused as refusal:
        return _refused(request, attempt, refusal)
    if _by_script(request):
        return JsonResponse({"seq": seq})
    return _go(attempt, face["number"], request.POST.get("go"))


@require_POST
def take_over(request, token):
    attempt = _own_attempt(request, token)
    try:
        actions.take_seat(attempt=attempt, seat=_seat(request), now=timezone.now())
    except actions.AttemptRefused as refusal:
        messages.error(request, REFUSALS[refusal.code])
    return redirect("quizzes:sit", attempt.token)


@never_cache
@require_http_methods(["GET", "POST"])
def hand_in(request, token):
    """GET: what is still unanswered. POST: hand in, with what the phone could not send before."""
    attempt = _own_attempt(request, token)
    now = timezone.now()
    if attempt.finished_at:
        return redirect("quizzes:result", attempt.token)
    if request.method == "GET":
        overdue = is_overdue(due=attempt.deadline, now=now)
        return render(request, "quizzes/hand_in.html", _paper(attempt) | {"overdue": overdue})
    faces = [_face(attempt, number) for number in request.POST.getlist("late")]
    late = {face["number"]: _read(face, request.POST) for face in faces}
    try:
        actions.finish_attempt(attempt=attempt, seat=_seat(request), now=now, late=late)
    except actions.AttemptRefused as refusal:
        return _refused(request, attempt, refusal)
    return redirect("quizzes:result", attempt.token)


@require_GET
def receipt(request, token):
    """Whether a hand-in arrived: asked by a page that lost the answer on the way."""
    attempt = _own_attempt(request, token)
    done = attempt.finished_at is not None
    return JsonResponse({"finished": done, "receipt": attempt.receipt_code if done else None})


@never_cache
@require_GET
def result(request, token):
    attempt = _own_attempt(request, token)
    if not attempt.finished_at:
        return redirect("quizzes:sit", attempt.token)
    now = timezone.now()
    context = {
        "attempt": attempt,
        "result": queries.result_of(attempt, now),
        "standing": queries.standing(attempt.quiz, attempt.member),
    }
    return render(request, "quizzes/result.html", context)


def _own_attempt(request, token):
    return get_object_or_404(queries.attempts_of(member_or_404(request)), token=token)


def _seat(request):
    """What tells this browser from another: made once a session."""
    if SEAT not in request.session:
        request.session[SEAT] = actions.new_seat()
    return request.session[SEAT]


def _paper(attempt):
    answers = queries.answers_in(attempt)
    items = [{"face": face, "answer": answers.get(face["number"])} for face in attempt.paper]
    missing = [face["number"] for face in attempt.paper if face["number"] not in answers]
    return {"attempt": attempt, "items": items, "missing": missing}


def _asked_for(request, attempt):
    number = _whole(request.GET.get("q")) or 1
    return min(max(number, 1), len(attempt.paper))


def _face(attempt, number):
    """The question of that number in the paper; a number the paper has not is no address of ours."""
    place = _whole(number) or 0
    if not 1 <= place <= len(attempt.paper):
        raise Http404
    return attempt.paper[place - 1]


def _whole(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else None


def _read(face, form):
    return kinds()[face["kind"]].read(face, form)


def _by_script(request):
    return "application/json" in request.headers.get("Accept", "")


def _refused(request, attempt, refusal):
    words = REFUSALS[refusal.code]
    if _by_script(request):
        return JsonResponse({"code": refusal.code, "message": words}, status=409)
    messages.error(request, words)
    return redirect("quizzes:sit", attempt.token)


def _go(attempt, number, where):
    """Where a button of the paper leads: "next", "previous", "hand-in" or a number."""
    if where == "hand-in":
        return redirect("quizzes:hand-in", attempt.token)
    step = {"next": number + 1, "previous": number - 1}.get(where) or _whole(where) or number
    return redirect(f"{reverse('quizzes:sit', args=[attempt.token])}?q={step}")
