"""Compound annual growth: the rate between two values, and a value carried on at a rate."""

from __future__ import annotations

import math


def annual_growth(base: float, latest: float, years: float) -> float:
    """CAGR = (latest/base)^(1/years) − 1, as a share; infinite where it is beyond the numbers of the machine.

    ``base`` is not zero and has the sign of ``latest``; ``years`` is above zero. Source: every method of this package that
    rests on growth prints the formula.

    >>> round(annual_growth(40, 60, 7), 12)
    0.059634022667
    """
    try:
        return (latest / base) ** (1 / years) - 1
    except OverflowError:
        return math.inf


def carried_on(value: float, growth: float, years: float) -> float:
    """value (1 + growth)^years; infinite where it is beyond the numbers of the machine.

    >>> round(carried_on(60, 0.05963402266727, 8), 6)
    95.367062
    """
    try:
        return value * (1 + growth) ** years
    except OverflowError:
        return math.inf
