"""Read workbooks whole: values by python-calamine (fast), and beside them the evidence that it would lose.

Blank cells are ``""``; ``NA`` is text (Namibia), never a missing value; an error and a formula without a stored value
are values of their own, so that nothing turns into a blank unseen.
"""

from __future__ import annotations

import io
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from pipeline.model.addresses import Cell, address
from pipeline.problems import ExitCode, Place, Problem, Severity, Stop
from pipeline.sheets import layout
from pipeline.sheets.archive import read_file
from pipeline.sheets.codes import problem
from pipeline.sheets.evidence import Evidence
from pipeline.sheets.gate import Admitted, admit
from pipeline.sheets.marks import MARK, told

_LOCKS = ("~$", ".")  # how the names of lock files and hidden files begin
_SPREADSHEETS = frozenset(".xlsx .xlsm .xlsb .xltx .xltm .xls .xlt .ods .fods .ots .numbers .et".split())  # noqa: SIM905
_COPY = re.compile(r"(.+?) ?\(\d+\)")


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

    @cached_property
    def head(self) -> int:
        """The row of the header: 1, or below the caption of a data sheet the row that begins with REF_AREA."""
        for number, row in enumerate(self.rows[: layout.MOST_CAPTION + 1], start=1):
            if row and isinstance(row[0], str) and row[0].strip() == layout.AREA_HEADER:
                return number
        return 1

    @property
    def header(self) -> tuple[Value, ...]:
        """The cells of the header; none in a blank sheet."""
        return self.rows[self.head - 1] if self.rows else ()

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
    """The workbook that ``data`` holds, past both gates; with ``only`` the sheets of these names. See ``read_workbook``."""
    admitted, problems = admit(data, file, only)
    if admitted is None:
        return Workbook(file, {}, problems)
    workbook = cells_of(admitted, only)
    return Workbook(file, workbook.sheets, (*problems, *workbook.problems))


def cells_of(admitted: Admitted, only: Container[str] | None = None) -> Workbook:
    """The cells of a workbook that has passed both gates; its problems are those of reading."""
    sheets, problems = _sheets(admitted, only)
    return Workbook(admitted.archive.file, sheets, tuple(problems))


def workbooks_below(root: Path, folders: Iterable[str] = layout.FOLDERS) -> dict[str, Path]:
    """Every workbook in the data folders, by printed path (``data/development/skills.xlsx``).

    Not the lock files of programs, nor what a browser calls ``skills (1).xlsx`` beside the workbook of that name.
    """
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted((root / "data" / folder).glob("*.xlsx")):
            if not path.name.startswith(_LOCKS) and _copied(path) is None:
                found[path.relative_to(root).as_posix()] = path
    return found


def unread_below(root: Path) -> Iterator[Problem]:
    """A warning for each spreadsheet below ``root/data`` that ``workbooks_below`` leaves out."""
    read = set(workbooks_below(root).values())
    for path in sorted((root / "data").rglob("*")):
        kind = path.suffix.lower()
        if kind not in _SPREADSHEETS or path.name.startswith(_LOCKS) or path in read or path.is_dir():
            continue
        folder = path.parent.relative_to(root / "data").as_posix()
        original, name = _copied(path), f"{path.stem}.xlsx"
        if folder not in layout.FOLDERS:
            found = f"a workbook in the folder data/{folder}" if folder != "." else "a workbook in data/ itself"
            remedy = "move it into one of these folders, or take it out of data/"
        elif original is not None:
            found = f"a second copy of {original.name}"
            remedy = f"if it is the newer one, replace {original.name} by it; else delete it"
        elif path.with_name(name) in read:
            found = f"a file {path.suffix} beside {name}, which is read"
            remedy = f"if it is the newer one, save it as {name}; else delete it"
        elif kind == ".xlsx":
            found, remedy = f"the ending {path.suffix}", f"rename it to {name}"
        else:
            found = f"a file of the kind {path.suffix}"
            remedy = f"open it in Excel or LibreOffice and save it as {name}, or take it out of data/"
        place = Place(path.relative_to(root).as_posix())
        yield problem("sheet-not-read", place, found, folders=", ".join(layout.FOLDERS), near=remedy)


def _copied(path: Path) -> Path | None:
    """The workbook of which this is a copy by its name (``skills (1).xlsx``), where it lies beside it."""
    match = _COPY.fullmatch(path.stem)
    original = path.with_name(f"{match[1]}{path.suffix}") if match else None
    return original if original is not None and original.exists() else None


def _sheets(admitted: Admitted, only: Container[str] | None) -> tuple[dict[str, Sheet], list[Problem]]:
    """The sheets and their problems; no sheet at all where one of them cannot be read."""
    file = admitted.archive.file
    sheets: dict[str, Sheet] = {}
    problems: list[Problem] = []
    at = ""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(admitted.archive.data))
        for metadata in workbook.sheets_metadata:
            if metadata.typ != SheetTypeEnum.WorkSheet or (only is not None and metadata.name not in only):
                continue
            at = metadata.name
            evidence = admitted.scanned[at].evidence
            values = workbook.get_sheet_by_name(at).to_python(skip_empty_area=False)
            hidden = metadata.visible != SheetVisibleEnum.Visible
            sheets[at] = Sheet(file, at, _typed(values, evidence), evidence, hidden)
            problems += islice(_texts(sheets[at]), layout.MAX_PROBLEMS + 1 - len(problems))
    except BaseException as error:
        # A fault inside calamine's Rust code arrives as PanicException, which is no Exception.
        if not isinstance(error, CalamineError | KeyError | ValueError) and type(error).__name__ != "PanicException":
            raise
        return {}, [problem("sheet-unreadable", Place(file, at), f"{type(error).__name__}: {error}"[:300])]
    if any(found.code == "sheet-text-too-long" for found in problems):
        return {}, problems
    return sheets, problems


def _texts(sheet: Sheet) -> Iterable[Problem]:
    """Texts that are too long for a cell, or hold a mark that is no text."""
    texts = [value for row in sheet.rows for value in row if value.__class__ is str]
    if max(map(len, texts), default=0) <= layout.MAX_TEXT and not MARK.search("\n".join(texts)):
        return
    for number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row, start=1):
            if not isinstance(value, str):
                continue
            if len(value) > layout.MAX_TEXT:
                found = f"a text of {len(value):,} characters"
                limits = {"limit": layout.MAX_TEXT, "total": layout.MAX_TEXTS}
                yield problem("sheet-text-too-long", sheet.place(number, column), found, **limits)
            elif mark := told(value):
                yield problem("sheet-text-mark", sheet.place(number, column), mark)


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


def sheets_of(file: str, data: bytes) -> Mapping[str, Sheet]:
    """The sheets of a workbook by name. Raises Stop (exit 3) with its problems where the gate refuses it."""
    book = open_workbook(data, file)
    errors = [problem for problem in book.problems if problem.severity is Severity.ERROR]
    if errors and not book.sheets:
        raise Stop(ExitCode.DATA, errors)
    return book.sheets
