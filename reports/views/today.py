from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from reports.queries import today as queries
from reports.rules.figures import greeting

GREETINGS = {
    "night": _("Late still, %(name)s"),
    "morning": _("Good morning, %(name)s"),
    "noon": _("Good day, %(name)s"),
    "afternoon": _("Good afternoon, %(name)s"),
    "evening": _("Good evening, %(name)s"),
}


@require_safe
def today(request):
    now, member = timezone.now(), request.user.membership
    local = timezone.localtime(now)
    context = {
        "now": local,
        "greeting": GREETINGS[greeting(local.hour)] % {"name": member.name},
        "today": queries.today(member, now),
    }
    return render(request, "reports/today.html", context)
