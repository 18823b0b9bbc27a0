"""All methods on one series, on many economies, and in one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from pipeline.methods.progress.growth_ratio import growth_ratio
from pipeline.methods.progress.progress_chart import unsd
from pipeline.methods.progress.projections import Draws, probability
from pipeline.methods.progress.rules import Rules
from pipeline.methods.progress.series import Kind, Series, Span, Target, history, span
from pipeline.methods.progress.status_index import Weighting, escap
from pipeline.methods.progress.trend_arrows import trend_arrow
from pipeline.methods.progress.verdicts import Level, Method, Progress, Verdict


@dataclass(frozen=True)
class Choices:
    """What the methods leave open, with the defaults that are printed.

    ``draws``: number and seed of the projections; ``weighting``: weights of ESCAP's regression; ``regression_since``:
    first year that the regression uses (None: every observation); ``projected_from``: year to which the data must reach
    for a probability to be drawn from them (None: any); ``methods``: those that are asked.
    """

    draws: Draws = field(default_factory=Draws)
    weighting: Weighting = Weighting.LINEAR
    regression_since: int | None = None
    projected_from: int | None = None
    methods: tuple[Method, ...] = tuple(Method)


@dataclass(frozen=True)
class Assessment:
    """One series under one target by every method; ``span`` is None where no observation lies in the period."""

    series: Series
    target: Target
    span: Span | None
    results: Mapping[Method, Progress]

    @property
    def levels(self) -> dict[Method, Level]:
        """Levels of the methods that assess the series."""
        return {method: level for method, result in self.results.items() if (level := result.level) is not None}


def assess(series: Series, target: Target, rules: Rules, choices: Choices | None = None) -> Assessment:
    """Every method on one series.

    UNSD, Statistics Canada and SDSN use base and latest observation, the projections all observations from the base
    year on, ESCAP's regression also earlier ones. Without any observation in the period no method assesses. A yes/no
    series is achieved (latest value at the target, or 1 without one) or not assessed: it has no rate. Data that end before
    ``choices.projected_from`` give no probability, only that the target was met.

    >>> from pipeline.methods.progress.rules import (
    ...     GrowthRatioRule, ProbabilityRule, ProgressRule, StatusIndexRule, TrendArrowRule)
    >>> rules = Rules(ProgressRule(0.95, 0.1, 2, 0.5, 1), GrowthRatioRule(0.95, 0.6, 0, 1.5, 0.5, 0, 0.001),
    ...     StatusIndexRule(0.1, 1), TrendArrowRule(1, 0.5, 0), ProbabilityRule(0.66, 0.33, 0.03))
    >>> found = assess(Series((2015, 2022), (40.0, 60.0)), Target(95.0, 2015, 2030), rules)
    >>> {str(method): str(result.verdict) for method, result in found.results.items()}["escap"]
    'accelerate'
    """
    choices = choices or Choices()
    found = span(series, target)
    if found is None:
        reason = f"no observation from {target.base_year} to {target.year}"
        return Assessment(series, target, None, _all(choices.methods, Verdict.NOT_ASSESSED, reason))
    if target.kind is Kind.BINARY:
        done = found.latest >= (1.0 if target.value is None else target.value)
        verdict, reason = (
            (Verdict.ACHIEVED, "the answer is yes")
            if done
            else (Verdict.NOT_ASSESSED, "the answer is no; a yes/no series has no rate")
        )
        return Assessment(series, target, found, _all(choices.methods, verdict, reason))
    two = (found.base, found.base_year, found.latest, found.latest_year, target.value, target.year, target.desired)
    recent = history(series, found.base_year, target.year)
    longer = history(series, choices.regression_since, target.year)
    if found.latest_year == found.base_year:
        longer = recent
    ends = (found.base, target.value, target.year, target.desired)

    def projected() -> Progress:
        if choices.projected_from is None or found.latest_year >= choices.projected_from:
            return probability(recent[0], recent[1], *ends, rules.probability, choices.draws)
        only = probability(
            recent[0][-1:], recent[1][-1:], *ends, rules.probability, choices.draws
        )  # whether it was met
        reason = f"the data end in {found.latest_year}, before {choices.projected_from}: nothing is projected from them"
        met = only.verdict is Verdict.ACHIEVED
        return only if met else Progress(Method.PROBABILITY, Verdict.NOT_ASSESSED, reason)

    ask: dict[Method, Callable[[], Progress]] = {
        Method.UNSD: lambda: unsd(*two, rules.unsd, target.kind, target.percentage),
        Method.STATISTICS_CANADA: lambda: growth_ratio(*two, rules.statistics_canada, target.kind),
        Method.ESCAP: lambda: escap(longer[0], longer[1], *ends, rules.escap, choices.weighting),
        Method.SDSN: lambda: trend_arrow(*two, rules.sdsn),
        Method.PROBABILITY: projected,
    }
    return Assessment(series, target, found, {method: ask[method]() for method in choices.methods})


def _all(methods: Iterable[Method], verdict: Verdict, reason: str) -> dict[Method, Progress]:
    """The same result for every method."""
    return {method: Progress(method, verdict, reason) for method in methods}


def assess_wide(
    wide: pd.DataFrame, target: Target, rules: Rules, choices: Choices | None = None
) -> dict[str, Assessment]:
    """Every method on every economy of an economies × years table; economies without a value in the period are left out.

    >>> assess_wide(pd.DataFrame({2010: [1.0]}, index=["FRA"]), Target(95.0, 2015, 2030), None)
    {}
    """
    years = np.array([int(year) for year in wide.columns], dtype=int)
    values = wide.to_numpy(dtype=float)
    seen = ~np.isnan(values)
    inside = (years >= target.base_year) & (years <= target.year)
    return {
        str(wide.index[i]): assess(
            Series(tuple(years[seen[i]].tolist()), tuple(values[i, seen[i]].tolist())), target, rules, choices
        )
        for i in np.flatnonzero(seen[:, inside].any(axis=1))
    }


def verdict_table(assessments: Mapping[str, Assessment] | Iterable[tuple[str, Assessment]]) -> pd.DataFrame:
    """One line a series with the verdict of every method.

    Columns: series; base_year, base, latest_year, latest, target, target_year; a column by method with its verdict;
    unsd_ratio, statistics_canada_ratio, csi, escap_gap, sdsn_ratio, probability_of_target, arrival_low, arrival, arrival_high;
    lowest and highest level over the methods that assess, agree (bool: all on one level), warnings.
    """
    pairs = assessments.items() if isinstance(assessments, Mapping) else assessments
    rows = []
    for name, item in pairs:
        results = item.results
        numbers = {method: result.numbers for method, result in results.items()}
        levels = list(item.levels.values())
        warnings = [f"{method}: {text}" for method, result in results.items() for text in result.warnings]
        where = item.span
        rows.append(
            {
                "series": name,
                "base_year": where.base_year if where else None,
                "base": where.base if where else None,
                "latest_year": where.latest_year if where else None,
                "latest": where.latest if where else None,
                "target": item.target.value,
                "target_year": item.target.year,
                **{str(method): str(results[method].verdict) for method in Method},
                "unsd_ratio": numbers[Method.UNSD].get("ratio"),
                "statistics_canada_ratio": numbers[Method.STATISTICS_CANADA].get("ratio"),
                "csi": numbers[Method.ESCAP].get("csi"),
                "escap_gap": numbers[Method.ESCAP].get("gap"),
                "sdsn_ratio": numbers[Method.SDSN].get("ratio"),
                "probability_of_target": numbers[Method.PROBABILITY].get("probability"),
                **{key: numbers[Method.PROBABILITY].get(key) for key in ("arrival_low", "arrival", "arrival_high")},
                "lowest": min(levels).name.lower() if levels else "",
                "highest": max(levels).name.lower() if levels else "",
                "agree": len(set(levels)) <= 1,
                "warnings": "; ".join([*(where.warnings if where else ()), *warnings]),
            }
        )
    table = pd.DataFrame(rows)
    return table.astype(dict.fromkeys(_NUMBERS, "float64")) if rows else table


_NUMBERS = (
    *("base_year", "base", "latest_year", "latest", "target", "unsd_ratio", "statistics_canada_ratio", "csi"),
    *("escap_gap", "sdsn_ratio", "probability_of_target", "arrival_low", "arrival", "arrival_high"),
)
