"""Uncertainty: how far the ranking moves when its choices do (Handbook, step 7; Saisana, Saltelli and Tarantola 2005)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from pipeline.crew import shared
from pipeline.methods.index import tally as counting
from pipeline.methods.index.build import finish
from pipeline.methods.index.draws import Experiment
from pipeline.methods.index.tally import Brackets, Tally, rank_quantile
from pipeline.methods.index.trials import Trials

FIRST = 2**14
"""Draws whose comparable scores are all kept; of more draws only those near a quantile are."""
_LEAST, _MOST = 256, 2**12  # draws in a piece of work
_SCORES = 2**19  # scores of a piece of more draws: to hand one to a cluster takes as long as some hundred small draws
_TASKS = 12  # pieces of work for each worker


@dataclass(frozen=True)
class Uncertainty:
    """What the draws say.

    ``intervals``: by economy base_score, base_rank, median_rank, rank_low, rank_high, score_low, score_high, draws (with
    a score). Ranks are those of economies with a score in the same draw; scores are compared over the draws with the
    normalisation and aggregation of the index only (``comparable`` of them), as other scales cannot be.
    ``above``: share (0-1) of the draws in which the economy of the row has a higher score than that of the column, of
    the draws in which both have one; NaN on the diagonal. ``ranks`` (2, n, n + 1): how often each economy has each rank in the first and
    in the second half of the ``draws``, rank 0 standing for no score.
    """

    intervals: pd.DataFrame
    above: pd.DataFrame
    ranks: np.ndarray
    draws: int
    comparable: int
    seed: int
    quantiles: tuple[float, float]

    def rank_quantile(self, share: float, half: int | None = None, how: str = "linear") -> pd.Series:
        """Quantile of the ranks of each economy, over all draws or over the first (0) or second (1) half."""
        counts = self.ranks.sum(axis=0) if half is None else self.ranks[half]
        return pd.Series(rank_quantile(counts, share, how), self.intervals.index)


def monte_carlo(experiment: Experiment, draws: int, quantiles: tuple[float, float], workers: int = 2) -> Uncertainty:
    """Draw all factors at random, independently and by their weights; seeded by ``experiment.seed``.

    ``quantiles`` bound the intervals (0.05, 0.95); a rank interval ends at ranks that occurred. The result is the same
    for any number of workers, here or on a cluster, and no more than a piece of the draws is held at a time. Raises
    ValueError for fewer than two draws, IndexProblems where a draw cannot be computed.
    """
    if draws < 2:
        raise ValueError(f"{draws} draws; at least two are needed")
    count = len(experiment.economies)
    everything = counting.wide(len(quantiles), count)
    found = _counted(experiment.trials, 0, min(draws, FIRST), draws, everything, workers)
    if draws > FIRST:
        near = counting.brackets(found.kept[0], count, quantiles)
        found = found.narrowed(near)
        found.add(_counted(experiment.trials, FIRST, draws, draws, near, workers))
    scores, outside = counting.score_quantiles(found, quantiles)
    if outside.any():
        near = Brackets(np.where(outside, -np.inf, np.inf), np.where(outside, np.inf, -np.inf))
        again = _counted(experiment.trials, 0, draws, draws, near, workers)
        scores = np.where(outside, counting.score_quantiles(again, quantiles)[0], scores)
    return _summary(experiment, found, scores, draws, quantiles)


def _counted(trials: Trials, start: int, stop: int, draws: int, near: Brackets, workers: int) -> Tally:
    """The tally of the draws from ``start`` to before ``stop``, of ``draws`` in all."""
    least = max(_LEAST, 2 * len(trials.economies))  # else the counts would be larger than the scores
    most = max(least, _MOST, _SCORES // max(1, len(trials.economies)))
    size = min(max(least, (stop - start) // (_TASKS * max(workers, 1)) + 1), most)
    pieces = [(first, min(first + size, stop)) for first in range(start, stop, size)]
    results = iter(shared(partial(_piece, trials, draws, near), pieces, workers))
    found = next(results)
    for other in results:
        found.add(other)
    return found


def _piece(trials: Trials, draws: int, near: Brackets, piece: tuple[int, int]) -> Tally:
    """The tally of some draws: the work of one worker."""
    points = trials.points(*piece)
    return counting.tally(trials.evaluate(points), trials.comparable(points), piece[0], draws // 2, near)


def _summary(
    experiment: Experiment, found: Tally, scores: np.ndarray, draws: int, quantiles: tuple[float, float]
) -> Uncertainty:
    """Intervals and pairs of what was counted, beside the index itself."""
    base = finish(experiment.prepared, [])
    economies = pd.Index(experiment.economies, name="REF_AREA")
    ranks = found.ranks.sum(axis=0)
    low, high = quantiles
    table = pd.DataFrame(
        {
            "base_score": base.score.reindex(economies).to_numpy(),
            "base_rank": base.rank.reindex(economies).to_numpy(),
            "median_rank": rank_quantile(ranks, 0.5),
            "rank_low": rank_quantile(ranks, low, "lower"),
            "rank_high": rank_quantile(ranks, high, "higher"),
            "score_low": scores[0],
            "score_high": scores[1],
            "draws": ranks[:, 1:].sum(axis=1),
        },
        index=economies,
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        above = np.where(found.both > 0, found.above / found.both, np.nan)
    np.fill_diagonal(above, np.nan)
    pairs = pd.DataFrame(above, index=economies, columns=economies.rename(None))
    return Uncertainty(table, pairs, found.ranks, draws, found.comparable, experiment.seed, quantiles)
