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
    share = same / len(known)
    says = (
        Accord.ALL if same == len(known) else Accord.NONE if same == 0
        else Accord.MOST if share > 3 / 4 else Accord.HALF if share > 1 / 2 else Accord.MINORITY
    )  # fmt: skip
    return Answers(says, same, len(known), int(counts.min()), int(counts.max()))
