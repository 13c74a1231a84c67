"""The sign-in sheet as a spreadsheet. Every cell is text: what a person typed must never become a live formula."""

from io import BytesIO

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from enterprises.rules import FORMULA_START

WIDTHS = (6, 12, 22, 18, 18, 18, 10, 18, 40, 14)


def sign_in_sheet(session, lines):
    """The bytes of an .xlsx with one row a member, in the order of `lines`."""
    book = Workbook()
    sheet = book.active
    sheet.title = _("Sign-in sheet")
    _write(sheet, 1, [session.event.title], bold=True)
    _write(sheet, 2, [_when(session) + " · " + session.event.venue])
    _write(sheet, 4, _titles(), bold=True)
    for order, line in enumerate(lines, start=1):
        _write(sheet, 4 + order, _cells(order, line))
    for column, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A5"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _titles():
    return [
        _("No."),
        _("Full name"),
        _("Enterprise"),
        _("Department"),
        _("Post"),
        _("Checked in at"),
        _("Attendance result"),
        _("Source"),
        _("Remark"),
        _("To be looked at"),
    ]


def _cells(order, line):
    member, mark = line.member, line.mark
    return [
        str(order),
        member.name,
        member.enterprise.short_name,
        member.department.name if member.department else "",
        member.post,
        f"{timezone.localtime(line.arrived_at):%Y-%m-%d %H:%M:%S}" if line.arrived_at else "",
        str(line.label),
        mark.get_source_display() if mark else "",
        _remark(mark),
        _("One device, two people") if line.doubtful else "",
    ]


def _remark(mark):
    if not mark or not mark.reason:
        return ""
    return f"{mark.reason}（{mark.by}）" if mark.by else mark.reason


def _when(session):
    starts, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return f"{starts:%Y-%m-%d %H:%M}–{ends:%H:%M}"


def _write(sheet, row, values, *, bold=False):
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row=row, column=column, value=str(value))
        # openpyxl takes a leading "=" for a formula; Excel does the same on re-entry unless the cell is quoted.
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in (*FORMULA_START, "\r")
        cell.font = Font(bold=bold)
        cell.alignment = Alignment(vertical="top")
