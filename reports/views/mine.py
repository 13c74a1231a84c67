from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reports.queries import mine as queries


@require_safe
def mine(request):
    context = {"mine": queries.mine(request.user.membership, timezone.now())}
    return render(request, "reports/mine.html", context)


@require_safe
def my_data(request):
    """Everything that is kept about the person who asks, as one file."""
    now, member = timezone.now(), request.user.membership
    about = {"made_at": now, **queries.everything_about(member, now)}
    name = _("my-data-%(day)s.json") % {"day": f"{timezone.localdate(now):%Y%m%d}"}
    response = JsonResponse(about, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
