"""The workbook of supply and use tables: codes in row 1 and column A, numbers between them, a sheet a table and year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.problems import Place, Problem
from pipeline.sheets import layout, nearest
from pipeline.sheets.codes import problem
from pipeline.sheets.read import Sheet, Value, Workbook
from pipeline.sheets.tables import Rows, as_text
from pipeline.sheets.wide import explain, numbers_of

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Matrix:
    """A supply or use sheet: codes of rows and columns, and the values between them (NaN where blank)."""

    sheet: str
    table: str
    year: int
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: np.ndarray

    @property
    def frame(self) -> pd.DataFrame:
        """The values by the codes of rows and columns."""
        import pandas as pd

        return pd.DataFrame(self.values, index=list(self.rows), columns=list(self.columns))


@dataclass(frozen=True)
class SupplyUseBook:
    """The workbook of supply and use tables; ``sources`` are the sources that its About sheet names, with their cells."""

    file: str
    codes: Rows
    matrices: tuple[Matrix, ...]
    about: Mapping[str, str]
    sources: tuple[tuple[str, Place], ...]


def parse_supply_use(
    workbook: Workbook, codes: Rows, about: Mapping[str, str], problems: list[Problem]
) -> SupplyUseBook:
    """Parse the tables; ``codes`` is the sheet that names their rows and columns. Problems are appended."""
    known = set(codes["code"])
    matrices: list[Matrix] = []
    for name, sheet in workbook.sheets.items():
        table, _, year = name.partition(" ")
        if table in layout.SUPPLY_USE_TABLES and year.isdecimal():
            matrices.append(Matrix(name, table, int(year), *_matrix(sheet, known, problems)))
        elif name not in (layout.ABOUT, layout.SUPPLY_USE_CODES):
            allowed = "About, Codes, 'supply 2012', 'use 2012' and so on"
            problems.append(
                problem("sheet-unexpected", Place(workbook.file, name), f"a sheet {name!r}", allowed=allowed)
            )
    years = {table: {matrix.year for matrix in matrices if matrix.table == table} for table in layout.SUPPLY_USE_TABLES}
    for table, other in (("supply", "use"), ("use", "supply")):
        for year_without in sorted(years[table] - years[other]):
            lacking = f"{other} {year_without}"
            place = Place(workbook.file, f"{table} {year_without}")
            problems.append(problem("sheet-half-a-table", place, f"no sheet {lacking!r}", sheet=lacking))
    first = workbook.sheets.get(layout.ABOUT)
    sources = tuple(
        (as_text(row[1]), first.place(number, 2))
        for number, row in enumerate(first.rows if first else (), start=1)
        if first is not None and len(row) > 1 and as_text(row[0]).casefold() == "source"
    )
    return SupplyUseBook(workbook.file, codes, tuple(matrices), about, sources)


def _matrix(
    sheet: Sheet, known: set[str], problems: list[Problem]
) -> tuple[tuple[str, ...], tuple[str, ...], np.ndarray]:
    header = [as_text(value) for value in sheet.rows[0]] if sheet.rows else []
    columns = [position for position, code in enumerate(header) if position and code]
    body = [(number, row) for number, row in enumerate(sheet.rows[1:], start=2) if as_text(row[0])]
    for number, row in enumerate(sheet.rows[1:], start=2):
        if not as_text(row[0]) and any(value != "" for value in row):
            problems.append(
                problem("sheet-unknown-table-code", sheet.place(number, 1), "values in a row without a code", near="")
            )
    places = [((1, position + 1), header[position]) for position in columns]
    places += [((number, 1), as_text(row[0])) for number, row in body]
    for cell, code in places:
        if code not in known:
            near = nearest.codes(code, known)
            problems.append(problem("sheet-unknown-table-code", sheet.place(*cell), repr(code), near=near))
    for names in ([header[position] for position in columns], [as_text(row[0]) for _, row in body]):
        for code in sorted({code for code in names if names.count(code) > 1}):
            found = f"the code {code!r} {names.count(code)} times"
            problems.append(
                problem("sheet-duplicate-key", sheet.place(1, 1), found, key="row and column code", first=1)
            )
    rows, codes = tuple(as_text(row[0]) for _, row in body), tuple(header[position] for position in columns)

    def say(value: Value, i: int, j: int) -> None:
        problems.append(explain(value, rows[i], codes[j], 0, sheet.place(body[i][0], columns[j] + 1)))

    return rows, codes, numbers_of(sheet, [number for number, _ in body], [at + 1 for at in columns], say)
