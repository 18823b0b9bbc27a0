"""Composition: who alone moves a total or a mean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd


class Move(StrEnum):
    """What one member does to the change of a whole."""

    REVERSES = "reverses"  # without it the whole went the other way
    MAKES = "makes"  # without it the whole does not move at the printed rounding
    HALF = "half"  # it makes up half of the change or more
    NONE = "none"  # no member stands out


@dataclass(frozen=True)
class Mover:
    """The member whose part of a change is largest in the direction of the whole."""

    says: Move
    label: str
    part: float
    change: float
    without: float


def mover(parts: pd.Series, decimals: int) -> Mover:
    """Who alone moves a whole; ``parts`` are the members' parts of its change, which add up to it.

    Raises ValueError where no member has a part.
    """
    known = parts.dropna()
    if known.empty:
        raise ValueError("no member has a part of the change")
    change = float(known.sum())
    label = str((known if change >= 0 else -known).idxmax())
    part = float(known[label])
    without = change - part
    unit = 10.0**-decimals / 2
    if abs(change) < unit or abs(part) < unit:
        return Mover(Move.NONE, label, part, change, without)
    if abs(without) < unit:
        says = Move.MAKES
    elif (without > 0) != (change > 0):
        says = Move.REVERSES
    else:
        says = Move.HALF if abs(part) >= abs(change) / 2 else Move.NONE
    return Mover(says, label, part, change, without)
