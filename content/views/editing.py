"""What an editor does to a page as a whole, beside writing it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from content import queries
from content.actions import WithdrawalRefused, lift_withdrawal, withdraw_page
from content.forms import WithdrawalForm
from content.models import StudyPage

REFUSALS = {
    "not-out": gettext_lazy("This page is not published, so there is nothing to withdraw."),
    "already": gettext_lazy("This page was withdrawn already."),
    "not-taken-back": gettext_lazy("This page was not withdrawn."),
    "same-hand": gettext_lazy("You withdrew this page yourself. Ask another editor to let it out again."),
    "over": gettext_lazy(
        "The time at which this page was to go off has passed. Set a later time or none, and have another editor "
        "approve it; then let it out again."
    ),
}


@require_http_methods(["GET", "POST"])
def withdraw(request, page_id):
    """Ask why and take the page back; or, where it was taken back, say so and offer to let it out again."""
    page = _editable_or_404(request, page_id)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        return _done(
            request,
            page,
            lambda: withdraw_page(page=page, because=because, by=request.user, now=timezone.now()),
            _("“%(title)s” was withdrawn. Its address says so, and no list has it any more."),
        )
    withdrawal = queries.withdrawal_of(page)
    return render(request, "content/cms/withdraw.html", {"page": page, "form": form, "withdrawal": withdrawal})


@require_POST
def let_out_again(request, page_id):
    page = _editable_or_404(request, page_id)
    return _done(
        request,
        page,
        lambda: lift_withdrawal(page=page, by=request.user, now=timezone.now()),
        _("“%(title)s” is out again."),
    )


def _done(request, page, act, words):
    try:
        act()
    except WithdrawalRefused as refusal:
        messages.error(request, REFUSALS[refusal.code])
    else:
        messages.success(request, words % {"title": page.title})
    return redirect("wagtailadmin_pages:edit", page.pk)


def _editable_or_404(request, page_id):
    """A page to study that this editor may change; Wagtail's permissions narrow what the table opens."""
    page = get_object_or_404(StudyPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise Http404
    return page
