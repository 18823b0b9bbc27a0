"""Agreement of two sources of one series: differences, limits of agreement, concordance.

Source: Bland and Altman, The Lancet 327 (1986), for limits of agreement; Lin, Biometrics 45 (1989), for the
concordance correlation coefficient.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

Z95 = 1.959963984540054


@dataclass(frozen=True)
class Agreement:
    """How two sources of one series agree, in their unit.

    ``mean_difference`` is first − second; ``lower`` and ``upper`` are the 95 per cent limits of agreement, mean ±
    1.96 standard deviations (NaN for one pair); ``share_within`` the share (0-1) of pairs within the tolerance;
    ``concordance`` Lin's coefficient (NaN where neither source varies); ``pairs`` has REF_AREA, TIME_PERIOD, first,
    second, difference, mean. Years of one economy are not independent: the limits describe the pairs, no population.
    """

    count: int
    economies: int
    mean_difference: float
    lower: float
    upper: float
    largest: float
    share_within: float
    tolerance: float
    concordance: float
    pairs: pd.DataFrame = field(repr=False)


def agreement(first: pd.DataFrame, second: pd.DataFrame, tolerance: float) -> Agreement:
    """Compare two tables (economies × years, one unit) where both have a value.

    Raises ValueError where no observation stands in both, or for a negative tolerance.

    >>> one = pd.DataFrame({2020: [1.0, 2.0, 3.0]}, index=["AAA", "BBB", "CCC"])
    >>> found = agreement(one + 1, one, tolerance=0.5)
    >>> found.mean_difference, found.share_within, round(found.concordance, 6)
    (1.0, 0.0, 0.571429)
    """
    if not tolerance >= 0:
        raise ValueError(f"tolerance is {tolerance}; allowed: zero or more")
    pairs = pd.DataFrame({"first": first.stack(), "second": second.stack()}).dropna()
    if pairs.empty:
        raise ValueError("no observation stands in both sources")
    pairs.index = pairs.index.set_names(["REF_AREA", "TIME_PERIOD"])
    pairs["difference"] = pairs["first"] - pairs["second"]
    pairs["mean"] = pairs[["first", "second"]].mean(axis=1)
    gap = pairs["difference"].to_numpy()
    spread = Z95 * gap.std(ddof=1) if len(gap) > 1 else np.nan
    return Agreement(
        count=len(gap),
        economies=pairs.index.get_level_values(0).nunique(),
        mean_difference=float(gap.mean()),
        lower=float(gap.mean() - spread),
        upper=float(gap.mean() + spread),
        largest=float(np.abs(gap).max()),
        share_within=float((np.abs(gap) <= tolerance).mean()),
        tolerance=tolerance,
        concordance=concordance(pairs["first"].to_numpy(), pairs["second"].to_numpy()),
        pairs=pairs.reset_index(),
    )


def concordance(x: np.ndarray, y: np.ndarray) -> float:
    """Lin's concordance correlation: 2 s_xy / (s_x² + s_y² + (x̄ − ȳ)²), moments divided by n; shapes (n,).

    NaN where both are one and the same constant. Raises ValueError for different shapes, no or missing values.

    >>> concordance(np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0, 3.0]))
    1.0
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if x.shape != y.shape or x.size == 0 or np.isnan(x).any() or np.isnan(y).any():
        raise ValueError(f"x {x.shape} and y {y.shape} must be observed values of one length")
    below = x.var() + y.var() + (x.mean() - y.mean()) ** 2
    return float(2 * ((x - x.mean()) * (y - y.mean())).mean() / below) if below > 0 else float("nan")
