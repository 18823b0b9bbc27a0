"""Aggregation: several normalised values into one (OECD/JRC Handbook on Constructing Composite Indicators, step 6)."""

from __future__ import annotations

import numpy as np

from pipeline.methods.group_values import weighted_mean


def arithmetic(values: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """Weighted arithmetic mean along the first axis; missing values have no weight. Shapes (n,) or (n, k)."""
    values = np.asarray(values, dtype=float)
    return weighted_mean(values, np.ones(len(values)) if weights is None else weights)


def geometric(values: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """Weighted geometric mean along the first axis. Raises ValueError for a value that is not positive."""
    values = np.asarray(values, dtype=float)
    _require_positive(values, "geometric")
    return np.exp(arithmetic(np.log(values), weights))


def harmonic(values: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """Weighted harmonic mean along the first axis. Raises ValueError for a value that is not positive."""
    values = np.asarray(values, dtype=float)
    _require_positive(values, "harmonic")
    return 1 / arithmetic(1 / values, weights)


def generalised(values: np.ndarray, power: float, weights: np.ndarray | None = None) -> np.ndarray:
    """Weighted generalised (power) mean; power 0 is the geometric mean. Raises ValueError as those means do."""
    if power == 0:
        return geometric(values, weights)
    values = np.asarray(values, dtype=float)
    if power < 1:
        _require_positive(values, f"generalised (power {power})")
    return arithmetic(values**power, weights) ** (1 / power)


def _require_positive(values: np.ndarray, name: str) -> None:
    """Refuse zero and negative values, for which the mean is not defined."""
    if np.any(values[~np.isnan(values)] <= 0):
        raise ValueError(f"the {name} mean needs positive values; the smallest is {np.nanmin(values)}")
