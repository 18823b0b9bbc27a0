"""Statistics of each indicator and what they warn of (Handbook, step 4; definitions of COINr 1.1.14 ``get_stats``)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.methods.index.design import Design
from pipeline.methods.index.inputs import Inputs
from pipeline.methods.index.moments import excess_kurtosis, skewness

LOW, HIGH, FINE = "low", "high", "ok"


def statistics(design: Design, inputs: Inputs) -> pd.DataFrame:
    """One row an indicator, over all economies given: INDICATOR, minimum, maximum, mean, median, deviation (n − 1),
    skewness, kurtosis (excess; both bias-corrected), present, present_share (of the economies), zeros, zero_share,
    unique (different values), unique_share, same (how often the commonest value occurs), same_share (all three of those
    present), and flags by the limits of the step statistics: flag_available and flag_nonzero and flag_unique (low), flag_same and
    flag_outliers (high), else ok. NaN where a statistic is not defined.
    """
    limit = {
        name: design.number("statistics", name)
        for name in ("available_share", "nonzero_share", "unique_share", "same_share", "skewness", "kurtosis")
    }
    rows = [_row(code, values, limit) for code, values in zip(inputs.codes, inputs.values, strict=True)]
    return pd.DataFrame(rows)


def _row(code: str, values: np.ndarray, limit: dict[str, float]) -> dict[str, object]:
    known = values[~np.isnan(values)]
    count = len(known)
    _, times = np.unique(known, return_counts=True)
    zeros, same = int((known == 0).sum()), int(times.max()) if count else 0
    spread = count > 0 and known.min() < known.max()
    skew = skewness(known) if count > 2 and spread else np.nan
    kurtosis = excess_kurtosis(known) if count > 3 and spread else np.nan
    share = {"present_share": count / len(values)}
    for name, found in (("zero_share", zeros), ("unique_share", len(times)), ("same_share", same)):
        share[name] = found / count if count else np.nan
    return {
        "INDICATOR": code,
        "minimum": known.min() if count else np.nan,
        "maximum": known.max() if count else np.nan,
        "mean": known.mean() if count else np.nan,
        "median": np.median(known) if count else np.nan,
        "deviation": known.std(ddof=1) if count > 1 else np.nan,
        "skewness": skew,
        "kurtosis": kurtosis,
        "present": count,
        "present_share": share["present_share"],
        "zeros": zeros,
        "zero_share": share["zero_share"],
        "unique": len(times),
        "unique_share": share["unique_share"],
        "same": same,
        "same_share": share["same_share"],
        "flag_available": LOW if share["present_share"] < limit["available_share"] else FINE,
        "flag_nonzero": LOW if 1 - share["zero_share"] < limit["nonzero_share"] else FINE,
        "flag_unique": LOW if share["unique_share"] < limit["unique_share"] else FINE,
        "flag_same": HIGH if share["same_share"] > limit["same_share"] else FINE,
        "flag_outliers": HIGH if abs(skew) > limit["skewness"] and kurtosis > limit["kurtosis"] else FINE,
    }
