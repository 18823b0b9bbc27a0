"""``gdgr balance WORKBOOK``: a matrix brought to given totals by RAS or GRAS, or the identities of supply-use tables.

A balancing workbook has the sheets Matrix (codes in row 1 and column A; a blank cell is a zero that stays zero), Margins
(code, axis, total), Choices (choice, value) and, if any cell is to stay, Pinned (row, column). A workbook with the sheet
Codes is one of supply-use tables in the layout of ``data/accounting/supply-use-usa.xlsx``: its identities are checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from pipeline.methods import balancing
from pipeline.methods.balancing import BalancingError
from pipeline.problems import ExitCode, Problem, Stop
from pipeline.sheets import layout, write
from pipeline.sheets.layout import Column, Kind
from pipeline.sheets.load import load_dataset
from pipeline.sheets.read import Workbook, read_workbook
from pipeline.studies.balance.choices import CHOICE_COLUMNS, choices_of, settings
from pipeline.studies.balance.matrix import stop_on
from pipeline.studies.balance.start import MARGIN_COLUMNS, PINNED_COLUMNS, judge, parse, problem_of, totals_of
from pipeline.studies.balance.tables import check_tables
from pipeline.studies.study import Study

DEFAULTS: Mapping[str, str] = {"method": "GRAS", "tolerance": "1e-12", "iterations": "10000"}
EXAMPLE_YEARS = (2022, 2023)


def run(workbook: Path, **given: str) -> Study:
    """Balance the matrix of a workbook, or check the identities of its supply-use tables.

    ``given`` choices (``method="RAS"``) win over those of the sheet Choices. Raises Stop (exit 3) with every problem and
    its cell: what cannot be read, an unknown code, a negative cell in RAS, totals that do not add up to one sum, a line
    without cells but with a total, no convergence.
    """
    book = read_workbook(workbook, workbook.name)
    stop_on([*book.problems])
    if layout.SUPPLY_USE_CODES in book.sheets:
        return check_tables(book, given)
    return _balance(book, given)


def template(target: Path, root: Path = Path()) -> None:
    """Write an example workbook that ``run`` accepts, from the supply-use tables in ``root/data``.

    The matrix is the use of digital products by digital industries in the first of ``EXAMPLE_YEARS``; its totals are
    those of the second. Raises Stop where the data cannot be read.
    """
    data = load_dataset(root)
    first, second = (data.supply_use[year] for year in EXAMPLE_YEARS)
    codes = [code for code in first.codes.loc[first.codes["digital"] == "yes", "code"] if code in first.use.columns]
    start, later = (table.use.reindex(index=codes, columns=codes).fillna(0.0) for table in (first, second))
    names = dict(zip(first.codes["code"], first.codes["name"], strict=True))
    cells = [{"code": row, **{column: float(start.loc[row, column]) for column in codes}} for row in codes]
    columns = (
        Column("code", Kind.CODE, True, "Codes of rows below, of columns to the right; blank = zero."),
        *(Column(code, Kind.NUMBER, False, names[code]) for code in codes),
    )
    sums = (("row", later.sum(axis=1)), ("column", later.sum(axis=0)))
    margins = [
        {"code": code, "axis": axis, "total": float(total)} for axis, part in sums for code, total in part.items()
    ]
    choices = [{"choice": choice, "value": value} for choice, value in DEFAULTS.items()]
    about = write.About(
        f"Balancing: use of digital products by digital industries, {first.economy}",
        f"The matrix holds the intermediate use of {EXAMPLE_YEARS[0]}, the margins the totals of {EXAMPLE_YEARS[1]}. "
        "Replace both with your own; gdgr balance brings the matrix to its margins.",
        (
            "Matrix: codes in row 1 and column A; a blank cell is zero and stays zero.",
            "Margins: one row for each row and each column of the matrix. Both axes must add up to the same sum.",
            "Pinned: cells that keep their value. Choices: method (RAS or GRAS), tolerance (relative), iterations.",
        ),
        date(EXAMPLE_YEARS[1], 12, 31),
        (("Source", first.source), ("Unit", first.unit)),
    )
    sheets = {
        "Matrix": (columns, cells),
        "Margins": (MARGIN_COLUMNS, margins),
        "Pinned": (PINNED_COLUMNS, []),
        "Choices": (CHOICE_COLUMNS, choices),
    }
    write.write_long(target, about, sheets)


def _balance(book: Workbook, given: Mapping[str, str]) -> Study:
    problems: list[Problem] = []
    parsed = parse(book, problems)
    choices = choices_of(book, given, DEFAULTS, problems)
    method, tolerance, iterations = settings(book, choices, problems)
    stop_on(problems)
    if parsed is None:  # a sheet is missing, which has been reported
        raise AssertionError("a missing sheet was not reported")
    stop_on(judge(parsed, method))
    rows, columns = totals_of(parsed)
    pinned = (
        [] if parsed.pinned is None else list(parsed.pinned.frame[["row", "column"]].itertuples(index=False, name=None))
    )
    try:
        found = balancing.balance(parsed.matrix, rows, columns, method, pinned, tolerance, iterations)
    except BalancingError as error:
        raise Stop(ExitCode.DATA, [problem_of(error, parsed, iterations)]) from error
    reached = [
        (axis, code, total, got, got - total)
        for axis, totals, sums in (
            ("row", rows, found.matrix.sum(axis=1)),
            ("column", columns, found.matrix.sum(axis=0)),
        )
        for code, total, got in zip(totals.index, totals, sums.reindex(totals.index), strict=True)
    ]
    factors = [
        (axis, code, value)
        for axis, part in (("row", found.row_factors), ("column", found.column_factors))
        for code, value in part.items()
    ]
    changed = found.changes[found.changes["change"] != 0]
    largest = changed.loc[changed["ratio"].sub(1).abs().idxmax()] if changed["ratio"].notna().any() else None
    notes = [
        f"Converged after {found.iterations} iterations; the largest distance to a total is {found.worst:.3g} ({found.worst_line})."
    ]
    notes += [f"{len(changed)} of {len(found.changes)} cells changed; {len(pinned)} cells are pinned."]
    if largest is not None:
        notes.append(
            f"The largest relative change is in row {largest['row']}, column {largest['column']}: "
            f"{largest['before']:g} to {largest['after']:g}."
        )
    return Study(
        method=f"balance {method.value}",
        workbook=book.file,
        parameters={
            **choices,
            "tolerance": tolerance,
            "iterations": iterations,
            "pinned": len(pinned),
            "iterations_needed": found.iterations,
        },
        tables={
            "balanced": found.matrix.rename_axis("code").reset_index(),
            "changes": found.changes,
            "totals": pd.DataFrame(reached, columns=["axis", "code", "total", "reached", "difference"]),
            "factors": pd.DataFrame(factors, columns=["axis", "code", "factor"]),
        },
        notes=tuple(notes),
    )
