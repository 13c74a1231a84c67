"""Anyone's way to check a pledge: by its code, and by the file in hand. It shows less than is printed on the file."""

import hashlib
from functools import wraps

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from .. import queries
from ..forms import CodeForm, FileForm
from ..rules.codes import read_code
from ..sealing import keys
from ..sealing.inspection import inspect

LOOKUPS_PER_MINUTE = 30


def for_strangers(view):
    """Keep search engines out, and guessing slow: thirty look-ups a minute from one address."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        response = _too_many(request) or view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def _too_many(request):
    key = f"pledges.lookups:{request.META.get('REMOTE_ADDR', '')}:{timezone.now():%H%M}"
    cache.add(key, 0, timeout=120)
    if cache.incr(key) > LOOKUPS_PER_MINUTE:
        response = render(request, "pledges/too_many.html", status=429)
        response["Retry-After"] = "60"
        return response
    return None


@require_GET
@for_strangers
def code(request):
    """Where somebody types the code that is printed beside the QR."""
    form = CodeForm(request.GET or None)
    if form.is_bound and form.is_valid():
        return redirect("pledges:verify", form.cleaned_data["code"])
    return render(request, "pledges/code.html", {"form": form, "root": _root()}, status=422 if form.errors else 200)


@require_GET
@for_strangers
def verify(request, code):
    plain = read_code(code)
    if plain and plain != code:
        return redirect("pledges:verify", plain)
    return _verdict(request, plain, FileForm())


@require_POST
@for_strangers
def check(request, code):
    """Look at an uploaded file here, for who has no browser to do it; it is read once and kept nowhere."""
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _verdict(request, read_code(code), form, status=422)
    body = form.cleaned_data["file"].read()
    sha256 = hashlib.sha256(body).hexdigest()
    try:
        findings = inspect(body, now=timezone.now())
    except keys.KeysMissing:
        findings = None
    return _verdict(request, read_code(code), form, findings=findings, sha256=sha256)


@require_GET
@for_strangers
def root_certificate(request):
    """The root that every seal leads to, for readers of PDF that want it."""
    response = HttpResponse(keys.key_file(keys.ROOT).read_bytes(), content_type="application/x-pem-file")
    response["Content-Disposition"] = 'attachment; filename="qinqing-document-root.pem"'
    return response


def _verdict(request, code, form, status=200, **checked):
    found = queries.verification(code, timezone.now()) if code else None
    if found is None:
        return render(request, "pledges/unknown.html", {"form": CodeForm()}, status=404)
    same = bool(checked) and checked["sha256"] == found.sha256_sealed
    context = {"found": found, "pledge": found.pledge, "form": form, "root": _root(), "same": same, **checked}
    return render(request, "pledges/verify.html", context, status=status)


def _root():
    try:
        return keys.described(keys.ROOT)
    except keys.KeysMissing:
        return None
