"""Shares and concentration: how few hold half of a total, and who they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd


class Concentration(StrEnum):
    """How a total is spread over those that report."""

    ONE = "one"  # one holds half alone
    FEW = "few"  # at most one in ten holds half
    SPREAD = "spread"
    EQUAL = "equal"  # everyone holds the same
    ALONE = "alone"  # only one reports: nothing is said of how a total is spread


@dataclass(frozen=True)
class Holders:
    """Who holds half of a total: their labels, largest first, out of ``reporting`` with a value above zero or zero.

    ``share`` (0-100) is what these few hold together; ``tied`` says that the next holds as much as the last of them, so
    that who belongs to the few is a matter of order.
    """

    says: Concentration
    few: tuple[str, ...]
    share: float
    reporting: int
    tied: bool


def holders(values: pd.Series, part: float = 0.5) -> Holders:
    """The fewest labels that hold ``part`` of the total.

    Raises ValueError for a negative value (shares of a total of both signs have no meaning) or a total of zero.
    """
    ordered = values.dropna().sort_values(ascending=False, kind="stable")
    if (ordered < 0).any():
        raise ValueError("a concentration of negative values has no meaning")
    total = float(ordered.sum())
    if total == 0:
        raise ValueError("a total of zero has no shares")
    count = int((ordered.cumsum() < part * total * (1 - 1e-12)).sum()) + 1  # a half is a half, whatever its last bit
    count = min(count, len(ordered))
    few = tuple(map(str, ordered.index[:count]))
    tied = count < len(ordered) and ordered.iloc[count] == ordered.iloc[count - 1]
    if len(ordered) == 1:
        says = Concentration.ALONE
    elif ordered.iloc[0] == ordered.iloc[-1]:
        says = Concentration.EQUAL
    elif count == 1:
        says = Concentration.ONE
    else:
        says = Concentration.FEW if 10 * count <= len(ordered) else Concentration.SPREAD
    return Holders(says, few, 100 * float(ordered.iloc[:count].sum()) / total, len(ordered), bool(tied))
