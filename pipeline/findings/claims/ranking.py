"""Ranks: who leads and who trails, alone or tied, whether a lead is larger than the uncertainty of the values; whole orders."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from pipeline.findings.claims.printed import units


class Lead(StrEnum):
    """What may be said of the first places."""

    FIRM = "firm"  # the first is above the second by more than their uncertainty
    NARROW = "narrow"  # first by the printed digits, within the uncertainty
    TIED = "tied"  # several share the first printed value
    ALL_EQUAL = "all-equal"
    ALONE = "alone"  # there is only one


@dataclass(frozen=True)
class Ranking:
    """``first`` are those that share the highest printed value, ``last`` those that share the lowest."""

    says: Lead
    first: tuple[str, ...]
    last: tuple[str, ...]
    lead: float  # of the first over the next lower value; 0 where there is none


def ranking(values: pd.Series, decimals: int, margin: float | pd.Series = 0.0) -> Ranking:
    """Leaders and trailers of values by label, highest first; ``margin`` is the half-width of the interval of all, or of each.

    Two values differ where they do at the printed rounding and by more than the root of the sum of their squared margins
    (independent errors). Raises ValueError where no label has a value.
    """
    known = values.dropna().sort_values(ascending=False, kind="stable")
    if known.empty:
        raise ValueError("no value to rank")
    shown = pd.Series(units(known, decimals), index=known.index)
    first = tuple(map(str, shown.index[shown == shown.iloc[0]]))
    last = tuple(map(str, shown.index[shown == shown.iloc[-1]]))
    below = known[shown < shown.iloc[0]]
    lead = float(known.iloc[0] - below.iloc[0]) if len(below) else 0.0
    if len(known) == 1:
        return Ranking(Lead.ALONE, first, last, lead)
    if len(below) == 0:
        return Ranking(Lead.ALL_EQUAL, first, last, lead)
    if len(first) > 1:
        return Ranking(Lead.TIED, first, last, lead)
    halves = margin if isinstance(margin, pd.Series) else pd.Series(margin, index=known.index)
    width = float(halves[known.index[0]] ** 2 + halves[below.index[0]] ** 2) ** 0.5
    return Ranking(Lead.FIRM if lead > width else Lead.NARROW, first, last, lead)


def leaders_of(values: pd.Series, decimals: int, margin: float) -> tuple[str, ...]:
    """Labels that share the first place as far as the uncertainty tells, largest first; ``margin`` as in ``ranking``.

    Raises ValueError where no label has a value.
    """
    known = values.dropna().sort_values(ascending=False, kind="stable")
    if known.empty:
        raise ValueError("no value to rank")
    shown = known.round(decimals)
    return tuple(map(str, known.index[(known >= known.iloc[0] - 2**0.5 * margin) | (shown == shown.iloc[0])]))


def places(values: pd.Series, decimals: int) -> str:
    """The order of labels from the highest printed value to the lowest; those that print alike share a place, by label.

    >>> places(pd.Series({"B": 7.24, "A": 7.4, "C": 7.16}), 1)
    'A > B = C'
    """
    known = values.dropna()
    ordered = sorted(zip(-units(known, decimals), map(str, known.index), strict=True))
    text, before = "", None
    for shown, label in ordered:
        text += ("" if before is None else " = " if shown == before else " > ") + label
        before = shown
    return text


def same_places(values: pd.Series, other: pd.Series, decimals: int) -> bool:
    """Whether the labels that both have stand in the same order. Raises ValueError for fewer than two of them."""
    both = [label for label in values.dropna().index if label in other.dropna().index]
    if len(both) < 2:
        raise ValueError("an order needs two labels")
    return places(values[both], decimals) == places(other[both], decimals)


def rank_intervals(values: pd.Series, decimals: int, margin: float | pd.Series = 0.0) -> pd.DataFrame:
    """Rank of each label (1 the highest) with the interval in which it may stand: columns rank, low, high.

    The first place that it can have follows those that are above it, the last those that are not below it, as two values
    differ in ``ranking``: at the printed rounding and by more than the root of the sum of their squared margins.
    """
    known = values.dropna()
    shown = units(known, decimals)
    halves = (
        margin.reindex(known.index) if isinstance(margin, pd.Series) else pd.Series(margin, known.index)
    ).to_numpy()
    exact = known.to_numpy()
    width = np.sqrt(halves[:, None] ** 2 + halves[None, :] ** 2)
    above = (np.subtract.outer(exact, exact) > width) & (np.subtract.outer(shown, shown) > 0)  # row above column
    rank = 1 + (shown[None, :] > shown[:, None]).sum(axis=1)
    return pd.DataFrame(
        {"rank": rank, "low": 1 + above.sum(axis=0), "high": len(known) - above.sum(axis=1)}, index=known.index
    )
