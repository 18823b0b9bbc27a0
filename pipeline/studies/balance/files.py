"""The sheets of a balancing from files of any kind: a workbook, or a table of texts for each sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
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
_LONG = ("row", "column", "value")


def book_of(files: Sequence[Path], problems: list[Problem]) -> tuple[Workbook, tuple[str, ...]]:
    """One workbook of the sheets of all files, and sentences on what was read as what.

    A table of texts is the sheet that its name says: ``matrix.csv``, ``my-margins.csv``, ``supply 2022.csv`` or
    ``supply-2022.csv`` (a table of a year); the first is the matrix where its name says nothing. A table with the columns
    row, column and value is made wide. Two files with one sheet, and what cannot be read, are problems.
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
            sheet = _wide(table_sheet(path, name, noticed), problems)
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


def _wide(sheet: Sheet, problems: list[Problem]) -> Sheet:
    """A table with the columns row, column and value as a matrix; any other sheet as it is."""
    header = [as_text(value).casefold() for value in sheet.rows[0]] if sheet.rows else []
    if sorted(header) != sorted(_LONG):
        return sheet
    at = [header.index(name) for name in _LONG]
    cells: dict[tuple[str, str], Value] = {}
    for number, line in enumerate(sheet.rows[1:], start=2):
        row, column, value = as_text(line[at[0]]), as_text(line[at[1]]), line[at[2]]
        if not row and not column:
            continue
        if (row, column) in cells:
            found = f"the cell {row}, {column} once more"
            problems.append(
                error("balance-code-twice", sheet.place(number, 1), found, "each cell once", "delete one of the rows")
            )
        cells[row, column] = value
    rows, columns = (list(dict.fromkeys(key[axis] for key in cells)) for axis in (0, 1))
    body = [(row, *(cells.get((row, column), "") for column in columns)) for row in rows]
    return replace(sheet, rows=(("code", *columns), *body))
