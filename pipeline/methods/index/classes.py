"""Classes of rank intervals: in which thirds of the places an economy can stand, whatever the choices.

A class says what an interval allows to say and no more; it is this report's reading of the draws (Saisana, Saltelli and
Tarantola 2005, for the draws themselves).
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

THIRDS = 3


class Place(StrEnum):
    """Where an interval lies; the order is that of a table, firm classes and those between them from the top down."""

    UPPER = "upper"  # wholly in the upper third
    UPPER_MIDDLE = "upper-middle"  # across the upper and the middle third
    MIDDLE = "middle"
    MIDDLE_LOWER = "middle-lower"
    LOWER = "lower"
    OPEN = "open"  # across all three


FIRM = (Place.UPPER, Place.MIDDLE, Place.LOWER)
_OF_THIRDS = {
    (1, 1): Place.UPPER, (1, 2): Place.UPPER_MIDDLE, (2, 2): Place.MIDDLE,
    (2, 3): Place.MIDDLE_LOWER, (3, 3): Place.LOWER, (1, 3): Place.OPEN,
}  # fmt: skip


def places(low: pd.Series, high: pd.Series, ranked: int) -> pd.Series:
    """The class of each interval of ranks, ``low`` (best) to ``high``, among ``ranked`` economies; index as given.

    Ranks beyond ``ranked``, which a draw with more economies can hold, count as last. Raises ValueError for fewer than three economies or
    an interval whose bounds are missing or exchanged.

    >>> places(pd.Series([1, 2, 9]), pd.Series([3, 5, 9]), 9).tolist()
    [<Place.UPPER: 'upper'>, <Place.UPPER_MIDDLE: 'upper-middle'>, <Place.LOWER: 'lower'>]
    """
    if ranked < THIRDS:
        raise ValueError(f"{ranked} economies have no thirds")
    if low.isna().any() or high.isna().any() or (low > high).any():
        raise ValueError("an interval of ranks needs both bounds, the lower rank first")
    begin, end = (
        np.ceil(THIRDS * np.clip(rank.to_numpy(float), 1, ranked) / ranked).astype(int) for rank in (low, high)
    )
    return pd.Series(
        [_OF_THIRDS[one, other] for one, other in zip(begin, end, strict=True)], index=low.index, dtype=object
    )
