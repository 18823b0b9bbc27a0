"""Value of information: which missing or uncertain data would narrow an index's rank intervals most.

The expected value of sample information (Raiffa and Schlaifer, Applied Statistical Decision Theory, 1961) with the mean
width of rank intervals as the loss: a datum that is not known is drawn from what is known of it, put in as if it had
been observed, and the widths are computed again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from pipeline.methods.normalise import descending_rank

Intervals = Callable[[pd.DataFrame, pd.DataFrame], pd.Series]
"""Widths of the rank intervals (index economy) from values and standard errors, both economies × indicators.

A value that is NaN is missing; an error of 0 means that the value is taken as exact."""
Scores = Callable[[np.ndarray], np.ndarray]
"""Index scores (draws, economies) from complete values (draws, economies, indicators)."""


def value_of_information(
    values: pd.DataFrame,
    errors: pd.DataFrame,
    intervals: Intervals,
    groups: Mapping[str, Sequence[tuple[str, str]]] | str = "indicator",
    draws: int = 20,
    seed: int = 1,
) -> pd.DataFrame:
    """What knowing each group of data would do to the rank intervals, largest gain first.

    ``values`` and ``errors`` are economies × indicators (error: standard deviation of what is not known about a value,
    0 for an exact one; ignored where the value is missing). ``groups`` maps a name to cells (economy, indicator) learnt
    together, or says ``indicator`` or ``economy``: all missing or uncertain cells of each. A missing value is drawn
    from the observed values of its indicator, an uncertain one from a normal distribution around it.

    Returns group, cells (number learnt), width (mean width now), expected (mean width if known, mean over ``draws``),
    gain (width − expected), standard_error (of expected over the draws). Groups without such a cell are left out.
    Raises ValueError for frames that do not match, an indicator without any value, or an unknown group.

    >>> values = pd.DataFrame({"x": [1.0, 2.0, np.nan], "y": [1.0, 2.0, 3.0]}, index=["A", "B", "C"])
    >>> widths = rank_widths(lambda data: data.mean(axis=2), draws=200)
    >>> found = value_of_information(values, values * 0, widths)
    >>> found["group"].tolist(), bool(found["expected"].iloc[0] == 0 < found["gain"].iloc[0])
    (['x'], True)
    """
    _require_match(values, errors)
    data, error = values.to_numpy(dtype=float), errors.to_numpy(dtype=float)
    learnable = np.isnan(data) | (np.nan_to_num(error) > 0)
    observed = [column[~np.isnan(column)] for column in data.T]
    now = float(intervals(values, errors).mean())
    rows = []
    for number, (name, cells) in enumerate(_groups(values, learnable, groups).items()):
        rng = np.random.default_rng([seed, number])
        at = tuple(np.array(cells).T)
        widths = []
        for _ in range(draws):
            known, exact = data.copy(), error.copy()
            known[at] = [_draw(data[i, j], error[i, j], observed[j], rng) for i, j in cells]
            exact[at] = 0.0
            learnt = (pd.DataFrame(one, values.index, values.columns) for one in (known, exact))
            widths.append(float(intervals(*learnt).mean()))
        expected = float(np.mean(widths))
        noise = float(np.std(widths, ddof=1) / np.sqrt(draws)) if draws > 1 else np.nan
        rows.append((name, len(cells), now, expected, now - expected, noise))
    columns = ["group", "cells", "width", "expected", "gain", "standard_error"]
    return pd.DataFrame(rows, columns=columns).sort_values("gain", ascending=False, kind="stable", ignore_index=True)


def information_of_mean(
    values: pd.DataFrame, errors: pd.DataFrame, weights: np.ndarray, seed: int, resamples: int, draws: int
) -> pd.DataFrame:
    """``value_of_information`` by indicator where the score is a weighted mean: ``weights`` (indicators,) add up to 1.

    Rank intervals are those of ``rank_widths`` with ``resamples`` draws.
    """
    widths = rank_widths(lambda data: data @ weights, draws=resamples, seed=seed)
    return value_of_information(values, errors, widths, draws=draws, seed=seed)


def rank_widths(score: Scores, draws: int = 500, level: float = 0.9, seed: int = 0) -> Intervals:
    """An ``Intervals`` by resampling: missing values from the observed ones of the indicator, errors normal.

    ``score`` takes complete values (draws, economies, indicators); higher is better; ranks are competition ranks. The
    width is that of the central interval that holds ``level`` of the draws. The same random numbers serve every call,
    so that two calls differ only by what is known.

    >>> widths = rank_widths(lambda data: data[:, :, 0], draws=50)
    >>> exact = pd.DataFrame({"x": [3.0, 1.0]}, index=["A", "B"])
    >>> widths(exact, exact * 0).tolist()
    [0.0, 0.0]
    """
    if not (0 < level < 1 and draws >= 2):
        raise ValueError(f"level {level} and draws {draws}; allowed: between 0 and 1, at least 2")

    drawn: dict[tuple[int, ...], tuple[np.ndarray, np.ndarray]] = {}  # of the last shape: it serves every call

    def numbers(shape: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
        if shape not in drawn:
            drawn.clear()
            rng = np.random.default_rng(seed)
            drawn[shape] = rng.random((draws, *shape)), rng.standard_normal((draws, *shape))
        return drawn[shape]

    def widths(values: pd.DataFrame, errors: pd.DataFrame) -> pd.Series:
        _require_match(values, errors)
        data = values.to_numpy(dtype=float)
        pick, noise = numbers(data.shape)
        missing = np.isnan(data)
        filled = noise * np.where(missing, 0.0, np.nan_to_num(errors.to_numpy(dtype=float)))
        filled += np.where(missing, 0.0, data)
        for j in np.flatnonzero(missing.any(axis=0)):
            gone = missing[:, j]
            observed = data[~gone, j]
            filled[:, gone, j] = observed[(pick[:, gone, j] * len(observed)).astype(int)]
        scores = score(filled)
        ranks = np.where(np.isnan(scores), 1.0, descending_rank(scores))
        low, high = np.quantile(ranks, [(1 - level) / 2, (1 + level) / 2], axis=0)
        return pd.Series(high - low, index=values.index)

    return widths


def _require_match(values: pd.DataFrame, errors: pd.DataFrame) -> None:
    if not (values.index.equals(errors.index) and values.columns.equals(errors.columns)):
        raise ValueError("values and errors must have the same economies and indicators")
    empty = [str(name) for name in values.columns[values.isna().all()]]
    if empty:
        raise ValueError(f"indicators without any value: {', '.join(empty)}")
    if (errors < 0).to_numpy().any():
        raise ValueError("a standard error is negative")


def _groups(
    values: pd.DataFrame, learnable: np.ndarray, groups: Mapping[str, Sequence[tuple[str, str]]] | str
) -> dict[str, list[tuple[int, int]]]:
    """The learnable cells of each group, as positions (row, column)."""
    if isinstance(groups, str):
        if groups not in ("indicator", "economy"):
            raise ValueError(f"groups is {groups!r}; allowed: indicator, economy, or a mapping of cells")
        by_column = groups == "indicator"
        names = values.columns if by_column else values.index
        found: dict[str, list[tuple[int, int]]] = {str(name): [] for name in names}
        for i, j in np.argwhere(learnable).tolist():
            found[str(names[j if by_column else i])].append((i, j))
        return {name: cells for name, cells in found.items() if cells}
    unknown = sorted(
        {
            f"{e}, {i}"
            for members in groups.values()
            for e, i in members
            if e not in values.index or i not in values.columns
        }
    )
    if unknown:
        raise ValueError(f"cells that the data do not have: {'; '.join(unknown)}")
    row, column = ({name: n for n, name in enumerate(names)} for names in (values.index, values.columns))
    placed = {name: [(row[e], column[i]) for e, i in members] for name, members in groups.items()}
    kept = {name: [cell for cell in cells if learnable[cell]] for name, cells in placed.items()}
    return {name: cells for name, cells in kept.items() if cells}


def _draw(value: float, error: float, observed: np.ndarray, rng: np.random.Generator) -> float:
    """What a cell that is not known might be."""
    if np.isnan(value):
        return float(observed[rng.integers(len(observed))])  # the draw of rng.choice, without its overhead
    return float(rng.normal(value, error))
