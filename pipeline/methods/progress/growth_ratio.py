"""Progress towards targets: the growth ratio of Statistics Canada, made after Eurostat's."""

from __future__ import annotations

import math
from types import MappingProxyType

from pipeline.methods.progress.growth import annual_growth, carried_on
from pipeline.methods.progress.rules import GrowthRatioRule
from pipeline.methods.progress.series import Kind
from pipeline.methods.progress.verdicts import FELL_BACK, Desired, Method, Progress, Verdict


def scaling_factor(base: float, limit: float, exponent: float) -> float:
    """The factor C (0 to 1) by which bounds above zero shrink where the base is near a natural limit.

    With b = |base| and l = |limit|: C = 1 − (b/l)^exponent up to the limit, 1 − ((2l − b)/l)^exponent from there to twice the
    limit, and 1 beyond (so that a limit of zero shrinks nothing). Source: Statistics Canada, Progress Measurement Methodology
    for the SDGs, section Indicators without quantitative targets; the exponent (thresholds sheet) as in the program of Open SDG.

    >>> [round(scaling_factor(base, 100, 4.44), 4) for base in (0, 50, 97, 100)], scaling_factor(3, 0, 4.44)
    ([1.0, 0.9539, 0.1265, 0.0], 1.0)
    """
    near, far = abs(base), abs(limit)
    if near >= 2 * far:
        return 1.0
    return 1 - (near / far if near <= far else (2 * far - near) / far) ** exponent


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
    limit: float | None = None,
) -> Progress:
    """Verdict on one series.

    CAGR_i = (y_i/y_0)^(1/(i−0)) − 1, CAGR_T = (y_T/y_0)^(1/(T−0)) − 1, R = d CAGR_i / |CAGR_T| with d = +1 where more
    is desired and −1 where less is. Target reached: achieved. A base or target of zero is replaced by
    ``rule.zero_replacement``; a warning gives R for a tenth and ten times of it. Without a target d CAGR_i decides, and the
    bounds above zero shrink by ``scaling_factor`` where the values have a natural ``limit`` in the desired direction; a
    value kept at its limit is on track. Where base and latest value are zero both count as no growth (the base replaced alone
    would make a standstill a fall). A target that the base had met exactly and the latest value misses: deterioration.
    All values negative: d is flipped, as the method says; mixed signs are not assessed. Parity: the values are
    max(y/T, T/y), to fall to 1; from ``rule.parity_low`` to ``rule.parity_high`` of the target it is achieved. Source:
    Statistics Canada, Progress Measurement Methodology for the SDGs, in the Open SDG documentation
    (docs/progress-methodology.md), sections Methodology, Considerations and Exceptions.

    >>> rule = GrowthRatioRule(0.95, 0.60, 0.0, 1.5, 0.5, 0.0, 0.001, 4.44, 0.97, 1.03)
    >>> result = growth_ratio(40, 2015, 60, 2022, 95, 2030, Desired.HIGHER, rule)
    >>> str(result.verdict), round(result.score, 9)
    ('on_track', 1.00458861)
    >>> str(growth_ratio(97, 2015, 98.5, 2022, None, 2030, Desired.HIGHER, rule, limit=100).verdict)
    'on_track'
    """

    def not_assessed(reason: str) -> Progress:
        return Progress(Method.STATISTICS_CANADA, Verdict.NOT_ASSESSED, reason)

    if desired is Desired.PARITY:
        assert target is not None  # Target refuses parity without a value
        if min(base, latest) <= 0:
            return not_assessed("parity of values that are not positive")
        shares = (base / target, latest / target)
        if rule.parity_low <= shares[1] <= rule.parity_high:
            return Progress(Method.STATISTICS_CANADA, Verdict.ACHIEVED, "within the accepted range of parity")
        base, latest = (1.0 if rule.parity_low <= one <= rule.parity_high else max(one, 1 / one) for one in shares)
        target = 1.0
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
    # A limit counts where it lies ahead in the desired direction.
    ahead = limit if limit is not None and (base <= limit if increase else base >= limit) else None
    if target is None and base == latest == limit:
        return Progress(
            Method.STATISTICS_CANADA,
            Verdict.ON_TRACK,
            f"kept at the natural limit {limit:g}",
            0.0,
            MappingProxyType({"annual_growth": 0.0, "scaling_factor": 0.0}),
        )
    sign = 1 if increase else -1
    if min(present) < 0:
        base, latest = -base, -latest
        target = None if target is None else -target
        sign = -sign
    years = latest_year - base_year

    def measure(zero: float) -> dict[str, float]:
        start, now = base or zero, latest or (0.0 if base else zero)
        observed = annual_growth(start, now, years)
        if target is None:
            return {"annual_growth": 100 * observed, "score": sign * 100 * observed}
        needed = annual_growth(start, target or zero, target_year - base_year)
        if needed == 0:
            return {"annual_growth": 100 * observed}
        ratio = sign * observed / abs(needed)
        return {
            "annual_growth": 100 * observed,
            "required_growth": 100 * needed,
            "expected": carried_on(now, observed, target_year - latest_year),
            "ratio": ratio,
            "score": ratio,
        }

    numbers = measure(rule.zero_replacement)
    if "score" not in numbers:  # no growth is required, since the base had met the target
        about = MappingProxyType(numbers)
        return Progress(Method.STATISTICS_CANADA, Verdict.DETERIORATION, FELL_BACK, None, about)
    if not all(map(math.isfinite, numbers.values())):
        return not_assessed("the growth is beyond the numbers of the machine")
    score = numbers.pop("score")
    factor = 1.0
    if target is None and ahead is not None:
        factor = numbers["scaling_factor"] = scaling_factor(base, ahead, rule.limit_exponent)
    warnings: tuple[str, ...] = ()
    if base == latest == 0:
        warnings = ("base and latest value are zero: no growth; the base replaced alone would make it a fall",)
    elif base == 0 or target == 0:
        what = "base" if base == 0 else "target"
        low, high = (measure(factor * rule.zero_replacement).get("score", score) for factor in (0.1, 10))
        warnings = (
            f"a {what} of zero is replaced by {rule.zero_replacement:g}; this choice moves the result: {score:.4g}, "
            f"but {low:.4g} with a tenth and {high:.4g} with ten times of it",
        )
    if target is None and limit is not None and ahead is None:
        warnings += (f"the base lies beyond the natural limit {limit:g}: the bounds are not shrunk",)
    bounds = (
        tuple(
            bound * factor if bound > 0 else bound
            for bound in (rule.growth_on_track, rule.growth_accelerate, rule.growth_limited)
        )
        if target is None
        else (rule.on_track, rule.accelerate, rule.limited)
    )
    verdict = _cut(score, *bounds)
    reason = "observed growth rate against the one required"
    if target is None:
        reason = "growth rate, no numeric target"
        if factor < 1:
            reason += f"; bounds shrunk to {factor:.3g} of theirs near the natural limit {ahead:g}"
    return Progress(Method.STATISTICS_CANADA, verdict, reason, score, MappingProxyType(numbers), warnings)


def _cut(score: float, on_track: float, accelerate: float, limited: float) -> Verdict:
    """The class of a score; a bound belongs to the better class."""
    if score >= on_track:
        return Verdict.ON_TRACK
    if score >= accelerate:
        return Verdict.ACCELERATE
    return Verdict.LIMITED if score >= limited else Verdict.DETERIORATION
