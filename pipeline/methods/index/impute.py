"""Imputation: values for what is missing, each flagged OBS_STATUS ``I`` (Handbook, step 3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from pipeline.methods.index.design import Design
from pipeline.methods.index.inputs import CARRYING, Inputs
from pipeline.methods.index.log import Entry, parameters
from pipeline.methods.index.problems import refuse

IMPUTED = "I"


def by_mean(values: np.ndarray) -> np.ndarray:
    """Missing values become the mean of the others, shape (n,).

    >>> by_mean(np.array([1.0, np.nan, 3.0]))
    array([1., 2., 3.])
    """
    return np.where(np.isnan(values), np.nanmean(values), values)


def by_median(values: np.ndarray) -> np.ndarray:
    """Missing values become the median of the others, shape (n,).

    >>> by_median(np.array([1.0, np.nan, 3.0, 8.0]))
    array([1., 3., 3., 8.])
    """
    return np.where(np.isnan(values), np.nanmedian(values), values)


def by_group(values: np.ndarray, groups: Sequence[str], fill: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """``fill`` inside each group; a group without any value, and an economy without a group (""), stay missing.

    >>> by_group(np.array([1.0, np.nan, 5.0, np.nan]), ["a", "a", "b", ""], by_mean)
    array([ 1.,  1.,  5., nan])
    """
    result = np.array(values, dtype=float)
    labels = np.asarray(groups, dtype=object)
    for group in sorted({g for g in groups if g}):
        members = labels == group
        if np.isnan(result[members]).all():
            continue
        result[members] = fill(result[members])
    return result


def carry_last(values: np.ndarray, panel: pd.DataFrame, before: int, max_age: int) -> tuple[np.ndarray, np.ndarray]:
    """Missing values become the newest one before the year ``before``, at most ``max_age`` years older.

    Values (n,) in the order of the rows of ``panel`` (economies × years). Gives the values and their years (NaN where
    nothing was carried).

    >>> carry_last(np.array([np.nan]), pd.DataFrame({2015: [7.0]}), 2018, 5)[0]
    array([7.])
    """
    result, years = np.array(values, dtype=float), np.full(len(values), np.nan)
    for year in sorted((y for y in panel.columns if before - max_age <= y < before), reverse=True):
        earlier = panel[year].to_numpy(dtype=float)
        taken = np.isnan(result) & ~np.isnan(earlier)
        result[taken], years[taken] = earlier[taken], year
    return result, years


def linear(values: np.ndarray, panel: pd.DataFrame, year: int) -> np.ndarray:
    """Missing values become the line between the neighbours before and after ``year``; without both they stay missing.

    Values (n,) in the order of the rows of ``panel`` (economies × years, ascending).

    >>> linear(np.array([np.nan]), pd.DataFrame({2015: [4.0], 2019: [8.0]}), 2016)
    array([5.])
    """
    result = np.array(values, dtype=float)
    table, years = panel.to_numpy(dtype=float), np.asarray(panel.columns, dtype=float)
    for i in np.flatnonzero(np.isnan(result)):
        known = ~np.isnan(table[i])
        if known.any() and years[known].min() <= year <= years[known].max():
            result[i] = np.interp(year, years[known], table[i][known])
    return result


def impute(design: Design, inputs: Inputs, log: list[Entry]) -> Inputs:
    """Every indicator by its method; made values are flagged ``I``, carried ones keep the year they come from.

    Raises IndexProblems where a method needs groups or a panel that the data do not have.
    """
    values, years, status = inputs.values.copy(), inputs.years.copy(), inputs.status.copy()
    until = (
        int(design.number("period", "until"))
        if any(design.method("impute", c) in CARRYING for c in inputs.codes)
        else 0
    )
    for k, code in enumerate(inputs.codes):
        method, echo, when = design.method("impute", code), "", float(np.nanmax(inputs.years[k]))
        made: np.ndarray = values[k]
        carried = np.full(len(made), np.nan)
        if method == "mean":
            made = by_mean(values[k])
        elif method == "median":
            made = by_median(values[k])
        elif method in ("group_mean", "group_median"):
            kind = design.text("impute", "group_kind", code)
            if kind not in inputs.groups:
                place = design.place("impute", "group_kind", code)
                raise refuse(
                    "unknown-group",
                    place,
                    repr(kind),
                    ", ".join(sorted(inputs.groups)) or "no groups in this data",
                    "choose one of them",
                )
            labels = [inputs.groups[kind].get(economy, "") for economy in inputs.economies]
            made = by_group(values[k], labels, by_mean if method == "group_mean" else by_median)
            echo = parameters(group_kind=kind)
        elif method in CARRYING:
            if code not in inputs.panel:
                place = design.place("impute", "method", code)
                raise refuse(
                    "panel-missing",
                    place,
                    f"{method} for {code}, which has one year only",
                    "an indicator with several years",
                    "choose another method",
                )
            panel = inputs.panel[code].reindex(list(inputs.economies))
            if method == "carry_last":
                age = int(design.number("impute", "max_age", code))
                made, carried = carry_last(values[k], panel, int(design.number("period", "since")), age)
                echo = parameters(max_age=age)
            else:
                made, when = linear(values[k], panel, until), float(until)
        new = np.isnan(values[k]) & ~np.isnan(made)
        left = int(np.isnan(made).sum())
        note = f"{left} still missing" if left else ""
        log.append(Entry("impute", code, method, echo, int(new.sum()), note))
        values[k] = made
        status[k][new] = IMPUTED
        years[k][new] = np.where(np.isnan(carried[new]), when, carried[new])
    return replace(inputs, values=values, years=years, status=status)
