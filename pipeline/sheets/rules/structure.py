"""What hides or distorts a sheet: hidden rows, columns and sheets, merged cells, formulas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.addresses import address, column_letter
from pipeline.problems import Problem
from pipeline.sheets import layout
from pipeline.sheets.codes import problem
from pipeline.sheets.read import Sheet, Workbook


def check(workbook: Workbook) -> Iterator[Problem]:
    """One problem a sheet and kind, at its first cell, with all cells listed."""
    for sheet in workbook.sheets.values():
        yield from _hidden(sheet)
        if sheet.name != layout.ABOUT:
            yield from _merged_and_formulas(sheet)


def _hidden(sheet: Sheet) -> Iterator[Problem]:
    evidence = sheet.evidence
    if sheet.hidden:
        yield problem("sheet-hidden-sheet", sheet.place(), f"the sheet {sheet.name!r} is hidden")
    used = [row for row in evidence.hidden_rows if row <= len(sheet.rows)]
    if used:
        found = _count(len(used), "hidden row", [str(row) for row in used])
        yield problem("sheet-hidden-row", sheet.place(used[0], 1), found)
    width = len(sheet.rows[0]) if sheet.rows else 0
    columns = [column for column in evidence.hidden_columns if column <= width]
    if columns:
        found = _count(len(columns), "hidden column", [column_letter(column) for column in columns])
        yield problem("sheet-hidden-column", sheet.place(1, columns[0]), found)


def _merged_and_formulas(sheet: Sheet) -> Iterator[Problem]:
    evidence = sheet.evidence
    for merged in evidence.merged:
        first = merged.partition(":")[0]
        yield problem(
            "sheet-merged-cell", type(sheet.place())(sheet.file, sheet.name, first), f"the merged range {merged}"
        )
    stored = sorted(set(evidence.formulas) - set(evidence.uncalculated) - set(evidence.errors))
    if stored:
        found = _count(len(stored), "formula", [address(cell) for cell in stored])
        yield problem("sheet-formula", sheet.place(*stored[0]), found)


def _count(count: int, what: str, items: Sequence[str]) -> str:
    listed = ", ".join(items[:8]) + (" ..." if len(items) > 8 else "")
    return f"{count} {what}{'s' if count > 1 else ''}: {listed}"
