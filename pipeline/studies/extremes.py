"""Numbers that no arithmetic of a study survives: so large that their squares and sums leave a double, or so small that they vanish in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from pipeline.methods.index.ranges import LARGEST
from pipeline.problems import Place, Problem, Severity, first_of
from pipeline.sheets.read import Sheet
from pipeline.sheets.tables import Table
from pipeline.sheets.wide import Wide
from pipeline.studies.options import SMALLEST, is_extreme

_LISTED = 3


def of_wide(wide: Wide) -> list[Problem]:
    """The problem of a series with such numbers, at the first of them."""
    size = np.abs(wide.values)
    with np.errstate(invalid="ignore"):
        odd = np.argwhere((size > LARGEST) | ((size < SMALLEST) & (size > 0)))
    return _problem([(float(wide.values[i, j]), wide.place(int(i), int(j))) for i, j in odd])


def of_table(table: Table) -> list[Problem]:
    """The problem of the numbers of a long sheet."""
    found: list[tuple[float, Place]] = []
    for header in table.frame.columns:
        column = table.frame[header]
        if header != "ROW" and column.dtype.kind == "f":
            found += [(float(value), table.place(int(row), header)) for row, value in zip(table.frame["ROW"], column, strict=True) if is_extreme(value)]  # fmt: skip
    return _problem(found)


def of_sheets(sheets: Iterable[Sheet]) -> list[Problem]:
    """The problem of every sheet with such a number in any cell."""
    return [
        one
        for sheet in sheets
        for one in _problem(
            [
                (value, sheet.place(row, column))
                for row, cells in enumerate(sheet.rows, start=1)
                for column, value in enumerate(cells, start=1)
                if isinstance(value, float) and is_extreme(value)
            ]
        )
    ]


def _problem(found: Sequence[tuple[float, Place]]) -> list[Problem]:
    """One error for all cells of a sheet, at the first."""
    if not found:
        return []
    value, place = found[0]
    more = [other.cell or f"line {other.line}" for _, other in found[1:]]
    text = f"{value:g}{f' (and {len(more)} more cells: {first_of(more, _LISTED)})' if more else ''}"
    return [
        Problem(
            "study-value-extreme",
            Severity.ERROR,
            place,
            text,
            f"zero, or a number of a size between {SMALLEST:g} and {LARGEST:g}",
            "correct the number, or give the series in a larger or smaller unit",
        )
    ]
