"""The roster import (look at every row first, then take the good ones), and a forgotten password."""

import uuid

from django.contrib import messages
from django.core.files.storage import default_storage
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions import PasswordKept, withdraw_password
from enterprises.actions import take_roster
from enterprises.exporters import roster_template
from enterprises.forms import RosterForm, file_reason, row_reason
from enterprises.importers import RosterRefused, read_roster
from enterprises.queries import coordinated_enterprises, members_visible_to

WAITING = "roster_waiting"
MAX_BYTES = 5 * 1024 * 1024


def _place(key):
    return f"rosters/{key}.xlsx"


def _forget(request):
    """Throw away a file that waits for a decision."""
    if key := request.session.pop(WAITING, None):
        default_storage.delete(_place(key))


@require_http_methods(["GET", "POST"])
def import_roster(request):
    """Choose a file; what it would change is shown before anything is written."""
    enterprise = coordinated_enterprises(request.user).first()
    form = RosterForm(request.POST or None, request.FILES or None)
    context = {"form": form, "enterprise": enterprise}
    if request.method == "GET" or not form.is_valid():
        return render(request, "enterprises/import.html", context, status=200 if request.method == "GET" else 422)
    file = form.cleaned_data["file"]
    if file.size > MAX_BYTES:
        form.add_error("file", _("The file is larger than 5 MB. Nothing was imported."))
        return render(request, "enterprises/import.html", context, status=422)
    try:
        roster = read_roster(file)
    except RosterRefused as refusal:
        form.add_error("file", file_reason(refusal))
        return render(request, "enterprises/import.html", context, status=422)
    result = take_roster(roster=roster, by=request.user, now=timezone.now(), only=enterprise, dry_run=True)
    _forget(request)
    request.session[WAITING] = key = uuid.uuid4().hex
    file.seek(0)
    default_storage.save(_place(key), file)
    faults = [(row, column, row_reason(code)) for row, column, code in result.refused]
    return render(request, "enterprises/preview.html", context | {"result": result, "faults": faults})


@require_POST
def confirm_roster(request):
    """Take the file that was looked at, or leave it."""
    key = request.session.get(WAITING)
    if request.POST.get("decision") != "take" or not key or not default_storage.exists(_place(key)):
        _forget(request)
        messages.warning(request, _("Nothing was imported."))
        return redirect("enterprises:import")
    enterprise = coordinated_enterprises(request.user).first()
    with default_storage.open(_place(key)) as file:
        roster = read_roster(file)
    result = take_roster(roster=roster, by=request.user, now=timezone.now(), only=enterprise)
    _forget(request)
    messages.success(
        request,
        _("Imported: %(created)d new, %(updated)d changed, %(unchanged)d as they were, %(refused)d rows left out.")
        % {
            "created": result.created,
            "updated": result.updated,
            "unchanged": result.unchanged,
            "refused": len(result.refused),
        },
    )
    return redirect("reports:members")


def template(request):
    """An empty roster with the right headings."""
    return roster_template()


@require_POST
def begin_anew(request, public_id):
    """Take back the password that a member forgot, and go on to her new link."""
    with_login = members_visible_to(request.user).filter(user__isnull=False).select_related("user")
    member = get_object_or_404(with_login, public_id=public_id)
    try:
        withdraw_password(user=member.user, by=request.user, now=timezone.now())
    except PasswordKept:
        messages.error(request, _("Whoever holds an office asks the park's office for a new password."))
        return redirect("reports:members")
    return redirect("reports:invitation", member.public_id)
