"""A marked-up copy of a workbook: a comment and a colour on each cell with a problem, and a sheet that lists them all.

The original is only read. A workbook that did not pass the gate (``archive``) is never opened, so it has no copy.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path, PurePosixPath

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.problems import Problem, Severity
from pipeline.sheets.archive import open_archive

COLOURS: Mapping[Severity, str] = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFEB9C", Severity.INFO: "FFDDEBF7"}
LISTED = "Problems"
_AUTHOR = "check"
_HEADERS = ("severity", "sheet", "cell", "found", "allowed", "what to do", "code")
_WIDTHS = (10, 30, 10, 60, 60, 60, 30)
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
    """Write one marked-up copy (whole, by rename). False where the original does not pass the gate."""
    archive, _ = open_archive(original, file)
    if archive is None:
        return False
    try:
        workbook = load_workbook(BytesIO(archive.data), keep_links=False)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError):
        return False  # openpyxl cannot read what calamine could; the list of problems stands elsewhere
    by_cell: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        if problem.place.sheet in workbook.sheetnames and problem.place.cell:
            by_cell.setdefault((problem.place.sheet, problem.place.cell), []).append(problem)
    for (sheet, cell), found in by_cell.items():
        _mark(workbook[sheet], cell, found)
    _list(workbook, problems)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    workbook.save(beside)
    beside.replace(target)
    return True


def _mark(sheet: Worksheet, address: str, problems: Sequence[Problem]) -> None:
    cell = sheet[address]
    if isinstance(cell, MergedCell) or not isinstance(cell, Cell):
        return
    worst = min((problem.severity for problem in problems), key=_ORDER.index)
    cell.fill = PatternFill("solid", start_color=COLOURS[worst])
    if worst is Severity.ERROR and (cell.font.color is None or cell.font.color.rgb == "FFFFFFFF"):
        cell.font = Font(bold=cell.font.bold, color="FF9C0006")
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
    for row, problem in enumerate(problems, start=2):
        place = problem.place
        values = (
            str(problem.severity),
            place.sheet,
            place.cell,
            problem.found,
            problem.allowed,
            problem.remedy,
            problem.code,
        )
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column)
            cell.value = value
            if isinstance(value, str) and cell.data_type == "f":
                cell.data_type = "s"  # a found text that begins with "=" stays text
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(row, 1).fill = PatternFill("solid", start_color=COLOURS[problem.severity])
        if place.sheet in workbook.sheetnames:
            quoted = place.sheet.replace("'", "''")
            link = sheet.cell(row, 3, place.cell or "A1")
            link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!{link.value}")
            link.font = Font(underline="single", color="FF0563C1")
    sheet.freeze_panes = "A2"
