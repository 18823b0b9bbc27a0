"""Slips of editors, each named as what it is; revisions, new figures and new years are none."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipeline.differences.mistakes import mistakes

AREAS = [f"E{number:02}" for number in range(40)]
YEARS = list(range(2010, 2025))
REGION = frozenset(AREAS[4:12])


def sheet(seed: int = 1) -> pd.DataFrame:
    """Forty economies and fifteen years of figures that differ, a fifth of them missing."""
    rng = np.random.default_rng(seed)
    values = np.round(rng.uniform(5, 95, (len(AREAS), len(YEARS))), 3)
    values[rng.random(values.shape) < 0.2] = np.nan
    return pd.DataFrame(values, index=AREAS, columns=YEARS)


def shift_down(table: pd.DataFrame, rows: slice, columns: slice, by: int) -> None:
    table.iloc[rows, columns] = table.iloc[rows, columns].shift(by)


def shift_right(table: pd.DataFrame, rows: slice, columns: slice, by: int) -> None:
    table.iloc[rows, columns] = table.iloc[rows, columns].shift(by, axis=1)


def exchange_rows(table: pd.DataFrame, one: int, other: int) -> None:
    table.iloc[[one, other]] = table.iloc[[other, one]].to_numpy()


def exchange_years(table: pd.DataFrame, one: int, other: int) -> None:
    table.iloc[:, [one, other]] = table.iloc[:, [other, one]].to_numpy()


def paste_row(table: pd.DataFrame, source: int, target: int) -> None:
    table.iloc[target] = table.iloc[source].to_numpy()


def paste_year(table: pd.DataFrame, source: int, target: int) -> None:
    table.iloc[:, target] = table.iloc[:, source].to_numpy()


def sort_year(table: pd.DataFrame, column: int, ascending: bool) -> None:
    known = table.iloc[:, column].dropna().sort_values(ascending=ascending).to_numpy()
    table.iloc[:, column] = [*known, *[np.nan] * (len(table) - len(known))]


def rotate_year(table: pd.DataFrame, column: int, by: int) -> None:
    table.iloc[:, column] = np.roll(table.iloc[:, column].to_numpy(), by)


def scale(table: pd.DataFrame, rows: object, columns: object, by: float) -> None:
    table.iloc[rows, columns] = table.iloc[rows, columns] * by  # type: ignore[index]


def empty(table: pd.DataFrame, rows: object, columns: object) -> None:
    table.iloc[rows, columns] = np.nan  # type: ignore[index]


def zeros(table: pd.DataFrame, columns: object) -> None:
    table.iloc[:, columns] = table.iloc[:, columns].fillna(0)  # type: ignore[index]


def exchange_some(table: pd.DataFrame, one: int, other: int, years: list[int]) -> None:
    table.iloc[[one, other], years] = table.iloc[[other, one], years].to_numpy()


def paste_some(table: pd.DataFrame, source: int, target: int, years: list[int]) -> None:
    table.iloc[target, years] = table.iloc[source, years].to_numpy()


def scale_rounded(table: pd.DataFrame, rows: object, columns: object, by: float, decimals: int) -> None:
    table.iloc[rows, columns] = (table.iloc[rows, columns] * by).round(decimals)  # type: ignore[index]


def cut(table: pd.DataFrame, columns: object, decimals: int) -> None:
    table.iloc[:, columns] = np.trunc(table.iloc[:, columns] * 10**decimals) / 10**decimals  # type: ignore[index]


ALL = slice(None)
CASES = [
    *((shift_down, (slice(start, start + 20), slice(a, b), by), "diff-block-shifted") for start, a, b, by in [(5, 0, 15, 1), (5, 3, 9, 1), (10, 14, 15, 1), (0, 2, 4, 2), (5, 0, 15, -1), (8, 4, 8, -1), (12, 6, 7, -2), (3, 0, 15, 3)]),
    *((shift_right, (slice(start, stop), slice(a, b), by), "diff-block-shifted") for start, stop, a, b, by in [(5, 25, 0, 15, 1), (0, 40, 0, 15, 1), (7, 8, 0, 15, 1), (7, 12, 4, 15, 1), (0, 40, 0, 15, -1), (3, 30, 2, 12, -1), (5, 25, 0, 15, 2)]),
    *((exchange_rows, pair, "diff-economies-exchanged") for pair in [(3, 4), (0, 39), (10, 25), (7, 8), (38, 39)]),
    *((exchange_years, pair, "diff-years-exchanged") for pair in [(3, 4), (0, 14), (13, 14), (5, 9)]),
    *((paste_row, pair, "diff-economy-pasted") for pair in [(3, 4), (39, 0), (10, 25), (8, 7)]),
    *((paste_year, pair, "diff-year-pasted") for pair in [(13, 14), (3, 4), (0, 7), (14, 13), (6, 2)]),
    *((sort_year, pair, "diff-column-sorted") for pair in [(14, True), (14, False), (3, True), (0, False)]),
    *((rotate_year, pair, "diff-column-reordered") for pair in [(14, 7), (2, 11), (8, 19)]),
    *((scale, (ALL, ALL, by), "diff-scaled-series") for by in (1000.0, 0.01, 100.0, 1e6)),
    *((scale, (ALL, [column], by), "diff-scaled-year") for column, by in [(14, 1000.0), (3, 0.01), (9, 100.0), (0, 1e-6)]),
    *((scale, ([row], ALL, by), "diff-scaled-economy") for row, by in [(5, 1000.0), (39, 0.001), (0, 100.0), (17, 10.0)]),
    *((empty, (slice(4, 12), columns), "diff-region-emptied") for columns in (ALL, [14], [12, 13, 14])),
    *((empty, (rows, columns), "diff-figures-gone") for rows, columns in [(slice(20, 40), [14]), (slice(0, 40, 3), [3])]),
    *((exchange_some, (one, other, years), "diff-economies-exchanged") for one, other, years in [(3, 4, [12, 13, 14]), (20, 9, [0, 1, 2, 3])]),
    *((paste_some, (source, target, years), "diff-economy-pasted") for source, target, years in [(3, 4, [10, 11, 12, 13, 14]), (30, 2, [0, 1, 2, 3, 4, 5])]),
    *((scale_rounded, (ALL, ALL, by, decimals), "diff-scaled-series") for by, decimals in [(0.1, 0), (100.0, 1), (0.01, 2)]),
    (scale_rounded, (ALL, [7], 0.1, 0), "diff-scaled-year"),
    (scale_rounded, ([7], ALL, 1000.0, 0), "diff-scaled-economy"),
    *((scale_rounded, (ALL, columns, 1.0, decimals), "diff-rounded") for columns, decimals in [(ALL, 0), (ALL, 1), ([9], 0), ([3, 4], 2)]),
    *((cut, (columns, decimals), "diff-rounded") for columns, decimals in [(ALL, 0), ([14], 1)]),
    *((zeros, (columns,), "diff-blanks-to-zero") for columns in (ALL, [14], [0, 1])),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(CASES)))
def test_a_slip_has_its_name(number: int) -> None:
    slip, arguments, code = CASES[number]
    before = sheet(number)
    after = before.copy()
    slip(after, *arguments)  # type: ignore[operator]
    found = mistakes(before, after, {"A region": REGION})
    assert [one.code for one in found] == [code], found
    assert after.loc[found[0].row, int(found[0].column)] != before.loc[found[0].row, int(found[0].column)]


def test_there_are_many_slips_of_every_kind() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("group", ["Continent", "Least developed"])
def test_the_group_that_fits_best_is_named(group: str) -> None:
    before = sheet(12)
    groups = {"Continent": frozenset(AREAS[:10]), "Least developed": frozenset([*AREAS[:8], *AREAS[20:30]])}
    after = before.copy()
    after.loc[sorted(groups[group])] = np.nan
    (found,) = mistakes(before, after, groups)
    assert found.code == "diff-region-emptied" and f"of {group} are gone" in found.found


def test_a_column_of_codes_turned_round_is_one_slip() -> None:
    before = sheet(13)
    (found,) = mistakes(before, before.set_axis(AREAS[::-1]))
    assert found.code == "diff-economies-exchanged" and "19 more pairs" in found.found


def test_years_sorted_alike_are_one_slip() -> None:
    before = sheet(14)
    after = before.copy()
    for column in (3, 4):
        sort_year(after, column, True)
    (found,) = mistakes(before, after)
    assert found.code == "diff-column-sorted" and "2013–2014" in found.found


def test_ordinary_work_on_marks_and_scores_is_no_slip() -> None:
    """Few different figures are each other's by chance."""
    rng = np.random.default_rng(15)
    before = pd.DataFrame(rng.integers(0, 2, (40, 15)).astype(float), index=AREAS, columns=YEARS)
    for _ in range(20):
        after = before.copy()
        for row in rng.choice(40, 8, replace=False):
            after.iloc[row, -2:] = 1 - after.iloc[row, -2:]
        assert mistakes(before, after) == []


def test_ordinary_work_is_no_slip() -> None:
    before = sheet()
    revised = before * (1 + np.random.default_rng(3).normal(0, 0.02, before.shape)).round(4)
    assert mistakes(before, revised) == []
    more = before.copy()
    more[2025] = before[2024] * 1.03
    more.loc["NEW"] = 50.0
    assert mistakes(before, more) == []
    few = before.copy()
    few.iloc[3, 4], few.iloc[5, 6], few.iloc[8, 2] = 1.0, np.nan, 0.0
    assert mistakes(before, few) == [] and mistakes(before, before) == []
    moved = before.sample(frac=1, random_state=2)[
        YEARS[::-1]
    ]  # the sheet sorted with its economies, years turned round
    assert mistakes(before, moved) == []


def test_two_slips_have_two_names() -> None:
    before = sheet(5)
    after = before.copy()
    exchange_rows(after, 3, 4)
    scale(after, [20], ALL, 1000.0)
    assert {one.code for one in mistakes(before, after)} == {"diff-economies-exchanged", "diff-scaled-economy"}


def test_a_short_sheet_that_moved_left() -> None:
    """Three years, the last of them blank for most: no row alone shows it."""
    before = sheet(7)[[2010, 2011, 2012]].copy()
    after = before.shift(-1, axis=1)
    assert [one.code for one in mistakes(before, after, {"A region": REGION})] == ["diff-block-shifted"]
    pasted = before.copy()
    pasted[2011] = before[2010]
    assert [one.code for one in mistakes(before, pasted)] == ["diff-year-pasted"]


def test_two_economies_exchanged_in_a_sheet_of_one_year() -> None:
    before = sheet(8)[[2024]].dropna()
    after = before.copy()
    exchange_rows(after, 3, 9)
    assert [one.code for one in mistakes(before, after)] == ["diff-economies-exchanged"]
    after.iloc[12] += 1  # a revision of others too: two figures prove nothing
    assert mistakes(before, after) == []


def test_a_year_that_was_typed_anew() -> None:
    before = sheet(9)
    (found,) = mistakes(before, before.rename(columns={2018: 1918}))
    assert (found.code, found.found) == ("diff-years-exchanged", "the figures of 2018 stand under 1918")


@pytest.mark.parametrize("years", [[2014], [2012, 2013, 2014], YEARS])
@pytest.mark.parametrize("by_row", [True, False])
def test_figures_of_another_sheet(years: list[int], by_row: bool) -> None:
    before, other = sheet(10), sheet(11)
    other = other.drop(index=AREAS[3]) if not by_row else other.rename(index={AREAS[3]: "AAA"})
    after = before.copy()
    after[years] = other[years].to_numpy() if by_row else other[years].reindex(AREAS)
    found = mistakes(before, after, {}, {"Other": [other]})
    assert [one.code for one in found] == ["diff-sheet-pasted"] and "those of Other" in found[0].found
    assert mistakes(before, before, {}, {"Other": [before, before]}) == []
