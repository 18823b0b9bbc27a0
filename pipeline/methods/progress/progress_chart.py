"""Progress towards targets: the method of the UN Statistics Division's progress chart."""

from __future__ import annotations

import math
from types import MappingProxyType

from pipeline.methods.progress.growth import annual_growth, carried_on
from pipeline.methods.progress.rules import ProgressRule
from pipeline.methods.progress.series import Kind
from pipeline.methods.progress.verdicts import FELL_BACK, Desired, Method, Progress, Verdict


def unsd(
    base: float,
    base_year: int,
    latest: float,
    latest_year: int,
    target: float | None,
    target_year: int,
    desired: Desired,
    rule: ProgressRule,
    kind: Kind = Kind.LEVEL,
    percentage: bool = True,
) -> Progress:
    """Verdict on one series.

    CAGR_a = (v_t/v_b)^(1/(t−b)) − 1, v_e(T) = v_t (1 + CAGR_a)^(T−t), ratio = (v_e − v_b)/(v_target − v_b). A target
    that is met, or a ``percentage`` within ``near_limit`` points of a target of 0 or 100, is achieved whatever the trend.
    Without a target the growth rate decides. Not assessed: a growth rate (its own growth rate has no meaning), a base
    of zero or below, base and latest in the same year, parity crossed between the two years. Where the base was at the
    target or beyond it and the latest value is not, there is no ratio, or it would count the way back as progress: that is
    regression. Parity on one side of the target is a rise or a fall towards it. Source: UN
    Statistics Division, SDG progress chart, technical note.

    >>> rule = ProgressRule(0.95, 0.10, 2.0, 0.5, 1.0)
    >>> result = unsd(40, 2015, 60, 2022, 95, 2030, Desired.HIGHER, rule)
    >>> str(result.verdict), round(result.score, 9)
    ('on_track', 1.006673855)
    """

    def not_assessed(reason: str, **numbers: float) -> Progress:
        return Progress(Method.UNSD, Verdict.NOT_ASSESSED, reason, None, MappingProxyType(numbers))

    warnings: tuple[str, ...] = ()
    if desired is Desired.PARITY:
        assert target is not None  # Target refuses parity without a value
        if latest == target:
            return Progress(Method.UNSD, Verdict.ACHIEVED, "parity met")
        if (base - target) * (latest - target) < 0:
            return not_assessed("parity was crossed: no growth rate leads to it")
        desired = Desired.HIGHER if latest < target else Desired.LOWER
        warnings = ("parity is assessed as a rise or fall towards the target; the method has no rule of its own",)
    increase = desired is Desired.HIGHER
    if target is not None and (latest >= target if increase else latest <= target):
        return Progress(Method.UNSD, Verdict.ACHIEVED, "target met")
    if percentage and target in (0, 100) and abs(latest - target) <= rule.near_limit:
        return Progress(Method.UNSD, Verdict.ACHIEVED, "within the limit of a natural bound")
    if kind is Kind.GROWTH_RATE:
        return not_assessed("the growth rate of a growth rate has no meaning")
    if latest_year <= base_year:
        return not_assessed("only one year")
    if base <= 0 or latest < 0:
        return not_assessed("no growth rate from a base that is not positive")
    growth = annual_growth(base, latest, latest_year - base_year)
    expected = carried_on(latest, growth, target_year - latest_year)
    if not (math.isfinite(growth) and (target is None or math.isfinite(expected))):
        return not_assessed("the growth is beyond the numbers of the machine")
    percent = 100 * growth
    sign = 1 if increase else -1
    if target is None:
        verdict = _cut(sign * percent, rule.fast_growth, rule.slow_growth)
        numbers = MappingProxyType({"annual_growth": percent})
        reason = "growth rate, no numeric target"
        return Progress(Method.UNSD, verdict, reason, sign * percent, numbers, warnings)
    if (base >= target) if increase else (base <= target):
        numbers = MappingProxyType({"annual_growth": percent})
        return Progress(Method.UNSD, Verdict.STAGNATION, FELL_BACK, None, numbers, warnings)
    ratio = (expected - base) / (target - base)
    numbers = MappingProxyType({"annual_growth": percent, "expected": expected, "ratio": ratio})
    reason = "projected at the observed growth rate"
    return Progress(Method.UNSD, _cut(ratio, rule.on_track, rule.fair), reason, ratio, numbers, warnings)


def _cut(score: float, on_track: float, fair: float) -> Verdict:
    """The class of a score; a bound belongs to the better class."""
    return Verdict.ON_TRACK if score >= on_track else Verdict.FAIR if score >= fair else Verdict.STAGNATION
