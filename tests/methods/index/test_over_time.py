"""Imputation over time: COINr's own examples of panels, distances of years, and what stays missing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.methods.index.over_time import carry_last, hold, linear, nearest

NAN = np.nan
# COINr 1.1.14, tests of impute_panel: one unit, the years 2020 to 2022, four indicators.
SERIES = {"i1": [1.0, 2, 3], "i2": [3.0, NAN, 5], "i3": [NAN, 5.0, 6], "i4": [7.0, 8, NAN]}
LINEAR = {"i1": [1, 2, 3], "i2": [3, 4, 5], "i3": [5, 5, 6], "i4": [7, 8, 8]}
CONSTANT = {"i1": [1, 2, 3], "i2": [3, 3, 5], "i3": [5, 5, 6], "i4": [7, 8, 8]}


def panel(*rows: list[float], first: int = 2020) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(range(first, first + len(rows[0]))))


@pytest.mark.parametrize("year", [2020, 2021, 2022])
@pytest.mark.parametrize("code", list(SERIES))
def test_the_published_panel_of_coinr(code: str, year: int) -> None:
    table = panel(SERIES[code])
    at = year - 2020
    given_value = np.array([SERIES[code][at]])
    assert linear(given_value, table, year, extend=True)[0][0] == LINEAR[code][at]
    assert hold(given_value, table, year)[0][0] == CONSTANT[code][at]


def test_nearest_years_within_a_distance() -> None:
    table = panel([1.0, NAN, NAN, NAN, 5.0], [NAN, 2.0, NAN, 4.0, NAN], [NAN] * 5)
    values, years = nearest(np.full(3, NAN), table, 2022)
    assert values[:2].tolist() == [1.0, 2.0] and years[:2].tolist() == [2020, 2021]  # of two as near, the earlier
    assert np.isnan([values[2], years[2]]).all()
    assert np.isnan(nearest(np.full(3, NAN), table, 2022, 1)[0][0])
    assert nearest(np.full(3, NAN), table, 2024, 1)[0].tolist()[:2] == [5.0, 4.0]


def test_what_is_there_is_not_touched() -> None:
    table = panel([1.0, 2.0, 3.0])
    for found in (
        nearest(np.array([9.0]), table, 2021),
        hold(np.array([9.0]), table, 2021),
        linear(np.array([9.0]), table, 2021, True),
        carry_last(np.array([9.0]), table, 2022, 5),
    ):
        assert found[0].tolist() == [9.0] and np.isnan(found[1]).all()


@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=3, max_size=8), st.integers(0, 7))
def test_made_values_lie_within_the_series(series: list[int | None], at: int) -> None:
    row = [NAN if value is None else float(value) for value in series]
    year = 2020 + min(at, len(row) - 1)
    table, known = panel(row), [v for v in row if not np.isnan(v)]
    for found, _ in (
        nearest(np.array([NAN]), table, year),
        hold(np.array([NAN]), table, year),
        linear(np.array([NAN]), table, year, True),
    ):
        assert np.isnan(found[0]) if not known else min(known) <= found[0] <= max(known)
