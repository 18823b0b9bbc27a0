"""Imputation over time: a value from the other years of the same economy (COINr 1.1.14 ``impute_panel``).

Each function takes the values (n,) of a year, NaN where missing, and the panel (economies × years, ascending) in the same
order, and gives the values and the years (n,) that the made ones come from, NaN where nothing was made.
"""

from __future__ import annotations

import numpy as np
import pandas as pd


def carry_last(values: np.ndarray, panel: pd.DataFrame, before: int, max_age: int) -> tuple[np.ndarray, np.ndarray]:
    """The newest value before the year ``before``, at most ``max_age`` years older.

    >>> carry_last(np.array([np.nan]), pd.DataFrame({2015: [7.0]}), 2018, 5)[0]
    array([7.])
    """
    result, years = np.array(values, dtype=float), np.full(len(values), np.nan)
    for year in sorted((y for y in panel.columns if before - max_age <= y < before), reverse=True):
        earlier = panel[year].to_numpy(dtype=float)
        taken = np.isnan(result) & ~np.isnan(earlier)
        result[taken], years[taken] = earlier[taken], year
    return result, years


def nearest(
    values: np.ndarray, panel: pd.DataFrame, year: int, max_age: float = np.inf
) -> tuple[np.ndarray, np.ndarray]:
    """The value of the nearest year, at most ``max_age`` years away; of two that are as near the earlier one.

    >>> nearest(np.array([np.nan]), pd.DataFrame({2015: [4.0], 2019: [8.0]}), 2017)[0]
    array([4.])
    """
    result, years = np.array(values, dtype=float), np.full(len(values), np.nan)
    for other in sorted(panel.columns, key=lambda y: (abs(y - year), y)):
        if abs(other - year) > max_age:
            break
        found = panel[other].to_numpy(dtype=float)
        taken = np.isnan(result) & ~np.isnan(found)
        result[taken], years[taken] = found[taken], other
    return result, years


def hold(values: np.ndarray, panel: pd.DataFrame, year: int) -> tuple[np.ndarray, np.ndarray]:
    """The last value up to ``year``; where there is none the first after it (COINr: "constant").

    >>> hold(np.array([np.nan, np.nan]), pd.DataFrame({2015: [4.0, np.nan], 2019: [8.0, 9.0]}), 2017)[0]
    array([4., 9.])
    """
    result, years = np.array(values, dtype=float), np.full(len(values), np.nan)
    before = sorted((y for y in panel.columns if y <= year), reverse=True)
    for other in (*before, *sorted(y for y in panel.columns if y > year)):
        found = panel[other].to_numpy(dtype=float)
        taken = np.isnan(result) & ~np.isnan(found)
        result[taken], years[taken] = found[taken], other
    return result, years


def linear(values: np.ndarray, panel: pd.DataFrame, year: int, extend: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """The line between the neighbours before and after ``year``; without both the value stays missing, or with
    ``extend`` is that of the nearest end (COINr: "linear").

    >>> linear(np.array([np.nan]), pd.DataFrame({2015: [4.0], 2019: [8.0]}), 2016)[0]
    array([5.])
    """
    result, years = np.array(values, dtype=float), np.full(len(values), np.nan)
    table, known_years = panel.to_numpy(dtype=float), np.asarray(panel.columns, dtype=float)
    for i in np.flatnonzero(np.isnan(result)):
        known = ~np.isnan(table[i])
        if known.any() and (extend or known_years[known].min() <= year <= known_years[known].max()):
            result[i], years[i] = np.interp(year, known_years[known], table[i][known]), year
    return result, years
