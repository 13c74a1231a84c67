import segno
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Role
from accounts.queries import has_role, invitation_path
from enterprises.queries import coordinated_enterprises, members_visible_to
from reports import exporters
from reports.forms import MemberFilter
from reports.queries import desk as queries
from reports.queries.figures import chosen, running

PAGE = 50
MISSING_SHOWN = 10


@require_safe
def desk(request):
    """Where the desk of this person begins."""
    return redirect("reports:park" if has_role(request.user, Role.SUPERVISOR) else "reports:overview")


def _campaigns(request):
    """The running campaigns of this desk, and the one that the address asks for."""
    campaigns = running(queries.campaigns_on_desk(request.user), timezone.now())
    return {"campaigns": campaigns, "campaign": chosen(campaigns, request.GET.get("campaign"))}


@require_safe
def overview(request):
    context = _campaigns(request) | {"enterprises": coordinated_enterprises(request.user)}
    if campaign := context["campaign"]:
        user = request.user
        group, activities = queries.whole(user, campaign)
        missing = queries.missing(user, campaign, activities)
        context |= {
            "whole": group,
            "departments": queries.groups(user, campaign, activities, by="department"),
            "branches": queries.groups(user, campaign, activities, by="branch"),
            "missing_count": missing.count(),
            "missing": [(row, queries.what_is_missing(row, activities)) for row in missing[:MISSING_SHOWN]],
        }
    return render(request, "reports/overview.html", context)


def _people(request):
    """The members that the address asks for, with the campaign they are looked at for."""
    context = _campaigns(request)
    campaign = context["campaign"]
    activities = list(campaign.activities.asked()) if campaign else []
    form = MemberFilter(request.GET, user=request.user, activities=activities)
    people = queries.people(request.user, campaign, form.wanted)
    return context | {"activities": activities, "form": form, "people": people}


@require_safe
def members(request):
    context = _people(request)
    page = Paginator(context["people"], PAGE).get_page(request.GET.get("page"))
    lines = [queries.line_by_kind(member, context["activities"]) for member in page]
    return render(request, "reports/members.html", context | {"page": page, "lines": lines})


@require_safe
def members_export(request):
    """The members that the filter leaves, as a spreadsheet that says who took it, when, and which they are."""
    context = _people(request)
    campaign, now = context["campaign"], timezone.localtime()
    lines = [queries.line_by_kind(member, context["activities"]) for member in context["people"]]
    kinds = next((line.ticks for line in lines if line.ticks), [])
    notes = [
        _("Exported by %(name)s on %(moment)s; filter: %(filter)s")
        % {
            "name": request.user.name,
            "moment": f"{now:%Y-%m-%d %H:%M}",
            "filter": context["form"].words or _("none"),
        },
        _("Campaign: %(title)s") % {"title": campaign.title if campaign else _("none is running")},
    ]
    file = exporters.workbook(
        _("Members"),
        notes=notes,
        headings=[*_headings(), *(tick.label for tick in kinds), _("Last reminded")],
        rows=[_cells(line, len(kinds)) for line in lines],
    )
    firms = "、".join(enterprise.short_name for enterprise in coordinated_enterprises(request.user)[:3])
    return spreadsheet(file, _("Members") + f"-{firms}-{now:%Y%m%d}")


def _headings():
    return [
        _("Name"),
        _("Enterprise"),
        _("Department"),
        _("Party branch"),
        _("Post"),
        _("Phone number"),
        _("Risk"),
        _("Party member"),
    ]


def _cells(line, kinds):
    member = line.member
    reminded = f"{timezone.localtime(line.reminded_at):%Y-%m-%d %H:%M}" if line.reminded_at else ""
    why_not = _("Excused from this") if line.excused_because else _("Not asked")
    ticks = [_mark(tick) for tick in line.ticks] or [why_not] * kinds
    return [
        member.name,
        member.enterprise.short_name,
        member.department or "",
        member.branch or "",
        member.post,
        member.masked_phone,
        member.get_risk_level_display(),
        _("Yes") if member.is_party_member else _("No"),
        *ticks,
        reminded,
    ]


def _mark(tick):
    if tick.complete:
        return "✓"
    return f"{tick.done}/{tick.items}" if tick.done else "–"


def spreadsheet(file, name):
    """An .xlsx to keep, under a Chinese name."""
    response = HttpResponse(file, content_type=exporters.CONTENT_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx")
    return response


@never_cache
@require_safe
def invitation(request, public_id):
    """The link with which a member sets a password, to be handed over; first asks where she has one already."""
    member = get_object_or_404(members_visible_to(request.user).select_related("user"), public_id=public_id)
    if member.user is None:
        raise Http404
    if member.user.has_usable_password():
        return render(request, "reports/forgotten.html", {"member": member})
    address = request.build_absolute_uri(invitation_path(member.user))
    drawing = segno.make(address, error="m").svg_inline(scale=5, border=2, omitsize=True, svgclass="invitation__code")
    # The drawing is made of squares by segno, from an address that we made.
    context = {"member": member, "address": address, "drawing": mark_safe(drawing)}  # noqa: S308
    return render(request, "reports/invitation.html", context)


@require_safe
def campaigns(request):
    return render(request, "reports/campaigns.html", {"rows": queries.progress(request.user)})


@require_safe
def campaign(request, public_id):
    user = request.user
    campaign = get_object_or_404(queries.campaigns_on_desk(user), public_id=public_id)
    totals = queries.totals(user, campaign)
    activities = list(campaign.activities.asked().select_related("quiz", "event", "pledge_text"))
    page = Paginator(queries.rows_of(user, campaign), PAGE).get_page(request.GET.get("page"))
    context = {
        "campaign": campaign,
        "waived": campaign.activities.waived(),
        "columns": [(activity, *totals.get(activity.pk, (0, 0))) for activity in activities],
        "page": page,
        "lines": [queries.line_by_activity(row, activities) for row in page],
    }
    return render(request, "reports/campaign.html", context)
