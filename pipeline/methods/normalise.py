"""Normalisation: indicators onto one scale (OECD/JRC Handbook on Constructing Composite Indicators, 2008, step 5).

Every function takes values along the last axis, shape (n,) or (..., n), where each row is one indicator (or one draw of
it) over n economies; NaN is missing and stays NaN. Higher is better: what is better low is turned round before
(``methods.index.score.oriented``), in one place. Definitions of the ranks and distances as in the R package COINr 1.1.14.
"""

from __future__ import annotations

import math

import numpy as np


def min_max(values: np.ndarray, lower: float = 0.0, upper: float = 1.0) -> np.ndarray:
    """Rescale so that the smallest value becomes ``lower`` and the largest ``upper``.

    Raises ValueError where fewer than two different values are present.

    >>> min_max(np.array([3.0, 1.0, 5.0]), 0, 100)
    array([ 50.,   0., 100.])
    """
    values = np.asarray(values, dtype=float)
    low, high = _range(values)
    return lower + (upper - lower) * ((values - low) / (high - low))


def goalposts(values: np.ndarray, lower: float, upper: float, scale: float = 1.0) -> np.ndarray:
    """Distance between two goalposts, capped to 0..scale; right also where ``upper`` < ``lower`` (SDG Index, HDI).

    Raises ValueError where the goalposts are equal.

    >>> goalposts(np.array([1.0, 3.0, 9.0]), 2, 6)
    array([0.  , 0.25, 1.  ])
    """
    if lower == upper:
        raise ValueError(f"both goalposts are {lower}")
    return scale * np.clip((np.asarray(values, dtype=float) - lower) / (upper - lower), 0.0, 1.0)


def scaled(values: np.ndarray, lower: float, upper: float, scale: float = 100.0) -> np.ndarray:
    """Linear scale on which ``lower`` is 0 and ``upper`` is ``scale``, not capped.

    Raises ValueError where the two are equal.

    >>> scaled(np.array([1.0, 4.0, 8.0]), 2, 6)
    array([-25.,  50., 150.])
    """
    if lower == upper:
        raise ValueError(f"both ends of the scale are {lower}")
    return scale * ((np.asarray(values, dtype=float) - lower) / (upper - lower))


def z_score(values: np.ndarray, mean: float = 0.0, deviation: float = 1.0) -> np.ndarray:
    """Standardise with the sample standard deviation (n − 1), then set mean and deviation.

    Raises ValueError where fewer than two different values are present.

    >>> z_score(np.array([1.0, 2.0, 3.0]), 10, 2)
    array([ 8., 10., 12.])
    """
    values = np.asarray(values, dtype=float)
    _range(values)
    present = ~np.isnan(values)
    count = present.sum(axis=-1, keepdims=True)
    known = np.where(present, values, 0.0)
    centred = values - known.sum(axis=-1, keepdims=True) / count
    known = np.where(present, centred, 0.0)
    spread = np.sqrt((known * known).sum(axis=-1, keepdims=True) / (count - 1))
    return mean + deviation * (centred / spread)


def distance_to_max(values: np.ndarray) -> np.ndarray:
    """1 less the distance to the largest value, as a share of the range (0-1).

    Raises ValueError where fewer than two different values are present.

    >>> distance_to_max(np.array([3.0, 1.0, 5.0]))
    array([0.5, 0. , 1. ])
    """
    values = np.asarray(values, dtype=float)
    low, high = _range(values)
    return 1.0 - (high - values) / (high - low)


def distance_to_target(values: np.ndarray, target: float, cap: bool = False) -> np.ndarray:
    """1 less the distance to ``target``, as a share of the distance from the smallest value; ``cap`` ends at 1.

    Raises ValueError where the target does not lie above the smallest value.

    >>> distance_to_target(np.array([3.0, 1.0, 5.0]), 3, cap=True)
    array([1., 0., 1.])
    """
    values = np.asarray(values, dtype=float)
    low = _least(values)
    if not np.all(target > low):
        raise ValueError(f"the target {target} does not lie above the smallest value {float(np.max(low))}")
    result = 1.0 - (target - values) / (target - low)
    return np.minimum(result, 1.0) if cap else result


def distance_to_reference(values: np.ndarray, position: int, cap: bool = False) -> np.ndarray:
    """The same, with the value of the economy at ``position`` as the target.

    Raises ValueError where that economy has no value or the smallest one.

    >>> distance_to_reference(np.array([3.0, 1.0, 5.0]), 0)
    array([1., 0., 2.])
    """
    values = np.asarray(values, dtype=float)
    low, reference = _least(values), values[..., position : position + 1]
    if not np.all(reference > low):
        raise ValueError(f"the reference value {float(np.min(reference))} does not lie above the smallest value")
    result = 1.0 - (reference - values) / (reference - low)
    return np.minimum(result, 1.0) if cap else result


def fraction_of_max(values: np.ndarray) -> np.ndarray:
    """Share of the largest value (0-1). Raises ValueError for a negative value or where the largest is zero.

    >>> fraction_of_max(np.array([3.0, 0.0, 4.0]))
    array([0.75, 0.  , 1.  ])
    """
    values = np.asarray(values, dtype=float)
    low, high = _least(values), np.fmax.reduce(values, axis=-1, keepdims=True)
    if not (np.all(low >= 0) and np.all(high > 0)):
        raise ValueError(
            f"shares of the largest value need values that are not negative; the smallest is {float(np.min(low))}"
        )
    return values / high


def rank(values: np.ndarray) -> np.ndarray:
    """Ascending rank, so that the highest value has the highest number; ties share the lowest (1224).

    >>> rank(np.array([3.0, np.nan, 1.0, 3.0]))
    array([ 2., nan,  1.,  2.])
    """
    values = np.asarray(values, dtype=float)
    count = values.shape[-1]
    rows = values.reshape(math.prod(values.shape[:-1]), count)
    at = np.argsort(rows, axis=-1) + count * np.arange(len(rows))[:, None]
    ordered = rows.ravel()[at]
    position = np.broadcast_to(np.arange(1.0, count + 1.0), rows.shape)
    new = ordered[:, 1:] != ordered[:, :-1]
    if not new.all():  # a tie has the position of its first
        position = np.concatenate([position[:, :1], np.where(new, position[:, 1:], 0.0)], axis=1)
        position = np.maximum.accumulate(position, axis=-1)
    ranks = np.empty(rows.size)
    ranks[at] = position
    ranks[np.isnan(rows.ravel())] = np.nan
    return ranks.reshape(values.shape)


def tied_rank(values: np.ndarray, ties: str = "min") -> np.ndarray:
    """``rank`` with the ties that are named: ``min`` (1224), ``max`` (1334) or ``average`` (1 2.5 2.5 4).

    Raises ValueError for another name.

    >>> tied_rank(np.array([3.0, 1.0, 3.0]), "average")
    array([2.5, 1. , 2.5])
    """
    lowest = rank(values)
    if ties == "min":
        return lowest
    if ties not in ("max", "average"):
        raise ValueError(f"ties {ties!r}; allowed: min, average, max")
    values = np.asarray(values, dtype=float)
    highest = (~np.isnan(values)).sum(axis=-1, keepdims=True) + 1 - rank(-values)
    return highest if ties == "max" else (lowest + highest) / 2


def borda(values: np.ndarray, ties: str = "min") -> np.ndarray:
    """Borda points: how many economies are below; ``ties`` as in ``tied_rank``.

    >>> borda(np.array([3.0, 1.0, 5.0, 1.0]))
    array([2., 0., 3., 0.])
    """
    return tied_rank(values, ties) - 1.0


def percentile_rank(values: np.ndarray, lower: float = 0.0, upper: float = 1.0, ties: str = "min") -> np.ndarray:
    """Share of the other economies that are below, set onto ``lower``..``upper``; ``ties`` as in ``tied_rank``.

    Raises ValueError where fewer than two different values are present.

    >>> percentile_rank(np.array([3.0, 1.0, 5.0, 2.0, 4.0]))
    array([0.5 , 0.  , 1.  , 0.25, 0.75])
    """
    values = np.asarray(values, dtype=float)
    _range(values)
    count = (~np.isnan(values)).sum(axis=-1, keepdims=True)
    return lower + (upper - lower) * (borda(values, ties) / (count - 1))


def descending_rank(values: np.ndarray) -> np.ndarray:
    """Competition rank on full precision: 1 is the highest value; ties share the better rank (1224).

    >>> descending_rank(np.array([3.0, np.nan, 1.0, 3.0]))
    array([ 1., nan,  3.,  1.])
    """
    return rank(-np.asarray(values, dtype=float))


def _least(values: np.ndarray) -> np.ndarray:
    """Smallest value of each row, kept as a column."""
    if values.shape[-1] == 0:
        raise ValueError("cannot normalise 0 value(s)")
    return np.fmin.reduce(values, axis=-1, keepdims=True)


def _range(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Smallest and largest value of each row; a constant or empty indicator cannot be normalised."""
    if values.shape[-1]:
        low = np.fmin.reduce(values, axis=-1, keepdims=True)
        high = np.fmax.reduce(values, axis=-1, keepdims=True)
        if np.all(high > low):
            return low, high
    count = int((~np.isnan(values)).sum(axis=-1).min()) if values.size else 0
    raise ValueError(f"cannot normalise {count} value(s) without spread")
