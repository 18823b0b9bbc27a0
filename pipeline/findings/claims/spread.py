"""Spread and shape: who caught up, of the bottom, the middle and the top of a fixed set of economies; how far apart
the ends of a field are; whether two groups overlap.

A slope of change on level calls an inverted U "convergence"; thirds of the starting levels do not. A range is that of two
outliers; tenths and quarters are not.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from pipeline.findings.claims.printed import units

FEWEST = 9  # economies: three in each third


class Shape(StrEnum):
    """How the changes of the thirds of the starting levels are ordered, at the printed rounding."""

    BOTTOM_UP = "bottom-up"  # the lower the start, the larger the gain
    MIDDLE = "middle"  # the middle gained most: the bottom did not catch up with it
    TOP_AWAY = "top-away"  # the higher the start, the larger the gain
    EDGES = "edges"  # the middle gained least
    EVEN = "even"  # the thirds gained alike


OPPOSITES = ((Shape.BOTTOM_UP, Shape.TOP_AWAY), (Shape.MIDDLE, Shape.EDGES))


@dataclass(frozen=True)
class Thirds:
    """Mean change of the economies that started lowest, in the middle and highest, and how many each third has.

    ``members`` are their labels, lowest third first.
    """

    says: Shape
    changes: tuple[float, float, float]
    members: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def thirds(start: pd.Series, end: pd.Series, decimals: int, edges: tuple[float, float] = (1 / 3, 2 / 3)) -> Thirds:
    """Changes by thirds of the starting level; both series by economy, in one unit; the same economies in both.

    ``edges`` cuts elsewhere (a fifth at each end). Economies with equal starts fall into one part together. Raises
    ValueError for fewer than nine economies, or where equal starts leave a part empty.
    """
    both = pd.DataFrame({"start": start, "end": end}).dropna()
    if len(both) < FEWEST:
        raise ValueError(f"{len(both)} economies are too few to compare thirds")
    place = (both["start"].rank(method="average") - 0.5) / len(both)
    third = np.searchsorted(edges, place.to_numpy(), side="right")
    groups = [both[third == one] for one in range(3)]
    if any(group.empty for group in groups):
        raise ValueError("equal starting levels leave a third empty")
    low, middle, high = ((group["end"] - group["start"]).mean() for group in groups)
    shown = units((low, middle, high), decimals).tolist()
    return Thirds(
        _shape(*shown),
        (float(low), float(middle), float(high)),
        tuple(tuple(map(str, group.index)) for group in groups),  # type: ignore[arg-type]
    )


def _shape(low: int, middle: int, high: int) -> Shape:
    if low > middle > high:
        return Shape.BOTTOM_UP
    if low < middle < high:
        return Shape.TOP_AWAY
    if middle > low and middle > high:
        return Shape.MIDDLE
    if middle < low and middle < high:
        return Shape.EDGES
    return Shape.BOTTOM_UP if low > high else Shape.TOP_AWAY if low < high else Shape.EVEN


class Reach(StrEnum):
    """How far apart the highest and the lowest tenth of a field are."""

    EQUAL = "equal"  # at the printed rounding
    CLOSE = "close"  # less than double
    SEVERAL = "several"  # two to ten times
    TENFOLD = "tenfold"
    FROM_ZERO = "from-zero"  # the lowest tenth is at zero: no ratio
    SIGNED = "signed"  # the lowest tenth is below zero: no ratio

    def holds(self, other: Reach) -> bool:
        """Whether ``other`` shows this reach too: a wider one does, except for those that say that the ends are close."""
        wide = (Reach.SEVERAL, Reach.TENFOLD, Reach.FROM_ZERO)
        return self is other or (self in wide and other in wide and wide.index(other) > wide.index(self))


@dataclass(frozen=True)
class Tenths:
    """``high``: a tenth of the units has this value or more; ``low``: a tenth has this or less; ``times`` is their ratio."""

    says: Reach
    low: float
    high: float
    times: float | None


def tenths(values: pd.Series, decimals: int, part: float = 0.1) -> Tenths:
    """The ends of a field, a tenth at each, as values that were observed.

    Raises ValueError for fewer units than one in each part.
    """
    known = values.dropna().to_numpy(dtype=float)
    if len(known) * part < 1:
        raise ValueError(f"{len(known)} values have no part of {part:g}")
    low, high = _at_most(known, part), -_at_most(-known, part)
    least, most = round(low, decimals), round(high, decimals)
    if least == most:
        return Tenths(Reach.EQUAL, low, high, None)
    if least <= 0:
        return Tenths(Reach.FROM_ZERO if least == 0 else Reach.SIGNED, low, high, None)
    times = high / low
    says = Reach.TENFOLD if times >= 10 else Reach.SEVERAL if times >= 2 else Reach.CLOSE
    return Tenths(says, low, high, times)


def _at_most(values: np.ndarray, part: float) -> float:
    """The smallest observed value that at least this part of the values does not exceed."""
    return float(np.quantile(values, part, method="inverted_cdf"))


class Overlap(StrEnum):
    """How two groups of units lie to each other."""

    APART = "apart"  # every unit of one is above every unit of the other
    QUARTERS = "quarters"  # three in four of one are above three in four of the other
    OVERLAP = "overlap"


@dataclass(frozen=True)
class Apart:
    """Two groups, the one with the higher median first.

    ``floor`` is what three in four of the higher have or exceed, ``ceiling`` what three in four of the lower have or fall
    short of; with ``APART`` the lowest of the one and the highest of the other. ``exceptions`` are the units of the lower
    group above the median of the higher, largest first.
    """

    says: Overlap
    floor: float
    ceiling: float
    exceptions: tuple[str, ...]


def apart(higher: pd.Series, lower: pd.Series, decimals: int) -> Apart:
    """Whether two groups overlap, at the printed rounding. Raises ValueError where a group is empty, or the medians are equal or the other way round."""
    one, other = higher.dropna(), lower.dropna()
    if one.empty or other.empty:
        raise ValueError("a group has no value")
    middle = float(one.median())
    if round(middle, decimals) <= round(float(other.median()), decimals):
        raise ValueError("the first group is not the higher one")
    above = other[other > middle].sort_values(ascending=False, kind="stable")
    exceptions = tuple(map(str, above.index))
    if round(float(one.min()), decimals) > round(float(other.max()), decimals):
        return Apart(Overlap.APART, float(one.min()), float(other.max()), exceptions)
    floor, ceiling = -_at_most(-one.to_numpy(dtype=float), 0.75), _at_most(other.to_numpy(dtype=float), 0.75)
    clear = round(floor, decimals) > round(ceiling, decimals)
    return Apart(Overlap.QUARTERS if clear else Overlap.OVERLAP, floor, ceiling, exceptions)
