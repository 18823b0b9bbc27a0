"""Sensitivity: which choice moves the ranking - Sobol' first-order and total indices (Saltelli et al. 2010; SALib)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from SALib.analyze import sobol as analysis
from SALib.sample import sobol as sampling

from pipeline.methods.index.build import finish
from pipeline.methods.index.draws import Experiment
from pipeline.methods.normalise import descending_rank

MEAN_SHIFT = "mean_absolute_rank_shift"
"""The output that stands for the whole ranking; the others are codes of economies, for their rank."""
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
    ValueError unless ``samples`` is a power of two.

    >>> linear = lambda points: {"y": points[:, 0] + 3 * points[:, 1]}
    >>> sobol_indices(linear, ["a", "b"], [(0, 1), (0, 1)], 1024, 1)["first"].round(1).tolist()
    [0.1, 0.9]
    """
    if samples < 2 or samples & (samples - 1):
        raise ValueError(f"{samples} samples; a power of two is needed (256, 512, 1024 ...)")
    problem = {"num_vars": len(names), "names": list(names), "bounds": [list(pair) for pair in bounds]}
    points = sampling.sample(problem, samples, calc_second_order=False, seed=seed)
    rows: list[tuple[object, ...]] = []
    for output, values in function(points).items():
        variance = float(np.var(values))
        if variance == 0:
            rows += [(output, name, np.nan, np.nan, np.nan, np.nan, 0.0) for name in names]
            continue
        found = analysis.analyze(problem, values, calc_second_order=False, seed=seed)
        columns = (found["S1"], found["S1_conf"], found["ST"], found["ST_conf"])
        rows += [(output, name, *map(float, numbers), variance) for name, *numbers in zip(names, *columns, strict=True)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def index_sensitivity(
    experiment: Experiment, samples: int, economies: Sequence[str] = (), workers: int = 2
) -> pd.DataFrame:
    """Sobol' indices of the choices of an index (columns as in ``sobol_indices``).

    Outputs: the mean absolute shift of ranks from the index itself, over the economies that it ranks, and the rank of
    each economy named. A draw in which an economy has no score counts it as last. Raises ValueError for an economy that
    the index does not rank and unless ``samples`` is a power of two.
    """
    base = finish(experiment.prepared, []).rank
    unknown = [code for code in economies if code not in base.index or np.isnan(base[code])]
    if unknown:
        raise ValueError(f"no rank for {', '.join(unknown)}; allowed: economies that the index ranks")
    ranked = base.notna().to_numpy()

    def outputs(points: np.ndarray) -> dict[str, np.ndarray]:
        ranks = descending_rank(experiment.evaluate(points, workers))
        ranks = np.where(np.isnan(ranks), len(base), ranks)
        shift = np.abs(ranks[:, ranked] - base.to_numpy()[ranked]).mean(axis=1)
        return {MEAN_SHIFT: shift} | {code: ranks[:, base.index.get_loc(code)] for code in economies}

    names = [factor.name for factor in experiment.factors]
    return sobol_indices(outputs, names, [(0.0, 1.0)] * len(names), samples, experiment.seed)
