"""Normalisation: bounds, direction, gaps, and data without spread."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import rankdata

from pipeline.methods.normalise import (
    borda,
    descending_rank,
    distance_to_max,
    distance_to_reference,
    distance_to_target,
    fraction_of_max,
    goalposts,
    min_max,
    percentile_rank,
    rank,
    scaled,
    tied_rank,
    z_score,
)

number = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))
spread = st.lists(number, min_size=2, max_size=30).filter(lambda values: len(set(values)) > 1)


@given(st.lists(st.one_of(st.just(math.nan), st.integers(0, 5)), min_size=1, max_size=12))
def test_ties_are_those_of_scipy(values: list[float]) -> None:
    column = np.array(values, dtype=float)
    known = ~np.isnan(column)
    for ties in ("min", "average", "max"):
        found = tied_rank(np.stack([column, -column]), ties)
        assert np.isnan(found[0][~known]).all()
        assert found[0][known].tolist() == rankdata(column[known], ties).tolist()
        assert found[1][known].tolist() == rankdata(-column[known], ties).tolist()
        assert borda(column, ties)[known].tolist() == (found[0][known] - 1).tolist()


def test_percentile_ranks_with_ties() -> None:
    column = np.array([1.0, 2, 2, 5])
    found = {ties: percentile_rank(column, 0, 3, ties).tolist() for ties in ("min", "average", "max")}
    assert found == {"min": [0, 1, 1, 3], "average": [0, 1.5, 1.5, 3], "max": [0, 2, 2, 3]}
    with pytest.raises(ValueError, match="ties 'first'"):
        tied_rank(column, "first")


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


@pytest.mark.parametrize(("cap", "expected"), [(False, [1, 0, 2, 0.5]), (True, [1, 0, 1, 0.5])])
def test_distance_to_the_value_of_an_economy(cap: bool, expected: list[float]) -> None:
    assert distance_to_reference(np.array([3.0, 1.0, 5.0, 2.0]), 0, cap).tolist() == expected


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (
            lambda: distance_to_target(np.array([2.0, 3.0]), 2.0),
            "the target 2.0 does not lie above the smallest value 2.0",
        ),
        (lambda: distance_to_reference(np.array([2.0, 3.0]), 0), "reference value 2.0"),
        (lambda: distance_to_reference(np.array([np.nan, 3.0, 4.0]), 0), "reference value nan"),
        (lambda: fraction_of_max(np.array([-1.0, 3.0])), "the smallest is -1.0"),
        (lambda: fraction_of_max(np.array([0.0, 0.0])), "the smallest is 0.0"),
        (lambda: scaled(np.array([1.0]), 2, 2), "both ends of the scale are 2"),
        (lambda: percentile_rank(np.array([1.0, 1.0])), "2 value.* without spread"),
        (lambda: distance_to_target(np.array([]), 1.0), "cannot normalise 0 value"),
    ],
)
def test_what_cannot_be_normalised(call, words: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=words):
        call()


@pytest.mark.parametrize(
    "method",
    [
        lambda x: min_max(x, 0, 100),
        lambda x: goalposts(x, 0, 5),
        lambda x: z_score(x, 50, 10),
        lambda x: percentile_rank(x, 1, 100),
        rank,
        borda,
        distance_to_max,
        lambda x: distance_to_target(x, 1e7),
    ],
)
@given(st.lists(st.lists(number, min_size=6, max_size=6).filter(lambda v: len(set(v)) > 1), min_size=1, max_size=4))
def test_many_rows_at_once_are_each_normalised_alone(method, rows: list[list[float]]) -> None:  # type: ignore[no-untyped-def]
    values = np.array(rows)
    together, alone = method(values), np.array([method(row) for row in values])
    assert together == pytest.approx(alone)
    assert method(np.stack([values, values]))[1] == pytest.approx(alone)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=12), st.data())
def test_ranks_count_what_is_below_and_what_is_above(values: list[int], data: st.DataObject) -> None:
    gaps = data.draw(st.lists(st.booleans(), min_size=len(values), max_size=len(values)))
    column = np.array([np.nan if gap else float(v) for v, gap in zip(values, gaps, strict=True)])
    known = column[~np.isnan(column)]
    for result, count in (
        (rank(column), lambda v: (known < v).sum()),
        (descending_rank(column), lambda v: (known > v).sum()),
    ):
        expected = [np.nan if np.isnan(v) else count(v) + 1.0 for v in column]
        assert result == pytest.approx(expected, nan_ok=True)


@given(
    arrays(
        float, st.tuples(st.integers(0, 4), st.integers(0, 7)), elements=st.sampled_from([0.0, 1.0, 2.5, np.nan, -1.0])
    )
)
def test_ranks_are_counts_of_what_is_below(values: np.ndarray) -> None:
    plain = [[np.nan if np.isnan(own) else 1.0 + sum(row < own) for own in row] for row in values]
    expected = np.array(plain, dtype=float).reshape(values.shape)
    assert np.array_equal(rank(values), expected, equal_nan=True)
    for row, found in zip(values, expected, strict=True):
        assert np.array_equal(rank(row), found, equal_nan=True)
    assert np.array_equal(rank(values.T[None]), rank(np.ascontiguousarray(values.T))[None], equal_nan=True)


@given(
    arrays(
        float,
        st.tuples(st.integers(1, 4), st.integers(1, 9)),
        elements=st.sampled_from([1.0, 2.0, -3.0, np.inf, -np.inf, np.nan]),
    )
)
def test_ranks_of_many_rows_are_those_of_each_value(values: np.ndarray) -> None:
    """With gaps and infinite numbers, which sorting sees as neighbours."""
    found = rank(values)
    for row, ranks in zip(values, found, strict=True):
        plain = [np.nan if np.isnan(value) else 1.0 + (row < value).sum() for value in row]
        assert np.array_equal(ranks, plain, equal_nan=True)
