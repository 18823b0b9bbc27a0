"""Transformations of values: logarithms and Box-Cox (Handbook, step 3; definitions as in COINr 1.1.14).

Each takes the values of one indicator, shape (n,), NaN where missing, and keeps their order.
"""

from __future__ import annotations

import numpy as np

from pipeline.methods.index.moments import skewness

_SHIFT_SHARE = 0.01  # the COIN Tool's log: ln(x − min + 0.01 range)


def log(values: np.ndarray) -> np.ndarray:
    """Natural logarithm. Raises ValueError for a value that is not positive.

    >>> log(np.array([1.0, np.e]))
    array([0., 1.])
    """
    values = np.asarray(values, dtype=float)
    _require_positive(values, "logarithm")
    return np.log(values)


def log_shift(values: np.ndarray) -> np.ndarray:
    """ln(x − min + 0.01 (max − min)), the logarithm of the COIN Tool, defined for any values.

    >>> log_shift(np.array([0.0, 100.0])).round(6)
    array([0.      , 4.615121])
    """
    values = np.asarray(values, dtype=float)
    low, high = np.nanmin(values), np.nanmax(values)
    return np.log(values - low + _SHIFT_SHARE * (high - low))


def log_ct_plus(values: np.ndarray) -> np.ndarray:
    """``log_shift`` where skewness is above zero; else −ln(max + 0.01 (max − min) − x), which pulls in a long tail of
    small values and keeps the order (COINr ``log_CT_plus``).

    >>> log_ct_plus(np.array([0.0, 99.0, 100.0])).round(6)
    array([-4.615121, -0.693147, -0.      ])
    """
    values = np.asarray(values, dtype=float)
    known = values[~np.isnan(values)]
    if len(known) > 2 and known.min() < known.max() and skewness(known) > 0:
        return log_shift(values)
    low, high = np.nanmin(values), np.nanmax(values)
    return -np.log(high + _SHIFT_SHARE * (high - low) - values)


def log_ct_orig(values: np.ndarray) -> np.ndarray:
    """ln(x − min + 1), the first logarithm of the COIN Tool; defined for any values, but not free of their unit.

    >>> log_ct_orig(np.array([3.0, 3.0 + np.e - 1]))
    array([0., 1.])
    """
    values = np.asarray(values, dtype=float)
    return np.log(values - np.nanmin(values) + 1)


def log_gii(values: np.ndarray, factor: float = 1.0) -> np.ndarray:
    """ln((f max − 1) (x − min) / (max − min) + 1), the logarithm of the Global Innovation Index (2020, technical notes).

    Raises ValueError where f max does not lie above 1: the formula would turn the order round, or have no logarithm.

    >>> log_gii(np.array([0.0, np.e])).round(12)
    array([0., 1.])
    """
    values = np.asarray(values, dtype=float)
    low, high = np.nanmin(values), np.nanmax(values)
    if not factor * high > 1:
        raise ValueError(f"the logarithm of the GII needs a largest value above {1 / factor:g}; it is {high:g}")
    return np.log((factor * high - 1) * ((values - low) / (high - low)) + 1)


def box_cox(values: np.ndarray, exponent: float) -> np.ndarray:
    """(x^λ − 1)/λ, the logarithm for λ = 0. Raises ValueError for a value that is not positive.

    >>> box_cox(np.array([1.0, 4.0]), 0.5)
    array([0., 2.])
    """
    values = np.asarray(values, dtype=float)
    _require_positive(values, "Box-Cox transformation")
    return np.log(values) if exponent == 0 else (values**exponent - 1) / exponent


def box_cox_shift(values: np.ndarray, exponent: float) -> np.ndarray:
    """Box-Cox of x − min + 1, defined for any values (COINr ``boxcox`` with ``makepos``).

    >>> box_cox_shift(np.array([-5.0, -2.0]), 0.5)
    array([0., 2.])
    """
    values = np.asarray(values, dtype=float)
    return box_cox(values - np.nanmin(values) + 1, exponent)


def _require_positive(values: np.ndarray, name: str) -> None:
    if np.any(values[~np.isnan(values)] <= 0):
        raise ValueError(f"the {name} needs positive values; the smallest is {np.nanmin(values)}")
