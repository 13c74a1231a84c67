from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enterprises.queries import enterprises_visible_to
from reports import exporters
from reports.queries import park as queries
from reports.queries.figures import chosen, running
from reports.views.desk import spreadsheet

WITHHELD = "<5"


def _campaigns(request):
    campaigns = running(queries.campaigns_in_park(request.user), timezone.now())
    return {"campaigns": campaigns, "campaign": chosen(campaigns, request.GET.get("campaign"))}


@require_safe
def park(request):
    context, user = _campaigns(request), request.user
    if campaign := context["campaign"]:
        context |= {
            "table": queries.park(user, campaign),
            "trend": _bars(queries.trend(user, campaign, timezone.now())),
        }
    return render(request, "reports/park.html", context | {"missed": queries.missed_articles(user)})


def _bars(days):
    """Where each day's bar stands in a drawing 280 wide and 60 high; a day below the first step keeps a thin line."""
    highest = max([day.count for day in days] + [1])
    return [
        {"day": day.day, "count": day.count, "x": 20 * place + 3, "y": 60 - height, "height": height}
        for place, day in enumerate(days)
        for height in [max(1, 56 * day.count // highest)]
    ]


@require_safe
def enterprise(request, public_id):
    found = get_object_or_404(enterprises_visible_to(request.user).select_related("pilot"), public_id=public_id)
    context = _campaigns(request) | {"enterprise": found}
    if campaign := context["campaign"]:
        context["place"], context["table"] = queries.enterprise_table(request.user, found, campaign)
    return render(request, "reports/enterprise.html", context)


@require_safe
def export(request):
    """The table of the park as a spreadsheet, withheld where the page withholds."""
    campaign, now = _campaigns(request)["campaign"], timezone.localtime()
    table = queries.park(request.user, campaign) if campaign else None
    notes = [
        _("Exported by %(name)s on %(moment)s") % {"name": request.user.name, "moment": f"{now:%Y-%m-%d %H:%M}"},
        _("Campaign: %(title)s") % {"title": campaign.title if campaign else _("none is running")},
        _("“<5”: withheld, because a group of fewer than five people could be worked out."),
    ]
    headings = [_("Enterprise"), _("Stage"), _("Asked"), *(figure.label for figure in table.headings)] if table else []
    rows = [_cells(row) for row in table.rows] + [_cells(table.total)] if table else []
    file = exporters.workbook(_("The park"), notes=notes, headings=[*headings, _("Overall in per cent")], rows=rows)
    return spreadsheet(file, _("The park") + f"-{now:%Y%m%d}")


def _cells(row):
    stage = _stage(row.enterprise) if row.enterprise else ""
    return [
        row.name or _("Total"),
        stage,
        WITHHELD if row.people is None else row.people,
        *(WITHHELD if cell.withheld else cell.done for cell in row.cells),
        "" if row.percent is None else row.percent,
    ]


def _stage(enterprise):
    return enterprise.pilot.get_stage_display() if hasattr(enterprise, "pilot") else ""
