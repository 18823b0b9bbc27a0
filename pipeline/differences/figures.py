"""Slips in the sheets of figures of one workbook: its data sheets, and its tables of supply and use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.differences.cells import Keyed, keyed, shown
from pipeline.differences.mistakes import MOST, mistakes, same
from pipeline.explaining.changes import SLIPS
from pipeline.problems import Problem
from pipeline.sheets import layout
from pipeline.sheets.read import Sheet

_CODE = "code"  # the header of the rows of a table of supply and use
# What the slips of data sheets are called in a table of supply and use, whose rows are no economies and whose columns no years.
_OF_TABLES = {
    "diff-economies-exchanged": "diff-lines-exchanged",
    "diff-years-exchanged": "diff-lines-exchanged",
    "diff-economy-pasted": "diff-line-pasted",
    "diff-year-pasted": "diff-line-pasted",
    "diff-sheet-pasted": "diff-table-pasted",
    "diff-scaled-economy": "diff-scaled-line",
    "diff-scaled-year": "diff-scaled-line",
}


@dataclass(frozen=True)
class Figures:
    """A sheet of figures: its rows by their codes, and its figures as rows × columns in the order of the sheet."""

    rows: Keyed
    table: pd.DataFrame

    @property
    def of_economies(self) -> bool:
        """Whether it is a data sheet, and no table of supply and use."""
        return layout.AREA_HEADER in self.rows.columns


def figures(sheets: Mapping[str, Sheet]) -> dict[str, Figures]:
    """The sheets of figures among those of a workbook."""
    found = {}
    for name, sheet in sheets.items():
        if name in layout.OWN_SHEETS or not sheet.rows:
            continue
        key = layout.AREA_HEADER if layout.AREA_HEADER in map(shown, sheet.header) else _CODE
        rows = keyed(sheet, (key,))
        if rows.figures and key in rows.columns:
            found[name] = Figures(rows, _table(rows, key))
    return found


def figure_slips(
    old: Mapping[str, Figures], new: Mapping[str, Figures], changed: list[str], groups: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, Problem]]:
    """The slips in the sheets that changed, each with the name of its sheet; a sheet that is another one as a whole is told once."""
    names = [name for name in changed if name in old and name in new]
    whole: set[str] = set()
    for name in names:
        if name not in whole and (other := _is_now(name, old, new)):
            exchanged = other in names and _alike(new[other].table, old[name].table)
            whole |= {name, other} if exchanged else {name}
            yield from _whole(name, other, new, exchanged)
    for name in names:
        if name not in whole:
            for slip in mistakes(old[name].table, new[name].table, groups, _beside(name, old, new)):
                here = new[name].rows if (slip.row,) in new[name].rows.rows else old[name].rows
                place = here.sheet.place(here.rows[slip.row,][0], here.columns.get(slip.column, 1))
                code = slip.code if new[name].of_economies else _OF_TABLES.get(slip.code, slip.code)
                yield name, SLIPS[code].at(place, slip.found)


def _whole(name: str, other: str, new: Mapping[str, Figures], exchanged: bool) -> Iterator[tuple[str, Problem]]:
    """A sheet that holds what another held, and that other where it holds what the first held."""
    sheet, there = new[name].rows.sheet, new[other].rows.sheet
    place = sheet.place(sheet.head + 1, layout.FIRST_YEAR_COLUMN if new[name].of_economies else 2)
    if exchanged:
        yield name, SLIPS["diff-sheets-exchanged"].at(place, f"the figures of {sheet.name} and {there.name} have changed places")  # fmt: skip
        return
    code = "diff-sheet-pasted" if new[name].of_economies else "diff-table-pasted"
    yield name, SLIPS[code].at(place, f"the figures are those of {there.name}")


def _is_now(name: str, old: Mapping[str, Figures], new: Mapping[str, Figures]) -> str:
    """The sheet whose figures of before a sheet has now, all of them; blank for none."""
    if _alike(new[name].table, old[name].table):
        return ""
    found = (other for other in old if other != name and other in new and _alike(new[name].table, old[other].table))
    return next((other for other in found if not _alike(old[name].table, old[other].table)), "")


def _alike(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Whether two tables have the same figures where both have a row and a column, and nearly all of their figures there."""
    rows, columns = one.index.intersection(other.index), one.columns.intersection(other.columns)
    a, b = (table.loc[rows, columns].to_numpy(float) for table in (one, other))
    most = max(int(np.isfinite(table.to_numpy(float)).sum()) for table in (one, other))
    return bool(same(a, b).all()) and int(np.isfinite(a).sum()) > MOST * most


def _beside(name: str, old: Mapping[str, Figures], new: Mapping[str, Figures]) -> dict[str, list[pd.DataFrame]]:
    """The figures of the other sheets, of now and of before, by the names of their tabs; of a table those of other years."""
    found: dict[str, list[pd.DataFrame]] = {}
    for state in (new, old):
        for other, held in state.items():
            if other != name and (held.of_economies or other.rpartition(" ")[0] == name.rpartition(" ")[0]):
                found.setdefault(held.rows.sheet.name, []).append(held.table)
    return found


def _table(rows: Keyed, key: str) -> pd.DataFrame:
    """The figures of a sheet in the order of the sheet: economies × years, or codes × codes."""
    headers = [
        one for one in rows.columns if (one.isascii() and one.isdigit() if key == layout.AREA_HEADER else one != key)
    ]
    held = {name[0]: [row.get(header) for header in headers] for name, (_, row) in rows.rows.items()}
    figures = {
        name: [value if isinstance(value, float) else float("nan") for value in row] for name, row in held.items()
    }
    labels = [int(one) for one in headers] if key == layout.AREA_HEADER else headers
    return pd.DataFrame.from_dict(figures, orient="index", columns=labels, dtype=float)
