"""A marked-up copy of a workbook: a comment and a colour on each cell with a problem, and a sheet that lists them all.

The original is only read. A workbook that did not pass the gates (``gate``) is never opened: it has a list of its problems
and no copy. One more workbook lists the problems of all files of a run, with links into the copies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Color, PatternFill
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.problems import Problem, Severity
from pipeline.sheets import listing, packing
from pipeline.sheets.changeable import build
from pipeline.sheets.gate import admit_file
from pipeline.sheets.marks import printable
from pipeline.sheets.order import SEVERITIES, ordered

ALL = "problems.xlsx"
MOST_MARKED = 500  # problems; more have one cause, and a comment costs a millisecond
MOST_LISTED, MOST_OF_A_FILE = (
    2_000,
    250,
)  # problems in the list of all files, and of one of them there; its copy has more
_AUTHOR = "check"
_LONGEST = 8_000  # characters of a comment
_ENDING = ".xlsx"
_WIDTH, _LINE, _LETTERS = 380, 15, 58  # of a comment: its width and the height of a line in points; letters in a line
_HEIGHTS = (60, 600)
_Looks = dict[tuple[object, ...], tuple[StyleArray, str]]
"""The look of a marked cell, and the colour that it had, by the look that it had and the severity."""


@dataclass(frozen=True)
class Marked:
    """What was written: the marked-up copies by the file that each is of, lists of files that cannot be marked, and the list
    of all files (None where nothing was to be written)."""

    copies: Mapping[str, Path]
    lists: Mapping[str, Path]
    all: Path | None


def mark_up(root: Path, problems: Iterable[Problem], year: int, least: Severity = Severity.WARNING) -> Marked:
    """Write a marked-up copy of each workbook with problems to ``build/<year>/marked/``, under its path below data/.

    Only workbooks with a problem at least as severe as ``least`` get one; what earlier runs wrote is removed. A workbook that
    was refused at the gate, is missing or too large to be built whole has a list instead; ``problems.xlsx`` lists the
    problems of all files. Raises OSError where that folder cannot be written.
    """
    by_file: dict[str, list[Problem]] = {}
    for problem in ordered(problems):
        by_file.setdefault(problem.place.file, []).append(problem)
    target = root / "build" / str(year) / "marked"
    for old in target.rglob(f"*{_ENDING}"):
        old.unlink()
    copies: dict[str, Path] = {}
    lists: dict[str, Path] = {}
    sheets: dict[str, frozenset[str]] = {}
    taken = {target / ALL}
    stamp = date(year, 1, 1)
    wanted = SEVERITIES[: SEVERITIES.index(least) + 1]
    for file, found in sorted(by_file.items()):
        if not file.endswith(_ENDING) or found[0].severity not in wanted:
            continue
        path = _free(target / _relative(file), taken)
        marked = write_copy(root / file, file, found, path, stamp)
        if marked is not None:
            copies[file], sheets[file] = path, marked
        else:
            lists[file] = _free(path.with_name(f"{path.stem}.problems{_ENDING}"), taken)
            _write_list(found, lambda _: None, False, lists[file], stamp)
    if not any(found[0].severity in wanted for found in by_file.values()):
        return Marked(copies, lists, None)

    def link(problem: Problem) -> tuple[str, str] | None:
        place = problem.place
        if place.file in copies:
            inside = listing.inside(place.sheet, place.cell) if place.sheet in sheets[place.file] else ""
            return quote(copies[place.file].relative_to(target).as_posix()), inside
        return (quote(lists[place.file].relative_to(target).as_posix()), "") if place.file in lists else None

    everything = ordered(problem for found in by_file.values() for problem in found[:MOST_OF_A_FILE])
    more = sum(max(len(found) - MOST_OF_A_FILE, 0) for found in by_file.values())
    _write_list(everything, link, True, target / ALL, stamp, more)
    return Marked(copies, lists, target / ALL)


def _relative(file: str) -> PurePosixPath:
    """Where the copy of a file stands: below data/ as there; one from elsewhere by its name."""
    path = PurePosixPath(file)
    return path.relative_to("data") if path.parts[0] == "data" and ".." not in path.parts else PurePosixPath(path.name)


def _free(path: Path, taken: set[Path]) -> Path:
    """A path that no other file of the run has."""
    number, free = 2, path
    while free in taken:
        free, number = path.with_name(f"{path.stem}-{number}{path.suffix}"), number + 1
    taken.add(free)
    return free


def _write_list(
    problems: Sequence[Problem], link: listing.Link, files: bool, path: Path, stamp: date, more: int = 0
) -> None:
    """A workbook of a list alone; ``more`` were left out before."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = listing.NAME
    listing.fill(sheet, problems, link, files, MOST_LISTED if files else MOST_MARKED, more)
    packing.save(workbook, path, listing.NAME, stamp)


def write_copy(
    original: Path, file: str, problems: Sequence[Problem], target: Path, stamp: date
) -> frozenset[str] | None:
    """Write one marked-up copy (whole, by rename), ``problems`` already ordered; the sheets that the original has.

    None where it does not pass the gates (``gate``) or is too large to be built whole.
    """
    admitted, _ = admit_file(original, file)
    workbook = build(admitted) if admitted is not None else None
    if workbook is None or isinstance(workbook, Problem):
        return None
    by_cell: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems[:MOST_MARKED]:
        if problem.place.sheet in workbook.sheetnames and problem.place.cell:
            by_cell.setdefault((problem.place.sheet, problem.place.cell), []).append(problem)
    looks: _Looks = {}
    for (sheet, cell), found in by_cell.items():
        _mark(workbook[sheet], cell, found, looks)
    sheets = frozenset(workbook.sheetnames)
    _list(workbook, problems, sheets)
    packing.save(workbook, target, workbook.properties.title or listing.NAME, stamp)
    return sheets


def _mark(sheet: Worksheet, address: str, problems: Sequence[Problem], looks: _Looks) -> None:
    cell = sheet[address]
    if isinstance(cell, MergedCell):
        merged = next(one for one in sheet.merged_cells.ranges if address in one)
        cell = sheet.cell(merged.min_row, merged.min_col)
    if not isinstance(cell, Cell):
        return
    worst = min((problem.severity for problem in problems), key=SEVERITIES.index)
    before = (*(cell._style or ()), worst)
    if before not in looks:
        colour = _colour(cell)
        cell.fill = PatternFill("solid", start_color=listing.COLOURS[worst])
        if worst is Severity.ERROR and (cell.font.color is None or cell.font.color.rgb == "FFFFFFFF"):
            font = copy(cell.font)
            font.color = Color(rgb="FF9C0006")
            cell.font = font
        looks[before] = copy(cell._style), colour
    style, colour = looks[before]
    cell._style = copy(style)
    parts = [
        f"{problem.severity.upper()} {problem.code}\nFound: {problem.found}\nAllowed: {problem.allowed}\nDo: {problem.remedy}"
        for problem in problems
    ]
    parts += [f"Colour before: {colour}"] if colour else []
    parts += [f"Comment before: {cell.comment.text}"] if cell.comment is not None else []
    text = printable("\n\n".join(parts))[:_LONGEST]
    lines = sum(1 + len(line) // _LETTERS for line in text.splitlines())
    height = min(max(_LINE * (lines + 1), _HEIGHTS[0]), _HEIGHTS[1])
    cell.comment = Comment(text, _AUTHOR, height=height, width=_WIDTH)


def _colour(cell: Cell) -> str:
    """The colour that an editor gave a cell, for the comment that tells it; blank where there is none."""
    pattern, colour = cell.fill.fill_type, cell.fill.start_color
    if pattern is None:
        return ""
    if pattern != "solid":
        return f"a pattern ({pattern})"
    return f"#{colour.rgb[-6:]}" if colour.type == "rgb" else f"{colour.type} colour {colour.value}"


def _list(workbook: Workbook, problems: Sequence[Problem], sheets: frozenset[str]) -> None:
    """The first sheet: every problem with a link to its cell."""
    name, taken = listing.NAME, {title.casefold() for title in sheets}
    while name.casefold() in taken:
        name += "_"
    sheet = workbook.create_sheet(name, 0)
    workbook.active = 0
    for other in workbook.worksheets[1:]:
        other.sheet_view.tabSelected = False

    def link(problem: Problem) -> tuple[str, str] | None:
        place = problem.place
        return ("", listing.inside(place.sheet, place.cell)) if place.sheet in sheets else None

    listing.fill(sheet, problems, link, False, MOST_MARKED)
