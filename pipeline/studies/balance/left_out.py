"""What a balancing and a check of tables leave out: blank and withheld cells, rows and columns that are in no sum, checks without a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from pipeline.methods.omissions import Omission
from pipeline.model.supply_lines import Axis, Blank, Line
from pipeline.model.supply_use import SupplyUse, SupplyUseTable
from pipeline.problems import first_of

_LISTED = 6  # codes that one row names


def of_matrix(blank: pd.DataFrame) -> list[Omission]:
    """The blank cells of a matrix to balance, a row each row; ``blank`` is true where a cell is."""
    found = []
    for code, row in blank.iterrows():
        columns = [str(column) for column in blank.columns[row.to_numpy()]]
        if columns:
            what = f"{len(columns)} of {len(blank.columns)} cells: {first_of(columns, _LISTED)}"
            found.append(Omission("row with blank cells", str(code), what, "zeros that stay zero"))
    return found


def of_tables(tables: Mapping[int, SupplyUse], checked: pd.DataFrame) -> list[Omission]:
    """What is left out of the tables of each year, and the identities that are not assessed."""
    found = [one for year, tables_of in tables.items() for one in _of_year(year, tables_of)]
    open_ = checked[checked["holds"].isna()]
    for (year, identity, missing), part in open_.groupby(["year", "identity", "missing"], sort=False):
        codes = [str(code) for code in part["code"] if code]
        what = f"{len(part)} checks{_of(year)}{f': {first_of(codes, _LISTED)}' if codes else ''}"
        found.append(Omission("identity", identity, what, f"{first_of(missing.split('; '), _LISTED, '; ')} absent"))
    return found


def _of_year(year: int, tables: SupplyUse) -> Iterator[Omission]:
    for table in tables.tables.values():
        if not table.cells.size:
            yield Omission("table", f"{table.kind.value} table", f"the accounts{_of(year)}", "not there")
            continue
        name = table.sheet or table.name
        for row in tables.lines.rows:
            if row.table == table.name and row.line == Line.MEMO and table.has(Axis(row.axis), row.code):
                yield Omission(str(Axis(row.axis).value), row.code, name, "in no sum (line memo)")
        for axis, codes in ((Axis.ROW, tables.products), (Axis.COLUMN, tables.industries)):
            lacking = [code for code in codes if not table.has(axis, code)]
            what = "product" if axis is Axis.ROW else "industry"
            if len(lacking) == len(codes):
                none = "products" if axis is Axis.ROW else "industries"
                yield Omission("table", name, f"what needs its {none}", f"it has no {none}")
                continue
            for code in lacking:
                yield Omission(
                    what,
                    code,
                    name,
                    "no row of it in this table" if axis is Axis.ROW else "no column of it in this table",
                )
        for row_code, column in sorted(table.suppressed):
            yield Omission("withheld cell", f"{row_code} / {column}", name, "not known, and no zero")
        yield from _blank(table, tables, name)


def _blank(table: SupplyUseTable, tables: SupplyUse, name: str) -> Iterator[Omission]:
    """The blank cells of products by industries, in one row."""
    rows = [code for code in tables.products if table.has(Axis.ROW, code)]
    columns = [code for code in tables.industries if table.has(Axis.COLUMN, code)]
    if not rows or not columns:
        return
    holes = int(np.isnan(table.cells.loc[rows, columns].to_numpy(dtype=float)).sum())
    holes -= sum(row in rows and column in columns for row, column in table.suppressed)
    if holes:
        why = "not known" if table.blank is Blank.ABSENT else "zeros that the publisher leaves out"
        yield Omission(
            "table with blank cells",
            name,
            f"{holes} of {len(rows) * len(columns)} cells of products by industries",
            why,
        )


def _of(year: int) -> str:
    return f" of {year}" if year else ""
