"""Bounds of the classes, read from the thresholds sheet; no bound stands in the code."""

from __future__ import annotations

from dataclasses import dataclass, fields

import pandas as pd


@dataclass(frozen=True)
class ProgressRule:
    """Bounds of the UNSD classes: ratios for series with a target, per cent a year for series without one."""

    on_track: float
    fair: float
    fast_growth: float
    slow_growth: float
    near_limit: float


@dataclass(frozen=True)
class GrowthRatioRule:
    """Bounds of Statistics Canada: R for series with a target, per cent a year without; what stands in for zero."""

    on_track: float
    accelerate: float
    limited: float
    growth_on_track: float
    growth_accelerate: float
    growth_limited: float
    zero_replacement: float


@dataclass(frozen=True)
class StatusIndexRule:
    """Bounds of ESCAP's anticipated gap, as shares of the required change."""

    maintain: float
    accelerate: float


@dataclass(frozen=True)
class TrendArrowRule:
    """Bounds of SDSN's arrows: observed linear rate of change divided by the rate needed."""

    on_track: float
    moderately_improving: float
    stagnating: float


@dataclass(frozen=True)
class ProbabilityRule:
    """Bounds of the probability (0-1) of meeting the target; tolerance of parity as a share of the target."""

    likely: float
    possible: float
    parity_tolerance: float


@dataclass(frozen=True)
class Rules:
    """The bounds of all methods; ``unsourced`` names the rows (method.parameter) whose source cell is blank."""

    unsd: ProgressRule
    statistics_canada: GrowthRatioRule
    escap: StatusIndexRule
    sdsn: TrendArrowRule
    probability: ProbabilityRule
    unsourced: tuple[str, ...] = ()

    def sourced(self, method: str) -> bool:
        """Whether every bound of a method has a source."""
        return not any(row.startswith(f"{method}.") for row in self.unsourced)


_PARTS = {
    "unsd": ProgressRule,
    "statistics_canada": GrowthRatioRule,
    "escap": StatusIndexRule,
    "sdsn": TrendArrowRule,
    "probability": ProbabilityRule,
}


def _names(rule: type) -> list[str]:
    """The parameters of a rule."""
    return [part.name for part in fields(rule)]


def missing_rows(thresholds: pd.DataFrame) -> list[tuple[str, str]]:
    """(method, parameter) of the rows that the methods need and the sheet lacks.

    >>> missing_rows(pd.DataFrame({"method": [], "parameter": []}))[0]
    ('unsd', 'on_track')
    """
    have = set(zip(thresholds["method"], thresholds["parameter"], strict=True))
    return [(method, name) for method, rule in _PARTS.items() for name in _names(rule) if (method, name) not in have]


def read_rules(thresholds: pd.DataFrame) -> Rules:
    """The rules from a thresholds sheet (columns method, parameter, value, source).

    Raises ValueError naming the rows that are missing.
    """
    lacking = missing_rows(thresholds)
    if lacking:
        names = ", ".join(f"{method}.{name}" for method, name in lacking)
        raise ValueError(f"thresholds without a row: {names}; allowed: one row each in the sheet Thresholds")
    values = thresholds.set_index(["method", "parameter"])["value"]
    parts = {
        method: rule(**{name: float(values[method, name]) for name in _names(rule)}) for method, rule in _PARTS.items()
    }
    mine = thresholds[thresholds["method"].isin(list(_PARTS))]
    blank = mine[mine["source"] == ""]
    unsourced = tuple(f"{m}.{p}" for m, p in zip(blank["method"], blank["parameter"], strict=True))
    return Rules(**parts, unsourced=unsourced)
