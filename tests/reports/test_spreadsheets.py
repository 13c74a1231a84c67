from io import BytesIO

import pytest
from openpyxl import load_workbook

from reports.exporters import workbook

SIGNS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t=", "\r=", "\n+", "\x00=", " =", "\ufeff="]
PAYLOADS = [sign + tail for sign in SIGNS for tail in ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://x","y")')]


def reread(cells):
    file = workbook("成员", notes=["@说明"], headings=["姓名"], rows=[[cell] for cell in cells])
    sheet = load_workbook(BytesIO(file)).active
    return sheet, [sheet.cell(row=3 + place, column=1) for place in range(len(cells))]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_a_person_typed_never_becomes_a_formula(payload):
    _, [cell] = reread([payload])

    assert cell.data_type == "s"
    assert cell.value.startswith("'")


def test_notes_and_headings_are_guarded_too():
    file = workbook("成员", notes=["=1+1"], headings=["@姓名"], rows=[])

    values = [row[0].value for row in load_workbook(BytesIO(file)).active.iter_rows()]

    assert values == ["'=1+1", "'@姓名"]


def test_a_number_stays_a_number_and_a_leading_nought_stays():
    _, cells = reread([12, "0595", "138****0001"])

    assert [cell.value for cell in cells] == [12, "0595", "138****0001"]


def test_the_heading_stays_in_view():
    sheet, _ = reread(["王小明"])

    assert sheet.freeze_panes == "B3"
