"""What is counted of draws, so that no more than a piece of them is ever held: ranks, pairs, scores near a quantile.

All but the scores are whole numbers, which add up to the same in any order. A quantile of the scores is exact: the first
draws say between which two scores it lies; of all draws the scores between the two are kept and those below are counted,
so that the order statistics that the quantile rests on are among those kept. Where they are not, which the counts show, the draws
are made once more (selection by sampling, Floyd and Rivest, Communications of the ACM 18 (1975)).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.methods.normalise import descending_rank

_CELLS = 2**16  # pairs compared together, in the cache of a core
SURE = 5.0  # standard errors of a quantile of the first draws on each side of it


@dataclass(frozen=True)
class Brackets:
    """Between which scores each quantile of each economy lies, ends included: ``low`` and ``high`` (quantiles, n)."""

    low: np.ndarray
    high: np.ndarray


@dataclass
class Tally:
    """Counts over draws of n economies.

    ``ranks`` (2, n, n + 1): by half of the draws, economy and rank, 0 standing for no score. ``above`` (n, n): draws in
    which the row has a higher score than the column; ``both``: draws in which both have one. ``there`` (n): comparable
    draws with a score; ``below`` (quantiles, n): those of them below the bracket; ``kept``: for each quantile the scores
    inside and the economy of each. ``comparable``: draws whose scores can be compared.
    """

    ranks: np.ndarray
    above: np.ndarray
    both: np.ndarray
    comparable: int
    there: np.ndarray
    below: np.ndarray
    kept: list[list[tuple[np.ndarray, np.ndarray]]]

    def add(self, other: Tally) -> None:
        """Take the counts of other draws in."""
        self.ranks += other.ranks
        self.above += other.above
        self.both += other.both
        self.comparable += other.comparable
        self.there += other.there
        self.below += other.below
        for own, theirs in zip(self.kept, other.kept, strict=True):
            own.extend(theirs)

    def narrowed(self, brackets: Brackets) -> Tally:
        """The same with narrower brackets."""
        below, kept = self.below.copy(), []
        for q, parts in enumerate(self.kept):
            scores, economy = _joined(parts)
            low, high = brackets.low[q][economy], brackets.high[q][economy]
            below[q] += np.bincount(economy[scores < low], minlength=len(self.there))
            inside = (scores >= low) & (scores <= high)
            kept.append([(scores[inside], economy[inside])])
        return Tally(self.ranks, self.above, self.both, self.comparable, self.there, below, kept)


def wide(quantiles: int, economies: int) -> Brackets:
    """Brackets that keep every score."""
    ends = np.full((quantiles, economies), np.inf)
    return Brackets(-ends, ends)


def tally(scores: np.ndarray, comparable: np.ndarray, first: int, half: int, brackets: Brackets) -> Tally:
    """Count the scores (draws, n) of draws from number ``first`` on; those before number ``half`` are the first half."""
    count = scores.shape[1]
    ranks = np.nan_to_num(descending_rank(scores), nan=0.0).astype(np.int64)
    second = (first + np.arange(len(scores)) >= half).astype(np.int64)
    cell = (second[:, None] * count + np.arange(count)) * (count + 1) + ranks
    histogram = np.bincount(cell.ravel(), minlength=2 * count * (count + 1)).reshape(2, count, count + 1)
    above, both = pairs(ranks)
    part = scores[comparable]
    there = ~np.isnan(part)
    kept: list[list[tuple[np.ndarray, np.ndarray]]] = []
    below = np.zeros(brackets.low.shape, dtype=np.int64)
    for q, (low, high) in enumerate(zip(brackets.low, brackets.high, strict=True)):
        below[q] = (part < low).sum(axis=0)
        inside = (part >= low) & (part <= high)
        economy = np.nonzero(inside)[1].astype(np.uint16 if count < 2**16 else np.uint32)
        kept.append([(part[inside], economy)])
    return Tally(histogram.astype(np.int32), above, both, len(part), there.sum(axis=0), below, kept)


def pairs(ranks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How often each economy ranks above each other one, and how often both have a rank: two (n, n).

    ``ranks`` (draws, n) are whole numbers from 1 on, 0 for none. Counted draw by draw in bytes, which the processor
    compares and adds many at a time.
    """
    draws, count = ranks.shape
    kind = np.uint8 if count < 2**8 - 1 else np.uint16 if count < 2**16 - 1 else np.uint32
    column = ranks.astype(kind)
    row = np.where(ranks == 0, np.iinfo(kind).max, ranks).astype(kind)  # no rank: above nobody, and nobody above it
    above = np.zeros((count, count), dtype=np.int32)
    together = max(1, min(255, _CELLS // max(1, count * count)))
    counted = np.empty((count, count), dtype=np.uint8)
    for start in range(0, draws, 255):  # as many as a byte can count
        counted[:] = 0
        for d in range(start, min(start + 255, draws), together):
            some = slice(d, min(d + together, start + 255))
            found = np.less(row[some][:, :, None], column[some][:, None, :])
            counted += np.add.reduce(found.view(np.uint8), axis=0, dtype=np.uint8)
        above += counted
    there = (ranks > 0).astype(np.float32)
    if there.all():
        return above, np.full((count, count), draws, dtype=np.int32)
    return above, (there.T @ there).astype(np.int32)


def brackets(scores: Sequence[tuple[np.ndarray, np.ndarray]], economies: int, quantiles: Sequence[float]) -> Brackets:
    """Where the quantiles of all draws lie, by those of the first (scores and the economy of each)."""
    found = wide(len(quantiles), economies)
    for i, values in enumerate(_by_economy(scores, economies)):
        m = len(values)
        for q, share in enumerate(quantiles):
            slack = SURE * np.sqrt(m * share * (1 - share)) + 1
            low, high = int(np.floor(m * share - slack)), int(np.ceil(m * share + slack))
            if low >= 0:
                found.low[q, i] = values[low]
            if high < m:
                found.high[q, i] = values[high]
    return found


def score_quantiles(found: Tally, quantiles: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
    """Quantiles (quantiles, n) of the comparable scores, linear between neighbours as ``numpy.quantile`` has them.

    NaN where an economy has no score; and which of the quantiles lie outside what was kept (bool), NaN too.
    """
    result = np.full(found.below.shape, np.nan)
    outside = np.zeros(result.shape, dtype=bool)
    for q, share in enumerate(quantiles):
        for i, values in enumerate(_by_economy(found.kept[q], len(found.there))):
            total = int(found.there[i])
            if total == 0:
                continue
            at = (total - 1) * share
            low = int(np.floor(at))
            here = np.array([low, min(low + 1, total - 1)]) - found.below[q, i]
            if here[0] < 0 or here[1] >= len(values):
                outside[q, i] = True
                continue
            result[q, i] = _between(values[here[0]], values[here[1]], at - low)
    return result, outside


def rank_quantile(counts: np.ndarray, share: float, how: str = "linear") -> np.ndarray:
    """Quantile (n,) of ranks counted (n, n + 1) by economy and rank (0: no score), as ``numpy.quantile`` has it.

    ``how``: linear, lower (the rank below) or higher. NaN where an economy has no rank.

    >>> rank_quantile(np.array([[0, 3, 1], [4, 0, 0]]), 0.95, "higher")
    array([ 2., nan])
    """
    reached = np.cumsum(counts[:, 1:], axis=1)
    total = reached[:, -1]
    at = (np.maximum(total, 1) - 1) * share
    low, high = np.floor(at).astype(np.int64), np.ceil(at).astype(np.int64)
    below, over = ((reached <= place[:, None]).sum(axis=1) + 1.0 for place in (low, high))
    found = {"lower": below, "higher": over}.get(how)
    if found is None:
        found = np.array([_between(a, b, t) for a, b, t in zip(below, over, at - low, strict=True)])
    return np.where(total > 0, found, np.nan)


def _between(low: float, high: float, share: float) -> float:
    """Between two neighbours, rounded as numpy does it."""
    step = high - low
    return float(high - step * (1 - share) if share >= 0.5 else low + step * share)


def _joined(parts: Sequence[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    return np.concatenate([scores for scores, _ in parts]), np.concatenate([economy for _, economy in parts])


def _by_economy(parts: Sequence[tuple[np.ndarray, np.ndarray]], economies: int) -> list[np.ndarray]:
    """The scores of each economy, ascending."""
    scores, economy = _joined(parts)
    order = np.lexsort((scores, economy))
    ends = np.searchsorted(economy[order], np.arange(1, economies))
    return np.split(scores[order], ends)
