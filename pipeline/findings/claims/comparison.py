"""Comparisons: two quantities for the same economies and the same years, counted and averaged."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from pipeline.findings.claims.printed import units

FEW = 3  # units of comparison below which nothing is said of "most"


class Side(StrEnum):
    """Which of two quantities is higher, in how many of the units that have both; each word has its mirror image."""

    ALL = "all"
    MOST = "most"  # more than two in three
    MAJORITY = "majority"
    EVEN = "even"  # neither is higher in more than half
    MINORITY = "minority"  # the second is higher in more than half
    FEW = "few"  # the second is higher in more than two in three
    NONE = "none"  # the second is higher in all
    EQUAL = "equal"  # no unit shows a difference

    def holds(self, other: Side) -> bool:
        """Whether ``other`` shows this too: what is said of most holds where it is so in all."""
        many, few = (Side.MAJORITY, Side.MOST, Side.ALL), (Side.MINORITY, Side.FEW, Side.NONE)
        scale = many if self in many else few if self in few else (self,)
        return other in scale[scale.index(self) :]

    def among(self, other: Side) -> Side:
        """What is said where ``other`` is found: this, where it holds there too."""
        return self if self.holds(other) else other

    @property
    def broad(self) -> Side:
        """The side without its finer words, for a sentence that prints the counts."""
        return BROAD.get(self, self)


BROAD = {Side.ALL: Side.MAJORITY, Side.MOST: Side.MAJORITY, Side.FEW: Side.MINORITY, Side.NONE: Side.MINORITY}
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
    differences = units(both["first"], decimals) - units(both["second"], decimals)
    above, below = int((differences > 0).sum()), int((differences < 0).sum())
    level = len(both) - above - below
    exact = float((both["first"] - both["second"]).median())
    return Comparison(side(above, len(both), level), above, level, below, exact)


def side(above: int, units: int, level: int = 0) -> Side:
    """The word for a count of units out of all; ``level`` of them show no difference, the rest are below.

    Where many are level the first can be higher in few units without being lower in most: that is EVEN. Of fewer than
    ``FEW`` units nothing is said but all, none, equal and even. Raises ValueError for counts that do not fit.
    """
    below = units - above - level
    if min(above, below, level) < 0 or units < 1:
        raise ValueError(f"{above} above and {level} level of {units} units")
    if level == units:
        return Side.EQUAL
    if units in (above, below):
        return Side.ALL if above else Side.NONE
    more = max(above, below)
    if units < FEW or 2 * more <= units:
        return Side.EVEN
    most = 3 * more > 2 * units
    if above > below:
        return Side.MOST if most else Side.MAJORITY
    return Side.FEW if most else Side.MINORITY
