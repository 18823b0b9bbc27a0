"""Correlations of all pairs at once against one pair at a time, by numpy and scipy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import stats

from pipeline.methods.index.correlation import average_rank, correlate, correlate_with

values = st.sampled_from([0.0, 1.0, 1.5, 2.0, 7.0, 1e6, np.nan])
tables = arrays.arrays(float, st.tuples(st.integers(1, 5), st.integers(3, 12)), elements=values)


def plain(x: np.ndarray, y: np.ndarray, least: int) -> tuple[float, float, float]:
    both = ~(np.isnan(x) | np.isnan(y))
    a, b = x[both], y[both]
    if len(a) < least or a.min() == a.max() or b.min() == b.max():
        return np.nan, np.nan, np.nan
    return np.corrcoef(a, b)[0, 1], stats.spearmanr(a, b).statistic, stats.kendalltau(a, b).statistic


@given(tables, st.integers(2, 6))
@settings(max_examples=150)
def test_as_each_pair_alone(series: np.ndarray, least: int) -> None:
    found = correlate(series, least)
    for i, x in enumerate(series):
        r, n = correlate_with(series, x, least)
        for j, y in enumerate(series):
            expected = plain(x, y, least)
            ours = found.pearson[i, j], found.spearman[i, j], found.kendall[i, j]
            assert ours == pytest.approx(expected, abs=1e-9, nan_ok=True)
            both = ~(np.isnan(x) | np.isnan(y))
            assert found.pairs[i, j] == n[j] == both.sum()
            assert found.spread[i, j] == (len(set(x[both])) > 1)
            assert r[j] == pytest.approx(expected[0], abs=1e-9, nan_ok=True)


@pytest.mark.parametrize("gaps", [0.0, 0.2])
def test_many_economies(gaps: float) -> None:
    """More pairs of economies than are compared at once."""
    rng = np.random.default_rng(3)
    series = rng.gamma(2, 2, (4, 150)).round(1)
    series[rng.random(series.shape) < gaps] = np.nan
    found = correlate(series, 10)
    for i in range(4):
        for j in range(4):
            expected = plain(series[i], series[j], 10)
            assert (found.pearson[i, j], found.spearman[i, j], found.kendall[i, j]) == pytest.approx(
                expected, abs=1e-12
            )


def test_ties_share_the_mean_of_their_ranks() -> None:
    x = np.array([[3.0, 1.0, 3.0, 3.0, np.nan, 0.0]])
    known = ~np.isnan(x[0])
    assert average_rank(x)[0][known].tolist() == stats.rankdata(x[0][known]).tolist()
    assert np.isnan(average_rank(x)[0, 4])
