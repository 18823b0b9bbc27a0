"""Progress towards targets: the growth ratio of Statistics Canada, made after Eurostat's."""

from __future__ import annotations

from types import MappingProxyType

from pipeline.methods.progress.rules import GrowthRatioRule
from pipeline.methods.progress.series import Kind
from pipeline.methods.progress.verdicts import Desired, Method, Progress, Verdict


def growth_ratio(
    base: float,
    base_year: int,
    latest: float,
    latest_year: int,
    target: float | None,
    target_year: int,
    desired: Desired,
    rule: GrowthRatioRule,
    kind: Kind = Kind.LEVEL,
) -> Progress:
    """Verdict on one series.

    CAGR_i = (y_i/y_0)^(1/(i−0)) − 1, CAGR_T = (y_T/y_0)^(1/(T−0)) − 1, R = d CAGR_i / |CAGR_T| with d = +1 where more
    is desired and −1 where less is. Target reached: achieved. A base or target of zero is replaced by
    ``rule.zero_replacement``; a warning gives R for a tenth and ten times of it. Without a target d CAGR_i decides.
    All values negative: d is flipped, as the method says; mixed signs are not assessed. Parity: the values are
    max(y/T, T/y), to fall to 1. The scaling of the bounds near a natural limit (series without a target) is not
    applied. Source: Statistics Canada, Progress Measurement Methodology for the SDGs, in the Open SDG documentation
    (docs/progress-methodology.md), sections Methodology, Considerations and Exceptions.

    >>> rule = GrowthRatioRule(0.95, 0.60, 0.0, 1.5, 0.5, 0.0, 0.001)
    >>> result = growth_ratio(40, 2015, 60, 2022, 95, 2030, Desired.HIGHER, rule)
    >>> str(result.verdict), round(result.score, 9)
    ('on_track', 1.00458861)
    """

    def not_assessed(reason: str) -> Progress:
        return Progress(Method.STATISTICS_CANADA, Verdict.NOT_ASSESSED, reason)

    if desired is Desired.PARITY:
        assert target is not None  # Target refuses parity without a value
        if min(base, latest) <= 0:
            return not_assessed("parity of values that are not positive")
        base, latest, target = (max(value / target, target / value) for value in (base, latest, target))
        desired = Desired.LOWER
    increase = desired is Desired.HIGHER
    if target is not None and (latest >= target if increase else latest <= target):
        return Progress(Method.STATISTICS_CANADA, Verdict.ACHIEVED, "target met")
    if kind is Kind.GROWTH_RATE:
        return not_assessed("the growth rate of a growth rate has no meaning")
    if latest_year <= base_year:
        return not_assessed("only one year")
    present = [value for value in (base, latest, target) if value is not None]
    if min(present) < 0 < max(present) or (min(present) < 0 and 0 in present):
        return not_assessed("values of both signs have no growth rate")
    sign = 1 if increase else -1
    if min(present) < 0:
        base, latest = -base, -latest
        target = None if target is None else -target
        sign = -sign
    years = latest_year - base_year

    def measure(zero: float) -> dict[str, float]:
        start, now = base or zero, latest or (0.0 if base else zero)
        observed = (now / start) ** (1 / years) - 1
        if target is None:
            return {"annual_growth": 100 * observed, "score": sign * 100 * observed}
        needed = ((target or zero) / start) ** (1 / (target_year - base_year)) - 1
        if needed == 0:
            return {"annual_growth": 100 * observed}
        ratio = sign * observed / abs(needed)
        return {
            "annual_growth": 100 * observed,
            "required_growth": 100 * needed,
            "expected": now * (1 + observed) ** (target_year - latest_year),
            "ratio": ratio,
            "score": ratio,
        }

    numbers = measure(rule.zero_replacement)
    if "score" not in numbers:
        return not_assessed("target equals base: no growth rate is required")
    score = numbers.pop("score")
    warnings: tuple[str, ...] = ()
    if base == 0 or target == 0:
        what = "base" if base == 0 else "target"
        low, high = (measure(factor * rule.zero_replacement).get("score", score) for factor in (0.1, 10))
        warnings = (
            f"a {what} of zero is replaced by {rule.zero_replacement:g}; this choice moves the result: {score:.4g}, "
            f"but {low:.4g} with a tenth and {high:.4g} with ten times of it",
        )
    bounds = (
        (rule.growth_on_track, rule.growth_accelerate, rule.growth_limited)
        if target is None
        else (rule.on_track, rule.accelerate, rule.limited)
    )
    verdict = _cut(score, *bounds)
    reason = "growth rate, no numeric target" if target is None else "observed growth rate against the one required"
    return Progress(Method.STATISTICS_CANADA, verdict, reason, score, MappingProxyType(numbers), warnings)


def _cut(score: float, on_track: float, accelerate: float, limited: float) -> Verdict:
    """The class of a score; a bound belongs to the better class."""
    if score >= on_track:
        return Verdict.ON_TRACK
    if score >= accelerate:
        return Verdict.ACCELERATE
    return Verdict.LIMITED if score >= limited else Verdict.DETERIORATION
