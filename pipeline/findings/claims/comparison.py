"""Comparisons: two quantities for the same economies and the same years, counted and averaged."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

FEW = 3  # units of comparison below which nothing is said of "most"


class Side(StrEnum):
    """Which of two quantities is higher, in how many of the units that have both."""

    ALL = "all"
    MOST = "most"  # more than two in three
    MAJORITY = "majority"
    EVEN = "even"
    MINORITY = "minority"
    FEW = "few"  # fewer than one in three
    NONE = "none"
    EQUAL = "equal"  # no unit shows a difference

    def holds(self, other: Side) -> bool:
        """Whether ``other`` shows this too: what is said of most holds where it is so in all."""
        many, few = (Side.MAJORITY, Side.MOST, Side.ALL), (Side.MINORITY, Side.FEW, Side.NONE)
        scale = many if self in many else few if self in few else (self,)
        return other in scale[scale.index(self) :]


OPPOSITES = tuple(
    (one, other) for one in (Side.ALL, Side.MOST, Side.MAJORITY) for other in (Side.MINORITY, Side.FEW, Side.NONE)
)


@dataclass(frozen=True)
class Comparison:
    """How many units have the first quantity above, level with and below the second, and the middle difference.

    ``difference`` is the median of first − second over the units, in their unit; it belongs beside every count.
    """

    says: Side
    above: int
    level: int
    below: int
    difference: float

    @property
    def units(self) -> int:
        """Units with both quantities."""
        return self.above + self.level + self.below


def comparison(first: pd.Series, second: pd.Series, decimals: int) -> Comparison:
    """Compare two quantities by unit (economy) at the printed rounding; units without both are left out.

    Raises ValueError where no unit has both.
    """
    both = pd.DataFrame({"first": first, "second": second}).dropna()
    if both.empty:
        raise ValueError("no unit has both quantities")
    differences = np.round(both["first"], decimals) - np.round(both["second"], decimals)
    unit = 10.0**-decimals / 2
    above, below = int((differences > unit).sum()), int((differences < -unit).sum())
    level = len(both) - above - below
    exact = float((both["first"] - both["second"]).median())
    return Comparison(side(above, len(both), level), above, level, below, exact)


def side(above: int, units: int, level: int = 0) -> Side:
    """The word for a count of units out of all; ``level`` of them show no difference."""
    if units and level == units:
        return Side.EQUAL
    if above == units:
        return Side.ALL
    if above == 0:
        return Side.NONE
    if units < FEW:
        return Side.EVEN
    share = above / units
    if share > 2 / 3:
        return Side.MOST
    if share > 1 / 2:
        return Side.MAJORITY
    if share == 1 / 2:
        return Side.EVEN
    return Side.MINORITY if share >= 1 / 3 else Side.FEW
