"""Bounds of the classes and the least that a method asks of the data, read from the thresholds sheet; none stands in the code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import pandas as pd

# A source cell that begins so says that the publisher gives no such number; the bounds of the method keep their source.
NOT_STATED = "not stated"


@dataclass(frozen=True)
class ProgressRule:
    """Bounds of the UNSD classes: ratios for series with a target, per cent a year for series without one."""

    on_track: float
    fair: float
    fast_growth: float
    slow_growth: float
    near_limit: float


@dataclass(frozen=True)
class Defaults:
    """The years of a target that names none, as UNSD publishes them (Statistics Canada has the same)."""

    default_base_year: float
    default_target_year: float


@dataclass(frozen=True)
class GrowthRatioRule:
    """Bounds of Statistics Canada: R for series with a target, per cent a year without; what stands in for zero.

    ``limit_exponent`` is that of the factor which shrinks the bounds near a natural limit; from ``parity_low`` to
    ``parity_high``, as shares of the target, parity is achieved.
    """

    on_track: float
    accelerate: float
    limited: float
    growth_on_track: float
    growth_accelerate: float
    growth_limited: float
    zero_replacement: float
    limit_exponent: float
    parity_low: float
    parity_high: float


@dataclass(frozen=True)
class EurostatRule:
    """Bounds of Eurostat: ratios for series with a target, per cent a year without; years of its two terms.

    ``long_minimum_span`` are the years that the long term must at least cover.
    """

    significant: float
    moderate: float
    insufficient: float
    growth_significant: float
    growth_moderate: float
    growth_moderate_away: float
    short_term: float
    long_term: float
    long_minimum_span: float


@dataclass(frozen=True)
class StatusIndexRule:
    """Bounds of ESCAP's anticipated gap, as shares of the required change; half-life of exponential weights in years."""

    maintain: float
    accelerate: float
    half_life: float


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
class Minimum:
    """The least that a method asks of a series: values, years between the first and the last of them, and their age.

    ``maximum_age`` are the years from the latest value to the year of the assessment, at most; 0: any.
    """

    minimum_points: float
    minimum_span: float
    maximum_age: float

    def lacks_trend(self, points: int, years: int) -> str:
        """Why no trend may be read from so many values over so many years; blank where it may.

        >>> Minimum(3, 5, 0).lacks_trend(2, 7)
        '2 values; the method needs 3 or more'
        """
        if points < self.minimum_points:
            return f"{points} value{'' if points == 1 else 's'}; the method needs {self.minimum_points:g} or more"
        if years < self.minimum_span:
            return f"the values cover {years} year(s); the method needs {self.minimum_span:g} or more"
        return ""

    def too_old(self, latest: int, now: int | None) -> str:
        """Why a latest value of that year may not be judged in the year ``now`` (None: not known); blank where it may.

        >>> Minimum(2, 0, 5).too_old(2015, 2024)
        'the latest value is of 2015, 9 years before 2024; the method takes 5 at most'
        """
        if now is None or not self.maximum_age or now - latest <= self.maximum_age:
            return ""
        return f"the latest value is of {latest}, {now - latest} years before {now}; the method takes {self.maximum_age:g} at most"


@dataclass(frozen=True)
class Rules:
    """The bounds of all methods; ``minimums`` by method; ``unsourced`` names the rows (method.parameter) whose source cell is blank."""

    unsd: ProgressRule
    statistics_canada: GrowthRatioRule
    eurostat: EurostatRule
    escap: StatusIndexRule
    sdsn: TrendArrowRule
    probability: ProbabilityRule
    defaults: Defaults
    minimums: Mapping[str, Minimum]
    unsourced: tuple[str, ...] = ()

    def sourced(self, method: str) -> bool:
        """Whether every bound of a method has a source."""
        return not any(row.startswith(f"{method}.") for row in self.unsourced)


_PARTS = {
    "unsd": ProgressRule,
    "statistics_canada": GrowthRatioRule,
    "eurostat": EurostatRule,
    "escap": StatusIndexRule,
    "sdsn": TrendArrowRule,
    "probability": ProbabilityRule,
}
_DEFAULTS = "unsd"  # the method whose rows hold the default years


def _names(rule: type) -> list[str]:
    """The parameters of a rule."""
    return [part.name for part in fields(rule)]


def parameters_of(method: str) -> list[str]:
    """The rows that a method reads: its bounds, then its minimums.

    >>> parameters_of("sdsn")
    ['on_track', 'moderately_improving', 'stagnating', 'minimum_points', 'minimum_span', 'maximum_age']
    """
    return [*_names(_PARTS[method]), *(_names(Defaults) if method == _DEFAULTS else []), *_names(Minimum)]


def missing_rows(thresholds: pd.DataFrame) -> list[tuple[str, str]]:
    """(method, parameter) of the rows that the methods need and the sheet lacks.

    >>> missing_rows(pd.DataFrame({"method": [], "parameter": []}))[0]
    ('unsd', 'on_track')
    """
    have = set(zip(thresholds["method"], thresholds["parameter"], strict=True))
    return [(method, name) for method in _PARTS for name in parameters_of(method) if (method, name) not in have]


def read_rules(thresholds: pd.DataFrame) -> Rules:
    """The rules from a thresholds sheet (columns method, parameter, value, source).

    Raises ValueError naming the rows that are missing.
    """
    lacking = missing_rows(thresholds)
    if lacking:
        names = ", ".join(f"{method}.{name}" for method, name in lacking)
        raise ValueError(f"thresholds without a row: {names}; allowed: one row each in the sheet Thresholds")
    values = thresholds.set_index(["method", "parameter"])["value"]

    def part(method: str, rule: type) -> object:
        return rule(**{name: float(values[method, name]) for name in _names(rule)})

    parts = {method: part(method, rule) for method, rule in _PARTS.items()}
    minimums = {method: part(method, Minimum) for method in _PARTS}
    needed = {(method, name) for method in _PARTS for name in parameters_of(method)}
    blank = thresholds[thresholds["source"] == ""]
    rows = zip(blank["method"], blank["parameter"], strict=True)
    unsourced = tuple(f"{m}.{p}" for m, p in rows if (m, p) in needed)
    return Rules(**parts, defaults=part(_DEFAULTS, Defaults), minimums=minimums, unsourced=unsourced)  # type: ignore[arg-type]
