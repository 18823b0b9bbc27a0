"""Inequality between economies: Gini, Theil T and L, coefficient of variation, ratio of quantiles; all weighted.

Every measure takes values (n,) and weights (n,), or weights (m, n) for m weightings at once (as a bootstrap needs), and
gives an array () or (m,). A weight of zero leaves an economy out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from pipeline.methods.group_values import weighted_mean

Measure = Callable[[np.ndarray, np.ndarray], np.ndarray]


def mean(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weighted mean, shape () or (m,).

    >>> float(mean(np.array([1.0, 3.0]), np.array([3.0, 1.0])))
    1.5
    """
    values, weights = _checked(values, weights, "mean", -np.inf)
    if weights.ndim == 1:
        return weighted_mean(values, weights)
    return weighted_mean(np.broadcast_to(values[:, None], weights.T.shape), weights.T)


def gini(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Population-weighted Gini coefficient: ΣΣ w_i w_j |x_i − x_j| / (2 μ (Σw)²), in [0, 1).

    Raises ValueError for a negative value, a mean of zero, or weights that are negative or sum to zero. Source:
    Cowell, Measuring Inequality (2011), appendix A.

    >>> float(gini(np.array([1.0, 3.0]), np.array([1.0, 1.0])))
    0.25
    """
    values, weights = _checked(values, weights, "Gini", 0.0)
    order = np.argsort(values, kind="stable")
    x, w = values[order], weights[..., order]
    total = w.sum(axis=-1)
    upto = np.cumsum(w, axis=-1)
    wx = w * x
    return (wx * (2 * upto - w - total[..., None])).sum(axis=-1) / (total * wx.sum(axis=-1))


def theil_t(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Theil T: Σ p_i (x_i/μ) ln(x_i/μ), with 0 ln 0 = 0. Raises as ``gini`` does.

    Source: Theil, Economics and Information Theory (1967); Cowell (2011), appendix A.

    >>> round(float(theil_t(np.array([1.0, 3.0]), np.array([1.0, 1.0]))), 12)
    0.130812035941
    """
    values, weights = _checked(values, weights, "Theil T", 0.0)
    share = weights / weights.sum(axis=-1, keepdims=True)
    relative = values / mean(values, weights)[..., None]
    return (share * relative * np.log(np.where(relative > 0, relative, 1.0))).sum(axis=-1)


def theil_l(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Theil L (mean log deviation): Σ p_i ln(μ/x_i). Raises ValueError for a value of zero or below, and as ``gini``.

    >>> round(float(theil_l(np.array([1.0, 3.0]), np.array([1.0, 1.0]))), 12)
    0.143841036226
    """
    values, weights = _checked(values, weights, "Theil L", 0.0)
    if values.min() <= 0:
        raise ValueError(f"Theil L of {values.min():g}; allowed: values above zero")
    share = weights / weights.sum(axis=-1, keepdims=True)
    return (share * np.log(mean(values, weights)[..., None] / values)).sum(axis=-1)


def variation(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weighted coefficient of variation: √(Σ p_i (x_i − μ)²)/μ. Raises as ``gini`` does.

    >>> float(variation(np.array([1.0, 3.0]), np.array([1.0, 1.0])))
    0.5
    """
    values, weights = _checked(values, weights, "coefficient of variation", 0.0)
    return deviation(values, weights) / mean(values, weights)


def deviation(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weighted standard deviation √(Σ p_i (x_i − μ)²), in the unit of the values.

    >>> float(deviation(np.array([1.0, 3.0]), np.array([1.0, 1.0])))
    1.0
    """
    values, weights = _checked(values, weights, "standard deviation", -np.inf)
    share = weights / weights.sum(axis=-1, keepdims=True)
    return np.sqrt((share * (values - mean(values, weights)[..., None]) ** 2).sum(axis=-1))


def quantile(values: np.ndarray, weights: np.ndarray, share: float) -> np.ndarray:
    """Smallest value at or below which at least ``share`` of the weight lies.

    >>> float(quantile(np.array([3.0, 1.0, 2.0]), np.array([1.0, 1.0, 2.0]), 0.5))
    2.0
    """
    values, weights = _checked(values, weights, "quantile", -np.inf)
    order = np.argsort(values, kind="stable")
    upto = np.cumsum(weights[..., order], axis=-1)
    reached = upto >= share * upto[..., -1:] * (1 - 1e-12)
    return values[order][np.argmax(reached, axis=-1)]


def quantile_ratio(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """P90/P10: the value of the 90th weighted percentile divided by that of the 10th; infinite where that is zero.

    >>> float(quantile_ratio(np.arange(1.0, 11.0), np.ones(10)))
    9.0
    """
    values, weights = _checked(values, weights, "P90/P10", 0.0)
    low, high = quantile(values, weights, 0.1), quantile(values, weights, 0.9)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(low > 0, high / low, np.inf)


_TABLE: tuple[tuple[str, Measure, str], ...] = (
    (
        "gini",
        gini,
        "Gini coefficient: half the mean difference of all pairs, divided by the mean; values of zero or more.",
    ),
    ("theil_t", theil_t, "Theil T: shares of the total against shares of the people; values of zero or more."),
    ("theil_l", theil_l, "Theil L, the mean log deviation; values above zero."),
    ("cv", variation, "Coefficient of variation: standard deviation divided by the mean; values of zero or more."),
    (
        "p90_p10",
        quantile_ratio,
        "Value of the 90th weighted percentile divided by that of the 10th; values of zero or more.",
    ),
)
MEASURES: Mapping[str, Measure] = MappingProxyType({name: measure for name, measure, _ in _TABLE})
MEASURE_LINES: Mapping[str, str] = MappingProxyType({name: line for name, _, line in _TABLE})
"""Measure → what it is; each is weighted by people."""


@dataclass(frozen=True)
class Decomposition:
    """Theil's index in two parts that add up to it: ``table`` has one row a group (see ``decompose``)."""

    index: str
    total: float
    within: float
    between: float
    table: pd.DataFrame


def decompose(values: np.ndarray, weights: np.ndarray, groups: Sequence[str], index: str = "theil_t") -> Decomposition:
    """Exact decomposition of Theil T or L into inequality within and between groups.

    T = Σ_g s_g T_g + Σ_g s_g ln(μ_g/μ), with s_g the group's share of the total; L = Σ_g p_g L_g + Σ_g p_g ln(μ/μ_g),
    with p_g its share of the population. ``groups`` (n,) names the group of each economy. The table has group,
    economies, population_share, total_share, mean, index, within (its part of it) and between. Raises ValueError for
    an unknown index and as the index does. Source: Shorrocks, The Class of Additively Decomposable Inequality
    Measures, Econometrica 48 (1980).

    >>> parts = decompose(np.array([1.0, 3.0, 5.0]), np.ones(3), ["a", "a", "b"])
    >>> abs(parts.within + parts.between - parts.total) < 1e-12
    True
    """
    if index not in ("theil_t", "theil_l"):
        raise ValueError(f"index {index!r}; allowed: theil_t, theil_l")
    measure = MEASURES[index]
    values, weights = _checked(values, weights, index, 0.0)
    if len(groups) != len(values):
        raise ValueError(f"{len(groups)} groups for {len(values)} economies; allowed: one each")
    total, overall, mass = float(measure(values, weights)), float(mean(values, weights)), weights.sum()
    names = np.asarray(groups, dtype=object)
    rows = []
    for name in dict.fromkeys(groups):
        inside = names == name
        x, w = values[inside], weights[inside]
        level, population = float(mean(x, w)), float(w.sum() / mass)
        share = population * level / overall
        own = float(measure(x, w)) if level > 0 else 0.0
        factor, log = (share, np.log(level / overall) if level > 0 else 0.0)
        if index == "theil_l":
            factor, log = population, -log
        rows.append((name, int(inside.sum()), population, share, level, own, factor * own, factor * float(log)))
    columns = ["group", "economies", "population_share", "total_share", "mean", "index", "within", "between"]
    table = pd.DataFrame(rows, columns=columns)
    return Decomposition(index, total, float(table["within"].sum()), float(table["between"].sum()), table)


def _checked(values: np.ndarray, weights: np.ndarray, name: str, lowest: float) -> tuple[np.ndarray, np.ndarray]:
    """Values and weights as float arrays of matching shape. Raises ValueError with what was found and is allowed."""
    values, weights = np.asarray(values, dtype=float), np.asarray(weights, dtype=float)
    if values.ndim != 1 or len(values) == 0 or weights.shape[-1:] != values.shape:
        raise ValueError(f"{name}: values {values.shape}, weights {weights.shape}; allowed: (n,) and (n,) or (m, n)")
    if not (np.isfinite(values).all() and np.isfinite(weights).all()):
        raise ValueError(f"{name}: a value or weight is missing; allowed: complete panels (see matched_panel)")
    if (weights < 0).any() or (weights.sum(axis=-1) <= 0).any():
        raise ValueError(f"{name}: weights negative or all zero; allowed: weights of zero or more, some above zero")
    if values.min() < lowest:
        raise ValueError(f"{name} of {values.min():g}; allowed: values of {lowest:g} or more")
    if lowest == 0.0 and values.max() == 0:
        raise ValueError(f"{name} of values that are all zero; allowed: some above zero")
    return values, weights
