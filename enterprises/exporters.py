import io

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.styles import Font

from enterprises.rules import COLUMNS

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def roster_template():
    """Answer with a workbook that has the roster's headings and nothing else."""
    book = Workbook()
    book.active.append(list(COLUMNS.values()))
    for cell in book.active[1]:
        cell.font = Font(bold=True)
        book.active.column_dimensions[cell.column_letter].width = 20
    file = io.BytesIO()
    book.save(file)
    answer = HttpResponse(file.getvalue(), content_type=EXCEL)
    answer["Content-Disposition"] = (
        "attachment; filename=\"roster.xlsx\"; filename*=UTF-8''%E8%8A%B1%E5%90%8D%E5%86%8C.xlsx"
    )
    return answer
