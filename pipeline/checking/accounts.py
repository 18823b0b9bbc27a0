"""Accounting identities of the supply and use tables: those that are broken, at the cell that breaks them where one does.

A wrong cell breaks an identity along its row and one along its column by the same amount: where they cross is the cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice

import pandas as pd

from pipeline.explaining.meaning import BY_CODE
from pipeline.methods.accounts.identities import BASIC_PRICES, identities
from pipeline.model.supply_lines import Price, TableKind
from pipeline.model.supply_use import SupplyUse
from pipeline.problems import Place, Problem, Severity
from pipeline.sheets.content import Content
from pipeline.sheets.supply_use import Matrix, SupplyUseBook, tables_of
from pipeline.store import Keep

# Identities of the supply table alone.
_OF_SUPPLY = ("product output", "supply at basic prices", "supply at purchasers' prices", "margins sum to zero", "supply columns", "output by kind")  # fmt: skip
_SUMS = "sums shown by the source"  # of a total and a code: "T: 11"
# Identities with a side for each column.
_DOWN = ("supply columns", "use columns", "columns with adjustments", "output by kind", "industry output", "value added", "output in both tables")  # fmt: skip
_MOST = 20  # broken identities of one year that are listed


def check(content: Content, keep: Keep) -> Iterator[Problem]:
    """The broken identities of every year; none of a workbook with errors. What was found of a year is kept."""
    wrong = {found.place.file for found in content.problems if found.severity is Severity.ERROR}
    for book in content.supply_use:
        if book.file in wrong:
            continue
        parts = {"file": book.file, "content": content.files[book.file]}
        yield from keep(f"identities {book.file}", parts, partial(_of_book, book))


def _of_book(book: SupplyUseBook) -> tuple[Problem, ...]:
    return tuple(found for tables in tables_of(book).values() for found in islice(_of_year(book, tables), _MOST))


def _of_year(book: SupplyUseBook, tables: SupplyUse) -> Iterator[Problem]:
    """The broken identities of one year, those that differ by the same amount as one."""
    checked = identities(tables)
    left = checked[~checked["holds"].fillna(True).astype(bool)]
    left = left.assign(size=left["residual"].abs())
    while len(left):
        alike = (left["size"] - left["size"].iloc[0]).abs() <= left["tolerance"] + left["tolerance"].iloc[0] + 1e-6
        yield _told(book, tables, left[alike])
        left = left[~alike]


def _told(book: SupplyUseBook, tables: SupplyUse, rows: pd.DataFrame) -> Problem:
    names = list(dict.fromkeys(rows["identity"]))
    matrix = _table(book, tables, names)
    across = down = ""
    for name, code in zip(rows["identity"], rows["code"], strict=True):
        for one in code.split(": ", 1) if name == _SUMS else (code,):
            plain = name.removesuffix(BASIC_PRICES)
            if plain in _DOWN or (plain == _SUMS and one in matrix.columns and one not in matrix.rows):
                down = down or one
            else:
                across = across or one
    first = rows.iloc[0]
    more = f"; so are {', '.join(names[1:])}" if len(names) > 1 else ""
    where = " / ".join(filter(None, (across, down))) or str(first["code"])
    found = f"{names[0]} of {where}: {first['left']:g} against {first['right']:g}, {first['size']:g} apart{more}"
    place = Place(book.file, matrix.sheet, matrix.cell(across, down))
    return BY_CODE["accounts-identity-broken"].at(place, found, tolerance=float(first["tolerance"]))


def _table(book: SupplyUseBook, tables: SupplyUse, names: list[str]) -> Matrix:
    """The table in which a cell breaks these identities: that of supply where one of them is of supply alone."""
    basic = all(name.endswith(BASIC_PRICES) for name in names)
    of_year = [matrix for matrix in book.matrices if matrix.year == tables.year]
    if any(name in _OF_SUPPLY for name in names):
        wanted = tables.supply.name
    else:
        at_basic = tables.table(TableKind.USE, Price.BASIC)
        wanted = at_basic.name if basic and at_basic else tables.use.name
    return next(matrix for matrix in of_year if matrix.table == wanted)
