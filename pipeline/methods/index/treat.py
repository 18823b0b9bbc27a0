"""Treatment of outliers: winsorisation, logarithms, Box-Cox (Handbook, step 3; definitions as in COINr 1.1.14)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pipeline.methods.index.design import Design
from pipeline.methods.index.inputs import Inputs
from pipeline.methods.index.log import Entry, parameters
from pipeline.methods.index.problems import refuse

_SHIFT_SHARE = 0.01  # the COIN Tool's log: ln(x − min + 0.01 range)


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


def winsorise(values: np.ndarray, skew: float, kurtosis: float, most: int) -> tuple[np.ndarray, int]:
    """Pull in the largest value (or, for negative skewness, the smallest) to its neighbour until there is no outlier.

    Ends when ``most`` values were pulled in; values that are tied move together, as in COINr, so that the count can
    pass ``most`` by a tie. Ends too where all values would become equal. Shape (n,); gives the values and how many were
    pulled in.

    >>> winsorise(np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 100, 200]), 2, 3.5, 5)[1]
    1
    """
    x = np.array(values, dtype=float)
    high = low = np.zeros(len(x), dtype=bool)
    while has_outliers(x, skew, kurtosis) and high.sum() + low.sum() < most:
        up = skewness(x) >= 0
        extreme = x == (np.nanmax(x) if up else np.nanmin(x))
        inner = x[~extreme & ~np.isnan(x)]
        if inner.min() == inner.max():
            break
        x[extreme] = inner.max() if up else inner.min()
        if up:
            high = extreme
        else:
            low = extreme
    return x, int(high.sum() + low.sum())


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


def box_cox(values: np.ndarray, exponent: float) -> np.ndarray:
    """(x^λ − 1)/λ, the logarithm for λ = 0. Raises ValueError for a value that is not positive.

    >>> box_cox(np.array([1.0, 4.0]), 0.5)
    array([0., 2.])
    """
    values = np.asarray(values, dtype=float)
    _require_positive(values, "Box-Cox transformation")
    return np.log(values) if exponent == 0 else (values**exponent - 1) / exponent


def treat(design: Design, inputs: Inputs, entries: list[Entry]) -> Inputs:
    """Every indicator by its method, in its own direction.

    Where winsorisation leaves outliers, the fallback of the design is applied to the untreated values (COINr's two
    stages); with the fallback 'none' the winsorised values stay. Raises IndexProblems with the cell of a value that a logarithm refuses.
    """
    values = inputs.values.copy()
    for k, code in enumerate(inputs.codes):
        method = design.method("treat", code)
        before, note, echo = values[k], "", ""
        if method == "winsorise":
            skew, kurtosis = design.number("treat", "skewness", code), design.number("treat", "kurtosis", code)
            most = int(design.number("treat", "most", code))
            after, count = winsorise(before, skew, kurtosis, most)
            echo = parameters(skewness=skew, kurtosis=kurtosis, most=most)
            if has_outliers(after, skew, kurtosis):
                fallback = design.text("treat", "fallback", code)
                note = f"outliers after {count} values; fallback: {fallback}"
                if fallback != "none":
                    after, count = _transform(fallback, design, inputs, k, before), int((~np.isnan(before)).sum())
            values[k] = after
            entries.append(Entry("treat", code, method, echo, count, note))
        else:
            if method == "box_cox":
                echo = parameters(**{"lambda": design.number("treat", "lambda", code)})
            values[k] = _transform(method, design, inputs, k, before)
            entries.append(
                Entry("treat", code, method, echo, 0 if method == "none" else int((~np.isnan(before)).sum()))
            )
    return replace(inputs, values=values)


def _transform(method: str, design: Design, inputs: Inputs, k: int, values: np.ndarray) -> np.ndarray:
    code = inputs.codes[k]
    if method == "none":
        return values
    if method == "log_shift":
        return log_shift(values)
    if np.nanmin(values) <= 0:
        at = int(np.nanargmin(values))
        economy = inputs.economies[at]
        found = f"{code}: {values[at]:g} for {economy}"
        remedy = "correct the value, or choose log_shift or winsorise for this indicator"
        raise refuse("logarithm", inputs.place(code, economy), found, f"positive values (treat by {method})", remedy)
    return log(values) if method == "log" else box_cox(values, design.number("treat", "lambda", code))


def _centred(values: np.ndarray, least: int) -> np.ndarray:
    x = np.asarray(values, dtype=float)
    x = x[~np.isnan(x)]
    if len(x) < least or x.min() == x.max():
        raise ValueError(f"needs at least {least} values that are not all equal; there are {len(x)}")
    return x - x.mean()


def _require_positive(values: np.ndarray, name: str) -> None:
    if np.any(values[~np.isnan(values)] <= 0):
        raise ValueError(f"the {name} needs positive values; the smallest is {np.nanmin(values)}")
