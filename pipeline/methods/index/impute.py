"""Imputation: values for what is missing, each flagged OBS_STATUS ``I`` (Handbook, step 3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from pipeline.methods.index.design import EVERYTHING, Design
from pipeline.methods.index.inputs import CARRYING, Inputs
from pipeline.methods.index.log import Entry, parameters
from pipeline.methods.index.multivariate import by_em, by_row
from pipeline.methods.index.over_time import carry_last, hold, linear, nearest
from pipeline.methods.index.problems import refuse

IMPUTED = "I"
GROUPED = ("group_mean", "group_median", "region_mean")
TOGETHER = ("em", "row_mean", "row_median")
Filled = tuple[np.ndarray, np.ndarray | float, str]  # values, the years that the made ones are of, parameters


def by_mean(values: np.ndarray) -> np.ndarray:
    """Missing values become the mean of the others, shape (n,); without any they stay missing.

    >>> by_mean(np.array([1.0, np.nan, 3.0]))
    array([1., 2., 3.])
    """
    return _filled(values, np.nanmean)


def by_median(values: np.ndarray) -> np.ndarray:
    """Missing values become the median of the others, shape (n,); without any they stay missing.

    >>> by_median(np.array([1.0, np.nan, 3.0, 8.0]))
    array([1., 3., 3., 8.])
    """
    return _filled(values, np.nanmedian)


def _filled(values: np.ndarray, centre: Callable[[np.ndarray], np.floating]) -> np.ndarray:
    gone = np.isnan(values)
    return np.array(values, dtype=float) if gone.all() else np.where(gone, centre(values), values)


def by_group(values: np.ndarray, groups: Sequence[str], fill: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """``fill`` inside each group; a group without any value, and an economy without a group (""), stay missing.

    >>> by_group(np.array([1.0, np.nan, 5.0, np.nan]), ["a", "a", "b", ""], by_mean)
    array([ 1.,  1.,  5., nan])
    """
    result = np.array(values, dtype=float)
    labels = np.asarray(groups, dtype=object)
    for group in sorted({g for g in groups if g}):
        members = labels == group
        result[members] = fill(result[members])
    return result


def by_region(values: np.ndarray, groups: Sequence[str]) -> np.ndarray:
    """The mean of the economy's group; that of all economies where the group has no value, or the economy no group.

    It differs from ``by_group``, which leaves those missing. Means are over the values observed, never over made ones.
    Shape (n,).

    >>> by_region(np.array([1.0, np.nan, 6.0, np.nan, np.nan]), ["a", "a", "b", "c", ""])
    array([1. , 1. , 6. , 3.5, 3.5])
    """
    by_all = by_mean(values)
    found = by_group(values, groups, by_mean)
    return np.where(np.isnan(found), by_all, found)


def impute(design: Design, inputs: Inputs, log: list[Entry]) -> Inputs:
    """Every indicator by its method; made values are flagged ``I``, those of other years keep the year they come from.

    Raises IndexProblems where a method needs groups or a panel that the data do not have, or has no solution.
    """
    values, years, status = inputs.values.copy(), inputs.years.copy(), inputs.status.copy()
    together: dict[tuple[str, tuple[str, ...]], np.ndarray] = {}
    for k, code in enumerate(inputs.codes):
        method = design.method("impute", code)
        if method in CARRYING:
            made, when, echo = _over_time(design, inputs, k, method)
        elif method in TOGETHER:
            made, when, echo = _from_siblings(design, inputs, k, method, together)
        else:
            made, when, echo = _from_others(design, inputs, k, method)
        new = np.isnan(values[k]) & ~np.isnan(made)
        left = int(np.isnan(made).sum())
        note = f"{left} still missing" if left else ""
        log.append(Entry("impute", code, method, echo, int(new.sum()), note))
        values[k] = made
        status[k][new] = IMPUTED
        years[k][new] = np.broadcast_to(when, new.shape)[new]
    return replace(inputs, values=values, years=years, status=status)


def _newest(inputs: Inputs, k: int) -> float:
    known = inputs.years[k][~np.isnan(inputs.years[k])]
    return float(known.max()) if len(known) else np.nan


def _from_others(design: Design, inputs: Inputs, k: int, method: str) -> Filled:
    """By the values of other economies, or a constant; of the newest year of the indicator."""
    code, values, when = inputs.codes[k], inputs.values[k], _newest(inputs, k)
    if method == "mean":
        return by_mean(values), when, ""
    if method == "median":
        return by_median(values), when, ""
    if method == "constant":
        number = design.number("impute", "value", code)
        return np.where(np.isnan(values), number, values), when, parameters(value=number)
    if method in GROUPED:
        kind, labels = group_labels(design, inputs, code)
        if method == "region_mean":
            made = by_region(values, labels)
        else:
            made = by_group(values, labels, by_mean if method == "group_mean" else by_median)
        return made, when, parameters(group_kind=kind)
    return values, when, ""


def group_labels(design: Design, inputs: Inputs, code: str) -> tuple[str, list[str]]:
    """The scheme that the design names for an element, and the group of every economy in it ("" = none).

    Raises IndexProblems where the data have no such scheme.
    """
    kind = design.text("impute", "group_kind", code)
    if kind not in inputs.groups:
        allowed = ", ".join(sorted(inputs.groups)) or "no groups in this data"
        place = design.place("impute", "group_kind", code)
        raise refuse("unknown-group", place, repr(kind), allowed, "choose one of them")
    return kind, [inputs.groups[kind].get(economy, "") for economy in inputs.economies]


def _over_time(design: Design, inputs: Inputs, k: int, method: str) -> Filled:
    code, values = inputs.codes[k], inputs.values[k]
    if code not in inputs.panel:
        found = f"{method} for {code}, which has one year only"
        allowed, remedy = "an indicator with several years", "choose another method"
        raise refuse("panel-missing", design.place("impute", "method", code), found, allowed, remedy)
    panel = inputs.panel[code].reindex(list(inputs.economies))
    until = int(design.number("period", "until"))
    if method == "carry_last":
        age = int(design.number("impute", "max_age", code))
        made, when = carry_last(values, panel, int(design.number("period", "since")), age)
        return made, when, parameters(max_age=age)
    if method == "nearest":
        limited = design.choice("impute", "max_age", code) is not None
        most = design.number("impute", "max_age", code) if limited else np.inf
        made, when = nearest(values, panel, until, most)
        return made, when, parameters(max_age=int(most)) if limited else ""
    if method == "hold":
        return *hold(values, panel, until), ""
    return *linear(values, panel, until, extend=method == "linear_extend"), ""


def _from_siblings(
    design: Design, inputs: Inputs, k: int, method: str, done: dict[tuple[str, tuple[str, ...]], np.ndarray]
) -> Filled:
    """By the other indicators of the economy, below the same node or all; computed once for all of them (``done``)."""
    code, nodes = inputs.codes[k], design.tree.nodes
    within = design.setting("impute", "within", code)
    circle = tuple(c for c in inputs.codes if within == "all" or nodes[c].parent == nodes[code].parent)
    if (method, circle) not in done:
        rows = [inputs.codes.index(c) for c in circle]
        block = inputs.values[rows]
        if method == "em":
            try:
                done[method, circle] = by_em(block)
            except ValueError as failure:
                place, remedy = design.place("impute", "method", code), "choose another method for these indicators"
                allowed = "indicators with enough values in common"
                found = f"{', '.join(circle)}: {failure}"
                raise refuse("not-converged", place, found, allowed, remedy) from failure
        else:
            centre = np.nanmean if method == "row_mean" else np.nanmedian
            done[method, circle] = _rows(design, circle, block, centre)
    return done[method, circle][circle.index(code)], _newest(inputs, k), parameters(within=within)


def _rows(design: Design, circle: tuple[str, ...], block: np.ndarray, centre: Callable[..., np.ndarray]) -> np.ndarray:
    """By row, higher being better; what is normalised already is taken as it is."""
    steps = design.steps
    if steps.index("normalise") < steps.index("impute"):
        there = ~np.isnan(block).all(axis=0)
        middle = np.full(block.shape[1], np.nan)
        middle[there] = centre(block[:, there], axis=0)
        return np.where(np.isnan(block), middle, block)
    sign = np.array([[-1.0 if design.tree.nodes[c].direction == "lower" else 1.0] for c in circle])
    return by_row(block * sign, centre) * sign


def filled_nodes(design: Design, inputs: Inputs | None) -> dict[str, np.ndarray]:
    """For each node above the indicators whose missing scores are taken from its region: the number of the region of
    every economy (n,), −1 without one.

    Only a row of Choices for the node itself, or for its level, asks for that. Raises IndexProblems as ``group_labels``,
    ValueError where groups are asked for and there are no inputs.
    """
    found = {}
    for node in design.tree.bottom_up:
        choice = design.choice("impute", "method", node)
        if choice is not None and choice.applies_to != EVERYTHING and choice.value == "region_mean":
            if inputs is None:
                raise ValueError(f"scores of {node} are taken from regions, and no inputs are given")
            _, labels = group_labels(design, inputs, node)
            names = sorted({label for label in labels if label})
            found[node] = np.array([names.index(label) if label else -1 for label in labels])
    return found
