"""What the numbers of a design may be, by step and parameter."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

LARGEST = 1e75
"""Largest absolute value, and inverse of the smallest spread, whose fourth powers a double can still hold."""


def _whole_from(least: int) -> Callable[[str], bool]:
    return lambda text: number_of(text).is_integer() and least <= number_of(text) < 1e10


def number_of(text: str) -> float:
    """A text as a number; NaN where it is none."""
    try:
        return float(text)
    except ValueError:
        return math.nan


def _in(low: float, high: float) -> Callable[[str], bool]:
    return lambda text: low <= number_of(text) <= high


_SHARE, _ABOVE_ZERO = (_in(0, 1), "a share from 0 to 1"), (lambda text: number_of(text) > 0, "a number above zero")
_COUNT = (_whole_from(1), "a whole number above zero")
_WHOLE = (_whole_from(0), "a whole number, zero or more")
_PAIRS = (_whole_from(3), "a whole number, three or more")
_CORRELATION = (_in(-1, 1), "a correlation from -1 to 1")
_ANY = (lambda text: abs(number_of(text)) <= LARGEST, f"a number between -{LARGEST:g} and {LARGEST:g}")
_YEAR = (lambda text: _COUNT[0](text) and 1900 <= number_of(text) <= 2100, "a year of four digits")
VALUES: Mapping[tuple[str, str], tuple[Callable[[str], bool], str]] = {
    **{("period", name): _YEAR for name in ("since", "until", "reference_year")},
    **{("screen", f"{kind}_{rule}"): _SHARE for kind in ("indicator", "economy") for rule in ("share", "nonzero")},
    ("impute", "max_age"): _WHOLE,
    ("treat", "skewness"): _ABOVE_ZERO, ("treat", "kurtosis"): _ABOVE_ZERO, ("treat", "most"): _WHOLE, ("treat", "lambda"): _ANY,
    **{("normalise", name): _ANY for name in ("lower", "upper", "mean", "target")},
    ("normalise", "deviation"): _ABOVE_ZERO,
    ("aggregate", "power"): _ANY, ("aggregate", "floor"): _ANY,
    ("threshold", "share"): _SHARE,
    ("impute", "value"): _ANY, ("treat", "factor"): _ABOVE_ZERO,
    **{("statistics", f"{name}_share"): _SHARE for name in ("available", "nonzero", "unique", "same")},
    **{("statistics", name): _ABOVE_ZERO for name in ("skewness", "kurtosis")},
    ("audit", "draws"): _COUNT, ("audit", "seed"): _WHOLE,
    ("audit", "sobol_samples"): (lambda text: _COUNT[0](text) and int(float(text)).bit_count() == 1, "a power of two"),
    **{("audit", name): _SHARE for name in ("lower_quantile", "upper_quantile", "support")},
    ("audit", "combinations"): _COUNT, ("audit", "pairs"): _PAIRS,
    **{("audit", name): _CORRELATION for name in ("weak", "collinear")},
}  # fmt: skip
"""Step and parameter → whether a text is allowed, and what is."""
PAIRS = (
    ("period", "since", "until"),
    ("normalise", "lower", "upper"),
    ("audit", "lower_quantile", "upper_quantile"),
    ("audit", "weak", "collinear"),
)
"""Step and two parameters of which the first is the smaller."""
