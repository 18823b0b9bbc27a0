"""Gaps between groups of economies and between women and men: difference, ratio, parity index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.methods.change import gap
from pipeline.methods.divide.inequality import mean
from pipeline.methods.divide.intervals import Change, Interval, Resampling, change_of, counts, interval
from pipeline.methods.divide.panel import Panel
from pipeline.methods.group_values import weighted_mean


@dataclass(frozen=True)
class Gap:
    """Mean of a reference group and of another group in one year, with difference (reference − group) and ratio."""

    reference: float
    value: float
    difference: Interval
    ratio: Interval | None
    reference_economies: int
    economies: int


def group_gap(
    panel: Panel, reference: Sequence[str], group: Sequence[str], year: int, resampling: Resampling | None = None
) -> Gap:
    """Gap between the weighted means of two groups (weights of the panel: population, or one each).

    Intervals resample the economies within each group. The ratio is None where the reference is zero. Raises
    ValueError where a group has no member in the panel.

    >>> panel = Panel(("A", "B"), (2020,), np.array([[80.0], [20.0]]), np.ones((2, 1)), (), (1.0,))
    >>> found = group_gap(panel, ["A"], ["B"], 2020)
    >>> found.difference.value, found.ratio.value
    (60.0, 0.25)
    """
    resampling = resampling or Resampling()
    (top, tops), (other, others) = (
        _group_mean(panel, m, year, resampling, i) for i, m in enumerate((reference, group))
    )
    ratio = None
    if top != 0 and (tops != 0).all():
        ratio = interval(other / top, others / tops, resampling)
    sizes = [len(panel.only(members).economies) for members in (reference, group)]
    return Gap(top, other, interval(top - other, tops - others, resampling), ratio, *sizes)


def gap_change(
    panel: Panel,
    reference: Sequence[str],
    group: Sequence[str],
    first: int,
    last: int,
    resampling: Resampling | None = None,
) -> Change:
    """Change of the absolute gap |reference − group| between two years; each draw serves both years.

    Raises ValueError for a group of fewer than two economies in the panel, which has no spread to draw from.

    >>> values = np.array([[80.0, 90.0], [82.0, 91.0], [20.0, 60.0], [25.0, 61.0]])
    >>> panel = Panel(("A", "B", "C", "D"), (2015, 2020), values, np.ones((4, 2)), (), (1.0, 1.0))
    >>> found = gap_change(panel, ["A", "B"], ["C", "D"], 2015, 2020)
    >>> found.change.value, str(found.direction), found.supported
    (-28.5, 'narrowed', True)
    """
    resampling = resampling or Resampling()
    sizes = [len(panel.only(members).economies) for members in (reference, group)]
    if min(sizes) < 2:
        raise ValueError(f"groups of {sizes[0]} and {sizes[1]} economies; allowed: two or more in each")
    point, cloud = [], []
    for year in (first, last):
        (top, tops), (other, others) = (
            _group_mean(panel, m, year, resampling, i) for i, m in enumerate((reference, group))
        )
        point.append(abs(top - other))
        cloud.append(np.abs(tops - others))
    ends = [interval(p, c, resampling) for p, c in zip(point, cloud, strict=True)]
    change = interval(point[1] - point[0], cloud[1] - cloud[0], resampling)
    return change_of(ends[0], ends[1], change, sum(sizes))


def _group_mean(
    panel: Panel, members: Sequence[str], year: int, resampling: Resampling, stream: int
) -> tuple[float, np.ndarray]:
    """Mean of a group and its bootstrap draws; each group has its own stream of draws."""
    values, weights = panel.only(members).at(year)
    own = Resampling(resampling.count, resampling.seed + stream, resampling.confidence)
    return float(mean(values, weights)), mean(values, counts(len(values), own) * weights)


def parity(female: pd.Series, male: pd.Series) -> pd.DataFrame:
    """Women and men where both are observed: difference (male − female), gender parity index, adjusted index.

    GPI = female ÷ male; the adjusted index is GPI up to 1 and 2 − 1/GPI above, so that a lead of either sex counts
    alike (UNESCO Institute for Statistics, glossary). Columns male, female, difference, gpi, gpi_adjusted; index
    as given. NaN where men are at zero (both indices) or women are (adjusted index of a lead).

    >>> parity(pd.Series({"FRA": 50.0}), pd.Series({"FRA": 40.0})).round(3).iloc[0].tolist()
    [40.0, 50.0, -10.0, 1.25, 1.2]
    """
    table = gap(male, female).set_axis(["male", "female", "difference", "gpi"], axis=1)
    index = table["gpi"]
    table["gpi_adjusted"] = np.where(index > 1, 2 - 1 / index.where(index != 0), index)
    return table


def parity_summary(table: pd.DataFrame, weights: pd.Series | None = None) -> dict[str, float]:
    """Summary of ``parity``: economies, men_ahead, women_ahead, weighted and unweighted mean difference, median GPI.

    ``weights`` (population by economy) may lack economies, which then have no weight. Raises ValueError for an empty
    table.

    >>> parity_summary(parity(pd.Series({"FRA": 50.0}), pd.Series({"FRA": 40.0})))["women_ahead"]
    1.0
    """
    if table.empty:
        raise ValueError("no economy has a value for both sexes; allowed: at least one")
    difference = table["difference"].to_numpy(dtype=float)
    people = np.ones(len(table)) if weights is None else weights.reindex(table.index).to_numpy(dtype=float)
    return {
        "economies": float(len(table)),
        "men_ahead": float((difference > 0).sum()),
        "women_ahead": float((difference < 0).sum()),
        "mean_difference": float(weighted_mean(difference, np.ones(len(table)))),
        "weighted_difference": float(weighted_mean(difference, people)),
        "median_gpi": float(table["gpi"].median()),
    }
