"""Progress towards targets: the method of the UN Statistics Division's progress chart."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Classes of the progress chart, and the two cases in which it gives none."""

    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    FAIR = "fair"
    STAGNATION = "stagnation"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True)
class ProgressRule:
    """Bounds of the UNSD classes: ratios for series with a target, per cent a year for series without one."""

    on_track: float
    fair: float
    fast_growth: float
    slow_growth: float
    near_limit: float


@dataclass(frozen=True)
class Progress:
    """Verdict with what led to it; ``annual_growth`` in per cent a year, ``ratio`` of expected to required change."""

    verdict: Verdict
    annual_growth: float | None
    expected: float | None
    ratio: float | None
    reason: str


def unsd(
    base: float,
    base_year: int,
    latest: float,
    latest_year: int,
    target: float | None,
    target_year: int,
    increase_desired: bool,
    rule: ProgressRule,
) -> Progress:
    """Verdict on one series.

    CAGR_a = (v_t/v_b)^(1/(t−b)) − 1, v_e(T) = v_t (1 + CAGR_a)^(T−t), ratio = (v_e − v_b)/(v_target − v_b). A target
    that is met, or a value within ``near_limit`` per cent of a target of 0 or 100, is achieved whatever the trend.
    Without a target the growth rate decides. Not assessed: a base of zero or below (no growth rate), base and latest
    in the same year, or a target equal to the base. Where the base was beyond the target and the latest value is not,
    the ratio would count the way back as progress: that is regression. Source: UN Statistics Division, SDG progress
    chart, technical note.
    """
    met = target is not None and (latest >= target if increase_desired else latest <= target)
    if met:
        return Progress(Verdict.ACHIEVED, None, None, None, "target met")
    if target in (0, 100) and abs(latest - target) <= rule.near_limit:
        return Progress(Verdict.ACHIEVED, None, None, None, "within the limit of a natural bound")
    if latest_year <= base_year:
        return Progress(Verdict.NOT_ASSESSED, None, None, None, "only one year")
    if base <= 0 or latest < 0:
        return Progress(Verdict.NOT_ASSESSED, None, None, None, "no growth rate from a base that is not positive")
    growth = (latest / base) ** (1 / (latest_year - base_year)) - 1
    percent = 100 * growth
    if target is None:
        desired = percent if increase_desired else -percent
        verdict = (
            Verdict.ON_TRACK
            if desired >= rule.fast_growth
            else Verdict.FAIR
            if desired >= rule.slow_growth
            else Verdict.STAGNATION
        )
        return Progress(verdict, percent, None, None, "growth rate, no numeric target")
    if target == base:
        return Progress(Verdict.NOT_ASSESSED, percent, None, None, "target equals base")
    if (base > target) if increase_desired else (base < target):
        return Progress(Verdict.STAGNATION, percent, None, None, "fell back behind a target that the base had met")
    expected = latest * (1 + growth) ** (target_year - latest_year)
    ratio = (expected - base) / (target - base)
    verdict = Verdict.ON_TRACK if ratio >= rule.on_track else Verdict.FAIR if ratio >= rule.fair else Verdict.STAGNATION
    return Progress(verdict, percent, expected, ratio, "projected at the observed growth rate")
