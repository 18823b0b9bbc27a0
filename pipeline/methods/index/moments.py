"""Skewness and kurtosis of an indicator, and whether they say that it has outliers (definitions as in COINr 1.1.14)."""

from __future__ import annotations

import numpy as np


def skewness(values: np.ndarray) -> float:
    """Bias-corrected sample skewness (type 2, as in spreadsheets). Raises ValueError below three values or spread.

    >>> round(skewness(np.array([1.0, 2.0, 9.0])), 12)
    1.630059161712
    """
    x = _centred(values, 3)
    n = len(x)
    return float(np.sqrt(n) * np.sum(x**3) / np.sum(x**2) ** 1.5 * np.sqrt(n * (n - 1)) / (n - 2))


def excess_kurtosis(values: np.ndarray) -> float:
    """Bias-corrected sample excess kurtosis (type 2). Raises ValueError below four values or without spread.

    >>> round(excess_kurtosis(np.array([1.0, 2.0, 3.0, 4.0])), 12)
    -1.2
    """
    x = _centred(values, 4)
    n = len(x)
    ratio = n * np.sum(x**4) / np.sum(x**2) ** 2
    return float(((n + 1) * (ratio - 3) + 6) * (n - 1) / ((n - 2) * (n - 3)))


def has_outliers(values: np.ndarray, skew: float, kurtosis: float) -> bool:
    """Whether |skewness| > ``skew`` and excess kurtosis > ``kurtosis``; never below four values or without spread.

    >>> has_outliers(np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 100]), 2, 3.5)
    True
    """
    known = np.asarray(values, dtype=float)
    known = known[~np.isnan(known)]
    if len(known) < 4 or known.min() == known.max():
        return False
    return abs(skewness(known)) > skew and excess_kurtosis(known) > kurtosis


def _centred(values: np.ndarray, least: int) -> np.ndarray:
    x = np.asarray(values, dtype=float)
    x = x[~np.isnan(x)]
    if len(x) < least or x.min() == x.max():
        raise ValueError(f"needs at least {least} values that are not all equal; there are {len(x)}")
    return x - x.mean()
