"""Progress towards targets: Eurostat's own method, growth over the last 5 and 15 years."""

from __future__ import annotations

import math
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from pipeline.methods.progress.growth import annual_growth, carried_on
from pipeline.methods.progress.rules import EurostatRule
from pipeline.methods.progress.series import Kind
from pipeline.methods.progress.verdicts import FELL_BACK, Desired, Method, Progress, Verdict


@dataclass(frozen=True)
class _Term:
    """What one term finds: its verdict and reason, the score that the classes cut, its numbers, what is to be told."""

    verdict: Verdict
    reason: str
    score: float | None = None
    numbers: tuple[tuple[str, float], ...] = ()
    warnings: tuple[str, ...] = ()


def eurostat(
    years: np.ndarray,
    values: np.ndarray,
    target: float | None,
    target_year: int,
    desired: Desired,
    rule: EurostatRule,
    kind: Kind = Kind.LEVEL,
) -> Progress:
    """Verdict on one series over the short term, with that over the long term beside it (``parts``).

    A term begins with the first observation of the last ``rule.short_term`` (``rule.long_term``) years before the latest one;
    CAGR = (y_t/y_0)^(1/(t−t_0)) − 1 over it. With a target the ratio of the CAGR to the one required from t_0 to the target
    year decides, in the desired direction; without one the CAGR. ``years`` and ``values`` (n,) are all observations up to the
    target year, ascending. The long term must cover ``rule.long_minimum_span`` years. A target that is met is achieved: the
    publisher has no class for it. Parity, growth rates, a base that is not positive and a target of zero have no rule
    and are not assessed. Source: Eurostat, Sustainable development in the European Union, monitoring report on progress towards
    the SDGs in an EU context, annex on the assessment of trends; bounds: the thresholds sheet.

    >>> rule = EurostatRule(0.95, 0.6, 0.0, 1.0, 0.0, -1.0, 5, 15, 10)
    >>> result = eurostat(np.array([2007.0, 2017, 2022]), np.array([30.0, 50, 60]), 80.0, 2030, Desired.HIGHER, rule)
    >>> str(result.verdict), round(result.score, 6), str(result.parts["long_term"])
    ('significant_progress', 1.008737, 'significant_progress')
    """

    def verdict(of: Verdict, reason: str) -> Progress:
        return Progress(Method.EUROSTAT, of, reason, parts=MappingProxyType({"short_term": of, "long_term": of}))

    latest = float(values[-1])
    if target is not None and (
        latest == target
        if desired is Desired.PARITY
        else latest >= target
        if desired is Desired.HIGHER
        else latest <= target
    ):
        return verdict(Verdict.ACHIEVED, "target met (the publisher has no class of its own for it)")
    if desired is Desired.PARITY:
        return verdict(Verdict.NOT_ASSESSED, "the method has no rule for parity")
    if kind is Kind.GROWTH_RATE:
        return verdict(Verdict.NOT_ASSESSED, "the growth rate of a growth rate has no meaning")
    if target is not None and target <= 0:
        return verdict(Verdict.NOT_ASSESSED, "no growth rate leads to a target of zero or below")
    sign = 1 if desired is Desired.HIGHER else -1
    short = _term(years, values, target, target_year, sign, rule, rule.short_term)
    long = _term(years, values, target, target_year, sign, rule, rule.long_term, rule.long_minimum_span)
    numbers = {**dict(short.numbers), **{f"long_{name}": value for name, value in long.numbers}}
    parts = MappingProxyType({"short_term": short.verdict, "long_term": long.verdict})
    told = (
        *short.warnings,
        *([f"long term: {long.reason}"] if long.verdict is Verdict.NOT_ASSESSED else long.warnings),
    )
    return Progress(
        Method.EUROSTAT, short.verdict, short.reason, short.score, MappingProxyType(numbers), tuple(told), parts
    )


def _term(
    years: np.ndarray,
    values: np.ndarray,
    target: float | None,
    target_year: int,
    sign: int,
    rule: EurostatRule,
    length: float,
    least: float = 0,
) -> _Term:
    """What the last ``length`` years say of a series that does not meet its target today."""
    inside = years >= years[-1] - length
    first, base, latest, last = float(years[inside][0]), float(values[inside][0]), float(values[-1]), float(years[-1])
    covered = last - first
    if covered == 0:
        return _Term(Verdict.NOT_ASSESSED, f"no second value in the last {length:g} years")
    if covered < least:
        reason = f"the values cover {covered:g} of {length:g} years; {least:g} are needed"
        return _Term(Verdict.NOT_ASSESSED, reason)
    if base <= 0 or latest < 0:
        return _Term(Verdict.NOT_ASSESSED, "no growth rate from a base that is not positive")
    told = (f"the term of {length:g} years begins in {first:g}",) if covered < length else ()
    growth = annual_growth(base, latest, covered)
    numbers = {"annual_growth": 100 * growth, "base_year": first, "points": float(inside.sum())}
    if target is None:
        score = sign * 100 * growth
        of = _growing(score, rule)
        reason = f"growth since {first:g}, no numeric target"
    else:
        needed = annual_growth(base, target, target_year - first)
        if needed == 0:
            return _Term(Verdict.MOVEMENT_AWAY, FELL_BACK, None, tuple(numbers.items()), told)
        score = sign * growth / abs(needed)
        expected = carried_on(latest, growth, target_year - last)
        numbers |= {"required_growth": 100 * needed, "expected": expected, "ratio": score}
        of = _on_path(score, rule)
        reason = f"growth since {first:g} against the growth required from then on"
    if not all(map(math.isfinite, (score, *numbers.values()))):
        return _Term(Verdict.NOT_ASSESSED, "the growth is beyond the numbers of the machine")
    return _Term(of, reason, score, tuple(numbers.items()), told)


def _on_path(ratio: float, rule: EurostatRule) -> Verdict:
    """The class of a ratio to a target; a bound belongs to the better class."""
    if ratio >= rule.significant:
        return Verdict.SIGNIFICANT_PROGRESS
    if ratio >= rule.moderate:
        return Verdict.MODERATE_PROGRESS
    return Verdict.INSUFFICIENT_PROGRESS if ratio >= rule.insufficient else Verdict.MOVEMENT_AWAY


def _growing(growth: float, rule: EurostatRule) -> Verdict:
    """The class of a growth rate (per cent a year, desired direction); a bound belongs to the better class."""
    if growth >= rule.growth_significant:
        return Verdict.SIGNIFICANT_PROGRESS
    if growth >= rule.growth_moderate:
        return Verdict.MODERATE_PROGRESS
    if growth >= rule.growth_moderate_away:
        return Verdict.MODERATE_MOVEMENT_AWAY
    return Verdict.SIGNIFICANT_MOVEMENT_AWAY
