"""Aggregation: several normalised values into one (OECD/JRC Handbook on Constructing Composite Indicators, step 6).

Members stand along the first axis: values (n,) or (n, ...); weights (n,), or of the shape of the values.
"""

from __future__ import annotations

import numpy as np

from pipeline.methods.group_values import weighted_mean


def arithmetic(values: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """Weighted arithmetic mean along the first axis; missing values have no weight. Shapes (n,) or (n, k).

    >>> float(arithmetic(np.array([1.0, 4.0]), np.array([1.0, 2.0])))
    3.0
    """
    values = np.asarray(values, dtype=float)
    return weighted_mean(values, np.ones(len(values)) if weights is None else weights)


def geometric(values: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """Weighted geometric mean along the first axis. Raises ValueError for a value that is not positive.

    >>> round(float(geometric(np.array([1.0, 4.0]))), 12)
    2.0
    """
    values = np.asarray(values, dtype=float)
    _require_positive(values, "geometric")
    return np.exp(arithmetic(np.log(values), weights))


def harmonic(values: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """Weighted harmonic mean along the first axis. Raises ValueError for a value that is not positive.

    >>> float(harmonic(np.array([1.0, 3.0])))
    1.5
    """
    values = np.asarray(values, dtype=float)
    _require_positive(values, "harmonic")
    return 1 / arithmetic(1 / values, weights)


def generalised(values: np.ndarray, power: float, weights: np.ndarray | None = None) -> np.ndarray:
    """Weighted generalised (power) mean; power 0 is the geometric mean. Raises ValueError as those means do.

    >>> round(float(generalised(np.array([1.0, 7.0]), 2)), 12)
    5.0
    """
    if power == 0:
        return geometric(values, weights)
    values = np.asarray(values, dtype=float)
    if power < 1:
        _require_positive(values, f"generalised (power {power})")
    return arithmetic(values**power, weights) ** (1 / power)


def median(values: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """Weighted median along the first axis: half of the weight lies on each side; the mean of the two middle values
    where the weight falls between them. Members without a value have no weight. Raises ValueError for a negative weight.

    >>> float(median(np.array([1.0, 2.0, 9.0]))), float(median(np.array([1.0, 2.0, 9.0, 4.0])))
    (2.0, 3.0)
    """
    values = np.asarray(values, dtype=float)
    weights = np.ones(len(values)) if weights is None else np.asarray(weights, dtype=float)
    if weights.ndim < values.ndim:
        weights = np.broadcast_to(weights.reshape(-1, *[1] * (values.ndim - 1)), values.shape)
    if np.any(weights < 0):
        raise ValueError("a weight is negative")
    mass = np.where(np.isnan(values), 0.0, weights)
    order = np.argsort(values, axis=0)
    ordered, mass = np.take_along_axis(values, order, axis=0), np.take_along_axis(mass, order, axis=0)
    reached = np.cumsum(mass, axis=0)
    total = reached[-1]
    slack = 1e-12 * total
    low = np.argmax(reached >= total / 2 - slack, axis=0)[None]
    high = np.argmax(reached > total / 2 + slack, axis=0)[None]
    # A member without weight may stand first; the median starts at the first one that has some.
    low = np.maximum(low, np.argmax(mass > 0, axis=0)[None])
    middle = (np.take_along_axis(ordered, low, axis=0)[0] + np.take_along_axis(ordered, high, axis=0)[0]) / 2
    return np.where(total > 0, middle, np.nan)


def copeland(values: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """Copeland scores of k economies over n criteria: economies outranked less economies that outrank it, shape (k,).

    ``values`` is (n, k). An economy outranks another where the criteria in which it is better, with half of those in
    which they are equal, have more than half of the weight of all criteria that both have. An economy without any
    value has no score (NaN). Source: Handbook, section 6.3 (non-compensatory multi-criteria approach); COINr.

    >>> copeland(np.array([[1.0, 2.0, 3.0], [1.0, 3.0, 2.0], [2.0, 1.0, 3.0]]))
    array([-2.,  0.,  2.])
    """
    values = np.asarray(values, dtype=float)
    weights = np.ones(len(values)) if weights is None else np.asarray(weights, dtype=float)
    better = np.zeros((values.shape[1], values.shape[1]))
    common = np.zeros_like(better)
    for row, weight in zip(values, weights, strict=True):
        both = ~(np.isnan(row)[:, None] | np.isnan(row)[None])
        better += weight * (np.greater.outer(row, row) + 0.5 * np.equal.outer(row, row))
        common += weight * both
    # Criteria missing on either side are False in both comparisons, so only the common weight is shared out.
    balance = np.where(common > 0, better - common / 2, 0.0)
    score = np.sign(np.where(np.abs(balance) <= 1e-12 * common, 0.0, balance))
    np.fill_diagonal(score, 0.0)
    used = ~np.isnan(values) & (weights > 0)[:, None]
    return np.where(used.any(axis=0), score.sum(axis=1), np.nan)


def _require_positive(values: np.ndarray, name: str) -> None:
    """Refuse zero and negative values, for which the mean is not defined."""
    if np.any(values <= 0):
        raise ValueError(f"the {name} mean needs positive values; the smallest is {np.nanmin(values)}")
