"""A sheet that is a matrix: codes in row 1 and column A, numbers between; and how a study reports problems."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from pipeline.problems import Place, Problem, Severity
from pipeline.sheets import nearest
from pipeline.sheets.codes import problem
from pipeline.sheets.read import Sheet
from pipeline.sheets.tables import as_text
from pipeline.sheets.wide import explain


def read_matrix(sheet: Sheet, problems: list[Problem], known: Iterable[str] | None = None) -> pd.DataFrame:
    """A sheet with codes in row 1 and column A as a frame (NaN where blank); what does not fit is a problem.

    ``known`` are the codes that may stand there (None: any).
    """
    header = [as_text(value) for value in sheet.rows[0]] if sheet.rows else []
    columns = [position for position, code in enumerate(header) if position and code]
    lines = [(number, as_text(row[0])) for number, row in enumerate(sheet.rows[1:], start=2)]
    rows = [(number, code) for number, code in lines if code]
    if not rows or not columns:
        found = "no codes of rows or no codes of columns"
        problems.append(
            error("balance-empty-matrix", sheet.place(1, 1), found, "codes in row 1 and column A", "fill in the matrix")
        )
    for number, code in lines:
        if not code and any(value != "" for value in sheet.rows[number - 1]):
            problems.append(
                problem("sheet-unknown-table-code", sheet.place(number, 1), "values in a row without a code", near="")
            )
    places = [((1, position + 1), header[position]) for position in columns] + [
        ((number, 1), code) for number, code in rows
    ]
    allowed = None if known is None else set(known)
    for cell, code in places:
        if allowed is not None and code not in allowed:
            problems.append(
                problem("sheet-unknown-table-code", sheet.place(*cell), repr(code), near=nearest.codes(code, allowed))
            )
    for names in (
        [(1, position + 1, header[position]) for position in columns],
        [(number, 1, code) for number, code in rows],
    ):
        first: dict[str, tuple[int, int]] = {}
        for row, column, code in names:
            if code in first:
                at = sheet.place(*first[code]).cell
                problems.append(
                    error(
                        "balance-code-twice",
                        sheet.place(row, column),
                        f"the code {code!r} once more",
                        "each code once on an axis",
                        f"delete or rename one; the first is {at}",
                    )
                )
            first.setdefault(code, (row, column))
    values = np.full((len(rows), len(columns)), np.nan)
    for i, (number, code) in enumerate(rows):
        for j, position in enumerate(columns):
            value = sheet.rows[number - 1][position]
            if isinstance(value, float) and np.isfinite(value):
                values[i, j] = value
            elif value != "":
                problems.append(explain(value, code, header[position], 0, sheet.place(number, position + 1)))
    return pd.DataFrame(values, index=[code for _, code in rows], columns=[header[position] for position in columns])


def error(code: str, place: Place, found: str, allowed: str, remedy: str) -> Problem:
    """An error of this study."""
    return Problem(code, Severity.ERROR, place, found, allowed, remedy)
