"""Progress towards targets: the trend arrows of the Sustainable Development Report (SDSN)."""

from __future__ import annotations

import math
from types import MappingProxyType

from pipeline.methods.progress.rules import TrendArrowRule
from pipeline.methods.progress.verdicts import FELL_BACK, Desired, Method, Progress, Verdict


def trend_arrow(
    base: float,
    base_year: int,
    latest: float,
    latest_year: int,
    target: float | None,
    target_year: int,
    desired: Desired,
    rule: TrendArrowRule,
) -> Progress:
    """Verdict on one series: linear change a year since the base, divided by the change a year needed to the target.

    ratio = ((v_t − v_b)/(t − b)) / ((v_T − v_b)/(T − b)). A target that is met is achieved. Parity: the distance to
    the target, to fall to zero. Needs a numeric target. Zero and negative values are no obstacle. Source of the
    bounds: the thresholds sheet.

    >>> rule = TrendArrowRule(1.0, 0.5, 0.0)
    >>> result = trend_arrow(40, 2015, 60, 2022, 95, 2030, Desired.HIGHER, rule)
    >>> str(result.verdict), round(result.score, 6), round(result.numbers["expected"], 4)
    ('moderately_improving', 0.779221, 82.8571)
    """
    if target is None:
        return Progress(Method.SDSN, Verdict.NOT_ASSESSED, "no numeric target")
    expected = "expected"
    if desired is Desired.PARITY:
        expected = "expected_distance"
        base, latest, target = abs(base - target), abs(latest - target), 0.0
        desired = Desired.LOWER
    increase = desired is Desired.HIGHER
    if latest >= target if increase else latest <= target:
        return Progress(Method.SDSN, Verdict.ACHIEVED, "target met")
    if latest_year <= base_year:
        return Progress(Method.SDSN, Verdict.NOT_ASSESSED, "only one year")
    rate = (latest - base) / (latest_year - base_year)
    if (base >= target) if increase else (base <= target):
        return Progress(Method.SDSN, Verdict.DECREASING, FELL_BACK, None, MappingProxyType({"rate": rate}))
    needed = (target - base) / (target_year - base_year)
    ratio = rate / needed if needed else math.inf
    numbers = {"rate": rate, "required_rate": needed, "ratio": ratio}
    numbers[expected] = latest + rate * (target_year - latest_year)
    if not all(map(math.isfinite, numbers.values())):
        return Progress(Method.SDSN, Verdict.NOT_ASSESSED, "the change is beyond the numbers of the machine")
    verdict = (
        Verdict.ON_TRACK
        if ratio >= rule.on_track
        else Verdict.MODERATELY_IMPROVING
        if ratio >= rule.moderately_improving
        else Verdict.STAGNATING
        if ratio >= rule.stagnating
        else Verdict.DECREASING
    )
    reason = "linear change a year against the change needed"
    return Progress(Method.SDSN, verdict, reason, ratio, MappingProxyType(numbers))
