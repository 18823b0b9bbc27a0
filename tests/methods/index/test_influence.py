"""Weights by influence: the closed form of a mean, wished shares reached whatever the mean, and what cannot be reached."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.methods import aggregate
from pipeline.methods.index.influence import influence, optimised_weights


def related(seed: int, count: int = 3, economies: int = 80) -> np.ndarray:
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(count, economies)) + 0.7 * rng.normal(size=economies)
    return 50 + 10 * values * rng.uniform(0.5, 2, (count, 1))


def mean(values: np.ndarray):  # type: ignore[no-untyped-def]
    return lambda weights: aggregate.arithmetic(values, weights)


def test_independent_elements_of_one_spread_weigh_the_same() -> None:
    values = np.array([[1.0, 1, -1, -1], [1.0, -1, 1, -1]])
    found = optimised_weights(values, mean(values), np.ones(2))
    assert found.found and found.weights == pytest.approx([0.5, 0.5]) and found.shares == pytest.approx([0.5, 0.5])


def test_unequal_shares_by_hand() -> None:
    """Without correlation r_i ∝ w_i σ_i: influence 1 to 2 with spreads 1 and 4 asks for weights 1 to 0.5."""
    values = np.array([[1.0, 1, -1, -1], [4.0, -4, 4, -4]])
    found = optimised_weights(values, mean(values), np.array([1.0, 2.0]))
    assert found.weights == pytest.approx([2 / 3, 1 / 3]) and found.shares == pytest.approx([1 / 3, 2 / 3])
    squared = optimised_weights(values, mean(values), np.array([1.0, 2.0]), squared=True)
    assert squared.weights[1] * 4 / squared.weights[0] == pytest.approx(np.sqrt(2))


@settings(max_examples=30)
@given(st.integers(0, 500), st.booleans())
def test_the_closed_form_of_a_mean(seed: int, squared: bool) -> None:
    """Covariance × weights ∝ deviations × wished correlations: linear algebra alone, where all weights are positive."""
    values = related(seed)
    wished = np.array([1.0, 2.0, 3.0]) / 6
    covariance = np.cov(values)
    exact = np.linalg.solve(covariance, np.sqrt(np.diag(covariance)) * (np.sqrt(wished) if squared else wished))
    assume((exact > 0).all())
    found = optimised_weights(values, mean(values), wished, squared)
    assert found.found and found.weights == pytest.approx(exact / exact.sum(), rel=1e-5)


@pytest.mark.parametrize("squared", [False, True])
@pytest.mark.parametrize("kind", ["arithmetic", "geometric", "harmonic", "gaps"])
def test_equal_influence_is_reached(kind: str, squared: bool) -> None:
    values = related(5, 4) + 100
    if kind == "gaps":
        values[np.random.default_rng(1).random(values.shape) < 0.1] = np.nan
    function = getattr(aggregate, "arithmetic" if kind == "gaps" else kind)

    def score(weights: np.ndarray) -> np.ndarray:
        return function(values, weights)

    found = optimised_weights(values, score, np.ones(4), squared)
    assert found.found and found.shares == pytest.approx([0.25] * 4, abs=1e-8)
    again = influence(values, score(found.weights), squared)
    assert again == pytest.approx([0.25] * 4, abs=1e-8)
    assert not np.allclose(found.weights, 0.25)


def test_shares_that_no_weights_above_zero_have() -> None:
    """The first two are almost the same: whatever the weights, the influence of one goes with that of the other."""
    rng = np.random.default_rng(2)
    common = rng.normal(size=60)
    values = np.array([common, common + 0.01 * rng.normal(size=60), rng.normal(size=60)])
    found = optimised_weights(values, mean(values), np.array([8.0, 1.0, 1.0]))
    assert not found.found and (found.weights > 0).all() and found.weights.sum() == pytest.approx(1)
    assert np.abs(found.shares - [0.8, 0.1, 0.1]).max() > 0.05


@pytest.mark.parametrize("values", [np.ones((2, 5)), np.array([[1.0, 2, np.nan], [np.nan, 1, 2]])])
def test_what_has_no_correlations(values: np.ndarray) -> None:
    with pytest.raises(ValueError, match="three values of each element"):
        optimised_weights(values, mean(values), np.ones(2))
