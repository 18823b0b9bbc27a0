"""``gdgr balance WORKBOOK``: a matrix brought to given totals by RAS or GRAS, and the identities of supply-use tables.

A balancing workbook has the sheets Matrix (codes in row 1 and column A; a blank cell is a zero that stays zero), Margins
(code, axis, total), Choices (choice, value) and, if any cell is to stay, Pinned (row, column). A workbook with the sheets
Tables, Codes and Lines is one of supply-use tables in the layout of ``data/accounting/supply-use-*.xlsx``, of any publisher: its
identities are checked. Tables without that map are read by the standard codes of their lines (``published``). One workbook
may hold both. Each sheet may be a file of its own (``matrix.csv``, ``supply 2022.csv``), and a table of three columns (row, column, value) is one that is read long.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from pipeline.methods import balancing
from pipeline.methods.balancing import BalancingError
from pipeline.methods.omissions import omission_frame
from pipeline.model.supply_lines import INDUSTRY, PRODUCT
from pipeline.problems import ExitCode, Problem, Stop
from pipeline.sheets import layout, write
from pipeline.sheets.content import read_content
from pipeline.sheets.layout import Column, Kind
from pipeline.sheets.read import Workbook
from pipeline.sheets.supply_use import tables_of
from pipeline.studies import omissions
from pipeline.studies.balance.choices import CHOICE_COLUMNS, choices_of, settings
from pipeline.studies.balance.files import Long, book_of
from pipeline.studies.balance.left_out import of_matrix
from pipeline.studies.balance.published.proposal import has_tables, no_map
from pipeline.studies.balance.start import MARGIN_COLUMNS, PINNED_COLUMNS, judge, parse, problem_of, totals_of
from pipeline.studies.balance.tables import PROPOSAL_DEFAULTS, TABLE_DEFAULTS, check_tables, has_map
from pipeline.studies.indicator_workbook import stop_on_errors
from pipeline.studies.study import Study
from pipeline.studies.templates import dress

DEFAULTS: Mapping[str, str] = {"method": "GRAS", "tolerance": "1e-12", "iterations": "10000"}
EXAMPLE_YEARS = 2  # of the example: the matrix is that of the first, the totals are those of the second


def run(workbook: Path, beside: Sequence[Path] = (), long: Long | None = None, **given: str) -> Study:
    """Balance the matrix of a workbook, check the identities of its supply-use tables, or both.

    ``workbook`` and the files ``beside`` it may be tables of texts (CSV, TSV, ods, xls): each is the sheet that its name
    says, a ``long`` table is made wide (see ``files.book_of``).

    ``given`` choices (``method="RAS"``) win over those of the sheet Choices. Raises Stop (exit 3) with every problem and
    its cell: what cannot be read, an unknown code, a negative cell in RAS, totals that do not add up to one sum, a line
    without cells but with a total, no convergence.
    """
    problems: list[Problem] = []
    book, told = book_of((workbook, *beside), problems, long)
    stop_on_errors(problems)
    matrix = "Matrix" in book.sheets or "Margins" in book.sheets
    tables = any(name in book.sheets for name in (layout.TABLES, layout.CODES, layout.LINES))
    tables = tables or (not matrix and has_tables(book))
    if not matrix and not tables:
        raise Stop(ExitCode.DATA, [no_map(book)])
    defaults = {
        **(DEFAULTS if matrix else {}),
        **(TABLE_DEFAULTS if tables else {}),
        **(PROPOSAL_DEFAULTS if tables and not has_map(book) else {}),
    }
    choices = choices_of(book, given, defaults, problems)
    studies = [_balance(book, choices, problems)] if matrix else []
    if tables:
        studies.append(check_tables(book, choices, problems))
    study = studies[0] if len(studies) == 1 else _joined(*studies)
    return replace(study, notes=(*told, *study.notes))


def _joined(first: Study, second: Study) -> Study:
    """Two studies of one workbook as one."""
    tables = {**first.tables, **second.tables}
    both = [tables.pop(omissions.LEFT_OUT), first.tables[omissions.LEFT_OUT]]
    tables[omissions.LEFT_OUT] = pd.concat([one for one in reversed(both) if len(one)] or both[:1], ignore_index=True)
    return Study(
        f"{first.method}; {second.method}",
        first.workbook,
        {**first.parameters, **second.parameters},
        tables,
        (*first.notes, *second.notes),
    )


def template(target: Path, root: Path = Path()) -> None:
    """Write an example workbook that ``run`` accepts, from the supply-use tables in ``root/data``.

    It holds the tables of the newest year of the first economy that has two, with their map; the matrix to balance is the
    use of digital products by digital industries of the year before, its totals are those of the newest. Raises Stop where
    the data cannot be read.
    """
    content = read_content(root)
    stop_on_errors([*content.problems])
    by_year = ((one, tables_of(one)) for one in content.supply_use)
    book, years = next((one, years) for one, years in by_year if len(years) >= EXAMPLE_YEARS)
    first, second = list(years.values())[-EXAMPLE_YEARS:]
    products, industries = list(first.digital(PRODUCT)), list(first.digital(INDUSTRY))
    start, later = (one.use.block(products, industries) for one in (first, second))
    names = {(role, code): name for _, role, code, name in book.sheets[layout.CODES].of("role", "code", "name")}
    cells = [{"code": row, **{column: float(start.loc[row, column]) for column in industries}} for row in products]
    columns = (
        Column("code", Kind.CODE, True, "Codes of rows below, of columns to the right; blank = zero."),
        *(Column(code, Kind.NUMBER, False, names[INDUSTRY, code]) for code in industries),
    )
    sums = (("row", later.sum(axis=1, skipna=False)), ("column", later.sum(axis=0, skipna=False)))
    margins = [
        {"code": code, "axis": axis, "total": float(total)} for axis, part in sums for code, total in part.items()
    ]
    choices = [{"choice": choice, "value": value} for choice, value in {**DEFAULTS, **TABLE_DEFAULTS}.items()]
    about = write.About(
        f"Supply and use tables to check, and a matrix to balance, {first.economy}",
        f"The tables of {second.year} with their map of lines: gdgr balance checks their identities. The matrix holds the "
        f"intermediate use of digital products by digital industries in {first.year}, the margins the totals of "
        f"{second.year}: gdgr balance brings the matrix to its margins. Replace either with your own, or delete its sheets.",
        (
            *write.EDIT_TABLES,
            "Matrix: codes in row 1 and column A; a blank cell is zero and stays zero.",
            "Margins: one row for each row and each column of the matrix. Both axes must add up to the same sum.",
            "Pinned: cells that keep their value. Choices: method (RAS or GRAS), tolerance (relative) and iterations of the "
            "balancing, identity_tolerance (rounding, or a number in the unit of the tables).",
        ),
        date(second.year, 12, 31),
        (("Economy", first.economy), ("Unit", first.unit), ("Source", first.source)),
    )

    def rows(sheet: str) -> list[dict[str, object]]:
        return [{key: value for key, value in row.items() if key != "ROW"} for row in book.sheets[sheet].records()]

    tables = write.SupplyUseSheets(
        rows(layout.TABLES),
        rows(layout.CODES),
        rows(layout.LINES),
        {(one.name, second.year): one.cells.stack().dropna().to_dict() for one in second.tables.values()},
    )
    also = {
        "Matrix": (columns, cells),
        "Margins": (MARGIN_COLUMNS, margins),
        "Pinned": (PINNED_COLUMNS, []),
        "Choices": (CHOICE_COLUMNS, choices),
    }
    write.write_supply_use(target, about, tables, also, lambda workbook: dress(workbook, "balance"))


def _balance(book: Workbook, choices: Mapping[str, str], problems: list[Problem]) -> Study:
    parsed = parse(book, problems)
    method, tolerance, iterations = settings(book, choices, problems)
    stop_on_errors(problems)
    if parsed is None:  # a sheet is missing, which has been reported
        raise AssertionError("a missing sheet was not reported")
    stop_on_errors(judge(parsed, method))
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
    left_out = of_matrix(parsed.blank)
    blank = int(parsed.blank.to_numpy().sum())
    if blank:
        notes.append(
            f"{blank} of {parsed.blank.size} cells are blank: zeros that stay zero (table {omissions.LEFT_OUT})."
        )
    return Study(
        method=f"balance {method.value}",
        workbook=book.file,
        parameters={
            **{choice: value for choice, value in choices.items() if choice in DEFAULTS},
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
            omissions.LEFT_OUT: omission_frame(left_out),
        },
        notes=tuple(notes),
    )
