"""A marked-up copy of a workbook: a comment and a colour on each cell with a problem, and a sheet that lists them all.

The original is only read. A workbook that did not pass the gates (``gate``) is never opened, so it has no copy.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from io import BytesIO
from pathlib import Path, PurePosixPath

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.problems import Problem, Severity
from pipeline.sheets.gate import admit_file

COLOURS: Mapping[Severity, str] = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFEB9C", Severity.INFO: "FFDDEBF7"}
LISTED = "Problems"
MOST_ELEMENTS = 1_500_000  # of a workbook that is built whole, about 400,000 cells
MOST_BESIDE = 30_000  # outside its sheets: styles, drawings, charts
MOST_MARKED = 1_000  # problems; more have one cause, and a comment costs a millisecond
_AUTHOR = "check"
_HEADERS = ("severity", "sheet", "cell", "found", "allowed", "what to do", "code")
_CELL = 3  # the column of the cell
_WIDTHS = (10, 30, 10, 60, 60, 60, 30)
_Looks = dict[tuple[object, ...], StyleArray]
"""The look of a marked cell by the look that it had and the severity: openpyxl compares each new fill and font with all."""
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def mark_up(root: Path, problems: Iterable[Problem], year: int, least: Severity = Severity.WARNING) -> tuple[Path, ...]:
    """Write a marked-up copy of each workbook with problems to ``build/<year>/marked/``, under its path below data/.

    Only workbooks with a problem at least as severe as ``least`` get one; the copies of earlier runs are removed. Gives
    back the files written, sorted. A workbook that is missing or was refused at the gate is left out.
    """
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.place.file.endswith(".xlsx"):
            by_file.setdefault(problem.place.file, []).append(problem)
    target = root / "build" / str(year) / "marked"
    for old in target.rglob("*.xlsx"):
        old.unlink()
    written: list[Path] = []
    for file, found in sorted(by_file.items()):
        if min(_ORDER.index(problem.severity) for problem in found) > _ORDER.index(least):
            continue
        relative = PurePosixPath(file).relative_to("data") if file.startswith("data/") else PurePosixPath(file)
        if write_copy(root / file, file, found, target / relative):
            written.append(target / relative)
    return tuple(written)


def write_copy(original: Path, file: str, problems: Sequence[Problem], target: Path) -> bool:
    """Write one marked-up copy (whole, by rename). False where the original does not pass the
    gates (``gate``) or is too large to be built whole."""
    admitted, _ = admit_file(original, file)
    if admitted is None or admitted.elements > MOST_ELEMENTS or admitted.beside > MOST_BESIDE:
        return False
    try:
        workbook = load_workbook(BytesIO(admitted.archive.data), keep_links=False)
    except (ArithmeticError, AttributeError, LookupError, OSError, RecursionError, SyntaxError, TypeError, ValueError):
        return False  # openpyxl cannot read what calamine could; the list of problems stands elsewhere
    by_cell: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems[:MOST_MARKED]:
        if problem.place.sheet in workbook.sheetnames and problem.place.cell:
            by_cell.setdefault((problem.place.sheet, problem.place.cell), []).append(problem)
    looks: _Looks = {}
    for (sheet, cell), found in by_cell.items():
        _mark(workbook[sheet], cell, found, looks)
    _list(workbook, problems)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    workbook.save(beside)
    beside.replace(target)
    return True


def _mark(sheet: Worksheet, address: str, problems: Sequence[Problem], looks: _Looks) -> None:
    cell = sheet[address]
    if isinstance(cell, MergedCell) or not isinstance(cell, Cell):
        return
    worst = min((problem.severity for problem in problems), key=_ORDER.index)
    before = (*(cell._style or ()), worst)
    if before not in looks:
        cell.fill = PatternFill("solid", start_color=COLOURS[worst])
        if worst is Severity.ERROR and (cell.font.color is None or cell.font.color.rgb == "FFFFFFFF"):
            cell.font = Font(bold=cell.font.bold, color="FF9C0006")
        looks[before] = copy(cell._style)
    cell._style = copy(looks[before])
    text = "\n\n".join(
        f"{problem.severity.upper()} {problem.code}\nFound: {problem.found}\nAllowed: {problem.allowed}\nDo: {problem.remedy}"
        for problem in problems
    )
    if cell.comment is not None:
        text += f"\n\nComment before: {cell.comment.text}"
    cell.comment = Comment(text, _AUTHOR, height=180, width=380)


def _list(workbook: Workbook, problems: Sequence[Problem]) -> None:
    """The first sheet: every problem with a link to its cell."""
    name = LISTED
    while name in workbook.sheetnames:
        name += "_"
    sheet = workbook.create_sheet(name, 0)
    workbook.active = 0
    for other in workbook.worksheets[1:]:
        other.sheet_view.tabSelected = False
    for column, (header, width) in enumerate(zip(_HEADERS, _WIDTHS, strict=True), start=1):
        cell = sheet.cell(1, column, header)
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    looks: _Looks = {}
    for row, problem in enumerate(problems[:MOST_MARKED], start=2):
        place = problem.place
        values = (
            str(problem.severity),
            place.sheet,
            place.cell or "A1",
            problem.found,
            problem.allowed,
            problem.remedy,
            problem.code,
        )
        linked = place.sheet in workbook.sheetnames
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column)
            if column == _CELL and not (linked or place.cell):
                continue
            cell.value = value
            if cell.data_type == "f":
                cell.data_type = "s"  # a found text that begins with "=" stays text
            look = (problem.severity if column == 1 else "", linked and column == _CELL)
            if look not in looks:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if column == 1:
                    cell.fill = PatternFill("solid", start_color=COLOURS[problem.severity])
                if look[1]:
                    cell.font = Font(underline="single", color="FF0563C1")
                looks[look] = copy(cell._style)
            cell._style = copy(looks[look])
        if linked:
            quoted = place.sheet.replace("'", "''")
            link = sheet.cell(row, _CELL)
            link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!{link.value}")
    if len(problems) > MOST_MARKED:
        sheet.cell(MOST_MARKED + 2, 4, f"and {len(problems) - MOST_MARKED:,} more, which are neither listed nor marked")
    sheet.freeze_panes = "A2"
