"""A roster from Excel: read it, check every row, take the good ones, name the bad ones."""

import zipfile
from dataclasses import dataclass, field

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from enterprises.rules import COLUMNS, RowRefused, check_row

MAX_ROWS = 5000
MAX_UNPACKED = 100 * 1024 * 1024


class RosterRefused(Exception):
    """The file as a whole cannot be read; `code` is not_excel, too_large, too_many_rows, no_columns or empty."""

    def __init__(self, code, detail=""):
        super().__init__(code)
        self.code, self.detail = code, detail


@dataclass
class Roster:
    """What a file holds: `rows` as (Excel's row number, RosterRow) and `refused` as (row, column, code)."""

    rows: list = field(default_factory=list)
    refused: list = field(default_factory=list)


def read_roster(file):
    """Read an .xlsx file (a path or an open binary file) into a Roster; raises RosterRefused."""
    sheet = _open(file).active
    lines = sheet.iter_rows(values_only=False)
    columns = _columns(next(lines, ()))
    roster, phones = Roster(), {}
    for number, line in enumerate(lines, start=2):
        if number > MAX_ROWS + 1:
            raise RosterRefused("too_many_rows", str(MAX_ROWS))
        cells = {name: _text(line[place]) if place < len(line) else "" for name, place in columns.items()}
        if any(cells.values()):
            _take(roster, phones, number, cells)
    if not roster.rows and not roster.refused:
        raise RosterRefused("empty")
    return roster


def _take(roster, phones, number, cells):
    try:
        row = check_row(cells)
        if row.phone in phones:
            raise RowRefused(COLUMNS["phone"], f"phone_repeats_row_{phones[row.phone]}")
    except RowRefused as refusal:
        roster.refused.append((number, refusal.column, refusal.code))
        return
    phones[row.phone] = number
    roster.rows.append((number, row))


def _open(file):
    """A workbook opened for reading, after a look at what it would unpack to."""
    try:
        with zipfile.ZipFile(file) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise RosterRefused("too_large")
        if hasattr(file, "seek"):
            file.seek(0)
        return load_workbook(file, read_only=True, data_only=False)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise RosterRefused("not_excel") from error


def _columns(heading):
    """Where each column stands, by its heading."""
    places = {_text(cell): place for place, cell in enumerate(heading)}
    missing = [column for column in COLUMNS.values() if column not in places]
    if missing:
        raise RosterRefused("no_columns", "、".join(missing))
    return {name: places[column] for name, column in COLUMNS.items()}


def _text(cell):
    """What a person sees in the cell, trimmed of every kind of space."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip().strip("\u3000").strip()
