"""Sensitivity: which choice moves the ranking - Sobol' first-order and total indices.

Source: Saltelli et al., Computer Physics Communications 181 (2010), sample of section 3, estimators (b) and (f) of table
2; intervals by bootstrap. Sample, sums and random numbers are those of SALib 1.6, so that results are equal to the last
digit (a test compares them).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import pandas as pd

from pipeline.methods.index.build import finish
from pipeline.methods.index.draws import Experiment
from pipeline.methods.index.sobol import sobol_points
from pipeline.methods.normalise import descending_rank

MEAN_SHIFT = "mean_absolute_rank_shift"
"""The output that stands for the whole ranking; the others are codes of economies, for their rank."""
RESAMPLES = 100
_NORMAL = 1.959963984540054  # of the central 95 %
COLUMNS = ("output", "factor", "first", "first_interval", "total", "total_interval", "variance")


def sobol_indices(
    function: Callable[[np.ndarray], dict[str, np.ndarray]],
    names: Sequence[str],
    bounds: Sequence[tuple[float, float]],
    samples: int,
    seed: int,
) -> pd.DataFrame:
    """First-order and total Sobol' indices of a function of independent uniform factors.

    ``function`` maps points (m, factors) to outputs by name, each (m,), m = samples × (factors + 2). Returns one row an
    output and factor: first, total (shares of the output's variance) and the half width of their 95 % intervals
    (bootstrap), variance. An output that never varies has variance 0 and NaN indices: no factor moves it. Raises
    ValueError unless ``samples`` is a power of two, where a lower bound is not below the upper, and for more factors
    than ``sobol.MOST`` ÷ 2.

    >>> linear = lambda points: {"y": points[:, 0] + 3 * points[:, 1]}
    >>> sobol_indices(linear, ["a", "b"], [(0, 1), (0, 1)], 1024, 1)["first"].round(1).tolist()
    [0.1, 0.9]
    """
    if samples < 2 or samples & (samples - 1):
        raise ValueError(f"{samples} samples; a power of two is needed (256, 512, 1024 ...)")
    points = _saltelli(bounds, samples, seed)
    rows: list[tuple[object, ...]] = []
    for output, values in function(points).items():
        variance = float(np.var(values))
        if variance == 0:
            rows += [(output, name, np.nan, np.nan, np.nan, np.nan, 0.0) for name in names]
            continue
        columns = _indices(values, len(names), seed)
        rows += [(output, name, *map(float, numbers), variance) for name, *numbers in zip(names, *columns, strict=True)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _saltelli(bounds: Sequence[tuple[float, float]], samples: int, seed: int) -> np.ndarray:
    """Points (samples × (factors + 2), factors): each block is a point A, A with one factor of B at a time, and B."""
    low, high = np.array(bounds, dtype=float).T
    if (low >= high).any():
        raise ValueError(f"bounds {list(bounds)}; each lower bound must be below the upper")
    count = len(bounds)
    base = sobol_points(samples, 2 * count, seed)
    first, second = base[:, :count], base[:, count:]
    blocks = np.repeat(first[:, None, :], count + 2, axis=1)
    for factor in range(count):
        blocks[:, factor + 1, factor] = second[:, factor]
    blocks[:, -1] = second
    return blocks.reshape(-1, count) * (high - low) + low


def _indices(values: np.ndarray, factors: int, seed: int) -> tuple[list[float], ...]:
    """First-order indices, half widths of their intervals, total indices, half widths, each by factor.

    ``values`` are the outputs at the points of ``_saltelli``; they vary.
    """
    table = ((values - values.mean()) / values.std()).reshape(-1, factors + 2)
    first, mixed, second = table[:, 0], np.ascontiguousarray(table[:, 1:-1]), table[:, -1]
    drawn = np.random.default_rng(seed).integers(len(table), size=(len(table), RESAMPLES))
    again, other = first[drawn], second[drawn]
    variance = _variance(first, second)
    variances = _variance(again, other)
    result: tuple[list[float], ...] = ([], [], [], [])
    for factor in range(factors):
        own = mixed[:, factor]
        ours = own[drawn]
        main = _share(np.mean(second * (own - first), axis=0), variance)
        mains = _share(np.mean(other * (ours - again), axis=0), variances)
        total = _share(0.5 * np.mean((first - own) ** 2, axis=0), variance)
        totals = _share(0.5 * np.mean((again - ours) ** 2, axis=0), variances)
        numbers = main, _NORMAL * mains.std(ddof=1), total, _NORMAL * totals.std(ddof=1)
        for column, number in zip(result, numbers, strict=True):
            column.append(float(number))
    return result


def _variance(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Variance of both samples together, along the first axis."""
    return np.asarray(np.var(np.concatenate([first, second]), axis=0))


def _share(part: np.ndarray, variance: np.ndarray) -> np.ndarray:
    """A part of the variance as a share of it; 0 where a sample does not vary."""
    varies = variance > np.finfo(float).eps
    return np.divide(part, variance, out=np.zeros_like(variance), where=varies)


def index_sensitivity(
    experiment: Experiment, samples: int, economies: Sequence[str] = (), workers: int = 2
) -> pd.DataFrame:
    """Sobol' indices of the choices of an index: columns as in ``sobol_indices``, and note (see ``remark``).

    Outputs: the mean absolute shift of ranks from the index itself, over the economies that it ranks, and the rank of
    each economy named. A draw in which an economy has no score counts it as last. Raises ValueError for an economy that
    the index does not rank and unless ``samples`` is a power of two.
    """
    base = finish(experiment.prepared, []).rank.reindex(list(experiment.economies))
    unknown = [code for code in economies if code not in base.index or np.isnan(base[code])]
    if unknown:
        raise ValueError(f"no rank for {', '.join(unknown)}; allowed: economies that the index ranks")
    named = np.array([base.index.get_loc(code) for code in economies], dtype=int)
    summary = partial(_shifts, base.to_numpy(), named)

    def outputs(points: np.ndarray) -> dict[str, np.ndarray]:
        table = np.empty((len(points), 1 + len(named)))
        for at, found in experiment.over(points, summary, workers):
            table[at] = found
        return dict(zip((MEAN_SHIFT, *economies), np.ascontiguousarray(table.T), strict=True))

    names = [factor.name for factor in experiment.factors]
    table = sobol_indices(outputs, names, [(0.0, 1.0)] * len(names), samples, experiment.seed)
    return table.assign(note=[remark(*row) for row in table[list(COLUMNS[2:])].itertuples(index=False)])


def remark(first: float, first_interval: float, total: float, total_interval: float, variance: float) -> str:
    """What must be known of an index before it is read; blank for one from 0 to 1 whose total is not below it.

    A share of a variance lies between 0 and 1 and a total is no smaller than its first-order index: an estimate that is not so
    is noise of the sample, and its interval says how much.

    >>> remark(-0.02, 0.05, 0.1, 0.04, 3.0)
    'first below 0 (-0.02 ± 0.05): noise of the estimate, read it as 0; more samples make it smaller'
    """
    if variance == 0:
        return "the output is the same in every draw: no factor moves it"
    said = []
    for name, value, width in (("first", first, first_interval), ("total", total, total_interval)):
        if value < 0 or value > 1:
            side, end = ("below 0", 0) if value < 0 else ("above 1", 1)
            said.append(f"{name} {side} ({value:.2g} ± {width:.2g}): noise of the estimate, read it as {end}")
    if total < first and total >= 0 and first <= 1:
        said.append(
            f"total below first ({total:.2g} ± {total_interval:.2g}, {first:.2g} ± {first_interval:.2g}): noise of the estimates"
        )
    return f"{'; '.join(said)}; more samples make it smaller" if said else ""


def _shifts(base: np.ndarray, named: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """Mean absolute shift of ranks, and the ranks of the economies named, of scores (draws, n)."""
    ranks = descending_rank(scores)
    ranks = np.where(np.isnan(ranks), len(base), ranks)
    ranked = ~np.isnan(base)
    shift = np.abs(ranks[:, ranked] - base[ranked]).mean(axis=1, keepdims=True)
    return np.concatenate([shift, ranks[:, named]], axis=1)
