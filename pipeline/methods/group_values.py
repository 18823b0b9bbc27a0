"""Group values: one number for a group of economies, made only where enough of the group is observed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class CoverageRule:
    """Shares (0-1) of a group's population and of its economies that must have a value."""

    population: float
    count: float


def weighted_mean(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Mean of ``values`` along the first axis with ``weights``; members without a value have no weight.

    Shapes: values (n,) or (n, k); weights the same or (n,). NaN marks a missing value; a weight missing where a value
    is present leaves that member out too. The result is NaN where no member has both. Raises ValueError for a
    negative weight or shapes that do not match.
    """
    values = np.asarray(values, dtype=float)
    weights = np.asarray(weights, dtype=float)
    if weights.ndim < values.ndim:
        weights = np.broadcast_to(weights[:, None], values.shape)
    if weights.shape != values.shape:
        raise ValueError(f"values {values.shape} and weights {weights.shape} do not match")
    if np.any(weights < 0):
        raise ValueError("a weight is negative")
    present = ~(np.isnan(values) | np.isnan(weights))
    if values.flags.c_contiguous and present.all():  # nothing to leave out; the memory order decides that of the sums
        mass, known = np.array(weights, order="C"), values
    else:
        mass, known = np.where(present, weights, 0.0), np.where(present, values, 0.0)
    total = mass.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(total > 0, (known * mass).sum(axis=0) / total, np.nan)


def coverage(present: np.ndarray, population: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Shares of a group's population and of its economies that are present.

    Shapes: present (n, k) bool; population (n, k), NaN where unknown (then counted as zero people). Returns two (k,)
    arrays in 0-1; NaN where the group has no population or no member.
    """
    people = np.where(np.isnan(population), 0.0, population)
    total = people.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        by_people = np.where(total > 0, (people * present).sum(axis=0) / total, np.nan)
        by_count = present.mean(axis=0) if len(present) else np.full(present.shape[1], np.nan)
    return by_people, by_count


def group_values(
    wide: pd.DataFrame, population: pd.DataFrame, members: Sequence[str], rule: CoverageRule, how: str = "population"
) -> pd.DataFrame:
    """Value of one group by year, with its coverage.

    ``wide`` and ``population`` are economies × years (population in persons). ``how``: ``population`` (mean weighted
    by population), ``unweighted`` (mean of economies, as UN ESCAP prints it), ``median`` or ``sum``. Years outside the
    population table use its nearest year. Returns a frame indexed by year: value (NaN where the rule is not met),
    raw (before the rule), population_share, count_share, economies. Raises ValueError for an unknown ``how``.
    """
    years = list(wide.columns)
    values = wide.reindex(list(members)).to_numpy(dtype=float)
    nearest = [min(max(year, population.columns[0]), population.columns[-1]) for year in years]
    people = population.reindex(list(members)).reindex(columns=nearest).to_numpy(dtype=float)
    present = ~np.isnan(values)
    by_people, by_count = coverage(present, people)
    if how == "population":
        raw = weighted_mean(values, people)
    elif how == "unweighted":
        raw = weighted_mean(values, np.ones_like(values))
    elif how == "median":
        raw = np.array([np.median(v[~np.isnan(v)]) if (~np.isnan(v)).any() else np.nan for v in values.T])
    elif how == "sum":
        raw = np.where(present.any(axis=0), np.nansum(values, axis=0), np.nan)
    else:
        raise ValueError(f"how is {how!r}; allowed: population, unweighted, median, sum")
    kept = (by_people >= rule.population) & (by_count >= rule.count)
    return pd.DataFrame(
        {
            "value": np.where(kept, raw, np.nan),
            "raw": raw,
            "population_share": by_people,
            "count_share": by_count,
            "economies": present.sum(axis=0),
        },
        index=pd.Index(years, name="TIME_PERIOD"),
    )
