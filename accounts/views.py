from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import actions
from accounts.forms import NewPasswordForm, PreferencesForm, SignInForm
from accounts.middleware import LANGUAGE_COOKIE
from accounts.models import Role
from accounts.queries import has_role, invited

YEAR = 365 * 24 * 3600


def _next_address(request):
    """Where the person was going, if it is on this site."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else ""


def _remember(response, user):
    """Keep the chosen look in the browser, so that the sign-in page has it too."""
    options = {"max_age": YEAR, "samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE, "httponly": True}
    response.set_cookie("large_type", "1" if user.large_type else "0", **options)
    response.set_cookie(LANGUAGE_COOKIE, user.language, **options)
    return response


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request):
    if request.user.is_authenticated:
        return redirect(_next_address(request) or settings.LOGIN_REDIRECT_URL)
    form = SignInForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        login(request, form.user, backend="accounts.backends.PhoneBackend")
        return _remember(redirect(_next_address(request) or settings.LOGIN_REDIRECT_URL), form.user)
    if getattr(request, "axes_locked_out", False):
        return locked_out(request, None)
    status = 200 if request.method == "GET" else 422
    return render(request, "accounts/sign_in.html", {"form": form, "next": _next_address(request)}, status=status)


def locked_out(request, response=None, credentials=None, *args, **kwargs):
    """Too many wrong passwords for this number from this address; says when to try again."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)


@require_POST
def sign_out(request):
    logout(request)
    response = redirect(settings.LOGOUT_REDIRECT_URL)
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def invitation(request, public_id, token):
    """First sign-in: the person sets a password that nobody else ever knew, and is in."""
    user = invited(public_id, token)
    if user is None:
        return render(request, "accounts/invitation_used.html", status=410)
    form = NewPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        actions.set_password(user=user, password=form.cleaned_data["password"], now=timezone.now())
        login(request, user, backend="accounts.backends.PhoneBackend")
        messages.success(request, _("Your password is set. Welcome."))
        return _remember(redirect(settings.LOGIN_REDIRECT_URL), user)
    status = 200 if request.method == "GET" else 422
    return render(request, "accounts/invitation.html", {"form": form, "invited": user}, status=status)


@require_GET
def landing(request):
    """Take everybody to where their work is."""
    user = request.user
    for role, place in (
        (Role.SUPERVISOR, "reports:park"),
        (Role.COORDINATOR, "reports:overview"),
        (Role.MEMBER, "reports:today"),
        (Role.PUBLISHER, "wagtailadmin_home"),
        (Role.ADMINISTRATOR, "wagtailadmin_home"),
    ):
        if has_role(user, role):
            return redirect(place)
    return redirect("accounts:settings")


@require_http_methods(["GET", "POST"])
def preferences(request):
    user = request.user
    initial = {"language": user.language, "large_type": user.large_type}
    form = PreferencesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.save_preferences(user=user, now=timezone.now(), **form.cleaned_data)
        with translation.override(user.language):
            messages.success(request, _("Saved."))
        return _remember(redirect("accounts:settings"), user)
    return render(request, "accounts/settings.html", {"form": form})


@require_POST
def appearance(request):
    """Type size and language of somebody who has not signed in."""
    response = redirect(_next_address(request) or "/")
    options = {"max_age": YEAR, "samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE, "httponly": True}
    if request.POST.get("large_type") in {"0", "1"}:
        response.set_cookie("large_type", request.POST["large_type"], **options)
    if request.POST.get("language") in dict(settings.LANGUAGES):
        response.set_cookie(LANGUAGE_COOKIE, request.POST["language"], **options)
    return response


@require_GET
def cms_sign_in(request):
    """The CMS has no door of its own."""
    return redirect_to_login(_next_address(request) or "/cms/")


@require_GET
def health(request):
    """For a proxy or a monitor: the process answers."""
    return HttpResponse("ok", content_type="text/plain")


def refused(request, exception=None):
    return render(request, "accounts/refused.html", status=403)


def missing(request, exception=None):
    return render(request, "accounts/missing.html", status=404)


def csrf_refused(request, reason=""):
    return render(request, "accounts/csrf_refused.html", status=403)
