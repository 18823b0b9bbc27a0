"""Values of groups: means by people or by economy, medians, sums, the distance of two, means per cent of the maximum."""

from __future__ import annotations

import re
from math import fsum
from statistics import median

from tests.independent.raw import Raw
from tests.independent.recipes import Asked, Recomputed, fact, method


def group_value(raw: Raw, code: str, group: str, year: int, how: str) -> float | None:
    """The value of a group in a year; None where too small a part of its people, or of its economies, has a value.

    By population: Σ people × value ÷ Σ people, over the members that have both; else the plain mean, or the median.
    """
    values, people = raw.wide(code, year), raw.people(year)
    members = raw.groups[group]
    seen = [area for area in members if area in values]
    everybody = fsum(people.get(area, 0.0) for area in members)
    rule = raw.rules["coverage"]
    if not seen or not everybody:
        return None
    if fsum(people.get(area, 0.0) for area in seen) / everybody < rule["population"]:
        return None
    if len(seen) / len(members) < rule["count"]:
        return None
    if how == "population":
        both = [area for area in seen if area in people]
        return fsum(people[area] * values[area] for area in both) / fsum(people[area] for area in both)
    if how == "unweighted":
        return fsum(values[area] for area in seen) / len(seen)
    if how == "median":
        return float(median(values[area] for area in seen))
    return fsum(values[area] for area in seen)


def group_series(raw: Raw, code: str, group: str, how: str = "population") -> dict[int, float]:
    """The values of a group in every year that it has one."""
    years = sorted({year for values in raw.series(code).values() for year in values})
    found = {year: group_value(raw, code, group, year, how) for year in years}
    return {year: value for year, value in found.items() if value is not None}


def mean_of_maximum(raw: Raw, code: str, group: str, year: int) -> float | None:
    """Mean of the economies of a group in per cent of the highest possible value, where enough of them have one."""
    values, members = raw.wide(code, year), raw.groups[group]
    seen = [values[area] for area in members if area in values]
    if not seen or len(seen) / len(members) < raw.rules["coverage"]["count"]:
        return None
    top = raw.meta(code)["maximum"]
    return fsum(seen) / len(seen) * (100 / float(top) if top else 1)


@method(r"group_values\.(population|unweighted|median)")
def of_a_group(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    at = asked.parameters
    value = group_value(own.raw, at["indicator"], at["group"], int(at["year"]), found[1])
    if value is None:
        raise ValueError(f"{asked.id}: too few economies or people have a value; nothing should be printed")
    return value


@method(r"change\.gap")
def between_two(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """The distance of the two facts that the edition names, first less second."""
    first, second = asked.of
    return own.value(first) - own.value(second)


@method(r"ratio")
def times(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    first, second = asked.of
    return own.value(first) / own.value(second)


@method(r"absolute value")
def size(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    return abs(own.value(asked.of[0]))


def _profile(own: Recomputed, asked: Asked) -> dict[str, tuple[float | None, float]]:
    """By indicator of a heat map: the mean of all economies, and how far its groups are apart."""
    found: dict[str, tuple[float | None, float]] = {}
    for code in asked.figure["indicators"]:
        counts = _reporting(own.raw, code)
        most = max(counts.values())
        year = max(year for year, number in counts.items() if number >= 0.8 * most)
        means = [mean_of_maximum(own.raw, code, group, year) for group in own.raw.kinds[asked.figure["groups"]]]
        known = [mean for mean in means if mean is not None]
        apart = max(known) - min(known) if len(known) > 1 else -1.0
        found[code] = (mean_of_maximum(own.raw, code, "WLD", year), apart)
    return found


def _reporting(raw: Raw, code: str) -> dict[int, int]:
    """How many economies have a value, by year."""
    found: dict[int, int] = {}
    for years in raw.series(code).values():
        for year in years:
            found[year] = found.get(year, 0) + 1
    return found


@fact(r"levels\.group_heat", r"spread")
def widest_part(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    return max(spread for _, spread in _profile(own, asked).values())


@fact(r"levels\.group_heat", r"(strong|weak)")
def strongest_part(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    means = [mean for mean, _ in _profile(own, asked).values() if mean is not None]
    return max(means) if found[1] == "strong" else min(means)
