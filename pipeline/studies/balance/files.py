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
    for path in files:
        data = read_file(path, path.name)
        if isinstance(data, Problem):
            problems.append(data)
            continue
        if is_texts(data):
            noticed: list[Problem] = []
            name = _name(path, first=path == files[0])
            long = long or Long()
            sheet = _wide(table_sheet(path, name, noticed, (long.row, long.column, *long.where)), long, problems)
            found = {name: sheet}
            told += [f"{path.name} is read as the sheet {name!r}.", *said(noticed)]
        else:
            book = open_workbook(data, path.name)
            problems += book.problems
            found = dict(book.sheets)
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
    file = files[0].name if len(files) == 1 else " + ".join(path.name for path in files)
    return Workbook(file, sheets), tuple(told)


def _name(path: Path, first: bool) -> str:
    """The sheet that a file is by its name."""
    stem = path.stem
    year = re.fullmatch(r"(.*?)[ _-]+((?:19|20)\d\d)", stem)
    if year:
        return f"{year[1]} {year[2]}"
    last = re.split(r"[ _.-]", stem)[-1].casefold()
    return _SHEETS.get(stem.casefold()) or _SHEETS.get(last) or (MATRIX if first else stem)


def _wide(sheet: Sheet, long: Long, problems: list[Problem]) -> Sheet:
    """A long table as a matrix; any other sheet as it is. Columns that vary beside row and column are a problem."""
    header = [as_text(value) for value in sheet.rows[0]] if sheet.rows else []
    plain = [name.casefold() for name in header]
    named = (long.row, long.column, long.value)
    if not {name.casefold() for name in named} <= set(plain):
        return sheet
    row, column, value = (plain.index(name.casefold()) for name in named)
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
