"""Printed values: the whole number of last printed digits that a value is, so that tests see what readers see.

Binary fractions have no place in a comparison of printed digits: 10.3 − 10.2 is less than 0.1.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from pipeline.language import round_half_up


def units(values: Iterable[float], decimals: int) -> np.ndarray:
    """Each value in units of its last printed digit, rounded as it is printed; shape (n,), whole numbers.

    ``decimals`` below zero: the last printed digit is one of tens, hundreds ... Raises ValueError for a value that is
    not finite.

    >>> units([10.25, -0.05, 3.0], 1).tolist()
    [103, -1, 30]
    """
    found = [float(value) for value in values]
    if not np.isfinite(found).all():
        raise ValueError("a value is missing or infinite")
    return np.array([round(round_half_up(value, decimals) * 10.0**decimals) for value in found], dtype=np.int64)


def unit_of(value: float, decimals: int) -> int:
    """One value in units of its last printed digit."""
    return int(units([value], decimals)[0])


def ratio(high: float, low: float, decimals: int, digits: int = 0) -> tuple[float, bool]:
    """How many times the lower of two positive values the higher is, so that a reader who divides them as printed agrees.

    The ratio to ``digits`` decimals where the printed values have the same one; else a number, and True, that the ratio of any
    two values which print alike exceeds: two significant digits.
    """
    exact, shown = high / low, round(high, decimals) / round(low, decimals)
    if round(exact, digits) == round(shown, digits):
        return exact, False
    half = 0.5 * 10.0**-decimals
    least = (round(high, decimals) - half) / (round(low, decimals) + half)
    step = 10.0 ** (math.floor(math.log10(least)) - 1)
    return math.floor(least / step) * step, True
