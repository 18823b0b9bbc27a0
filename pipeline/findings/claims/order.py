"""Order: whether two quantities put the same units into the same order. It says nothing about causes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from pipeline.methods.change import spearman


class Order(StrEnum):
    """What the rank correlation of two quantities may be called."""

    SAME = "same"  # 0.5 or more
    LOOSE = "loose"  # 0.2 or more
    NONE = "none"
    REVERSE_LOOSE = "reverse-loose"
    REVERSE = "reverse"


OPPOSITES = tuple((one, other) for one in (Order.SAME, Order.LOOSE) for other in (Order.REVERSE, Order.REVERSE_LOOSE))


@dataclass(frozen=True)
class Alike:
    """The rank correlation of two quantities over ``units``, and the word for it.

    ``lead`` is by how many of 100 places each unit stands higher in the second than in the first (negative: lower).
    """

    says: Order
    correlation: float
    units: int
    lead: pd.Series


def order(first: pd.Series, second: pd.Series) -> Alike:
    """Compare the orders of two quantities by unit. Raises ValueError below ten units with both, or where one does not vary."""
    both = pd.DataFrame({"first": first, "second": second}).dropna()
    if len(both) < 10:
        raise ValueError(f"{len(both)} units are too few to compare orders")
    if (both.nunique() == 1).any():
        raise ValueError("a quantity that does not vary has no order")
    rho, units = spearman(both["first"], both["second"])
    shown = float(np.round(rho, 2))
    says = Order.SAME if shown >= 0.5 else Order.LOOSE if shown >= 0.2 else Order.NONE
    if shown <= -0.2:
        says = Order.REVERSE if shown <= -0.5 else Order.REVERSE_LOOSE
    ranks = both.rank(pct=True)
    return Alike(says, rho, units, 100 * (ranks["second"] - ranks["first"]))
