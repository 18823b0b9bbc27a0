"""Treatment of outliers: winsorisation, then a transformation where it was not enough, or a transformation alone
(Handbook, step 3; COINr 1.1.14 ``Treat``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pandas as pd

from pipeline.methods.index import transform
from pipeline.methods.index.design import Design
from pipeline.methods.index.inputs import Inputs
from pipeline.methods.index.log import Entry, parameters
from pipeline.methods.index.moments import excess_kurtosis, has_outliers, skewness
from pipeline.methods.index.problems import refuse

POSITIVE = ("log", "box_cox")


def winsorise(
    values: np.ndarray, skew: float, kurtosis: float, most: int, force: bool = False
) -> tuple[np.ndarray, int]:
    """Pull in the largest value (or, for negative skewness, the smallest) to its neighbour until there is no outlier.

    Ends when ``most`` values were pulled in; values that are tied move together, as in COINr, so that the count can
    pass ``most`` by a tie. Ends too where all values would become equal. With ``force`` it goes on to ``most`` without
    outliers. Shape (n,); gives the values and how many were pulled in.

    >>> winsorise(np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 100, 200]), 2, 3.5, 5)[1]
    1
    """
    x = np.array(values, dtype=float)
    high = low = np.zeros(len(x), dtype=bool)
    known = np.unique(x[~np.isnan(x)])
    while high.sum() + low.sum() < most and ((force and len(known) > 2) or has_outliers(x, skew, kurtosis)):
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


def treat(design: Design, inputs: Inputs, entries: list[Entry]) -> Inputs:
    """Every indicator by its method, in its own direction.

    Where winsorisation leaves outliers, the fallback of the design is applied to the untreated values (COINr's two
    stages), or to the winsorised ones where the design combines them; with the fallback 'none' the winsorised values
    stay. Raises IndexProblems with the cell of a value that a logarithm refuses.
    """
    values = inputs.values.copy()
    for k, code in enumerate(inputs.codes):
        method = design.method("treat", code)
        before, note, echo = values[k], "", ""
        present = int((~np.isnan(before)).sum())
        if method == "none" or not present:
            entries.append(Entry("treat", code, method, echo, 0, "" if present else "no value"))
            continue
        if method == "winsorise":
            skew, kurtosis = design.number("treat", "skewness", code), design.number("treat", "kurtosis", code)
            most = int(design.number("treat", "most", code))
            after, count = winsorise(before, skew, kurtosis, most, design.yes("treat", "force", code))
            echo = parameters(skewness=skew, kurtosis=kurtosis, most=most)
            if has_outliers(after, skew, kurtosis):
                fallback = design.text("treat", "fallback", code)
                note = f"outliers after {count} values; fallback: {fallback}"
                if fallback != "none":
                    start = after if design.yes("treat", "combine", code) else before
                    after, count = _transformed(fallback, design, inputs, k, start), present
        else:
            if method in ("box_cox", "box_cox_shift"):
                echo = parameters(**{"lambda": design.number("treat", "lambda", code)})
            after, count = _transformed(method, design, inputs, k, before), present
        values[k] = after
        entries.append(Entry("treat", code, method, echo, count, note))
    return replace(inputs, values=values)


def _transformed(method: str, design: Design, inputs: Inputs, k: int, values: np.ndarray) -> np.ndarray:
    """Values by a transformation. Raises IndexProblems with the cell of a value that it refuses, or that it makes infinite."""
    code = inputs.codes[k]
    if method in POSITIVE and np.nanmin(values) <= 0:
        at = int(np.nanargmin(values))
        economy = inputs.economies[at]
        found = f"{code}: {values[at]:g} for {economy}"
        remedy = "correct the value, or choose log_shift or winsorise for this indicator"
        raise refuse("logarithm", inputs.place(code, economy), found, f"positive values (treat by {method})", remedy)
    if np.nanmin(values) == np.nanmax(values) and method not in (*POSITIVE, "log_CT_orig", "box_cox_shift"):
        return values  # without a range these have no scale; a constant stays what it is
    try:
        with np.errstate(over="ignore"):
            after = _by(method, design, code, values)
    except ValueError as failure:
        at = int(np.nanargmax(values))
        economy = inputs.economies[at]
        remedy = "choose a larger factor (treat / factor), or log_CT_plus for this indicator"
        allowed = "a largest value above 1 / factor"
        raise refuse("logarithm", inputs.place(code, economy), f"{code}: {failure}", allowed, remedy) from failure
    if np.isinf(after).any():
        at = int(np.flatnonzero(np.isinf(after))[0])
        economy = inputs.economies[at]
        found = f"{code}: {values[at]:g} for {economy}, which {method} makes infinite"
        raise refuse("size", inputs.place(code, economy), found, "values that stay finite", "choose another treatment")
    return after


def _by(method: str, design: Design, code: str, values: np.ndarray) -> np.ndarray:
    if method in ("log_shift", "log_CT"):
        return transform.log_shift(values)
    if method == "log_CT_plus":
        return transform.log_ct_plus(values)
    if method == "log_CT_orig":
        return transform.log_ct_orig(values)
    if method == "log_GII":
        return transform.log_gii(values, design.number("treat", "factor", code))
    if method == "log":
        return transform.log(values)
    exponent = design.number("treat", "lambda", code)
    return transform.box_cox(values, exponent) if method == "box_cox" else transform.box_cox_shift(values, exponent)


def treatment(design: Design, before: Inputs, after: Inputs, entries: Iterable[Entry]) -> pd.DataFrame:
    """What the treatment did, one row an indicator: INDICATOR, method, fallback (blank where none was applied), points
    (values changed), skewness_before, kurtosis_before, skewness_after, kurtosis_after (NaN without spread or below four
    values), outliers_before, outliers_after (yes or no, by the limits of a winsorisation, else of the statistics).

    ``before`` and ``after`` have the same indicators and economies.
    """
    noted = {entry.element: entry for entry in entries if entry.step == "treat"}
    rows = []
    for code, untreated, treated in zip(after.codes, before.values, after.values, strict=True):
        entry = noted[code]
        _, _, said = entry.note.partition("fallback: ")
        limits = [_limit(design, name, code) for name in ("skewness", "kurtosis")]
        changed = ~np.isnan(untreated) & (untreated != treated)
        moments = [*_moments(untreated), *_moments(treated)]
        verdicts = [
            "yes" if abs(skew) > limits[0] and kurtosis > limits[1] else "no"
            for skew, kurtosis in (moments[:2], moments[2:])
        ]
        fallback = "" if said == "none" else said
        rows.append((code, entry.method, fallback, int(changed.sum()), *moments, *verdicts))
    columns = ["INDICATOR", "method", "fallback", "points", "skewness_before", "kurtosis_before", "skewness_after"]
    return pd.DataFrame(rows, columns=[*columns, "kurtosis_after", "outliers_before", "outliers_after"])


def _limit(design: Design, name: str, code: str) -> float:
    step = "treat" if design.method("treat", code) == "winsorise" else "statistics"
    return design.number(step, name, code)


def _moments(values: np.ndarray) -> tuple[float, float]:
    known = values[~np.isnan(values)]
    if len(known) < 4 or known.min() == known.max():
        return np.nan, np.nan
    return skewness(known), excess_kurtosis(known)
