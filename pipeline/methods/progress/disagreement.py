"""Where methods disagree on a series, and why: computed from their own numbers."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from enum import StrEnum

import pandas as pd

from pipeline.methods.progress.compare import Assessment
from pipeline.methods.progress.rules import Rules
from pipeline.methods.progress.verdicts import ORIGIN, Level, Method, Progress, Verdict


class Cause(StrEnum):
    """Why two methods disagree; the first that holds is given.

    NEAR_LIMIT: only one of them counts a value close to 0 or 100 (or close to parity) as achieved. FELL_BACK: the base
    had met the target. BOUNDS: with the other's bounds, the number of one would get the other's verdict. PERIOD: the same kind
    of number, counted from another year. RATES: one compares growth rates, the other the change itself. GROWTH_OR_LINE: compound growth against a straight line.
    POINTS_OR_REGRESSION: two end points against a regression through all. PATH_OR_SPREAD: one path against the
    spread of many.
    """

    NEAR_LIMIT = "near_limit"
    FELL_BACK = "fell_back"
    BOUNDS = "bounds"
    PERIOD = "period"
    RATES = "rates"
    GROWTH_OR_LINE = "growth_or_line"
    POINTS_OR_REGRESSION = "points_or_regression"
    PATH_OR_SPREAD = "path_or_spread"


_LABEL = {
    Method.UNSD: "UNSD",
    Method.STATISTICS_CANADA: "Statistics Canada",
    Method.EUROSTAT: "Eurostat",
    Method.ESCAP: "ESCAP",
    Method.SDSN: "SDSN",
    Method.PROBABILITY: "probability",
}
_BASIS = {
    Method.UNSD: "compound growth between two points",
    Method.STATISTICS_CANADA: "the ratio of two growth rates",
    Method.EUROSTAT: "growth over its short term",
    Method.ESCAP: "a weighted regression through all points",
    Method.SDSN: "a straight line through two points",
    Method.PROBABILITY: "the spread of many projections",
}
_GROWTH = {Method.UNSD, Method.STATISTICS_CANADA, Method.EUROSTAT}
_Bounds = tuple[tuple[float, Level], ...]


def bounds_of(method: Method, rules: Rules, with_target: bool = True, scaling: float = 1.0) -> _Bounds | None:
    """Lower bounds of the levels on the method's score, from the best down; None where the score is not cut.

    Scores with a target are shares of the required change or rate (1 = exactly met); without one they are per cent a
    year in the desired direction, and ``scaling`` is the factor of Statistics Canada near a natural limit. The probability
    cuts another number.
    """
    canada, europe = rules.statistics_canada, rules.eurostat
    if with_target:
        cuts = {
            Method.UNSD: (rules.unsd.on_track, rules.unsd.fair, 0.0),
            Method.STATISTICS_CANADA: (canada.on_track, canada.accelerate, canada.limited),
            Method.EUROSTAT: (europe.significant, europe.moderate, europe.insufficient),
            Method.SDSN: (rules.sdsn.on_track, rules.sdsn.moderately_improving, rules.sdsn.stagnating),
        }
        if method is Method.ESCAP:
            return ((1 - rules.escap.maintain, Level.ON_TRACK), (1 - rules.escap.accelerate, Level.SOME))
    else:
        cuts = {
            Method.UNSD: (rules.unsd.fast_growth, rules.unsd.slow_growth, 0.0),
            Method.STATISTICS_CANADA: (
                canada.growth_on_track * scaling,
                canada.growth_accelerate * scaling,
                canada.growth_limited,
            ),
        }
        if method is Method.EUROSTAT:
            return ((europe.growth_significant, Level.ON_TRACK), (europe.growth_moderate, Level.SOME))
    if method not in cuts:
        return None
    return tuple(zip(cuts[method], (Level.ON_TRACK, Level.SOME, Level.LITTLE), strict=True))


def _cut(score: float, bounds: _Bounds) -> Level:
    return next((level for lower, level in bounds if score >= lower), Level.AWAY)


def _shown(score: float, bounds: _Bounds) -> str:
    """The class interval of a score, for a sentence."""
    lower = max((low for low, _ in bounds if score >= low), default=None)
    upper = min((low for low, _ in bounds if score < low), default=None)
    if lower is None:
        return f"below {upper:g}"
    return f"{lower:g} or more" if upper is None else f"{lower:g} to {upper:g}"


def explain(first: Progress, second: Progress, assessment: Assessment, rules: Rules) -> tuple[Cause, str]:
    """The cause of a disagreement between two results on one series, and a sentence with the numbers behind it."""
    one, two = _LABEL[first.method], _LABEL[second.method]
    if Verdict.ACHIEVED in (first.verdict, second.verdict):
        sure, other = (one, two) if first.verdict is Verdict.ACHIEVED else (two, one)
        latest = assessment.span.latest if assessment.span else float("nan")
        goal = "its aim" if assessment.target.value is None else f"{assessment.target.value:g}"
        text = f"{sure} counts {latest:g} as having met {goal}, {other} does not"
        return Cause.NEAR_LIMIT, text
    if first.score is None or second.score is None:
        return Cause.FELL_BACK, "the base had met the target; the methods rank the way back differently"
    with_target = assessment.target.value is not None
    mine, yours = (
        bounds_of(one.method, rules, with_target, one.numbers.get("scaling_factor", 1.0)) for one in (first, second)
    )
    if mine and yours:
        swapped = (_cut(first.score, yours) == second.level, _cut(second.score, mine) == first.level)
        if any(swapped):
            score = first.score if swapped[0] else second.score
            whose = one if swapped[0] else two
            text = (
                f"{whose}'s number, {score:.3g}, lies in {_shown(score, mine)} of {one} "
                f"and in {_shown(score, yours)} of {two}"
            )
            return Cause.BOUNDS, text
    pair = {first.method, second.method}
    since = [int(one.numbers["base_year"]) for one in (first, second)]
    if pair <= _GROWTH and since[0] != since[1]:
        found = [
            f"{_LABEL[r.method]} counts from {y} and finds {_finding(r)}"
            for r, y in zip((first, second), since, strict=True)
        ]
        return Cause.PERIOD, "; ".join(found)
    cause = (
        Cause.PATH_OR_SPREAD
        if Method.PROBABILITY in pair
        else Cause.POINTS_OR_REGRESSION
        if Method.ESCAP in pair
        else Cause.RATES
        if pair <= _GROWTH
        else Cause.GROWTH_OR_LINE
    )
    parts = [f"{_LABEL[r.method]} rests on {_BASIS[r.method]} and finds {_finding(r)}" for r in (first, second)]
    return cause, "; ".join(parts)


def _finding(result: Progress) -> str:
    """What a method expects, in numbers."""
    if result.method is Method.PROBABILITY:
        return (
            f"a probability of {result.numbers['probability']:.2f} (middle projection {result.numbers['expected']:.4g})"
        )
    if "required_growth" not in result.numbers and result.method in _GROWTH and "ratio" not in result.numbers:
        return f"{result.numbers['annual_growth']:.3g} per cent a year"
    text = f"{result.score:.3g} of what is required"
    return text + (f", {result.numbers['expected']:.4g} in the target year" if "expected" in result.numbers else "")


def disagreements(
    assessments: Mapping[str, Assessment] | Iterable[tuple[str, Assessment]], rules: Rules
) -> pd.DataFrame:
    """Pairs of methods whose verdicts stand on different levels, one row a series and pair.

    Columns: series, first_family, first, second_family, second (methods and whose they are), first_verdict, second_verdict, first_level, second_level (numbers 0-4),
    distance (in levels), cause, reason. Series are in the order given, pairs in the order of ``Method``.
    """
    pairs = assessments.items() if isinstance(assessments, Mapping) else assessments
    rows = []
    for name, assessment in pairs:
        levels = assessment.levels
        for one, two in itertools.combinations(levels, 2):
            if levels[one] != levels[two]:
                first, second = assessment.results[one], assessment.results[two]
                cause, reason = explain(first, second, assessment, rules)
                rows.append(
                    (
                        *(name, ORIGIN[one].value, str(one), ORIGIN[two].value, str(two)),
                        *(str(first.verdict), str(second.verdict)),
                        *(int(levels[one]), int(levels[two]), abs(levels[one] - levels[two]), str(cause), reason),
                    )
                )
    columns = ["series", "first_family", "first", "second_family", "second"]
    columns += ["first_verdict", "second_verdict", "first_level", "second_level"]
    return pd.DataFrame(rows, columns=[*columns, "distance", "cause", "reason"])
