"""All methods on one series, on many economies, and in one table."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np
import pandas as pd

from pipeline.methods.progress.eurostat import eurostat
from pipeline.methods.progress.growth_ratio import growth_ratio
from pipeline.methods.progress.progress_chart import unsd
from pipeline.methods.progress.projections import Draws, probability
from pipeline.methods.progress.rules import Minimum, Rules
from pipeline.methods.progress.series import Kind, Series, Span, Target, history, nearest_span, span
from pipeline.methods.progress.status_index import Weighting, escap
from pipeline.methods.progress.trend_arrows import trend_arrow
from pipeline.methods.progress.verdicts import ORIGIN, Desired, Level, Method, Origin, Progress, Verdict


@dataclass(frozen=True)
class Choices:
    """What the methods leave open, with the defaults that are printed.

    ``draws``: number and seed of the projections; ``weighting``: weights of ESCAP's regression; ``regression_since``:
    first year that the regression uses (None: every observation); ``projected_from``: year to which the data must reach
    for a probability to be drawn from them (None: any); ``assessed_in``: the year from which the age of the data is counted
    (None: no age); ``methods``: those that are asked.
    """

    draws: Draws = field(default_factory=Draws)
    weighting: Weighting = Weighting.LINEAR
    regression_since: int | None = None
    projected_from: int | None = None
    assessed_in: int | None = None
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

    Each method takes its own base: UNSD the observation nearest to the base year, Statistics Canada, SDSN and the current
    status index the first one from the base year on, Eurostat those of its terms; the projections use all observations from
    the base year on, ESCAP's regression also earlier ones. Numbers of a result name its base and latest year. Without any
    observation from the base year to the target year no method assesses. A verdict that rests on a trend needs the points and
    years that the rules ask of the method, every verdict a latest value that is recent enough (``choices.assessed_in``). Data
    that end before ``choices.projected_from`` give no probability, only that the target was met. Yes/no series: ``_answer``.

    >>> from pipeline.methods.progress.rules import (Defaults, EurostatRule,
    ...     GrowthRatioRule, Minimum, ProbabilityRule, ProgressRule, StatusIndexRule, TrendArrowRule)
    >>> rules = Rules(ProgressRule(0.95, 0.1, 2, 0.5, 1),
    ...     GrowthRatioRule(0.95, 0.6, 0, 1.5, 0.5, 0, 0.001, 4.44, 0.97, 1.03), EurostatRule(0.95, 0.6, 0, 1, 0, -1, 5, 15, 10),
    ...     StatusIndexRule(0.1, 1, 5), TrendArrowRule(1, 0.5, 0), ProbabilityRule(0.66, 0.33, 0.03),
    ...     Defaults(2015, 2030), {method: Minimum(2, 0, 0) for method in Method})
    >>> found = assess(Series((2015, 2022), (40.0, 60.0)), Target(95.0, 2015, 2030), rules)
    >>> {str(method): str(result.verdict) for method, result in found.results.items()}["escap"]
    'accelerate'
    """
    choices = choices or Choices()
    found = span(series, target)
    if found is None:
        return Assessment(series, target, None, _all(choices.methods, Verdict.NOT_ASSESSED, unseen(series, target)))
    spans = dict.fromkeys(choices.methods, found)
    if Method.UNSD in spans:
        least = int(rules.minimums[Method.UNSD].minimum_points)
        spans[Method.UNSD] = nearest_span(series, target, least) or found
    ask = _answer(found, target) if target.kind is Kind.BINARY else _trend(series, target, rules, choices, spans)
    results = {}
    for method in choices.methods:
        result = _enough(ask(method), spans[method], rules.minimums[method], choices.assessed_in)
        used = spans[method]
        ends = {"base_year": float(used.base_year), "base": used.base, "points": float(used.points)}
        latest = {"latest_year": float(used.latest_year), "latest": used.latest}
        numbers = MappingProxyType(
            {k: v for k, v in (ends | dict(result.numbers) | latest).items() if math.isfinite(v)}
        )
        told = used.warnings if used.warnings != found.warnings else ()
        results[method] = replace(result, numbers=numbers, warnings=(*told, *result.warnings))
    return Assessment(series, target, found, results)


def unseen(series: Series, target: Target) -> str:
    """Why a series has no observation from the base year to the target year.

    >>> unseen(Series((2010, 2013), (1.0, 2.0)), Target(9.0, 2015, 2030))
    'the data end in 2013, before the base year 2015'
    """
    before = [year for year in series.years if year < target.base_year]
    after = [year for year in series.years if year > target.year]
    if not series.years:
        return "no data"
    if before and after:
        return f"no observation from {target.base_year} to {target.year}"
    if before:
        return f"the data end in {before[-1]}, before the base year {target.base_year}"
    return f"the data begin in {after[0]}, after the target year {target.year}"


_Ask = Callable[[Method], Progress]


def _answer(found: Span, target: Target) -> _Ask:
    """What a method says of a yes/no series: yes is achieved for all; no is stagnation (UNSD), not achieved (Statistics Canada).

    Their score is the change of the answer, so that a yes that was taken back is told from a standing no. The other methods
    have no rule for a no. Where less is desired the wanted answer is no.
    """
    wanted = target.value if target.value is not None else 0.0 if target.desired is Desired.LOWER else 1.0
    sign = -1 if target.desired is Desired.LOWER else 1
    done, answer = sign * (found.latest - wanted) >= 0, "no" if target.desired is Desired.LOWER else "yes"
    score = sign * (found.latest - found.base)
    without = {Method.UNSD: Verdict.STAGNATION, Method.STATISTICS_CANADA: Verdict.NOT_ACHIEVED}

    def ask(method: Method) -> Progress:
        if done:
            return Progress(method, Verdict.ACHIEVED, f"the answer is {answer}")
        if method in without:
            return Progress(method, without[method], f"the answer is not {answer}", score)
        return Progress(
            method,
            Verdict.NOT_ASSESSED,
            f"the answer is not {answer}; a yes/no series has no rate, and the method no rule",
        )

    return ask


def _trend(series: Series, target: Target, rules: Rules, choices: Choices, spans: Mapping[Method, Span]) -> _Ask:
    """What a method says of a series of numbers."""

    def two(method: Method) -> tuple[float, int, float, int, float | None, int, Desired]:
        used = spans[method]
        return used.base, used.base_year, used.latest, used.latest_year, target.value, target.year, target.desired

    goal, year, desired = target.value, target.year, target.desired

    def regression() -> Progress:
        used = spans[Method.ESCAP]
        years, values = history(series, choices.regression_since if used.years else used.base_year, year)
        return escap(years, values, used.base, goal, year, desired, rules.escap, choices.weighting)

    def projected() -> Progress:
        used, first = spans[Method.PROBABILITY], choices.projected_from
        years, values = history(series, used.base_year, year)
        if first is None or used.latest_year >= first:
            return probability(years, values, used.base, goal, year, desired, rules.probability, choices.draws)
        # Whether it was met can be told from the last value alone.
        only = probability(years[-1:], values[-1:], used.base, goal, year, desired, rules.probability, choices.draws)
        reason = f"the data end in {used.latest_year}, before {first}: nothing is projected from them"
        met = only.verdict is Verdict.ACHIEVED
        return only if met else Progress(Method.PROBABILITY, Verdict.NOT_ASSESSED, reason)

    asks: dict[Method, Callable[[], Progress]] = {
        Method.UNSD: lambda: unsd(*two(Method.UNSD), rules.unsd, target.kind, target.percentage),
        Method.STATISTICS_CANADA: lambda: growth_ratio(
            *two(Method.STATISTICS_CANADA), rules.statistics_canada, target.kind, target.limit
        ),
        Method.EUROSTAT: lambda: eurostat(
            *history(series, None, year), goal, year, desired, rules.eurostat, target.kind
        ),
        Method.ESCAP: regression,
        Method.SDSN: lambda: trend_arrow(*two(Method.SDSN), rules.sdsn),
        Method.PROBABILITY: projected,
    }
    return lambda method: asks[method]()


def _enough(result: Progress, used: Span, minimum: Minimum, now: int | None) -> Progress:
    """The result, or that the method does not assess so few, so near or so old values; what is met or answered needs no trend."""
    if result.verdict is Verdict.NOT_ASSESSED:
        return result
    reason = minimum.too_old(used.latest_year, now)
    if not reason and result.verdict is not Verdict.ACHIEVED and _rests_on_trend(result):
        points = int(result.numbers.get("points", used.points))
        first = int(result.numbers.get("base_year", used.base_year))
        reason = minimum.lacks_trend(points, used.latest_year - first)
    return replace(result, verdict=Verdict.NOT_ASSESSED, reason=reason, score=None) if reason else result


def _rests_on_trend(result: Progress) -> bool:
    """Whether a verdict needs two points: not the answer to yes or no, which has no number of its own."""
    return bool(result.numbers)


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

    Columns: series; base_year, base, latest_year, latest, target, target_year; a column by method with its verdict, official
    methods first ("" where it was not asked); eurostat_long_term (its second verdict); unsd_base_year, unsd_ratio,
    statistics_canada_ratio, statistics_canada_scaling (factor near a natural limit), eurostat_ratio, eurostat_growth,
    eurostat_long_ratio, eurostat_long_growth (per cent a year), csi, escap_gap, sdsn_ratio, probability_of_target, arrival_low,
    arrival, arrival_high; lowest and highest level over the methods that assess, agree (bool: all on one level), the same over
    the official methods alone (official_lowest, official_highest, official_agree), warnings.
    """
    pairs = assessments.items() if isinstance(assessments, Mapping) else assessments
    rows = []
    for name, item in pairs:
        results = item.results
        europe = results.get(Method.EUROSTAT)
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
                **{str(one): str(results[one].verdict) if one in results else "" for one in Method},
                "eurostat_long_term": str(europe.parts.get("long_term", europe.verdict)) if europe else "",
                **{
                    column: results[one].numbers.get(key) if one in results else None
                    for column, (one, key) in _OF.items()
                },
                **_extent("", item.levels.values()),
                **_extent("official_", [lv for one, lv in item.levels.items() if ORIGIN[one] is Origin.OFFICIAL]),
                "warnings": "; ".join([*(where.warnings if where else ()), *warnings]),
            }
        )
    table = pd.DataFrame(rows)
    return table.astype(dict.fromkeys(_NUMBERS, "float64")) if rows else table


def _extent(prefix: str, levels: Iterable[Level]) -> dict[str, object]:
    """Lowest and highest of some levels by name, and whether they are one."""
    known = list(levels)
    return {
        f"{prefix}lowest": min(known).name.lower() if known else "",
        f"{prefix}highest": max(known).name.lower() if known else "",
        f"{prefix}agree": len(set(known)) <= 1,
    }


# Columns of the table with the number of a method.
_OF = {
    "unsd_base_year": (Method.UNSD, "base_year"),
    "unsd_ratio": (Method.UNSD, "ratio"),
    "statistics_canada_ratio": (Method.STATISTICS_CANADA, "ratio"),
    "statistics_canada_scaling": (Method.STATISTICS_CANADA, "scaling_factor"),
    "eurostat_ratio": (Method.EUROSTAT, "ratio"),
    "eurostat_growth": (Method.EUROSTAT, "annual_growth"),
    "eurostat_long_ratio": (Method.EUROSTAT, "long_ratio"),
    "eurostat_long_growth": (Method.EUROSTAT, "long_annual_growth"),
    "csi": (Method.ESCAP, "csi"),
    "escap_gap": (Method.ESCAP, "gap"),
    "sdsn_ratio": (Method.SDSN, "ratio"),
    "probability_of_target": (Method.PROBABILITY, "probability"),
    "arrival_low": (Method.PROBABILITY, "arrival_low"),
    "arrival": (Method.PROBABILITY, "arrival"),
    "arrival_high": (Method.PROBABILITY, "arrival_high"),
}
_NUMBERS = ("base_year", "base", "latest_year", "latest", "target", *_OF)
