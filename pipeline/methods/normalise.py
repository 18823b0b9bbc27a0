"""Normalisation: indicators onto one scale (OECD/JRC Handbook on Constructing Composite Indicators, 2008, step 5)."""

from __future__ import annotations

import numpy as np


def min_max(values: np.ndarray, lower: float = 0.0, upper: float = 1.0) -> np.ndarray:
    """Rescale so that the smallest value becomes ``lower`` and the largest ``upper``; NaN stays NaN.

    Shape (n,). Raises ValueError where fewer than two different values are present.
    """
    values = np.asarray(values, dtype=float)
    low, high = _range(values)
    return lower + (upper - lower) * (values - low) / (high - low)


def goalposts(values: np.ndarray, lower: float, upper: float, scale: float = 1.0) -> np.ndarray:
    """Distance between two goalposts, capped to 0..scale; right also where ``upper`` < ``lower`` (SDG Index, HDI).

    Shape (n,). Raises ValueError where the goalposts are equal.
    """
    if lower == upper:
        raise ValueError(f"both goalposts are {lower}")
    return scale * np.clip((np.asarray(values, dtype=float) - lower) / (upper - lower), 0.0, 1.0)


def z_score(values: np.ndarray, mean: float = 0.0, deviation: float = 1.0) -> np.ndarray:
    """Standardise with the sample standard deviation (n − 1), then set mean and deviation. Shape (n,).

    Raises ValueError where fewer than two different values are present.
    """
    values = np.asarray(values, dtype=float)
    _range(values)
    return mean + deviation * (values - np.nanmean(values)) / np.nanstd(values, ddof=1)


def _range(values: np.ndarray) -> tuple[float, float]:
    """Smallest and largest value; a constant or empty indicator cannot be normalised."""
    present = values[~np.isnan(values)]
    if len(present) < 2 or present.min() == present.max():
        raise ValueError(f"cannot normalise {len(present)} value(s) without spread")
    return float(present.min()), float(present.max())
