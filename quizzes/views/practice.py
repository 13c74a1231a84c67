"""Practice: the day's question, reviews, the red-line trainer, and the way to the quizzes."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from quizzes import actions, queries
from quizzes.views import member_or_404


@never_cache
@require_GET
def home(request):
    member = member_or_404(request)
    now = timezone.now()
    context = {
        "daily": queries.daily_question(member, timezone.localdate(now)),
        "due": queries.reviews_due(member, now),
        "papers": queries.papers_for(member, now),
    }
    return render(request, "quizzes/practice.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def daily(request):
    """The question of the day: one tap answers, then what was right and why."""
    member = member_or_404(request)
    now = timezone.now()
    today = timezone.localdate(now)
    daily = queries.daily_question(member, today)
    if request.method == "POST" and daily:
        answer = daily.question.read(daily.dealt.face, request.POST)
        actions.answer_daily(member=member, day=today, answer=answer, now=now)
        return redirect("quizzes:daily")
    context = {"daily": daily}
    if daily and daily.marked:
        context["line"] = queries.with_passages([daily.marked], today)[0]
    return render(request, "quizzes/daily.html", context)


@require_GET
def wrong_book(request):
    member = member_or_404(request)
    entries = queries.wrong_book(member).prefetch_related("question")
    context = {"entries": entries, "due": queries.reviews_due(member, timezone.now())}
    return render(request, "quizzes/wrong_book.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def review(request):
    """The next due question of the wrong-answer book; after an answer, what was right and when it returns."""
    member = member_or_404(request)
    now = timezone.now()
    due = queries.questions_due(member, now).prefetch_related("question")
    if request.method == "POST":
        # Sent twice: it is no longer due, so go on with the next.
        entry = due.filter(question__public_id=_asked(request)).first()
        return _reviewed(request, entry, now) if entry else redirect("quizzes:review")
    entry = due.first()
    dealt = queries.deal_entry(entry) if entry else None
    return render(request, "quizzes/review.html", {"entry": entry, "dealt": dealt, "due": due.count()})


def _asked(request):
    """Which question the form was about."""
    try:
        return UUID(request.POST.get("question", ""))
    except ValueError as error:
        raise Http404 from error


def _reviewed(request, entry, now):
    answer = entry.question.read(queries.deal_entry(entry).face, request.POST)
    line, entry = actions.review_answer(entry=entry, answer=answer, now=now)
    context = {
        "line": queries.with_passages([line], timezone.localdate(now))[0],
        "entry": entry,
        "due": queries.reviews_due(entry.member, now),
    }
    return render(request, "quizzes/reviewed.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def red_line(request):
    """One situation after another: over the red line, or safe?"""
    member = member_or_404(request)
    scenarios = queries.scenarios(member)
    if not scenarios:
        return render(request, "quizzes/red_line.html", {"scenario": None})
    number = request.GET.get("n", "1")
    place = int(number) - 1 if number.isascii() and number.isdigit() and len(number) < 6 else 0
    scenario = scenarios[place % len(scenarios)]
    dealt = queries.deal_scenario(scenario, member)
    context = {"scenario": scenario, "dealt": dealt, "place": place % len(scenarios) + 1}
    context |= {"total": len(scenarios), "next": place % len(scenarios) + 2}
    if request.method == "POST":
        now = timezone.now()
        answer = scenario.read(dealt.face, request.POST)
        line = actions.answer_scenario(member=member, scenario=scenario, answer=answer, now=now)
        context["line"] = queries.with_passages([line], timezone.localdate(now))[0]
    return render(request, "quizzes/red_line.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def in_film(request, ticket):
    """What a film stops for; after one tap, what was right and why. The film's page shows it over the film."""
    member = member_or_404(request)
    question = queries.question_in_film(ticket, member)
    if question is None:
        raise Http404
    dealt = queries.deal_in_film(question, member)
    context = {"question": question, "dealt": dealt, "taps": question.taps(dealt.face)}
    answer = question.read(dealt.face, request.POST) if request.method == "POST" else None
    if answer is not None:
        now = timezone.now()
        line = actions.answer_in_film(member=member, question=question, answer=answer, now=now)
        context["line"] = queries.with_passages([line], timezone.localdate(now))[0]
    return render(request, "quizzes/in_film.html", context)
