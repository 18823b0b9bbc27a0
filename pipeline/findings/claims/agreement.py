"""Agreement: whether several methods give the same answer for the same units."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd


class Accord(StrEnum):
    """How far methods agree."""

    ALL = "all"  # on every unit
    MOST = "most"  # on more than three in four
    HALF = "half"  # on more than half
    MINORITY = "minority"
    NONE = "none"


OPPOSITES = (
    *((one, other) for one in (Accord.ALL, Accord.MOST) for other in (Accord.MINORITY, Accord.NONE)),
    (Accord.HALF, Accord.NONE),
)


class Extent(StrEnum):
    """How far the counts that methods come to lie apart."""

    CLOSE = "close"  # by one unit in twenty at most
    APART = "apart"


EXTENT_OPPOSITES = ((Extent.CLOSE, Extent.APART),)


@dataclass(frozen=True)
class Answers:
    """On how many units all methods agree, and the fewest and most units to which a method gives the answer asked for."""

    says: Accord
    same: int
    units: int
    low: int
    high: int


def answers(table: pd.DataFrame, asked: object) -> Answers:
    """Agreement over units (rows) and methods (columns); units that a method does not judge (NaN) are left out.

    Raises ValueError where fewer than two methods, or no unit, can be compared.
    """
    known = table.dropna()
    if known.shape[1] < 2 or known.empty:
        raise ValueError("agreement needs two methods and a unit that both judge")
    same = int((known.nunique(axis="columns") == 1).sum())
    counts = (known == asked).sum()
    return Answers(accord(same, len(known)), same, len(known), int(counts.min()), int(counts.max()))


def accord(same: int, units: int) -> Accord:
    """The word for the units on which methods agree, out of those that can be compared. Raises ValueError for no unit."""
    if units < 1 or not 0 <= same <= units:
        raise ValueError(f"{same} of {units} units")
    if same in (0, units):
        return Accord.ALL if same else Accord.NONE
    share = same / units
    return Accord.MOST if share > 3 / 4 else Accord.HALF if share > 1 / 2 else Accord.MINORITY


def extent(low: int, high: int, units: int) -> Extent:
    """The word for the fewest and the most units to which methods give an answer. Raises ValueError for no unit."""
    if units < 1 or not 0 <= low <= high <= units:
        raise ValueError(f"{low} to {high} of {units} units")
    return Extent.CLOSE if 20 * (high - low) <= units else Extent.APART
