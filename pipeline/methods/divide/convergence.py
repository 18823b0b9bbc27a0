"""Convergence: do those behind grow faster (beta), and does the spread shrink (sigma), on a fixed panel."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

import numpy as np
import pandas as pd

from pipeline.methods.divide.inequality import deviation, mean
from pipeline.methods.divide.intervals import Interval, Resampling, counts, interval
from pipeline.methods.divide.panel import Panel


class Scale(StrEnum):
    """The scale of a regression of growth on the initial level; ``SCALES`` says what each is."""

    LOG = "log"
    POINTS = "points"


SCALES: Mapping[Scale, str] = MappingProxyType(
    {
        Scale.LOG: "Yearly growth of logarithms on the initial logarithm (Barro); values above zero.",
        Scale.POINTS: "Yearly change in the unit of the indicator on the initial value.",
    }
)
"""Scale → what it is."""


@dataclass(frozen=True)
class Beta:
    """A beta-convergence regression.

    ``slope`` carries its bootstrap interval, ``standard_error`` is that of least squares; ``speed`` (a year) and
    ``half_life`` (years) are None where there is no convergence or the gap would close within the period.
    ``converging``: slope below zero; ``supported``: the interval lies below zero. ``undefined`` draws, which hold economies of one
    level alone, have no slope and are not in the interval.
    """

    scale: Scale
    slope: Interval
    intercept: float
    standard_error: float
    r_squared: float
    speed: float | None
    half_life: float | None
    economies: int
    years: int
    converging: bool
    supported: bool
    undefined: int = 0


def beta(panel: Panel, first: int, last: int, scale: Scale = Scale.LOG, resampling: Resampling | None = None) -> Beta:
    """Unweighted least-squares regression of yearly growth on the initial level, economies as observations.

    LOG: (ln x_T − ln x_0)/h = a + b ln x_0; POINTS: (x_T − x_0)/h = a + b x_0. Speed λ = −ln(1 + b h)/h, half-life
    ln 2/λ. A series bounded above (a percentage) converges in part by its bound: read LOG and POINTS together.
    Raises ValueError for values of zero or below on the LOG scale, years out of order, fewer than three economies,
    or equal initial values. Source: Barro and Sala-i-Martin, Convergence, Journal of Political Economy 100 (1992).

    >>> values = np.array([[10.0, 40.0], [20.0, 45.0], [40.0, 60.0]])
    >>> panel = Panel(("A", "B", "C"), (2010, 2020), values, np.ones((3, 2)), (), (1.0, 1.0))
    >>> found = beta(panel, 2010, 2020, Scale.POINTS)
    >>> round(found.slope.value, 4), found.economies, found.converging
    (-0.0321, 3, True)
    """
    resampling = resampling or Resampling()
    years = last - first
    if years <= 0:
        raise ValueError(f"from {first} to {last}; allowed: a later year last")
    start, end = panel.at(first)[0], panel.at(last)[0]
    if len(start) < 3:
        raise ValueError(f"{len(start)} economies; allowed: three or more")
    if scale is Scale.LOG:
        if min(start.min(), end.min()) <= 0:
            raise ValueError("a value of zero or below has no logarithm; allowed: values above zero, or points")
        start, end = np.log(start), np.log(end)
    growth = (end - start) / years
    slope, intercept = _fit(start, growth)
    residual = growth - intercept - slope * start
    freedom, spread = len(start) - 2, ((start - start.mean()) ** 2).sum()
    error = math.sqrt(float((residual**2).sum()) / freedom / float(spread))
    total = float(((growth - growth.mean()) ** 2).sum())
    r_squared = 1 - float((residual**2).sum()) / total if total > 0 else 0.0
    draws = _slopes(start, growth, counts(len(start), resampling))
    defined = draws[~np.isnan(draws)]
    if not len(defined):
        raise ValueError("no draw has a slope; allowed: initial values that differ in some draws")
    with_interval = interval(slope, defined, resampling)
    speed = half_life = None
    if slope < 0 and 1 + slope * years > 0:
        speed = -math.log(1 + slope * years) / years
        half_life = math.log(2) / speed if speed > 0 else None  # a slope too small for its logarithm
    return Beta(
        scale,
        with_interval,
        intercept,
        error,
        r_squared,
        speed,
        half_life,
        len(start),
        years,
        slope < 0,
        with_interval.high < 0,
        len(draws) - len(defined),
    )


def _fit(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Slope and intercept of least squares."""
    spread = ((x - x.mean()) ** 2).sum()
    if spread == 0:
        raise ValueError("all initial values are equal; allowed: values that differ")
    slope = float(((x - x.mean()) * (y - y.mean())).sum() / spread)
    return slope, float(y.mean() - slope * x.mean())


def _slopes(x: np.ndarray, y: np.ndarray, drawn: np.ndarray) -> np.ndarray:
    """Slopes of the bootstrap draws (m,); NaN where a draw holds one economy only."""
    mx, my = mean(x, drawn)[:, None], mean(y, drawn)[:, None]
    spread = (drawn * (x - mx) ** 2).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(spread > 0, (drawn * (x - mx) * (y - my)).sum(axis=1) / spread, np.nan)


def sigma(panel: Panel, weighted: bool = False) -> pd.DataFrame:
    """Spread between economies over the years of a fixed panel: year, economies, mean, sd, cv, sd_log.

    ``sd`` in the unit of the values, ``cv`` = sd ÷ mean (NaN for a mean of zero or below), ``sd_log`` of natural
    logarithms (NaN where a value is zero or below). Unweighted, each economy counts once. Source: as ``beta``.

    >>> values = np.array([[10.0, 40.0], [30.0, 60.0]])
    >>> sigma(Panel(("A", "B"), (2010, 2020), values, np.ones((2, 2)), (), (1.0, 1.0)))["cv"].tolist()
    [0.5, 0.2]
    """
    rows = []
    for year in panel.years:
        values, weights = panel.at(year)
        mass = weights if weighted else np.ones(len(values))
        level, spread = float(mean(values, mass)), float(deviation(values, mass))
        logs = float(deviation(np.log(values), mass)) if values.min() > 0 else float("nan")
        rows.append((year, len(values), level, spread, spread / level if level > 0 else float("nan"), logs))
    return pd.DataFrame(rows, columns=["year", "economies", "mean", "sd", "cv", "sd_log"])
