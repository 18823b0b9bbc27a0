"""Slips in tables of supply and use, and sheets that changed places as wholes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from pipeline.differences.figures import figure_slips, figures
from pipeline.sheets.read import sheets_of
from tests.differences.books import Rows, book

CODES = [f"{number:02}" for number in range(1, 25)]
Grid = np.ndarray


def grid(seed: int) -> Grid:
    """Products by industries, a third of the cells blank."""
    rng = np.random.default_rng(seed)
    values = np.round(rng.uniform(1, 9000, (24, 24)), 1)
    values[rng.random(values.shape) < 0.3] = np.nan
    return values


def rows(values: Grid) -> Rows:
    return [["code", *CODES], *([code, *(None if np.isnan(one) else float(one) for one in line)] for code, line in zip(CODES, values, strict=True))]  # fmt: skip


def slips(use: Grid, supply: Grid | None = None) -> list[tuple[str, str, str]]:
    states = []
    for of_2020, of_supply in ((grid(1), grid(3)), (use, grid(3) if supply is None else supply)):
        data = book({"use 2020": rows(of_2020), "use 2019": rows(grid(2)), "supply 2020": rows(of_supply)})
        states.append(figures(sheets_of("sut.xlsx", data)))
    changed = ["use 2020", "supply 2020"]
    return [(one.code, one.place.sheet, one.found) for _, one in figure_slips(states[0], states[1], changed, {})]


def changed(change: Callable[[Grid], None]) -> Grid:
    values = grid(1)
    change(values)
    return values


def down(values: Grid) -> None:
    values[5:15, 3:10] = np.vstack([np.full(7, np.nan), values[5:14, 3:10]])


def right(values: Grid) -> None:
    values[4:12, 6:20] = np.hstack([np.full((8, 1), np.nan), values[4:12, 6:19]])


def exchange_rows(values: Grid) -> None:
    values[[7, 8]] = values[[8, 7]]


def exchange_columns(values: Grid) -> None:
    values[:20, [2, 11]] = values[:20, [11, 2]]  # the totals below them stay


def paste_row(values: Grid) -> None:
    values[9] = values[10]


def scale_column(values: Grid) -> None:
    values[:, 5] = np.round(values[:, 5] * 1000)


def scale(values: Grid) -> None:
    values /= 1000


CASES = [
    (down, "diff-block-shifted", "06"),
    (right, "diff-block-shifted", "1 column(s) to the right"),
    (exchange_rows, "diff-lines-exchanged", "08 and 09"),
    (exchange_columns, "diff-lines-exchanged", "03 and 12"),
    (paste_row, "diff-line-pasted", "10 has the figures of 11"),
    (scale_column, "diff-scaled-line", "of 06 are 1000 times"),
    (scale, "diff-scaled-series", "0.001 times"),
]


@pytest.mark.parametrize(("change", "code", "says"), CASES)
def test_a_slip_in_a_table_has_its_name(change: Callable[[Grid], None], code: str, says: str) -> None:
    ((found, sheet, words),) = slips(changed(change))
    assert (found, sheet) == (code, "use 2020") and says in words


def test_the_table_of_another_year() -> None:
    ((code, sheet, words),) = slips(grid(2))
    assert (code, sheet) == ("diff-table-pasted", "use 2020") and "those of use 2019" in words
    part = grid(1)
    part[:, 4:12] = grid(2)[:, 4:12]
    ((code, _, words),) = slips(part)
    assert code == "diff-table-pasted" and "05, 06, 07 and 5 more are those of use 2019" in words


def test_two_sheets_that_changed_places_are_told_once() -> None:
    ((code, _, words),) = slips(grid(3), grid(1))
    assert code == "diff-sheets-exchanged" and "use 2020 and supply 2020" in words


def test_a_revised_table_is_no_slip() -> None:
    rng = np.random.default_rng(9)
    assert slips(grid(1) * (1 + rng.normal(0, 0.02, (24, 24)))) == [] and slips(grid(1)) == []
