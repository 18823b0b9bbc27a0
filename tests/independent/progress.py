"""Verdicts of progress by the rules of the official methods as they are published, from the raw series and targets.

UN Statistics Division, SDG progress chart, technical note; Statistics Canada, Progress Measurement Methodology for the
SDGs (Open SDG); Eurostat, monitoring report on sustainable development; UN ESCAP, Asia and the Pacific SDG progress assessment, technical notes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import fsum

from tests.independent.economies import printed
from tests.independent.raw import Raw
from tests.independent.recipes import Asked, Missing, Recomputed, fact

OFFICIAL = ("unsd", "statistics_canada", "eurostat", "escap")
GOOD = ("achieved", "on_track")
FEWEST = 5  # judged economies that a group needs


@dataclass(frozen=True)
class Aim:
    """A target: ``value`` None where only a direction is desired; ``sign`` 1 where more is, -1 where less is."""

    code: str
    value: float | None
    base: int
    year: int
    sign: int
    percent: bool
    binary: bool


def aim(raw: Raw, target: str) -> Aim:
    row = raw.target(target)
    unit = str(raw.meta(row["indicator"])["unit"])
    return Aim(
        row["indicator"], None if row["value"] is None else float(row["value"]), int(row["base_year"]),
        int(row["target_year"]), 1 if row["direction"] == "higher" else -1, unit.startswith("per cent"),
        unit.replace(" ", "").startswith("1=yes"),
    )  # fmt: skip


def met(aim: Aim, value: float) -> bool:
    return aim.value is not None and aim.sign * (value - aim.value) >= 0


def unsd(raw: Raw, aim: Aim, series: dict[int, float]) -> str | None:
    """Ratio of the change expected at the observed growth rate to the change required, from the year nearest to the base
    year that leaves two points. Level on the common scale; None where the method cannot judge."""
    years = sorted(year for year in series if year <= aim.year)
    latest = years[-1]
    value = series[latest]
    if aim.binary:
        return "achieved" if value >= (1.0 if aim.value is None else aim.value) else "away"
    near = raw.threshold("unsd.near_limit")
    if met(aim, value) or (aim.percent and aim.value in (0, 100) and abs(value - aim.value) <= near):
        return "achieved"
    earlier = years[:-1]
    if not earlier:
        return None
    start = min(earlier, key=lambda year: (abs(year - aim.base), year < aim.base))
    base = series[start]
    if base <= 0 or value < 0:
        return None
    growth = (value / base) ** (1 / (latest - start)) - 1
    if aim.value is None:
        pace = 100 * aim.sign * growth
        if pace >= raw.threshold("unsd.fast_growth"):
            return "on_track"
        return "some" if pace >= raw.threshold("unsd.slow_growth") else "little" if pace >= 0 else "away"
    if aim.sign * (base - aim.value) >= 0:
        return "away"  # it was there, and fell back
    ratio = (value * (1 + growth) ** (aim.year - latest) - base) / (aim.value - base)
    if ratio >= raw.threshold("unsd.on_track"):
        return "on_track"
    return "some" if ratio >= raw.threshold("unsd.fair") else "little" if ratio >= 0 else "away"


def statistics_canada(raw: Raw, aim: Aim, series: dict[int, float]) -> str | None:
    """Ratio of the observed to the required growth rate, since the first year from the base year on."""

    def bound(name: str) -> float:
        return raw.threshold(f"statistics_canada.{name}")

    years = sorted(year for year in series if aim.base <= year <= aim.year)
    start, latest = years[0], years[-1]
    base, value = series[start], series[latest]
    if aim.binary:
        return "achieved" if value >= (1.0 if aim.value is None else aim.value) else "away"
    if met(aim, value):
        return "achieved"
    if latest == start:
        return None
    zero = bound("zero_replacement")
    observed = ((value if base else value or zero) / (base or zero)) ** (1 / (latest - start)) - 1
    if aim.value is None:
        if base == value and base == (100 if aim.sign > 0 else 0) and aim.percent:
            return "on_track"  # kept at the limit
        score, cut = 100 * aim.sign * observed, ("growth_on_track", "growth_accelerate", "growth_limited")
    else:
        needed = ((aim.value or zero) / (base or zero)) ** (1 / (aim.year - start)) - 1
        if needed == 0:
            return "away"  # it was there, and fell back
        score, cut = aim.sign * observed / abs(needed), ("on_track", "accelerate", "limited")
    for level, name in zip(("on_track", "some", "little"), cut, strict=True):
        if score >= bound(name):
            return level
    return "away"


def escap(raw: Raw, aim: Aim, series: dict[int, float]) -> str | None:
    """What a regression, weighted by the years since the first figure, leaves of the required change at the target year."""
    years = sorted(year for year in series if year <= aim.year)
    inside = [year for year in years if year >= aim.base]
    if aim.value is None and not aim.binary:
        return None
    base, value = series[inside[0]], series[inside[-1]]
    if aim.binary:
        return "achieved" if value >= (1.0 if aim.value is None else aim.value) else "away"
    assert aim.value is not None
    if met(aim, value):
        return "achieved"
    used = inside if len(inside) == 1 else years
    if len(used) < 2:
        return None
    if aim.sign * (base - aim.value) >= 0:
        return "away"
    weight = {year: year - used[0] + 1 for year in used}
    mass = sum(weight.values())
    centre = sum(weight[year] * year for year in used) / mass
    level = fsum(weight[year] * series[year] for year in used) / mass
    slope = fsum(weight[year] * (year - centre) * (series[year] - level) for year in used) / sum(
        weight[year] * (year - centre) ** 2 for year in used
    )
    expected = level + slope * (aim.year - centre)
    gap = 0.0 if met(aim, expected) else abs(aim.value - expected) / abs(aim.value - base)
    if gap <= raw.threshold("escap.maintain"):
        return "on_track"
    return "some" if gap <= raw.threshold("escap.accelerate") else "away"


def eurostat(raw: Raw, aim: Aim, series: dict[int, float]) -> str | None:
    """Ratio of the growth rate of the last years to the one required; without a target the growth rate itself."""

    def bound(name: str) -> float:
        return raw.threshold(f"eurostat.{name}")

    years = sorted(year for year in series if year <= aim.year)
    latest, value = years[-1], series[years[-1]]
    if aim.binary:
        return "achieved" if value >= (1.0 if aim.value is None else aim.value) else None
    if met(aim, value):
        return "achieved"
    inside = [year for year in years if year >= latest - bound("short_term")]
    start, base = inside[0], series[inside[0]]
    if len(inside) < max(bound("minimum_points"), 2) or latest - start < bound("minimum_span"):
        return None
    if base <= 0 or value < 0 or (aim.value is not None and aim.value <= 0):
        return None
    growth = (value / base) ** (1 / (latest - start)) - 1
    if aim.value is None:
        score = 100 * aim.sign * growth
        return (
            "on_track"
            if score >= bound("growth_significant")
            else "some"
            if score >= bound("growth_moderate")
            else "away"
        )
    needed = (aim.value / base) ** (1 / (aim.year - start)) - 1
    if needed == 0:
        return "away"
    score = aim.sign * growth / abs(needed)
    for level, name in zip(("on_track", "some", "little"), ("significant", "moderate", "insufficient"), strict=True):
        if score >= bound(name):
            return level
    return "away"


METHODS: dict[str, Callable[[Raw, Aim, dict[int, float]], str | None]] = {
    "unsd": unsd, "statistics_canada": statistics_canada, "eurostat": eurostat, "escap": escap,
}  # fmt: skip


def levels(own: Recomputed, target: str, method: str) -> dict[str, str]:
    """The level of each inhabited economy that a method can judge."""
    if method not in METHODS:
        raise Missing(f"a verdict by the method {method}")

    def make() -> dict[str, str]:
        goal = aim(own.raw, target)
        series = own.raw.series(goal.code)
        found = {}
        for area in own.raw.populated:
            if any(goal.base <= year <= goal.year for year in series.get(area, ())):
                level = METHODS[method](own.raw, goal, series[area])
                if level is not None:
                    found[area] = level
        return found

    result: dict[str, str] = own.once(("levels", target, method), make)
    return result


def current(raw: Raw, target: str) -> bool:
    return int(raw.target(target)["target_year"]) >= raw.year


def share(found: dict[str, str]) -> float:
    return 100 * sum(level in GOOD for level in found.values()) / len(found)


@fact(r"targets\.progress_by_target", r"lead|assessed")
def lead(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """The first of the targets that has a number, and a year that has not passed."""
    target = next(one for one in asked.figure["targets"]
                  if own.raw.target(one)["value"] is not None and current(own.raw, one) and levels(own, one, "unsd"))  # fmt: skip
    verdicts = levels(own, target, "unsd")
    return share(verdicts) if found[0] == "lead" else len(verdicts)


@fact(r"targets\.progress_by_group", r"high|low")
def by_group(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    verdicts = levels(own, asked.figure["target"], "unsd")
    shares = []
    for group in own.raw.kinds[asked.figure["groups"]]:
        mine = {area: verdicts[area] for area in own.raw.groups[group] if area in verdicts}
        if len(mine) >= FEWEST:
            shares.append(share(mine))
    ends = [printed(one, 0) for one in shares]
    return shares[ends.index(max(ends) if found[0] == "high" else min(ends))]


def sourced(raw: Raw) -> list[str]:
    """The official methods whose bounds all have a source."""
    rows = raw.book("reference/parameters.xlsx").records("Thresholds")
    bounds = {one: [row["source"] for row in rows if row["method"] == one] for one in OFFICIAL}
    return [one for one, sources in bounds.items() if sources and all(sources)]


@fact(r"side_by_side\.verdicts_by_method", r"series|high|low")
def side_by_side(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """Economies that all official methods with sourced bounds can judge; how many are on track or there, at most and least."""
    target = asked.figure["target"]
    tables = [levels(own, target, method) for method in sourced(own.raw)]
    same = set.intersection(*(set(table) for table in tables))
    counts = [sum(table[area] in GOOD for area in same) for table in tables]
    return {"series": len(same), "high": max(counts), "low": min(counts)}[found[0]]


@fact(r"side_by_side\.disagreement_matrix", r"official|official_least|worst|best")
def disagreement(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """Per cent of the series that two methods both judge for which they give different levels."""
    one, two = str(asked.parameters["pair"]).split(", ")
    both = differ = 0
    for target in asked.figure["targets"]:
        if current(own.raw, target):
            first, second = levels(own, target, one), levels(own, target, two)
            same = set(first) & set(second)
            both, differ = both + len(same), differ + sum(first[area] != second[area] for area in same)
    return 100 * differ / both
