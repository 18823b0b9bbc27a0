"""A balancing workbook as parsed and judged: Matrix, Margins, Pinned."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.methods.balancing import BalancingError, Cause, Method
from pipeline.problems import Place, Problem
from pipeline.sheets import nearest
from pipeline.sheets.codes import problem
from pipeline.sheets.layout import Column, Kind
from pipeline.sheets.read import Sheet, Workbook
from pipeline.sheets.tables import Table, as_text, parse_table
from pipeline.studies.balance.matrix import error, read_matrix

AXES = ("row", "column")
MARGIN_COLUMNS = (
    Column("code", Kind.CODE, True, "Code of a row or column of the sheet Matrix."),
    Column("axis", Kind.CHOICE, True, "Whether the code is that of a row or of a column.", AXES),
    Column("total", Kind.NUMBER, True, "What the row or column has to add up to."),
)
PINNED_COLUMNS = (
    Column("row", Kind.CODE, True, "Code of the row of a cell that keeps its value."),
    Column("column", Kind.CODE, True, "Code of its column."),
)


@dataclass(frozen=True)
class Start:
    """A balancing workbook as parsed: the start, where its codes stand, the totals, cells that stay and cells that are blank."""

    matrix: pd.DataFrame
    sheet: Sheet
    margins: Table
    pinned: Table | None
    blank: pd.DataFrame


def parse(book: Workbook, problems: list[Problem]) -> Start | None:
    """Read the sheets; None where Matrix or Margins is missing, which is then among the problems."""
    if "Matrix" not in book.sheets:
        near = nearest.codes("Matrix", book.sheets)
        problems.append(problem("sheet-missing", Place(book.file), f"no sheet 'Matrix'{near}", sheet="Matrix"))
    if "Margins" not in book.sheets:
        found = f"a matrix without the totals of its rows and columns; there are the sheets {', '.join(book.sheets)}"
        allowed = f"a sheet or table Margins with the columns {', '.join(one.header for one in MARGIN_COLUMNS)}"
        remedy = "add the sheet, or name its table (--with margins.csv); gdgr balance --template example.xlsx shows one"
        problems.append(error("balance-no-margins", Place(book.file), found, allowed, remedy))
    if "Matrix" not in book.sheets or "Margins" not in book.sheets:
        return None
    read = read_matrix(book.sheets["Matrix"], problems)
    matrix = read.fillna(0.0)  # a blank cell is a zero that stays zero, as the layout says; each is listed
    margins = parse_table(book.sheets["Margins"], MARGIN_COLUMNS, ("code", "axis"), problems)
    sheet = book.sheets.get("Pinned")
    pinned = None if sheet is None else parse_table(sheet, PINNED_COLUMNS, ("row", "column"), problems)
    return Start(matrix, book.sheets["Matrix"], margins, pinned, read.isna())


def judge(parsed: Start, method: Method) -> list[Problem]:
    """Problems of codes, signs and totals, all of them, each with its cell."""
    matrix, found = parsed.matrix, []
    codes = {"row": list(matrix.index), "column": list(matrix.columns)}
    for row, code, axis in parsed.margins.frame[["ROW", "code", "axis"]].itertuples(index=False):
        if code not in codes[axis]:
            found.append(_unknown(parsed.margins.place(row, "code"), code, axis, codes[axis]))
    for axis in AXES:
        given = set(parsed.margins.frame.loc[parsed.margins.frame["axis"] == axis, "code"])
        for code in codes[axis]:
            if code not in given:
                found.append(
                    error(
                        "balance-no-total",
                        _place(parsed, axis, code),
                        f"no total for the {axis} {code}",
                        "a total for every row and column",
                        f"add {code}, {axis} and its total to Margins",
                    )
                )
    if parsed.pinned is not None:
        for number, row, column in parsed.pinned.frame[["ROW", "row", "column"]].itertuples(index=False):
            for axis, code in (("row", row), ("column", column)):
                if code not in codes[axis]:
                    found.append(_unknown(parsed.pinned.place(number, axis), code, axis, codes[axis]))
    if method is Method.RAS:
        for i, j in np.argwhere(matrix.to_numpy() < 0):
            place = _place(parsed, "row", matrix.index[i], matrix.columns[j])
            found.append(
                error(
                    "balance-negative-cell",
                    place,
                    f"{matrix.iat[i, j]:g}",
                    "zero or more: RAS takes no negative cell",
                    "correct the sign, or choose GRAS in Choices",
                )
            )
    return found


def totals_of(parsed: Start) -> tuple[pd.Series, pd.Series]:
    """Totals of the rows and of the columns, by code."""
    frame = parsed.margins.frame
    rows, columns = (frame[frame["axis"] == axis].set_index("code")["total"].astype(float) for axis in AXES)
    return rows, columns


def problem_of(failure: BalancingError, parsed: Start, iterations: int) -> Problem:
    """What the method refuses, at the cell of the line it is about."""
    place = parsed.margins.place(1, "total")
    if failure.row or failure.column:
        place = _place(parsed, "row", failure.row) if failure.row else _place(parsed, "column", failure.column)
    texts = {
        Cause.UNEQUAL_TOTALS: ("totals of rows and columns with the same sum", "correct the totals in Margins"),
        Cause.EMPTY_LINE: (
            "a total of zero where no cell can change",
            "fill a cell of the line, unpin one, or set its total to zero",
        ),
        Cause.NO_SOLUTION: ("a total with the sign of the cells", "correct the total or the signs of the cells"),
        Cause.NO_CONVERGENCE: (
            f"convergence within {iterations} iterations",
            "check zeros and pinned cells against the totals, or raise iterations or tolerance in Choices",
        ),
    }
    allowed, remedy = texts.get(failure.cause, ("a matrix that can be balanced", "correct the matrix or its totals"))
    return error(f"balance-{failure.cause.value}", place, str(failure), allowed, remedy)


def _place(parsed: Start, axis: str, code: str, column: str = "") -> Place:
    """The cell of a code in the sheet Matrix, or of a (row, column) pair of codes."""
    header = [as_text(value) for value in parsed.sheet.rows[0]]
    lines = [as_text(row[0]) for row in parsed.sheet.rows]
    if axis == "column":
        return parsed.sheet.place(1, header.index(code, 1) + 1)
    return parsed.sheet.place(lines.index(code, 1) + 1, header.index(column, 1) + 1 if column else 1)


def _unknown(place: Place, code: str, axis: str, known: list[str]) -> Problem:
    return error(
        "balance-unknown-code",
        place,
        f"the {axis} code {code!r}",
        f"codes of the {axis}s of Matrix",
        f"correct the code{nearest.codes(code, known)}",
    )
