"""Normalisation: bounds, direction, gaps, and data without spread."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.methods.normalise import goalposts, min_max, z_score

number = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))
spread = st.lists(number, min_size=2, max_size=30).filter(lambda values: len(set(values)) > 1)


@given(spread)
def test_min_max_spans_its_scale_and_keeps_the_order(values: list[float]) -> None:
    result = min_max(np.array(values), 0, 100)
    assert result.min() == pytest.approx(0) and result.max() == pytest.approx(100)
    order = np.argsort(values, kind="stable")
    assert (np.diff(result[order]) >= -1e-9).all()


@given(spread, number, number)
def test_goalposts_stay_within_bounds_and_mirror(values: list[float], lower: float, upper: float) -> None:
    assume(lower != upper)
    result = goalposts(np.array(values), lower, upper, 100)
    assert ((result >= 0) & (result <= 100)).all()
    assert result + goalposts(np.array(values), upper, lower, 100) == pytest.approx(np.full(len(values), 100.0))
    assert goalposts(np.array([lower, upper]), lower, upper, 100) == pytest.approx([0, 100])


@pytest.mark.parametrize(
    ("value", "lower", "upper", "expected"),
    [
        (5.0, 10.0, 0.0, 0.5),  # lower is better: the optimum is 0
        (12.0, 10.0, 0.0, 0.0),
        (-1.0, 10.0, 0.0, 1.0),
        (2.5, 10.0, 0.0, 0.75),
        (math.log(3829), math.log(100), math.log(75000), 0.550627),  # HDI income index, UNDP technical notes 2020
    ],
)
def test_goalposts(value: float, lower: float, upper: float, expected: float) -> None:
    assert goalposts(np.array([value]), lower, upper)[0] == pytest.approx(expected, abs=5e-7)


@given(spread, st.floats(-100, 100), st.floats(0.1, 100))
def test_z_scores_have_the_mean_and_deviation_asked_for(values: list[float], mean: float, deviation: float) -> None:
    result = z_score(np.array([*values, np.nan]), mean, deviation)
    assert np.isnan(result[-1])
    assert np.nanmean(result) == pytest.approx(mean, abs=1e-6)
    assert np.nanstd(result, ddof=1) == pytest.approx(deviation, rel=1e-6)


@pytest.mark.parametrize("values", [[], [1.0], [2.0, 2.0, 2.0], [np.nan, 3.0], [np.nan]])
@pytest.mark.parametrize("method", [min_max, z_score])
def test_no_scale_without_spread(method, values: list[float]) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match="without spread"):
        method(np.array(values))


def test_equal_goalposts_are_refused() -> None:
    with pytest.raises(ValueError, match=r"both goalposts are 3\.0"):
        goalposts(np.array([1.0]), 3.0, 3.0)
