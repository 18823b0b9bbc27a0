"""The divide between economies: Gini, Theil and its parts, years behind a leader."""

from __future__ import annotations

import re
from itertools import pairwise
from math import fsum, log

from tests.independent.raw import Raw
from tests.independent.recipes import Asked, Recomputed, fact
from tests.independent.statistics_of_groups import group_series


def panel(raw: Raw, code: str, years: list[int], year: int) -> dict[str, tuple[float, float]]:
    """Value and people in a year of the economies that have a value and people in all of the years."""
    values = {when: raw.wide(code, when) for when in years}
    people = {when: raw.people(when) for when in years}
    kept = [area for area in raw.groups["WLD"] if all(area in values[one] and area in people[one] for one in years)]
    return {area: (values[year][area], people[year][area]) for area in kept}


def gini(pairs: list[tuple[float, float]]) -> float:
    """ΣΣ w w |x − x| / (2 μ (Σ w)²), every pair of economies."""
    mass = fsum(w for _, w in pairs)
    mean = fsum(x * w for x, w in pairs) / mass
    apart = fsum(fsum(v * abs(x - y) for y, v in pairs) * w for x, w in pairs)
    return apart / (2 * mean * mass**2)


def theil(pairs: list[tuple[float, float]]) -> float:
    """Σ p (x/μ) ln(x/μ), a value of zero adding nothing."""
    mass = fsum(w for _, w in pairs)
    mean = fsum(x * w for x, w in pairs) / mass
    return fsum(w / mass * x / mean * log(x / mean) for x, w in pairs if x > 0)


def years_behind(own: dict[int, float], lead: dict[int, float]) -> tuple[float, float] | None:
    """The value of the last year, and how long before it the leader had it (straight line between its years)."""
    now = max(own)
    value = own[now]
    times = sorted(year for year in lead if year <= now)
    for before, after in pairwise(times):
        if lead[before] < value <= lead[after]:
            when = before + (value - lead[before]) / (lead[after] - lead[before]) * (after - before)
            return value, now - when
    return None


@fact(r"divides\.inequality", r"(.+)\.(\d{4})")
def inequality(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    pairs = list(panel(own.raw, found[1], asked.figure["years"], int(found[2])).values())
    return {"gini": gini, "theil_t": theil}[asked.figure.get("measure", "gini")](pairs)


def parts(own: Recomputed, asked: Asked, year: int) -> tuple[float, float]:
    """Theil's index between groups, where every economy has the mean of its group, and what is left within them."""
    member = own.raw.group_of(asked.figure.get("groups", "income"))
    held = panel(own.raw, asked.figure["indicator"], asked.figure["years"], year)
    held = {area: pair for area, pair in held.items() if area in member}
    groups: dict[str, list[tuple[float, float]]] = {}
    for area, pair in held.items():
        groups.setdefault(member[area], []).append(pair)
    masses = [fsum(w for _, w in pairs) for pairs in groups.values()]
    means = [fsum(x * w for x, w in pairs) / mass for pairs, mass in zip(groups.values(), masses, strict=True)]
    between = theil(list(zip(means, masses, strict=True)))
    return between, theil(list(held.values())) - between


@fact(r"divides\.theil_parts", r"between\.(\d{4})")
def between_groups(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    between, within = parts(own, asked, int(found[1]))
    return 100 * between / (between + within)


@fact(r"divides\.theil_parts", r"(between|within)_change")
def change_of_part(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    first, last = (
        parts(own, asked, year)[found[1] == "within"] for year in (asked.figure["years"][0], asked.figure["years"][-1])
    )
    return 100 * abs(last / first - 1)


@fact(r"divides\.years_behind", r"top")
def farthest(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """The years behind of the group that the edition names."""
    code, group = asked.figure["indicator"], asked.parameters["group"]
    lead = group_series(own.raw, code, asked.figure.get("reference", "HIC"))
    distance = years_behind(group_series(own.raw, code, group), lead)
    if distance is None:
        raise ValueError(f"{asked.id}: {group} has no time distance")
    return distance[1]
