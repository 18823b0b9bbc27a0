"""Composition: who alone moves a total or a mean; whether its parts move it, or their weights."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from pipeline.findings.claims.printed import unit_of


class Move(StrEnum):
    """What one member does to the change of a whole."""

    REVERSES = "reverses"  # without it the whole went the other way
    MAKES = "makes"  # without it the whole does not move at the printed rounding
    HALF = "half"  # it makes up half of the change or more
    NONE = "none"  # no member stands out


@dataclass(frozen=True)
class Mover:
    """The member whose part of a change is largest in the direction of the whole.

    ``alone`` says that of no other member the same could be said; two members can each reverse a change.
    """

    says: Move
    label: str
    part: float
    change: float
    without: float
    alone: bool


def mover(parts: pd.Series, decimals: int) -> Mover:
    """Who alone moves a whole; ``parts`` are the members' parts of its change, which add up to it.

    A whole of one member, one that does not move at the printed rounding, and equal largest parts give NONE. Raises
    ValueError where no member has a part.
    """
    known = parts.dropna()
    if known.empty:
        raise ValueError("no member has a part of the change")
    change = float(known.sum())
    ordered = (known if change >= 0 else -known).sort_values(ascending=False, kind="stable")
    label = str(ordered.index[0])
    part = float(known[ordered.index[0]])
    says = _move(part, change, decimals) if len(known) > 1 else Move.NONE
    second = float(known[ordered.index[1]]) if len(known) > 1 else 0.0
    if unit_of(second, decimals) == unit_of(part, decimals):
        says = Move.NONE
    alone = says is not Move.NONE and _move(second, change, decimals) is not says
    return Mover(says, label, part, change, change - part, alone)


def _move(part: float, change: float, decimals: int) -> Move:
    """What a part does to a change."""
    if unit_of(change, decimals) == 0 or unit_of(part, decimals) == 0 or (part > 0) != (change > 0):
        return Move.NONE
    without = unit_of(change - part, decimals)
    if without == 0:
        return Move.MAKES
    if (without > 0) != (change > 0):
        return Move.REVERSES
    return Move.HALF if abs(part) >= abs(change) / 2 else Move.NONE


class Mix(StrEnum):
    """What moves a mean of parts: the parts, or the weights that they have in it."""

    WEIGHTS = "weights"  # only the shift between the parts; on average these stood still or went the other way
    PARTS = "parts"  # only the parts; the shift between them did nothing or worked against it
    BOTH = "both"
    NONE = "none"  # the mean does not move at the printed rounding


MIXES = ((Mix.WEIGHTS, Mix.PARTS),)  # outcomes of which one denies the other


def mix(within: float, between: float, decimals: int) -> Mix:
    """What moved a mean whose change is ``within`` (of the parts) and ``between`` (of their weights) together."""
    change = unit_of(within + between, decimals)
    if change == 0:
        return Mix.NONE
    parts, weights = (unit_of(one, decimals) * change > 0 for one in (within, between))
    if parts and weights:
        return Mix.BOTH
    return Mix.PARTS if parts else Mix.WEIGHTS
