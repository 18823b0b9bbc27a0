"""Read workbooks whole: values by python-calamine (fast), and beside them the evidence that it would lose.

Blank cells are ``""``; ``NA`` is text (Namibia), never a missing value; an error and a formula without a stored value
are values of their own, so that nothing turns into a blank unseen.
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from pipeline.problems import Place, Problem
from pipeline.sheets import layout
from pipeline.sheets.addresses import Cell, address
from pipeline.sheets.archive import WORKBOOK_PART, Archive, inspect, read_file
from pipeline.sheets.codes import problem
from pipeline.sheets.evidence import Evidence, extent, scan

MAX_ROWS, MAX_COLUMNS = 200_000, 2_000
MAX_CELLS = 10_000_000


@dataclass(frozen=True)
class CellError:
    """The value of a cell whose formula failed: ``#REF!``, ``#DIV/0!`` ..."""

    text: str


@dataclass(frozen=True)
class Uncalculated:
    """The value of a formula that no program has calculated."""

    formula: str


Value = float | str | bool | date | datetime | time | timedelta | CellError | Uncalculated
"""What a cell holds; ``""`` where it is blank. Numbers are floats."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: ``rows[i][j]`` is the cell in row i + 1, column j + 1; all rows have the same length."""

    file: str
    name: str
    rows: tuple[tuple[Value, ...], ...]
    evidence: Evidence
    hidden: bool = False

    def place(self, row: int = 0, column: int = 0) -> Place:
        """The place of a cell, of a row (column 0: its first cell) or of the sheet."""
        return Place(self.file, self.name, address((row, column or 1)) if row else "")


@dataclass(frozen=True)
class Workbook:
    """One workbook as it was read; ``sheets`` in the order of the tabs."""

    file: str
    sheets: Mapping[str, Sheet]
    problems: tuple[Problem, ...] = ()


def read_workbook(path: Path, file: str) -> Workbook:
    """Read a workbook; ``file`` is its path as printed. What cannot be read is a problem, with no sheets."""
    data = read_file(path, file)
    return Workbook(file, {}, (data,)) if isinstance(data, Problem) else open_workbook(data, file)


def open_workbook(data: bytes, file: str, only: Container[str] | None = None) -> Workbook:
    """The workbook that ``data`` holds, past the gate; with ``only`` the sheets of these names. See ``read_workbook``."""
    archive, problems = inspect(data, file)
    if archive is None:
        return Workbook(file, {}, problems)
    found = list(problems)
    try:
        sheets = {sheet.name: sheet for sheet in _sheets(archive, only, found)}
    except BaseException as error:
        # A fault inside calamine's Rust code arrives as PanicException, which is no Exception.
        expected = (CalamineError, ElementTree.ParseError, ExpatError, KeyError, ValueError, OverflowError)
        if not isinstance(error, expected) and type(error).__name__ != "PanicException":
            raise
        text = f"{type(error).__name__}: {error}"[:300]
        found.append(problem("sheet-unreadable", Place(file), text))
        sheets = {}
    return Workbook(file, sheets, tuple(found))


def workbooks_below(root: Path, folders: Iterable[str] = layout.FOLDERS) -> dict[str, Path]:
    """Every workbook in the data folders, by printed path (``data/development/skills.xlsx``); not the lock files."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted((root / "data" / folder).glob("*.xls*")):
            if not path.name.startswith(("~$", ".")):
                found[path.relative_to(root).as_posix()] = path
    return found


def _sheets(archive: Archive, only: Container[str] | None, problems: list[Problem]) -> Iterable[Sheet]:
    parts = sheet_parts(archive)
    far = _too_large(archive, parts)
    if far:
        problems.extend(far)
        return
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(archive.data))
    for metadata in workbook.sheets_metadata:
        if metadata.typ != SheetTypeEnum.WorkSheet or (only is not None and metadata.name not in only):
            continue
        evidence = scan(archive.parts[parts[metadata.name]])
        values = workbook.get_sheet_by_name(metadata.name).to_python(skip_empty_area=False)
        hidden = metadata.visible != SheetVisibleEnum.Visible
        yield Sheet(archive.file, metadata.name, _typed(values, evidence), evidence, hidden)


def _too_large(archive: Archive, parts: Mapping[str, str]) -> list[Problem]:
    """Sheets whose cells reach so far out that a table of them would not fit into memory."""
    problems = []
    for name, part in parts.items():
        rows, columns = extent(archive.parts[part])
        if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
            found = f"cells as far as {address((rows, columns))}"
            problems.append(
                problem("sheet-too-wide", Place(archive.file, name), found, rows=MAX_ROWS, columns=MAX_COLUMNS)
            )
    return problems


def sheet_parts(archive: Archive) -> dict[str, str]:
    """Sheet name → part of the zip, for every sheet. Raises KeyError or ParseError where the workbook is not valid."""
    relations = ElementTree.fromstring(archive.parts["xl/_rels/workbook.xml.rels"])
    targets = {element.get("Id"): element.get("Target", "") for element in relations}
    names: dict[str, str] = {}
    for element in ElementTree.fromstring(archive.parts[WORKBOOK_PART]).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            references = [value for key, value in element.items() if key.endswith("}id")]
            target = targets[references[0]] if references else ""
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
            names[element.get("name", "")] = path
    return names


def _typed(values: Sequence[Sequence[Value]], evidence: Evidence) -> tuple[tuple[Value, ...], ...]:
    """The rows with errors and uncalculated formulas put where calamine leaves a blank."""
    special: dict[Cell, Value] = {cell: CellError(text) for cell, text in evidence.errors.items()}
    special |= {cell: Uncalculated(evidence.formulas[cell]) for cell in evidence.uncalculated}
    if special:
        width = max([len(row) for row in values] + [cell[1] for cell in special])
        height = max([len(values)] + [cell[0] for cell in special])
        padded: list[list[Value]] = [[*row, *[""] * (width - len(row))] for row in values]
        padded += [[""] * width for _ in range(height - len(values))]
        for (row, column), value in special.items():
            padded[row - 1][column - 1] = value
        values = padded
    return tuple(map(tuple, values))
