"""Beta- and sigma-convergence, and years behind a reference."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.methods.divide import Panel, Scale, beta, sigma, time_distance, time_distances


def panel_of(first: np.ndarray, last: np.ndarray) -> Panel:
    codes = tuple(f"E{i:02}" for i in range(len(first)))
    values = np.column_stack([first, last])
    return Panel(codes, (2010, 2020), values, np.ones_like(values), (), (1.0, 1.0))


@given(st.floats(0.005, 0.2))
def test_the_speed_of_a_known_convergence_is_found(speed: float) -> None:
    """ln x closes the distance to ln 100 at a constant rate: half-life ln 2 / rate."""
    first = np.array([2.0, 5, 20, 40, 80])
    last = np.exp(math.log(100) + (np.log(first) - math.log(100)) * math.exp(-10 * speed))
    found = beta(panel_of(first, last), 2010, 2020)
    assert found.speed == pytest.approx(speed, rel=1e-6)
    assert found.half_life == pytest.approx(math.log(2) / speed, rel=1e-6)
    assert found.r_squared == pytest.approx(1) and found.supported


def test_it_is_least_squares_with_its_standard_error() -> None:
    rng = np.random.default_rng(2)
    first = rng.uniform(5, 60, 40)
    last = first + rng.normal(20, 8, 40)
    found = beta(panel_of(first, last), 2010, 2020, Scale.POINTS)
    growth = (last - first) / 10
    slope, intercept = np.polyfit(first, growth, 1)
    residual = growth - intercept - slope * first
    error = math.sqrt((residual**2).sum() / 38 / ((first - first.mean()) ** 2).sum())
    assert found.slope.value == pytest.approx(slope) and found.intercept == pytest.approx(intercept)
    assert found.standard_error == pytest.approx(error)
    assert found.r_squared == pytest.approx(np.corrcoef(first, growth)[0, 1] ** 2)
    assert found.slope.low < slope < found.slope.high


def test_no_convergence_has_no_half_life() -> None:
    first = np.array([10.0, 20, 30, 40])
    found = beta(panel_of(first, first * np.array([1.1, 1.3, 1.4, 1.6])), 2010, 2020)
    assert (found.converging, found.supported, found.speed, found.half_life) == (False, False, None, None)


@pytest.mark.parametrize(
    ("first", "scale", "message"),
    [
        ([0.0, 1, 2], Scale.LOG, "no logarithm"),
        ([1.0, 1, 1], Scale.POINTS, "values that differ"),
        ([1.0, 2], Scale.POINTS, "three or more"),
    ],
)
def test_beta_refuses(first: list[float], scale: Scale, message: str) -> None:
    start = np.array(first)
    with pytest.raises(ValueError, match=message):
        beta(panel_of(start, start + 1), 2010, 2020, scale)
    with pytest.raises(ValueError, match="later year"):
        beta(panel_of(start, start + 1), 2020, 2010, scale)


def test_sigma_may_fall_in_relative_and_rise_in_absolute_terms() -> None:
    first = np.array([1.0, 3.0])
    table = sigma(panel_of(first, np.array([10.0, 16.0])))
    assert table["sd"].tolist() == [1, 3] and table["cv"].tolist() == pytest.approx([0.5, 3 / 13])
    assert table["economies"].tolist() == [2, 2]
    assert sigma(panel_of(np.array([0.0, 2]), first))["sd_log"].isna().tolist() == [True, False]
    weighted = Panel(("A", "B"), (2020,), np.array([[10.0], [20.0]]), np.array([[3.0], [1.0]]), (), (1.0,))
    assert sigma(weighted, weighted=True)["mean"].tolist() == [12.5]


REFERENCE = pd.Series({2005: 30.0, 2010: 50.0, 2015: np.nan, 2020: 90.0})


@pytest.mark.parametrize(
    ("value", "year", "years", "at_least", "reason"),
    [
        (40.0, 2020, 12.5, None, "straight line"),
        (70.0, 2020, 5.0, None, "straight line"),
        (50.0, 2018, 8.0, None, "straight line"),
        (90.0, 2020, 0.0, None, "straight line"),
        (30.0, 2020, 15.0, None, "first year"),
        (20.0, 2020, None, 15.0, "before 2005"),
        (95.0, 2020, None, None, "never reached"),
        (60.0, 2010, None, None, "never reached by the reference up to 2010"),
    ],
)
def test_years_behind(value: float, year: int, years: float | None, at_least: float | None, reason: str) -> None:
    found = time_distance(pd.Series({year: value}), REFERENCE)
    assert (found.years, found.at_least, found.year) == (years, at_least, year)
    assert reason in found.reason


def test_less_may_be_better() -> None:
    price = pd.Series({2010: 10.0, 2020: 2.0})
    assert time_distance(pd.Series({2020: 6.0}), price, higher=False).years == 5


@given(st.floats(31, 89), st.floats(31, 89))
def test_who_is_further_is_not_further_behind(one: float, two: float) -> None:
    low, high = (time_distance(pd.Series({2020: v}), REFERENCE).years for v in sorted([one, two]))
    assert low is not None and high is not None and high <= low


def test_a_table_of_distances_names_each_row() -> None:
    wide = pd.DataFrame({2010: [40.0, 45, np.nan], 2020: [60.0, np.nan, np.nan]}, index=["AGO", "BEN", "CIV"])
    table = time_distances(wide, REFERENCE)
    assert table["years"].tolist() == pytest.approx([7.5, 1.25]) and table.index.tolist() == ["AGO", "BEN"]
    assert time_distances(wide, REFERENCE, 2010)["value"].tolist() == [40, 45]
    with pytest.raises(ValueError, match="at least one"):
        time_distance(wide.loc["CIV"], REFERENCE)
    with pytest.raises(ValueError, match="reference has no observation"):
        time_distance(pd.Series({2000: 5.0}), REFERENCE)
