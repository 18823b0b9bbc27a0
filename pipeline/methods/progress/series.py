"""A series of observations and a target, checked once; the span between base and latest observation."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from pipeline.methods.progress.verdicts import Desired


class Kind(StrEnum):
    """What the values are: a level; a growth rate, whose own growth rate has no meaning; yes (1) or no (0)."""

    LEVEL = "level"
    GROWTH_RATE = "growth_rate"
    BINARY = "binary"


def kind_of_unit(unit: str) -> Kind:
    """The kind that a unit of measure tells: "1 = yes, 0 = no" is binary, "annual % growth" a growth rate, anything else a level.

    >>> [str(kind_of_unit(unit)) for unit in ("1 = yes, 0 = no", "annual % growth", "% of annual income")]
    ['binary', 'growth_rate', 'level']
    """
    words = unit.strip().casefold()
    if words.replace(" ", "").startswith("1=yes") or re.fullmatch(r"(yes\W+no|no\W+yes|binary|0\W+1|dummy)\W*", words):
        return Kind.BINARY
    percent = r"(%|per ?cent(age)?)"
    change = re.search(percent, words) and re.search(r"\b(growth|change)\b", words)
    yearly = re.fullmatch(rf"(annual|yearly) {percent}|{percent},? (annual|(a|per) (year|annum))", words)
    return Kind.GROWTH_RATE if (change or yearly) and not re.match(rf"{percent} of\b", words) else Kind.LEVEL


def is_percentage(unit: str) -> bool:
    """Whether a unit of measure is a percentage; a blank unit counts as one.

    >>> is_percentage("per cent of population"), is_percentage("index (0-1)")
    (True, False)
    """
    return not unit.strip() or unit.strip().casefold().startswith(("per cent", "percent", "%"))


def natural_limit(percentage: bool, desired: Desired) -> float | None:
    """The bound that values cannot pass in the desired direction: 100 or 0 of a percentage, None of anything else.

    >>> natural_limit(True, Desired.HIGHER), natural_limit(True, Desired.LOWER), natural_limit(False, Desired.HIGHER)
    (100.0, 0.0, None)
    """
    if not percentage or desired is Desired.PARITY:
        return None
    return 100.0 if desired is Desired.HIGHER else 0.0


@dataclass(frozen=True)
class Series:
    """Observations of one economy: years ascending, values finite, same length.

    Raises ValueError for years that do not ascend, a value that is not finite, or unequal lengths.
    """

    years: tuple[int, ...]
    values: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.years) != len(self.values):
            raise ValueError(f"{len(self.years)} years and {len(self.values)} values; allowed: one value a year")
        if any(b <= a for a, b in zip(self.years, self.years[1:], strict=False)):
            raise ValueError(f"years {self.years}; allowed: ascending, each once")
        if not all(math.isfinite(value) for value in self.values):
            raise ValueError("a value is missing or infinite; allowed: finite numbers (leave missing years out)")

    @classmethod
    def of(cls, row: pd.Series) -> Series:
        """The present values of a row of an economies × years table.

        >>> Series.of(pd.Series({2015: 40.0, 2016: float("nan"), 2022: 60.0})).years
        (2015, 2022)
        """
        seen = row.dropna()
        return cls(tuple(int(year) for year in seen.index), tuple(float(value) for value in seen))


@dataclass(frozen=True)
class Target:
    """A target: ``value`` (None where only a direction is desired) to be met in ``year``, assessed since ``base_year``.

    ``percentage``: 0 and 100 are natural bounds of the values; ``limit``: the bound that the values cannot pass in the desired
    direction (None: none). Raises ValueError unless ``year`` is after ``base_year`` and ``value`` is finite; parity needs a
    value above zero.
    """

    value: float | None
    base_year: int
    year: int
    desired: Desired = Desired.HIGHER
    kind: Kind = Kind.LEVEL
    percentage: bool = True
    limit: float | None = None

    def __post_init__(self) -> None:
        if self.year <= self.base_year:
            raise ValueError(f"target year {self.year}, base year {self.base_year}; allowed: a target year after it")
        if self.value is not None and not math.isfinite(self.value):
            raise ValueError(f"target {self.value}; allowed: a finite number, or None for a direction only")
        if self.desired is Desired.PARITY and (self.value is None or self.value <= 0):
            raise ValueError(f"parity with {self.value}; allowed: a target above zero")


@dataclass(frozen=True)
class Span:
    """Base and latest observation of a series under a target, how many observations lie from one to the other, and what is to be told."""

    base: float
    base_year: int
    latest: float
    latest_year: int
    points: int
    warnings: tuple[str, ...]

    @property
    def years(self) -> int:
        """Years from the base to the latest observation."""
        return self.latest_year - self.base_year


def span(series: Series, target: Target) -> Span | None:
    """First observation at or after the base year and last at or before the target year; None where there is none.

    A base year without observation, and observations after the target year, are named in the warnings.

    >>> span(Series((2014, 2016, 2022), (30.0, 40.0, 60.0)), Target(95, 2015, 2030)).base_year
    2016
    """
    used = [(y, v) for y, v in zip(series.years, series.values, strict=True) if y <= target.year]
    return _between(series, target, [one for one in used if one[0] >= target.base_year])


def nearest_span(series: Series, target: Target, least: int = 2) -> Span | None:
    """The same from the observation nearest to the base year, before or after it, that leaves ``least`` observations.

    Of two that are equally near the later one is taken. None where no observation lies from the base year to the target
    year: a series that has ended before says nothing of the time since. Source: UN Statistics Division, Sustainable
    Development Goals Progress Chart, technical note.

    >>> span_of = lambda *years: nearest_span(Series(years, tuple(map(float, years))), Target(9000.0, 2015, 2030)).base_year
    >>> span_of(2014, 2017, 2022), span_of(2012, 2016, 2022), span_of(2014, 2016, 2022), span_of(2013, 2016)
    (2014, 2016, 2016, 2013)
    """
    used = [(y, v) for y, v in zip(series.years, series.values, strict=True) if y <= target.year]
    if not used or used[-1][0] < target.base_year:
        return None
    fit = used[: max(len(used) - least + 1, 0)] or used[:1]
    year = min((y for y, _ in fit), key=lambda y: (abs(y - target.base_year), -y))
    return _between(series, target, [one for one in used if one[0] >= year])


def _between(series: Series, target: Target, used: list[tuple[int, float]]) -> Span | None:
    """The span of the observations that are used, with what is to be told of them."""
    if not used:
        return None
    (first, base), (last, latest) = used[0], used[-1]
    warnings = []
    if first != target.base_year:
        there = target.base_year in series.years
        why = "too few values follow that of the base year" if there else "no value in the base year"
        warnings.append(f"{why} {target.base_year}: {first} is used")
    if series.years[-1] > target.year:
        warnings.append(f"values after the target year {target.year} are not used")
    return Span(base, first, latest, last, len(used), tuple(warnings))


def history(series: Series, since: int | None, until: int) -> tuple[np.ndarray, np.ndarray]:
    """Years and values of a series from ``since`` (None: from its start) to ``until``, both included; shapes (n,).

    >>> history(Series((2014, 2016), (30.0, 40.0)), 2015, 2030)[0].tolist()
    [2016.0]
    """
    years = np.asarray(series.years, dtype=float)
    kept = (years >= (since if since is not None else -math.inf)) & (years <= until)
    return years[kept], np.asarray(series.values, dtype=float)[kept]
