"""The one guard before every view, and the language a person chose."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import resolve_url
from django.utils import translation

from accounts.queries import allowed_roles
from accounts.rules import may_pass

LANGUAGE_COOKIE = "language"


class PermissionTable:
    """Lets nobody through whom `permissions.toml` does not name; a route without a row is closed to all."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            # What one person sees must never be kept for another.
            response["Cache-Control"] = "private, no-store"
        return response

    def process_view(self, request, view, args, kwargs):
        allowed = allowed_roles(request.resolver_match.view_name, request.path)
        if allowed is None:
            raise PermissionDenied
        if "anyone" in allowed:
            return None
        user = request.user
        if not user.is_authenticated:
            if "application/json" in request.headers.get("Accept", ""):
                return JsonResponse({"error": "signed_out"}, status=401)
            return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
        if "member" in allowed and user.membership:
            # The usual case needs no look at the grants.
            return None
        if not may_pass(allowed=allowed, roles=user.roles, signed_in=True):
            raise PermissionDenied
        return None


class PreferredLanguage:
    """Chinese, unless the person (or, before sign-in, the browser's cookie) chose English."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.COOKIES.get(LANGUAGE_COOKIE, settings.LANGUAGE_CODE)
        if request.user.is_authenticated:
            chosen = request.user.language
        if chosen not in dict(settings.LANGUAGES):
            chosen = settings.LANGUAGE_CODE
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", chosen)
        return response
