from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from campaigns import actions, queries


@require_POST
def remind(request, public_id):
    """Remind the ticked members, or all who have something left to do."""
    campaign = get_object_or_404(queries.campaigns_visible_to(request.user), public_id=public_id)
    chosen = queries.assignments_visible_to(request.user, campaign)
    if request.POST.get("who") != "all":
        chosen = chosen.filter(member__public_id__in=request.POST.getlist("member"))
    count = actions.remind(assignments=chosen, by=request.user, now=timezone.now())
    if count:
        messages.success(
            request,
            ngettext("Reminded %(count)d member.", "Reminded %(count)d members.", count) % {"count": count},
        )
    else:
        messages.warning(request, _("Nobody to remind: all have finished, or were reminded today already."))
    back = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if ours else "reports:members")
