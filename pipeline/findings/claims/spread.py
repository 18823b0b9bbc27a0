"""Spread and shape: who caught up, of the bottom, the middle and the top of a fixed set of economies.

A slope of change on level calls an inverted U "convergence"; thirds of the starting levels do not.
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


def thirds(start: pd.Series, end: pd.Series, decimals: int) -> Thirds:
    """Changes by thirds of the starting level; both series by economy, in one unit; the same economies in both.

    Economies with equal starts fall into one third together. Raises ValueError for fewer than nine economies, or where
    equal starts leave a third empty.
    """
    both = pd.DataFrame({"start": start, "end": end}).dropna()
    if len(both) < FEWEST:
        raise ValueError(f"{len(both)} economies are too few to compare thirds")
    place = (both["start"].rank(method="average") - 0.5) / len(both)
    third = np.minimum((place * 3).astype(int), 2)
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
