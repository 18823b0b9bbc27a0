"""A sheet that lists problems: errors first, each with a link to its cell; with a filter, and printed one page wide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.problems import Problem, Severity
from pipeline.sheets.marks import printable

NAME = "Problems"
COLOURS = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFEB9C", Severity.INFO: "FFDDEBF7"}
FILE = ("file", 30)
COLUMNS = (("severity", 10), ("place", 24), ("found", 44), ("allowed", 44), ("what to do", 44), ("code", 26))
_A4 = 9
_LONGEST = 2_000  # characters of a text in the list
_LINE, _HIGHEST = 15, 400  # points: of a line, and of a row
_FONT = Font(name="Calibri", size=11)
_BOLD, _LINKED = (
    Font(name=_FONT.name, size=_FONT.size, bold=True),
    Font(name=_FONT.name, size=_FONT.size, underline="single", color="FF0563C1"),
)
Link = Callable[[Problem], tuple[str, str] | None]
"""Where the place of a problem leads: the address of another file (blank: this one) and the place in it; None: nowhere."""


def where(problem: Problem) -> str:
    """The place inside the file: sheet and cell, a line, or the whole of it."""
    place = problem.place
    if place.sheet:
        return place.sheet + (f"!{place.cell}" if place.cell else "")
    return f"line {place.line}" if place.line else "the whole file"


def inside(sheet: str, cell: str = "") -> str:
    """The place of a cell in a workbook, as links write it."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{cell or 'A1'}"


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column of this width (letters); words are not divided, so a few letters are lost."""
    room = max(width - 2, 1)
    return sum(max(1, -(-len(line) // room)) for line in text[:_LONGEST].split("\n"))


def fill(sheet: Worksheet, problems: Sequence[Problem], link: Link, files: bool, most: int, more: int = 0) -> None:
    """Write problems, already ordered (``order``), into an empty sheet, no more than ``most``, and say how many are
    not listed (``more`` were left out before); with ``files`` a column of the file too."""
    columns = [COLUMNS[0], *([FILE] if files else []), *COLUMNS[1:]]
    for at, (header, width) in enumerate(columns, start=1):
        cell = sheet.cell(1, at, header)
        cell.font, cell.fill = _BOLD, PatternFill("solid", start_color="FFD9D9D9")
        cell.alignment = Alignment(vertical="top")
        sheet.column_dimensions[get_column_letter(at)].width = width
    looks: dict[tuple[Severity | None, bool], StyleArray] = {}
    listed = problems[:most]
    for row, problem in enumerate(listed, start=2):
        values = [str(problem.severity), where(problem), problem.found, problem.allowed, problem.remedy, problem.code]
        if files:
            values.insert(1, problem.place.file)
        leads = link(problem)
        for at, value in enumerate(values, start=1):
            cell = sheet.cell(row, at, printable(value)[:_LONGEST])
            cell.data_type = "s"  # a text that begins with "=" stays text,
            linked = leads is not None and columns[at - 1][0] == "place"
            look = (problem.severity if at == 1 else None, linked)
            if look not in looks:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.font = _FONT
                cell.border = Border(bottom=Side("thin", color="FFD9D9D9"))
                cell.quotePrefix = True  # also when it is typed again
                if at == 1:
                    cell.fill = PatternFill("solid", start_color=COLOURS[problem.severity])
                if linked:
                    cell.font = _LINKED
                looks[look] = copy(cell._style)
            cell._style = copy(looks[look])
            if linked and leads is not None:
                target, location = leads
                cell.hyperlink = Hyperlink(ref=cell.coordinate, target=target or None, location=location or None)
        lines = max(_lines(str(value), width) for value, (_, width) in zip(values, columns, strict=True))
        sheet.row_dimensions[row].height = min(_LINE * lines, _HIGHEST)  # LibreOffice does not find it by itself
    last = len(listed) + 1
    left = more + len(problems) - len(listed)
    if left:
        place = next(at for at, (header, _) in enumerate(columns, start=1) if header == "found")
        sheet.cell(
            last + 1,
            place,
            f"and {left:,} more, which are not listed here"
            if files
            else f"and {left:,} more, which are neither listed nor marked",
        )
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.oddFooter.right.text = "&P / &N"
