"""Correlations of many series at once, each over the economies that both have: Pearson, Spearman, Kendall (tau-b).

Sources: Spearman and Kendall as in Kendall, Rank Correlation Methods (1948), with ties: average ranks, and tau-b. The values are those of
``scipy.stats`` (a test compares them).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

_COLUMNS = 2**12  # pairs of economies compared at once; their sums are whole numbers that single precision holds


@dataclass(frozen=True)
class Correlations:
    """Correlations (c, c) of c series by method, NaN where there is none; ``pairs`` (c, c): economies that both have.

    ``spread`` (c, c): whether the series of the row has different values among the economies that it shares with that of the column.
    """

    pearson: np.ndarray
    spearman: np.ndarray
    kendall: np.ndarray
    pairs: np.ndarray
    spread: np.ndarray


def correlate(series: np.ndarray, least: int) -> Correlations:
    """All correlations of c series over n economies, shape (c, n), NaN where missing; none over fewer than ``least`` pairs.

    >>> correlate(np.array([[1.0, 2.0, 4.0], [1.0, 3.0, 2.0]]), 3).spearman.round(2)
    array([[1. , 0.5],
           [0.5, 1. ]])
    """
    there = ~np.isnan(series)
    known = there.astype(float)
    pairs = (known @ known.T).astype(int)
    spread = np.ones(pairs.shape, dtype=bool)
    linear, ranked = np.full(pairs.shape, np.nan), np.full(pairs.shape, np.nan)
    whole = np.flatnonzero(there.all(axis=1))
    at = np.ix_(whole, whole)
    complete = series[whole]
    spread[at] = (complete != complete[:, :1]).any(axis=1)[:, None]
    linear[at], ranked[at] = _complete(complete), _complete(average_rank(complete))
    gaps = ~there.all(axis=1)
    for j, one in enumerate(series):  # pairs of which at least one has a gap
        others = np.flatnonzero(gaps | gaps[j])
        others = others[others >= j]
        order = np.argsort(one)[: there[j].sum()]  # ascending, without those that it lacks
        theirs = series[others][:, order]
        own = np.where(np.isnan(theirs), np.nan, one[order])
        varies, other_varies = _varies(own), _varies(theirs)
        spread[j, others], spread[others, j] = varies, other_varies
        linear[j, others] = linear[others, j] = _pearson(own, theirs)
        ranked[j, others] = ranked[others, j] = _pearson(
            _ranked_in(one[order], ~np.isnan(theirs)), average_rank(theirs)
        )
    none = (pairs < least) | ~spread | ~spread.T
    linear, ranked, agreed = (np.where(none, np.nan, table.round(15)) for table in (linear, ranked, _kendall(series)))
    return Correlations(linear, ranked, agreed, pairs, spread)


def correlate_with(series: np.ndarray, one: np.ndarray, least: int) -> tuple[np.ndarray, np.ndarray]:
    """Pearson correlations (c,) of series (c, n) with one (n,), NaN where there is none, and the numbers of pairs.

    >>> correlate_with(np.array([[1.0, 2.0, 4.0]]), np.array([2.0, 4.0, 8.0]), 3)
    (array([1.]), array([3]))
    """
    r, count = pearson(series, one)
    return np.where(count < least, np.nan, r.round(15)), count


def pearson(series: np.ndarray, one: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The same over however few pairs, and not rounded: NaN without spread alone.

    >>> pearson(np.array([[1.0, 2.0, 4.0], [3.0, np.nan, 3.0]]), np.array([2.0, 4.0, 8.0]))
    (array([ 1., nan]), array([3, 2]))
    """
    both = ~(np.isnan(series) | np.isnan(one))
    own, theirs = np.where(both, one, np.nan), np.where(both, series, np.nan)
    none = ~_varies(own) | ~_varies(theirs)
    return np.where(none, np.nan, _pearson(own, theirs)), both.sum(axis=1)


def average_rank(values: np.ndarray) -> np.ndarray:
    """Ascending ranks along the last axis; ties share the mean of theirs, what is missing (NaN) stays missing.

    >>> average_rank(np.array([3.0, np.nan, 1.0, 3.0]))
    array([2.5, nan, 1. , 2.5])
    """
    rows = np.where(np.isnan(values), np.inf, values).reshape(math.prod(values.shape[:-1]), values.shape[-1])
    order = np.argsort(rows, axis=-1)  # what is missing comes last; without NaN, which sorting is slow with
    ordered = np.take_along_axis(rows, order, axis=-1)
    position = np.broadcast_to(np.arange(1.0, rows.shape[1] + 1.0), rows.shape)
    new = ordered[:, 1:] != ordered[:, :-1]
    if not new.all():
        edge = np.ones((len(rows), 1), dtype=bool)
        first = np.maximum.accumulate(np.where(np.hstack([edge, new]), position, 0.0), axis=-1)
        last = np.where(np.hstack([new, edge]), position, np.inf)[:, ::-1]
        position = (first + np.minimum.accumulate(last, axis=-1)[:, ::-1]) / 2.0
    ranks = np.empty(rows.shape)
    np.put_along_axis(ranks, order, position, axis=-1)
    return np.where(np.isnan(values), np.nan, ranks.reshape(values.shape))


def _ranked_in(ascending: np.ndarray, there: np.ndarray) -> np.ndarray:
    """Average ranks (m, n) of one ascending series (n,) among the values that each row of ``there`` (m, n) has."""
    count = np.zeros((len(there), len(ascending) + 1))
    np.cumsum(there, axis=1, out=count[:, 1:])
    first = np.searchsorted(ascending, ascending, side="left")
    last = np.searchsorted(ascending, ascending, side="right")
    return np.where(there, (count[:, first] + 1.0 + count[:, last]) / 2.0, np.nan)


def _complete(series: np.ndarray) -> np.ndarray:
    """Pearson correlations (c, c) of series without a gap; no number where one has no spread."""
    centred = series - series.mean(axis=1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        scaled = centred / np.sqrt((centred * centred).sum(axis=1, keepdims=True))
        return np.clip(scaled @ scaled.T, -1.0, 1.0)


def _pearson(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Pearson correlations (m,) of rows (m, n) that miss the same values; no number without spread."""
    there = ~np.isnan(x)
    with np.errstate(invalid="ignore", divide="ignore"):
        count = there.sum(axis=1, keepdims=True)
        x, y = np.where(there, x, 0.0), np.where(there, y, 0.0)
        x = np.where(there, x - x.sum(axis=1, keepdims=True) / count, 0.0)
        y = np.where(there, y - y.sum(axis=1, keepdims=True) / count, 0.0)
        length = np.sqrt((x * x).sum(axis=1)) * np.sqrt((y * y).sum(axis=1))
        return np.clip((x * y).sum(axis=1) / length, -1.0, 1.0)


def _varies(values: np.ndarray) -> np.ndarray:
    """Whether each row (m, n) has different values."""
    if not values.shape[1]:
        return np.zeros(len(values), dtype=bool)
    return np.asarray(np.fmax.reduce(values, axis=1) > np.fmin.reduce(values, axis=1))


def _kendall(series: np.ndarray) -> np.ndarray:
    """Kendall's tau-b (c, c): signs of the differences of all pairs of economies, multiplied as matrices."""
    c, n = series.shape
    gaps = bool(np.isnan(series).any())
    agreed = np.zeros((c, c))
    untied = np.zeros((c, c))  # pairs of economies that both have and that differ in the series of the row
    first, second = np.triu_indices(n, 1)
    for i in range(0, len(first), _COLUMNS):
        difference = series[:, first[i : i + _COLUMNS]] - series[:, second[i : i + _COLUMNS]]
        sign = np.sign(difference).astype(np.float32)
        if gaps:
            there = ~np.isnan(sign)
            sign[~there] = 0.0
            untied += np.abs(sign) @ there.T.astype(np.float32)
        else:
            untied += np.abs(sign).sum(axis=1)[:, None]
        agreed += sign @ sign.T
    with np.errstate(invalid="ignore", divide="ignore"):
        return agreed / np.sqrt(untied) / np.sqrt(untied.T)
