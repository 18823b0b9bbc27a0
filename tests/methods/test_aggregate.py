"""Aggregation: the order of the means, bounds, missing members, and what the means refuse."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.methods import aggregate

positive = st.lists(st.floats(1e-2, 1e4), min_size=1, max_size=20)
MEANS = {
    "harmonic": aggregate.harmonic,
    "geometric": aggregate.geometric,
    "arithmetic": aggregate.arithmetic,
    "quadratic": lambda values, weights=None: aggregate.generalised(values, 2, weights),
}


@given(positive)
def test_means_stand_in_their_order_and_within_bounds(values: list[float]) -> None:
    means = [float(mean(np.array(values))) for mean in MEANS.values()]
    bounds = [min(values), *means, max(values)]
    assert all(low <= high * (1 + 1e-9) for low, high in itertools.pairwise(bounds))


@pytest.mark.parametrize("name", MEANS)
@given(value=st.floats(1e-2, 1e4), count=st.integers(1, 9))
def test_mean_of_equal_values_is_the_value(name: str, value: float, count: int) -> None:
    assert MEANS[name](np.full(count, value)) == pytest.approx(value)


@pytest.mark.parametrize("name", MEANS)
def test_missing_members_have_no_weight(name: str) -> None:
    whole = MEANS[name](np.array([2.0, np.nan, 8.0]), np.array([1.0, 5.0, 3.0]))
    assert whole == pytest.approx(MEANS[name](np.array([2.0, 8.0]), np.array([1.0, 3.0])))


@pytest.mark.parametrize("name", MEANS)
def test_columns_are_aggregated_one_by_one(name: str) -> None:
    values = np.array([[1.0, 4.0], [2.0, 4.0], [9.0, 4.0]])
    assert MEANS[name](values) == pytest.approx([float(MEANS[name](values[:, 0])), 4.0])


@pytest.mark.parametrize("value", [0.0, -1.0])
@pytest.mark.parametrize("name", ["geometric", "harmonic"])
def test_means_of_ratios_refuse_what_is_not_positive(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=f"{name}.*smallest is {value}"):
        MEANS[name](np.array([1.0, np.nan, value]))


@pytest.mark.parametrize("power", [0, 0.5, -2])
def test_generalised_mean_below_power_one_refuses_zero(power: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        aggregate.generalised(np.array([1.0, 0.0]), power)


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=9))
def test_the_median_with_equal_weights_is_the_median(values: list[float]) -> None:
    assert float(aggregate.median(np.array(values))) == pytest.approx(float(np.median(values)))


def test_the_median_of_nothing_is_missing_and_weights_are_not_negative() -> None:
    assert np.isnan(aggregate.median(np.array([np.nan, np.nan])))
    assert np.isnan(aggregate.median(np.array([1.0, 2.0]), np.array([0.0, 0.0])))
    with pytest.raises(ValueError, match="a weight is negative"):
        aggregate.median(np.array([1.0]), np.array([-1.0]))


def copeland_by_hand(values: np.ndarray, weights: np.ndarray) -> list[float]:
    """Every pair of economies, criterion by criterion."""
    scores = []
    for i in range(values.shape[1]):
        score = 0
        for j in range(values.shape[1]):
            pairs = [
                (a, b, w)
                for a, b, w in zip(values[:, i], values[:, j], weights, strict=True)
                if not np.isnan([a, b]).any()
            ]
            total = sum(w for _, _, w in pairs)
            mine = sum(w * (1.0 if a > b else 0.5 if a == b else 0.0) for a, b, w in pairs)
            score += 0 if i == j or total == 0 or mine == total / 2 else 1 if mine > total / 2 else -1
        present = any(not np.isnan(v) and w > 0 for v, w in zip(values[:, i], weights, strict=True))
        scores.append(float(score) if present else float("nan"))
    return scores


@given(
    st.lists(
        st.lists(st.one_of(st.integers(0, 4).map(float), st.just(float("nan"))), min_size=5, max_size=5),
        min_size=1,
        max_size=4,
    ),
    st.data(),
)
def test_copeland_counts_every_pair(rows: list[list[float]], data: st.DataObject) -> None:
    weights = np.array(data.draw(st.lists(st.integers(0, 3).map(float), min_size=len(rows), max_size=len(rows))))
    values = np.array(rows)
    assert aggregate.copeland(values, weights) == pytest.approx(copeland_by_hand(values, weights), nan_ok=True)


def test_copeland_does_not_compensate() -> None:
    values = np.array([[100.0, 1.0], [1.0, 2.0], [1.0, 2.0]])
    assert aggregate.copeland(values).tolist() == [-1, 1]
    assert aggregate.copeland(values, np.array([3.0, 1.0, 1.0])).tolist() == [1, -1]
