"""The sheets of a balancing from files of any kind: a workbook, or a table of texts for each sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.problems import Place, Problem
from pipeline.sheets import layout
from pipeline.sheets.archive import read_file
from pipeline.sheets.read import Sheet, Value, Workbook, open_workbook
from pipeline.sheets.tables import as_text
from pipeline.studies.balance.matrix import error
from pipeline.studies.balance.published.grid import kind_by_codes
from pipeline.studies.balance.published.long import CODES, is_long, sheets_of
from pipeline.studies.balance.published.names import is_other, kind_of
from pipeline.studies.balance.published.standards import STANDARDS
from pipeline.studies.extremes import of_sheets
from pipeline.studies.figures import is_texts, said, table_sheet

MATRIX = "Matrix"
# The sheets of the study by their names in small letters; a file is the one that its name ends in.
_SHEETS = {
    name.casefold(): name for name in (MATRIX, "Margins", "Pinned", "Choices", layout.ABOUT, *layout.SUPPLY_USE_SHEETS)
}


@dataclass(frozen=True)
class Long:
    """The columns of a long table that hold row, column and value of each cell, and the rows that are taken."""

    row: str = "row"
    column: str = "column"
    value: str = "value"
    where: Mapping[str, str] = field(default_factory=dict)


def book_of(
    files: Sequence[Path], problems: list[Problem], long: Long | None = None
) -> tuple[Workbook, tuple[str, ...]]:
    """One workbook of the sheets of all files, and sentences on what was read as what.

    A table of texts is the sheet that its name says: ``matrix.csv``, ``my-margins.csv``, ``supply 2022.csv`` or
    ``supply-2022.csv`` (a table of a year); the first is the matrix where its name says nothing. A table with the columns
    of ``long`` is made wide. Two files with one sheet, and what cannot be read, are problems.
    """
    sheets: dict[str, Sheet] = {}
    told: list[str] = []
    long = long or Long()
    for path in files:
        data = read_file(path, path.name)
        if isinstance(data, Problem):
            problems.append(data)
            continue
        if is_texts(data):
            noticed: list[Problem] = []
            codes = (long.row, long.column, *long.where, *CODES)
            sheet = table_sheet(path, path.stem, noticed, codes)
            name = _name(path, first=path == files[0] and not _has_lines(sheet))
            found = _sheets(replace(sheet, name=name), name, long, problems, told)
            told += [f"{path.name} is read as the sheet {', '.join(map(repr, found))}.", *said(noticed)]
        else:
            book = open_workbook(data, path.name)
            problems += book.problems
            found = {}
            for name, sheet in book.sheets.items():
                found |= _sheets(sheet, _key(path, name), long, problems, told)
        for name in set(found) & set(sheets) - {layout.ABOUT}:
            other = sheets[name].file
            remedy = "give each sheet once"
            problems.append(
                error(
                    "balance-sheet-twice",
                    Place(path.name, name),
                    f"the sheet {name!r} once more, as in {other}",
                    "each sheet once",
                    remedy,
                )
            )
        sheets = {**found, **sheets}
    problems += of_sheets(sheets.values())
    file = files[0].name if len(files) == 1 else " + ".join(path.name for path in files)
    return Workbook(file, sheets), tuple(told)


def _sheets(sheet: Sheet, name: str, long: Long, problems: list[Problem], told: list[str]) -> dict[str, Sheet]:
    """The sheets that one is: a long table of supply and use is one a year, any other table one."""
    header = [as_text(value) for value in sheet.rows[0]] if sheet.rows else []
    if is_long(header) and not _is_named(header, long):
        return sheets_of(sheet, long.where, problems, told)
    return {name: _wide(sheet, long, problems)}


def _has_lines(sheet: Sheet) -> bool:
    """Whether the codes of a sheet are those of a supply or use table."""
    return any(kind_by_codes(sheet, standard) is not None for standard in STANDARDS)


def _key(path: Path, sheet: str) -> str:
    """The name of a sheet in a workbook, with that of the file where it alone says which table it is."""
    own = sheet in _SHEETS.values() or kind_of(sheet) is not None or is_other(sheet)
    return sheet if own or kind_of(path.stem) is None else f"{path.stem} {sheet}"


def _name(path: Path, first: bool) -> str:
    """The sheet that a file is by its name."""
    stem = path.stem
    year = re.fullmatch(r"(.*?)[ _-]+((?:19|20)\d\d)", stem)
    if year:
        return f"{year[1]} {year[2]}"
    last = re.split(r"[ _.-]", stem)[-1].casefold()
    own = _SHEETS.get(stem.casefold()) or _SHEETS.get(last)
    return own or (MATRIX if first and kind_of(stem) is None else stem)


def _is_named(header: Sequence[str], long: Long) -> bool:
    """Whether a table has the columns that ``long`` names."""
    return {name.casefold() for name in (long.row, long.column, long.value)} <= {name.casefold() for name in header}


def _wide(sheet: Sheet, long: Long, problems: list[Problem]) -> Sheet:
    """A long table as a matrix; any other sheet as it is. Columns that vary beside row and column are a problem."""
    header = [as_text(value) for value in sheet.rows[0]] if sheet.rows else []
    plain = [name.casefold() for name in header]
    if not _is_named(header, long):
        return sheet
    row, column, value = (plain.index(name.casefold()) for name in (long.row, long.column, long.value))
    filters = {plain.index(name.casefold()): text for name, text in long.where.items() if name.casefold() in plain}
    lines = [(number, line) for number, line in enumerate(sheet.rows[1:], start=2) if any(cell != "" for cell in line)]
    kept = [(number, line) for number, line in lines if all(as_text(line[at]) == text for at, text in filters.items())]
    if filters and not kept:
        asked = ", ".join(f"{name}={text}" for name, text in long.where.items())
        problems.append(
            error("balance-filter-empty", sheet.place(1, 1), f"no row matches {asked}", "some rows", "mend the filter")
        )
    cells: dict[tuple[str, str], Value] = {}
    for number, line in kept:
        key = as_text(line[row]), as_text(line[column])
        if key in cells:
            others = [at for at in range(len(header)) if at not in (row, column, value)]
            vary = [header[at] for at in others if len({as_text(one[at]) for _, one in kept}) > 1]
            remedy = f"filter {' and '.join(vary)} (--where {vary[0]}=...)" if vary else "delete one of the rows"
            found = f"the cell {key[0]}, {key[1]} once more"
            problems.append(error("balance-code-twice", sheet.place(number, 1), found, "each cell once", remedy))
            break
        cells[key] = line[value]
    rows, columns = (list(dict.fromkeys(key[axis] for key in cells)) for axis in (0, 1))
    body = [(one, *(cells.get((one, other), "") for other in columns)) for one in rows]
    return replace(sheet, rows=(("code", *columns), *body))
