"""Jumps and slips: an error put into a plain series is found where it is; growth, noise and shocks are not errors."""

from __future__ import annotations

import dataclasses
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pipeline.sheets.rules import series
from pipeline.sheets.rules.series import _judge, _Series, neighbours
from pipeline.sheets.wide import Wide


def wide(values: np.ndarray, first: int = 2005) -> Wide:
    areas, years = values.shape
    return Wide(
        "data/x.xlsx",
        "X",
        tuple(f"A{i:02}" for i in range(areas)),
        ("",) * areas,
        np.arange(first, first + years),
        values,
        np.arange(2, areas + 2),
        np.arange(3, years + 3),
    )


def growth(seed: int = 1, areas: int = 30, years: int = 15) -> np.ndarray:
    """Counts that grow by 8 % a year, give or take 3."""
    chance = np.random.default_rng(seed)
    rates = chance.normal(0.08, 0.03, (areas, years)).cumsum(axis=1)
    return np.exp(rates + chance.uniform(8, 14, (areas, 1)))


def found(values: np.ndarray, breaks: frozenset[tuple[str, int]] = frozenset()) -> list[tuple[str, str]]:
    return [(problem.code, problem.place.cell) for problem in _judge(_Series(wide(values)), breaks)]


def test_neighbours() -> None:
    nan = np.nan
    beside = neighbours(np.array([[1.0, nan, 2.0, nan], [nan, nan, nan, 1.0]]))
    assert beside.before.tolist() == [[-1, 0, 0, 2], [-1, -1, -1, -1]]
    assert beside.after.tolist() == [[2, 2, 4, 4], [3, 3, 3, 4]]


def test_plain_growth_has_no_problem() -> None:
    assert found(growth()) == []


@pytest.mark.parametrize("factor", [100, 1000, 1e6, 0.01, 0.001])
@pytest.mark.parametrize(("column", "cell"), [(7, "J12"), (14, "Q12")])
def test_a_slip_by_a_power_of_ten(factor: float, column: int, cell: str) -> None:
    values = growth()
    right = values[10, column]
    values[10, column] *= factor
    (problem,) = _judge(_Series(wide(values)), frozenset())
    assert (problem.code, problem.place.cell) == ("sheet-scale-slip", cell)
    assert f"{right:,.0f}" in problem.remedy or f"{right:.6g}" in problem.remedy


@pytest.mark.parametrize(("factor", "column"), [(10, 7), (0.1, 7), (6, 14), (0.2, 14)])
def test_a_jump(factor: float, column: int) -> None:
    values = growth()
    values[10, column] *= factor
    assert found(values) == [("sheet-jump", f"{'J' if column == 7 else 'Q'}12")]
    assert found(values, frozenset({("A10", 2005 + column)})) == []


def test_a_level_shift_is_told_once_where_it_begins() -> None:
    values = growth()
    values[10, 8:] *= 5
    assert found(values) == [("sheet-jump", "K12")]


def test_a_common_shock_is_no_jump() -> None:
    values = growth()
    values[:, 8:] *= 3
    assert found(values) == []


def test_a_year_in_another_unit_is_told_once() -> None:
    values = growth()
    values[:, 8] *= 1000
    assert found(values) == [("sheet-scale-slip-year", "K1")]


def test_a_score_of_few_steps_has_no_usual_change() -> None:
    values = np.zeros((30, 10))
    values[4, 5:], values[7, 2:] = 1.0, 0.5
    assert found(values) == []


def test_gaps_are_bridged() -> None:
    values = growth()
    values[:, 5] = np.nan
    values[10, 4] = values[10, 6] = np.nan
    assert found(values) == []
    values[10, 7] *= 1000
    assert found(values) == [("sheet-scale-slip", "J12")]


@settings(max_examples=25)
@given(
    area=st.integers(0, 29),
    column=st.integers(1, 14),
    scale=st.floats(0.5, 2000),
    seed=st.integers(0, 50),
    factor=st.sampled_from([8.0, 1 / 8, 30.0, 100.0, 1000.0]),
)
def test_an_error_is_found_in_any_unit_and_order(
    area: int, column: int, scale: float, seed: int, factor: float
) -> None:
    values = growth(seed) * scale
    before = set(found(values))
    values[area, column] *= factor
    place = wide(values).place(area, column).cell
    assert place in {cell for _, cell in found(values)}
    straight = wide(values)
    turned = dataclasses.replace(
        straight, years=straight.years[::-1], columns=straight.columns[::-1], values=straight.values[:, ::-1]
    )
    assert {p.place for p in _judge(_Series(turned), frozenset())} == {
        p.place for p in _judge(_Series(straight), frozenset())
    }
    assert before == set()


@given(arrays(float, st.tuples(st.integers(1, 6), st.integers(1, 6)), elements=st.floats(-1e9, 1e9) | st.just(np.nan)))
def test_the_median_is_that_of_numpy(values: np.ndarray) -> None:
    for axis in (0, 1):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            expected = np.nanmedian(values, axis=axis)
        assert np.array_equal(series.median(values, axis), expected, equal_nan=True)
