"""Every spreadsheet of the desk goes through this one writer: what a person typed must never become a live formula."""

import re
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from enterprises.rules import FORMULA_START

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Spreadsheets refuse these; before a sign they would also hide it.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u2060\ufeff]")
WIDEST, NARROWEST = 44, 6


def plain(value):
    """A cell's value: a number as it is, anything else as text that no spreadsheet takes for a formula."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = CONTROL.sub(" ", str(value if value is not None else "")).strip()
    return f"'{text}" if text.startswith(FORMULA_START) else text


def workbook(title, *, notes, headings, rows):
    """The bytes of an .xlsx: `notes` line by line, then a heading that stays in view, then `rows` of values."""
    book = Workbook()
    sheet = book.active
    sheet.title = re.sub(r"[\[\]:*?/\\]", " ", title)[:31]
    for number, note in enumerate(notes, start=1):
        _write(sheet, number, [note], Font(color="59635F"))
    top = len(notes) + 1
    _write(sheet, top, headings, Font(bold=True))
    for number, row in enumerate(rows, start=top + 1):
        _write(sheet, number, row)
    _set_widths(sheet, top)
    sheet.freeze_panes = sheet.cell(row=top + 1, column=2)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _write(sheet, number, values, font=None):
    for column, value in enumerate(values, start=1):
        value = plain(value)
        cell = sheet.cell(row=number, column=column, value=value)
        if isinstance(value, str):
            cell.data_type = "s"
        cell.alignment = Alignment(vertical="top")
        if font:
            cell.font = font


def _set_widths(sheet, top):
    """As wide as the widest value below the notes; a Chinese character takes two places."""
    for column, cells in enumerate(sheet.iter_cols(min_row=top), start=1):
        widest = max(len(str(cell.value or "").encode("gb18030", "replace")) for cell in cells)
        sheet.column_dimensions[get_column_letter(column)].width = min(max(widest + 2, NARROWEST), WIDEST)
