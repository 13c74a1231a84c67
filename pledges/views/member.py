"""The member's way: what waits, the text and its terms, the signature, the receipt, the document."""

from datetime import datetime

from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from enterprises.queries import member_of

from .. import actions, queries
from ..forms import DeclineForm, SignForm, TermsForm, say
from ..rules.signing import is_confirmed

CONFIRMED = "pledges.confirmed"


@require_GET
def index(request):
    """What waits for my signature, and what I signed."""
    member = member_of(request.user)
    waiting = queries.pledges_waiting(member, timezone.now())
    return render(request, "pledges/index.html", {"waiting": waiting, "pledges": queries.pledges_of(member)})


@require_http_methods(["GET", "POST"])
def read(request, public_id):
    """Who signs, and on what terms; accepting them opens the text."""
    member = member_of(request.user)
    text = get_object_or_404(queries.texts_in_force(), public_id=public_id)
    form = TermsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            attempt = actions.present(member=member, text=text, terms_accepted=True, now=timezone.now())
        except actions.SigningRefused as refusal:
            form.add_error(None, say(refusal))
        else:
            return redirect("pledges:sign", attempt.uuid)
    version, held = queries.version_in_force(text), queries.live_pledge(member, text)
    context = {
        "form": form,
        "member": member,
        "text": text,
        "version": version,
        "terms": queries.terms_in_force(),
        "held": held,
        "waiting": queries.is_waiting(version, held, timezone.now()),
        "declined": queries.has_declined(member, version),
    }
    return render(request, "pledges/read.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def sign(request, attempt):
    """The whole text, the password, the drawing: one POST, and however often it arrives, one pledge."""
    member, now = member_of(request.user), timezone.now()
    attempt = get_object_or_404(queries.attempts_of(member), uuid=attempt)
    if hasattr(attempt, "pledge"):
        return redirect("pledges:receipt", attempt.pledge.public_id)
    if not attempt.version.is_published:
        return _revised(request, attempt)
    if now > attempt.expires_at:
        return render(request, "pledges/expired.html", {"text": attempt.version.text}, status=410)
    if request.method == "POST":
        return _signed(request, attempt, now)
    return _signing_page(request, attempt, _form(request, attempt, now), 200)


def _signed(request, attempt, now):
    form = _form(request, attempt, now, request.POST)
    form.is_valid()
    if form.cleaned_data.get("password"):
        # A refused drawing is drawn again; the right password need not be typed again for it.
        request.session[CONFIRMED] = [str(attempt.uuid), now.isoformat()]
        del form.fields["password"]
    if form.errors:
        return _signing_page(request, attempt, form, 422)
    try:
        pledge = actions.sign(
            attempt=attempt,
            sent_sha256=form.cleaned_data["presented_sha256"],
            drawing=form.cleaned_data["strokes"],
            confirmed_at=_confirmed_at(request, attempt),
            client=_client(request),
            now=now,
        )
    except actions.TextRevised:
        return _revised(request, attempt)
    except actions.SigningRefused as refusal:
        form.add_error(None, say(refusal))
        return _signing_page(request, attempt, form, 403)
    request.session.pop(CONFIRMED, None)
    return redirect("pledges:receipt", pledge.public_id)


def _form(request, attempt, now, data=None):
    confirmed = is_confirmed(_confirmed_at(request, attempt), now)
    return SignForm(data, request=request, confirmed=confirmed, initial={"presented_sha256": attempt.presented_sha256})


def _confirmed_at(request, attempt):
    """When the password was last given in this attempt, or None."""
    uuid, moment = request.session.get(CONFIRMED, ("", ""))
    return datetime.fromisoformat(moment) if uuid == str(attempt.uuid) else None


def _client(request):
    return {
        "ip": request.META.get("REMOTE_ADDR", ""),
        "user_agent": request.META.get("HTTP_USER_AGENT", "")[:300],
        "language": request.LANGUAGE_CODE,
    }


def _signing_page(request, attempt, form, status):
    seconds = queries.min_reading_seconds()
    read_for = int((timezone.now() - attempt.started_at).total_seconds())
    context = {
        "attempt": attempt,
        "version": attempt.version,
        "text": attempt.version.text,
        "member": attempt.member,
        "form": form,
        "min_seconds": seconds,
        "seconds_left": max(seconds - read_for, 0),
    }
    return render(request, "pledges/sign.html", context, status=status)


def _revised(request, attempt):
    text = attempt.version.text
    context = {"text": text, "old": attempt.version, "new": queries.version_in_force(text)}
    return render(request, "pledges/revised.html", context, status=409)


@require_http_methods(["GET", "POST"])
def decline(request, public_id):
    """Say no, with a reason; nothing else of the site depends on it."""
    member = member_of(request.user)
    text = get_object_or_404(queries.texts_in_force(), public_id=public_id)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decline(member=member, text=text, reason=form.cleaned_data["reason"], now=timezone.now())
        except actions.PledgeRefused as refusal:
            form.add_error(None, say(refusal))
        else:
            return redirect("pledges:read", text.public_id)
    return render(request, "pledges/decline.html", {"form": form, "text": text}, status=422 if form.errors else 200)


@require_GET
def receipt(request, public_id):
    """The proof in the signer's hand; it renews itself until the document is sealed."""
    pledge = get_object_or_404(queries.pledges_of(member_of(request.user)), public_id=public_id)
    return render(request, "pledges/receipt.html", {"pledge": pledge, "document": getattr(pledge, "document", None)})


@require_GET
def document(request, public_id):
    """The sealed PDF, for its signer alone; made now if the worker has not come to it yet."""
    pledge = get_object_or_404(queries.pledges_of(member_of(request.user)), public_id=public_id)
    sealed = actions.seal(pledge=pledge, now=timezone.now())
    if not sealed.sealed_at:
        return render(request, "pledges/unsealed.html", {"pledge": pledge, "document": sealed}, status=503)
    name = f"{pledge.text.title} {pledge.serial}.pdf"
    return FileResponse(sealed.file.open("rb"), as_attachment=True, filename=name, content_type="application/pdf")
