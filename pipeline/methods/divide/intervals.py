"""Bootstrap intervals: how sure a measure, and its change between two years, is; and what may be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np

from pipeline.methods.divide.inequality import Measure
from pipeline.methods.divide.panel import Panel


@dataclass(frozen=True)
class Resampling:
    """How to resample: number of draws, seed, and the share that the interval covers."""

    count: int = 1000
    seed: int = 2030
    confidence: float = 0.95

    def __post_init__(self) -> None:
        if self.count < 1 or not 0 < self.confidence < 1:
            raise ValueError(f"{self.count} draws, confidence {self.confidence}; allowed: 1 or more, between 0 and 1")


@dataclass(frozen=True)
class Interval:
    """A value with the bounds of its bootstrap interval (percentile method)."""

    value: float
    low: float
    high: float


class Direction(StrEnum):
    """What a divide did between two years."""

    NARROWED = "narrowed"
    WIDENED = "widened"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Change:
    """A measure in two years and its change.

    ``direction`` is the sign of the change; ``supported`` is true only where the interval of the change excludes
    zero: only then may a text say "narrowed" or "widened".
    """

    first: Interval
    last: Interval
    change: Interval
    direction: Direction
    supported: bool
    economies: int


@lru_cache(maxsize=32)
def counts(economies: int, resampling: Resampling) -> np.ndarray:
    """How often each economy is drawn, shape (draws, economies); economies are drawn with replacement.

    >>> counts(4, Resampling(3)).sum(axis=1).tolist()
    [4, 4, 4]
    """
    rng = np.random.default_rng([resampling.seed, economies])
    drawn = rng.multinomial(economies, np.full(economies, 1 / economies), size=resampling.count)
    drawn.flags.writeable = False
    return drawn


def interval(value: float, draws: np.ndarray, resampling: Resampling) -> Interval:
    """The percentile interval of bootstrap draws around a value. Raises ValueError where a draw is not a number.

    >>> interval(50, np.arange(101.0), Resampling(confidence=0.5))
    Interval(value=50.0, low=25.0, high=75.0)
    """
    if np.isnan(draws).any():
        raise ValueError(f"undefined in {int(np.isnan(draws).sum())} of {len(draws)} draws; allowed: defined in all")
    tail = (1 - resampling.confidence) / 2
    low, high = np.quantile(draws, [tail, 1 - tail], method="inverted_cdf")
    return Interval(float(value), float(low), float(high))


def of_year(panel: Panel, year: int, measure: Measure, resampling: Resampling | None = None) -> Interval:
    """A measure of one year with its interval. Raises ValueError as the measure does.

    >>> from pipeline.methods.divide.inequality import gini
    >>> panel = Panel(("A", "B"), (2020,), np.array([[1.0], [3.0]]), np.ones((2, 1)), (), (1.0,))
    >>> of_year(panel, 2020, gini).value
    0.25
    """
    resampling = resampling or Resampling()
    values, weights = panel.at(year)
    draws = measure(values, counts(len(values), resampling) * weights)
    return interval(float(measure(values, weights)), draws, resampling)


def between_years(
    panel: Panel, first: int, last: int, measure: Measure, resampling: Resampling | None = None
) -> Change:
    """A measure in two years and its change: each draw resamples the economies once for both years.

    Raises ValueError as the measure does, where it is infinite, and where the change is undefined in some draws.
    """
    resampling = resampling or Resampling()
    drawn = counts(len(panel.economies), resampling)
    point, cloud = {}, {}
    for year in (first, last):
        values, weights = panel.at(year)
        point[year] = float(measure(values, weights))
        cloud[year] = measure(values, drawn * weights)
        if not np.isfinite(point[year]):
            raise ValueError(f"infinite in {year}; allowed: a finite value (a lowest tenth above zero)")
    with np.errstate(invalid="ignore"):
        difference = interval(point[last] - point[first], cloud[last] - cloud[first], resampling)
    ends = [interval(point[year], cloud[year], resampling) for year in (first, last)]
    return change_of(ends[0], ends[1], difference, len(panel.economies))


def change_of(first: Interval, last: Interval, change: Interval, economies: int) -> Change:
    """A change with its direction and whether the interval supports it (a smaller measure means: narrowed).

    >>> zero = Interval(0.0, 0.0, 0.0)
    >>> change_of(zero, zero, Interval(-0.1, -0.2, 0.05), 9).supported
    False
    """
    direction = (
        Direction.NARROWED if change.value < 0 else Direction.WIDENED if change.value > 0 else Direction.UNCHANGED
    )
    supported = change.high < 0 if direction is Direction.NARROWED else change.low > 0
    return Change(first, last, change, direction, supported and direction is not Direction.UNCHANGED, economies)
