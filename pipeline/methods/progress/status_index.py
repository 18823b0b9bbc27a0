"""Progress towards targets: UN ESCAP's current status index and anticipated progress."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

import numpy as np

from pipeline.methods.group_values import weighted_mean
from pipeline.methods.progress.rules import StatusIndexRule
from pipeline.methods.progress.verdicts import FELL_BACK, Desired, Method, Progress, Verdict


class Weighting(StrEnum):
    """How the weight of an observation falls with its age (ESCAP's own function is not printed in its notes).

    LINEAR: years since the first observation plus one; EXPONENTIAL: halves every half-life; EQUAL: none.
    """

    LINEAR = "linear"
    EXPONENTIAL = "exponential"
    EQUAL = "equal"


def current_status(base: float, latest: float, target: float, desired: Desired) -> float:
    """Current status index: 0 at the base value, 10 at the target, negative after a retreat.

    CSI = D (I_cv − I_0)/|TV − I_0| with D = +10 where more is desired, −10 where less is; parity:
    10 − 10 |TV − I_cv|/|TV − I_0|. Raises ValueError where the target equals the base. Source: UN ESCAP, Asia and
    the Pacific SDG progress assessment, technical notes, section Current Status Index.

    >>> round(current_status(40, 60, 95, Desired.HIGHER), 9)
    3.636363636
    >>> round(current_status(0.8, 1.1, 1.0, Desired.PARITY), 9)
    5.0
    """
    if target == base:
        raise ValueError(f"target and base are both {base}; allowed: a target that differs from the base")
    if desired is Desired.PARITY:
        return 10 - 10 * abs(target - latest) / abs(target - base)
    return (10 if desired is Desired.HIGHER else -10) * (latest - base) / abs(target - base)


def anticipate(
    years: np.ndarray,
    values: np.ndarray,
    year: int,
    weighting: Weighting = Weighting.LINEAR,
    half_life: float | None = None,
) -> float:
    """Value in ``year`` on the line of a time-weighted least-squares regression through the observations.

    Shapes (n,), years ascending; ``half_life`` (years) is that of exponential weights. Raises ValueError for fewer than two
    observations, and for exponential weights without a half-life. Values whose squares are beyond the numbers of the machine give a result that is not finite.

    >>> round(anticipate(np.array([2015.0, 2020.0]), np.array([40.0, 50.0]), 2030), 9)
    70.0
    """
    if len(years) < 2:
        raise ValueError(f"{len(years)} observation(s); allowed: two or more")
    weights = np.ones(len(years))
    if weighting is Weighting.LINEAR:
        weights = years - years[0] + 1
    elif weighting is Weighting.EXPONENTIAL:
        if half_life is None:
            raise ValueError("exponential weights without a half-life; allowed: a number of years")
        weights = 0.5 ** ((years[-1] - years) / half_life)
    centre, level = float(weighted_mean(years, weights)), float(weighted_mean(values, weights))
    slope = float((weights * (years - centre) * (values - level)).sum() / (weights * (years - centre) ** 2).sum())
    return level + slope * (year - centre)


def escap(
    years: np.ndarray,
    values: np.ndarray,
    base: float,
    target: float | None,
    target_year: int,
    desired: Desired,
    rule: StatusIndexRule,
    weighting: Weighting = Weighting.LINEAR,
) -> Progress:
    """Verdict on one series from its anticipated progress; the current status index stands beside it.

    The line of ``anticipate`` gives the value in the target year; gap = what then still lacks ÷ the change required
    since ``base`` (0 where the line meets the target). Gap up to ``rule.maintain``: maintain; up to
    ``rule.accelerate``: accelerate; above: reverse. A target met by the latest value is achieved. The score is
    1 − gap. ``years`` and ``values`` (n,) are all observations to be used, the latest one last. Source: UN ESCAP,
    Asia and the Pacific SDG progress assessment, technical notes (Anticipated Progress Index); class bounds: the
    thresholds sheet.

    >>> years, values = np.array([2015.0, 2022.0]), np.array([40.0, 60.0])
    >>> result = escap(years, values, 40, 95, 2030, Desired.HIGHER, StatusIndexRule(0.10, 1.0, 5))
    >>> str(result.verdict), round(result.numbers["csi"], 9), round(result.numbers["gap"], 6)
    ('accelerate', 3.636363636, 0.220779)
    """

    def verdict(of: Verdict, reason: str, score: float | None = None, **numbers: float) -> Progress:
        return Progress(Method.ESCAP, of, reason, score, MappingProxyType(numbers))

    if target is None:
        return verdict(Verdict.NOT_ASSESSED, "no numeric target")
    latest = float(values[-1]) if len(values) else base
    side = 1 if desired is Desired.HIGHER else -1
    met = latest == target if desired is Desired.PARITY else side * (latest - target) >= 0
    numbers = {"points": float(len(values))}
    if base != target:  # else there is no distance that the index could measure
        numbers["csi"] = current_status(base, latest, target, desired)
    if met:
        return verdict(Verdict.ACHIEVED, "target met", **numbers)
    if len(values) < 2:
        return verdict(Verdict.NOT_ASSESSED, "only one year")
    with np.errstate(over="ignore", invalid="ignore"):
        expected = anticipate(years, values, target_year, weighting, rule.half_life)
    if not np.isfinite(expected) or not all(map(np.isfinite, numbers.values())):
        return verdict(Verdict.NOT_ASSESSED, "the values are beyond the numbers of the machine")
    numbers["expected"] = expected
    if base == target or (desired is not Desired.PARITY and side * (base - target) > 0):
        return verdict(Verdict.REVERSE, FELL_BACK, **numbers)
    reached = desired is not Desired.PARITY and side * (expected - target) >= 0
    gap = 0.0 if reached else abs(target - expected) / abs(target - base)
    numbers["gap"] = gap
    of = Verdict.MAINTAIN if gap <= rule.maintain else Verdict.ACCELERATE if gap <= rule.accelerate else Verdict.REVERSE
    reason = f"gap left by a time-weighted regression through {len(values)} observations"
    return verdict(of, reason, 1 - gap, **numbers)
