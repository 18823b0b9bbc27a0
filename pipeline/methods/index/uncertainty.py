"""Uncertainty: how far the ranking moves when its choices do (Handbook, step 7; Saisana, Saltelli and Tarantola 2005)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.methods.index.build import finish
from pipeline.methods.index.draws import Experiment
from pipeline.methods.normalise import descending_rank


@dataclass(frozen=True)
class Uncertainty:
    """What the draws say.

    ``intervals``: by economy base_score, base_rank, median_rank, rank_low, rank_high, score_low, score_high, draws (with
    a score). Ranks are those of economies with a score in the same draw; scores are compared over the draws with the
    normalisation and aggregation of the index only (``comparable`` of them), as other scales cannot be.
    ``above``: share (0-1) of the draws in which the economy of the row has a higher score than that of the column, of
    the draws in which both have one; NaN on the diagonal. ``ranks`` (draws, n); ``options`` (draws, factors) by name.
    """

    intervals: pd.DataFrame
    above: pd.DataFrame
    ranks: np.ndarray
    options: pd.DataFrame
    comparable: int
    seed: int
    quantiles: tuple[float, float]


def monte_carlo(experiment: Experiment, draws: int, quantiles: tuple[float, float], workers: int = 2) -> Uncertainty:
    """Draw all factors at random, independently and by their weights; seeded by ``experiment.seed``.

    ``quantiles`` bound the intervals (0.05, 0.95); a rank interval ends at ranks that occurred. Raises ValueError for
    fewer than two draws, IndexProblems as ``Experiment.evaluate`` does.
    """
    if draws < 2:
        raise ValueError(f"{draws} draws; at least two are needed")
    points = np.random.default_rng(experiment.seed).random((draws, len(experiment.factors)))
    return summarise(experiment, points, experiment.evaluate(points, workers), quantiles)


def summarise(
    experiment: Experiment, points: np.ndarray, scores: np.ndarray, quantiles: tuple[float, float]
) -> Uncertainty:
    """Intervals, pairs and ranks of scores (draws, n) at points (draws, factors)."""
    base = finish(experiment.prepared, [])
    ranks, above = compare_all(scores)
    options = pd.DataFrame(experiment.decoded(points), columns=[factor.name for factor in experiment.factors])
    design = experiment.prepared.design
    alike = np.ones(len(scores), dtype=bool)
    for step in ("normalise", "aggregate"):
        if step in options:
            alike &= (options[step] == design.method(step)).to_numpy()
    low, high = quantiles
    economies = pd.Index(experiment.economies, name="REF_AREA")
    table = pd.DataFrame(
        {
            "base_score": base.score.to_numpy(),
            "base_rank": base.rank.to_numpy(),
            "median_rank": _quantile(ranks, 0.5, "linear"),
            "rank_low": _quantile(ranks, low, "lower"),
            "rank_high": _quantile(ranks, high, "higher"),
            "score_low": _quantile(scores[alike], low, "linear"),
            "score_high": _quantile(scores[alike], high, "linear"),
            "draws": (~np.isnan(scores)).sum(axis=0),
        },
        index=economies,
    )
    pairs = pd.DataFrame(above, index=economies, columns=economies.rename(None))
    return Uncertainty(table, pairs, ranks, options, int(alike.sum()), experiment.seed, quantiles)


def compare_all(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Ranks (draws, n) and shares (n, n) of draws in which the row is above the column, of scores (draws, n).

    >>> compare_all(np.array([[1.0, 2.0], [3.0, 2.0], [5.0, 2.0], [1.0, 1.0]]))[1]
    array([[ nan, 0.5 ],
           [0.25,  nan]])
    """
    count = scores.shape[1]
    ranks = descending_rank(scores)
    higher = np.zeros((count, count), dtype=np.int64)
    columns = np.ascontiguousarray(scores.T)
    found = np.empty(columns.shape, dtype=bool)
    for i, column in enumerate(columns):
        higher[i] = [np.count_nonzero(row) for row in np.greater(column, columns, out=found)]
    there = (~np.isnan(scores)).astype(float)
    both = there.T @ there
    with np.errstate(invalid="ignore", divide="ignore"):
        above = np.where(both > 0, higher / both, np.nan)
    np.fill_diagonal(above, np.nan)
    return ranks, above


def _quantile(values: np.ndarray, share: float, how: str) -> np.ndarray:
    """Quantile of each column over the draws that have a value; NaN where none has."""
    found = np.full(values.shape[1], np.nan)
    gaps = np.isnan(values)
    complete = ~gaps.any(axis=0) & (len(values) > 0)
    if complete.any():
        found[complete] = np.quantile(values[:, complete], share, axis=0, method=how)  # type: ignore[call-overload]
    for i in np.flatnonzero(~complete & ~gaps.all(axis=0)):
        found[i] = np.quantile(values[~gaps[:, i], i], share, method=how)  # type: ignore[call-overload]
    return found
