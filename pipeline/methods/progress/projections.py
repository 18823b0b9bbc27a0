"""Progress towards targets: the probability of meeting the target, from many random projections (OECD-style)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from pipeline.methods.progress.rules import ProbabilityRule
from pipeline.methods.progress.verdicts import Desired, Method, Progress, Verdict

HORIZON = 30
INTERVAL = (0.10, 0.90)


@dataclass(frozen=True)
class Draws:
    """How to draw: number of projections and seed. The same draws serve every series, so that results do not depend
    on the order of the series and a nearer target is never less probable.
    """

    count: int = 1000
    seed: int = 2030

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError(f"{self.count} projections; allowed: 1 or more")


@lru_cache(maxsize=8)
def _uniforms(draws: Draws, stream: int, rows: int) -> np.ndarray:
    """Uniform numbers, shape (rows, count); more rows keep the first ones."""
    numbers = np.random.default_rng([draws.seed, stream]).random((rows, draws.count))
    numbers.flags.writeable = False
    return numbers


def project(years: np.ndarray, values: np.ndarray, steps: int, draws: Draws) -> np.ndarray:
    """Random walks with drift from the latest observation: shape (steps, draws), one row a year.

    The drift is the mean yearly change between first and latest observation; its own uncertainty is drawn from a
    bootstrap of the residual changes, and each future year draws one more residual. A change over a gap of g years
    counts as g years of drift and √g of residual. Residuals are centred and scaled by √(m/(m−1)) for m changes. No
    saturation is modelled. Raises ValueError for fewer than three observations.

    >>> paths = project(np.array([2015.0, 2016, 2017]), np.array([40.0, 42, 44]), 3, Draws(10))
    >>> paths[-1].min(), paths[-1].max()
    (np.float64(50.0), np.float64(50.0))
    """
    if len(years) < 3:
        raise ValueError(f"{len(years)} observations; allowed: three or more")
    gaps, changes = np.diff(years), np.diff(values)
    length, count = years[-1] - years[0], len(gaps)
    drift = (values[-1] - values[0]) / length
    residuals = (changes - drift * gaps) / np.sqrt(gaps)
    residuals = (residuals - residuals.mean()) * math.sqrt(count / (count - 1))
    picks = (_uniforms(draws, 1, 64 * math.ceil(count / 64))[:count] * count).astype(np.intp)
    drifts = drift + (np.sqrt(gaps)[:, None] * residuals[picks]).sum(axis=0) / length
    future = (_uniforms(draws, 2, 64 * math.ceil(steps / 64))[:steps] * count).astype(np.intp)
    paths = residuals[future]
    paths += drifts
    np.cumsum(paths, axis=0, out=paths)
    paths += values[-1]
    return paths


def probability(
    years: np.ndarray,
    values: np.ndarray,
    base: float,
    target: float | None,
    target_year: int,
    desired: Desired,
    rule: ProbabilityRule,
    draws: Draws | None = None,
    horizon: int = HORIZON,
) -> Progress:
    """Verdict on one series: share of projections at or beyond the target in the target year.

    ``years`` and ``values`` (n,) are the observations that the projections rest on. Numbers: probability (0-1),
    expected and expected_low, expected_high (median and 10-90 % of the projections in the target year), arrival,
    arrival_low, arrival_high (median and 10-90 % of the year in which a projection first meets the target, absent
    where that is later than ``horizon`` years after the latest observation), arrival_share (projections that arrive
    by then). Parity is met within ``rule.parity_tolerance`` of the target. The score is the share of the required
    change that the median covers. Three observations are needed. Source: after OECD, The Short and Winding Road to
    2030, annex A (stochastic projections); the model is this project's.

    >>> years, values = np.array([2018.0, 2019, 2020, 2021, 2022]), np.array([40.0, 46, 50, 57, 60])
    >>> result = probability(years, values, 40, 95, 2030, Desired.HIGHER, ProbabilityRule(0.66, 0.33, 0.03))
    >>> str(result.verdict), result.numbers["probability"] > 0.66, int(result.numbers["arrival"])
    ('likely', True, 2030)
    """

    def verdict(of: Verdict, reason: str, score: float | None = None, **numbers: float) -> Progress:
        return Progress(Method.PROBABILITY, of, reason, score, MappingProxyType(numbers))

    if target is None:
        return verdict(Verdict.NOT_ASSESSED, "no numeric target")
    near = rule.parity_tolerance * target if desired is Desired.PARITY else 0.0

    def meets(found: np.ndarray) -> np.ndarray:
        if desired is Desired.PARITY:
            return np.abs(found - target) <= near
        return found >= target if desired is Desired.HIGHER else found <= target

    if len(values) and bool(meets(np.asarray(values[-1]))):
        return verdict(Verdict.ACHIEVED, "target met")
    if len(values) < 3:
        return verdict(
            Verdict.NOT_ASSESSED, "fewer than three observations since the base year: no spread to draw from"
        )
    draws = draws or Draws()
    ahead = target_year - int(years[-1])
    steps = max(ahead, horizon)
    with np.errstate(over="ignore", invalid="ignore"):
        paths = project(years, values, steps, draws)
    if not np.isfinite(paths).all():
        return verdict(Verdict.NOT_ASSESSED, "the projections are beyond the numbers of the machine")
    met = meets(paths)
    last = np.sort(paths[ahead - 1]) if ahead else np.full(draws.count, values[-1])
    chance = float(met[ahead - 1].mean()) if ahead else 0.0
    low, middle, high = (float(last[_rank(q, draws.count)]) for q in (INTERVAL[0], 0.5, INTERVAL[1]))
    numbers = {"probability": chance, "expected": middle, "expected_low": low, "expected_high": high}
    arrives = met.any(axis=0)
    arrival = np.sort(np.where(arrives, years[-1] + 1 + met.argmax(axis=0), np.inf))
    numbers["arrival_share"] = float(arrives.mean())
    for name, q in (("arrival_low", INTERVAL[0]), ("arrival", 0.5), ("arrival_high", INTERVAL[1])):
        if math.isfinite(found := float(arrival[_rank(q, draws.count)])):
            numbers[name] = found
    if desired is Desired.PARITY:
        share = 1 - abs(target - middle) / abs(target - base) if base != target else None
    else:
        side = 1 if desired is Desired.HIGHER else -1
        ahead_of_base = side * (target - base)
        share = side * (middle - base) / ahead_of_base if ahead_of_base > 0 else None
    of = Verdict.LIKELY if chance >= rule.likely else Verdict.POSSIBLE if chance >= rule.possible else Verdict.UNLIKELY
    reason = f"share of {draws.count} projections from {len(values) - 1} changes"
    return verdict(of, reason, share, **numbers)


def _rank(share: float, count: int) -> int:
    """Position of a quantile in sorted draws (inverse of the empirical distribution)."""
    return max(math.ceil(share * count) - 1, 0)
