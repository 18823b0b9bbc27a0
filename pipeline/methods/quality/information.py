"""Value of information: which missing or uncertain data would narrow an index's rank intervals most.

The expected value of sample information (Raiffa and Schlaifer, Applied Statistical Decision Theory, 1961) with the mean
width of rank intervals as the loss: a datum that is not known is drawn from what is known of it, put in as if it had
been observed, and the widths are computed again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

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
    learnable = values.isna() | (errors.fillna(0) > 0)
    cells = _groups(values, learnable, groups)
    now = float(intervals(values, errors).mean())
    rows = []
    for number, (name, members) in enumerate(cells.items()):
        rng = np.random.default_rng([seed, number])
        widths = []
        for _ in range(draws):
            known, exact = values.copy(), errors.copy()
            for economy, indicator in members:
                known.loc[economy, indicator] = _draw(values, errors, economy, indicator, rng)
                exact.loc[economy, indicator] = 0.0
            widths.append(float(intervals(known, exact).mean()))
        expected = float(np.mean(widths))
        noise = float(np.std(widths, ddof=1) / np.sqrt(draws)) if draws > 1 else np.nan
        rows.append((name, len(members), now, expected, now - expected, noise))
    columns = ["group", "cells", "width", "expected", "gain", "standard_error"]
    return pd.DataFrame(rows, columns=columns).sort_values("gain", ascending=False, kind="stable", ignore_index=True)


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

    def widths(values: pd.DataFrame, errors: pd.DataFrame) -> pd.Series:
        _require_match(values, errors)
        data = values.to_numpy(dtype=float)
        rng = np.random.default_rng(seed)
        pick, noise = rng.random((draws, *data.shape)), rng.standard_normal((draws, *data.shape))
        filled = np.broadcast_to(data, pick.shape).copy()
        for j in range(data.shape[1]):
            gone = np.isnan(data[:, j])
            observed = data[~gone, j]
            filled[:, gone, j] = observed[(pick[:, gone, j] * len(observed)).astype(int)]
        filled += noise * np.where(np.isnan(data), 0.0, errors.fillna(0).to_numpy(dtype=float))
        scores = score(filled)
        ranks = 1 + (scores[:, None, :] > scores[:, :, None]).sum(axis=2)
        low, high = np.quantile(ranks, [(1 - level) / 2, (1 + level) / 2], axis=0)
        return pd.Series(high - low, index=values.index)

    return widths


def _require_match(values: pd.DataFrame, errors: pd.DataFrame) -> None:
    if not (values.index.equals(errors.index) and values.columns.equals(errors.columns)):
        raise ValueError("values and errors must have the same economies and indicators")
    empty = [str(name) for name in values.columns if values[name].isna().all()]
    if empty:
        raise ValueError(f"indicators without any value: {', '.join(empty)}")
    if (errors < 0).to_numpy().any():
        raise ValueError("a standard error is negative")


def _groups(
    values: pd.DataFrame, learnable: pd.DataFrame, groups: Mapping[str, Sequence[tuple[str, str]]] | str
) -> dict[str, list[tuple[str, str]]]:
    """The learnable cells of each group."""
    if isinstance(groups, str):
        if groups not in ("indicator", "economy"):
            raise ValueError(f"groups is {groups!r}; allowed: indicator, economy, or a mapping of cells")
        found: dict[str, list[tuple[str, str]]] = {}
        for economy, indicator in ((e, i) for e in values.index for i in values.columns if learnable.loc[e, i]):
            found.setdefault(indicator if groups == "indicator" else economy, []).append((economy, indicator))
        order = values.columns if groups == "indicator" else values.index
        return {str(name): found[name] for name in order if name in found}
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
    kept = {name: [cell for cell in members if learnable.loc[cell]] for name, members in groups.items()}
    return {name: members for name, members in kept.items() if members}


def _draw(values: pd.DataFrame, errors: pd.DataFrame, economy: str, indicator: str, rng: np.random.Generator) -> float:
    value = values.loc[economy, indicator]
    if np.isnan(value):
        return float(rng.choice(values[indicator].dropna().to_numpy()))
    return float(rng.normal(value, errors.loc[economy, indicator]))
