"""Figures of economies at one moment or between two: counts, ends, tenths and quarters, classes, changes, women and men."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from math import ceil, fsum
from statistics import median
from typing import Any

import numpy as np

from tests.independent.raw import Raw, Series
from tests.independent.recipes import Asked, Missing, Recomputed, fact

MILLION = 1e6


def printed(value: float, decimals: int) -> Decimal:
    """A value as it is printed: half a unit of the last digit goes up."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def latest(raw: Raw, code: str, smallest: float = 0.0) -> dict[str, tuple[float, int]]:
    """The latest value of each economy and its year, where it is not older than the edition lets pass."""
    since = raw.year - raw.rules["oldest_latest"]
    people = raw.people()
    found = {}
    for area, years in sorted(raw.series(code).items()):
        recent = [year for year in years if year >= since]
        if recent and (not smallest or people.get(area, 0.0) >= smallest):
            found[area] = (years[max(recent)], max(recent))
    return found


def values(raw: Raw, code: str, smallest: float = 0.0) -> dict[str, float]:
    return {area: value for area, (value, _) in latest(raw, code, smallest).items()}


def at_most(known: list[float], part: float) -> float:
    """The smallest observed value that at least this part of all does not exceed."""
    ordered = sorted(known)
    return ordered[max(ceil(part * len(ordered) - 1e-9), 1) - 1]


def at_least(known: list[float], part: float) -> float:
    """The largest observed value that at least this part of all has or exceeds."""
    return -at_most([-value for value in known], part)


# -- Ranked, spread ------------------------------------------------------------------------------------------------


def _shown(own: Recomputed, asked: Asked) -> dict[str, float]:
    smallest = asked.figure.get("minimum_population", MILLION if "top_bottom" in asked.figure["recipe"] else 0.0)
    return values(own.raw, asked.figure["indicator"], float(smallest))


@fact(r"levels\.top_bottom", r"top|bottom|median|economies|tied|lead")
def ranked(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    known = sorted(_shown(own, asked).values(), reverse=True)
    digits = own.raw.decimals(asked.figure["indicator"])
    if found[0] == "tied":
        return sum(printed(value, digits) == printed(known[0], digits) for value in known)
    return {
        "top": known[0],
        "bottom": known[-1],
        "median": median(known),
        "economies": len(known),
        "lead": known[0] - known[1],
    }[found[0]]


@fact(r"levels\.top_bottom", r"zeros|others_median")
def at_zero(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    known, digits = _shown(own, asked), own.raw.decimals(asked.figure["indicator"])
    others = [value for value in known.values() if printed(value, digits) != 0]
    return len(known) - len(others) if found[0] == "zeros" else median(others)


@fact(r"(levels\.(top_bottom|distribution)|maps\.world_map)", r"tenth_(high|low)")
def tenth(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    known = list(_shown(own, asked).values())
    return at_least(known, 0.1) if found[1] == "high" else at_most(known, 0.1)


@fact(r"(levels\.(top_bottom|distribution)|maps\.world_map)", r"tenths_ratio")
def tenths_ratio(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """How many times the low tenth the high one is, to one decimal below ten, as a reader finds who divides the printed values.

    Where the printed values have another ratio, it is the two-digit number that every ratio of values which print alike
    exceeds.
    """
    figure = asked.id.partition(".")[0]
    high, low = (own.value(f"{figure}.tenth_{end}") for end in ("high", "low"))
    digits = own.raw.decimals(asked.figure["indicator"])
    shown = float(printed(high, digits)), float(printed(low, digits))
    places = 0 if high / low >= 10 else 1
    if round(high / low, places) == round(shown[0] / shown[1], places):
        return high / low
    half = 0.5 * 10.0**-digits
    least = (shown[0] - half) / (shown[1] + half)
    step = 10.0 ** (len(str(int(least))) - 2) if least >= 1 else 0.1
    return int(least / step) * step


@fact(r"levels\.distribution", r"median_high|median_low|floor|ceiling")
def spread(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """The group with the highest median against that with the lowest.

    Where every value of the one prints above every value of the other, the lowest and the highest of them; else what
    three in four of the one have or exceed, and three in four of the other have or fall short of.
    """
    known = _shown(own, asked)
    groups = {group: [known[area] for area in own.raw.groups[group] if area in known]
              for group in own.raw.kinds[asked.figure["groups"]]}  # fmt: skip
    ordered = sorted((held for held in groups.values() if len(held) >= 5), key=lambda held: -median(held))
    high, low = ordered[0], ordered[-1]
    digits = own.raw.decimals(asked.figure["indicator"])
    apart = printed(min(high), digits) > printed(max(low), digits)
    return {
        "median_high": median(high),
        "median_low": median(low),
        "floor": min(high) if apart else at_least(high, 0.75),
        "ceiling": max(low) if apart else at_most(low, 0.75),
    }[found[0]]


# -- Classes -------------------------------------------------------------------------------------------------------


def classed(raw: Raw, known: dict[str, float], scheme: str, decimals: int) -> tuple[dict[str, int], int]:
    """The place of the class of each economy, lowest 0, and how many classes there are.

    A published scheme with its bounds, or fifths whose bounds are rounded as they are printed. A value on a bound is in
    the class below, unless the class above says that its lower end is closed.
    """
    if scheme:
        rows = raw.classes(scheme)[1:]
        bounds = [(float(row["lower"]), row["closed"] == "lower") for row in rows]
    else:
        cuts = np.quantile(list(known.values()), [0.2, 0.4, 0.6, 0.8])
        bounds = [(bound, False) for bound in sorted({round(float(cut), decimals) for cut in cuts})]
    place = {
        area: sum(value > bound or (value == bound and closed) for bound, closed in bounds)
        for area, value in known.items()
    }
    return place, len(bounds) + 1


@fact(r"maps\.world_map", r"(lowest|highest)_(own|of|everywhere|total)")
def at_home(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """Economies of the end class in the region that has most of them, in the class, of the region, and on the map."""
    code, known = asked.figure["indicator"], _shown(own, asked)
    place, number = classed(own.raw, known, asked.figure.get("scheme", ""), own.raw.decimals(code))
    end = [area for area, one in place.items() if one == (0 if found[1] == "lowest" else number - 1)]
    region = own.raw.group_of("itu_region")
    most, count = Counter(region[area] for area in end if area in region).most_common(1)[0]
    return {
        "own": count, "of": len(end), "everywhere": sum(region.get(area) == most for area in known), "total": len(known),
    }[found[2]]  # fmt: skip


@fact(r"maps\.world_map", r"(low|top)_class(_people)?")
def in_class(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    code, known = asked.figure["indicator"], _shown(own, asked)
    place, number = classed(own.raw, known, asked.figure.get("scheme", ""), own.raw.decimals(code))
    inside = [area for area, one in place.items() if one == (0 if found[1] == "low" else number - 1)]
    people = own.raw.people()
    if found[2]:
        return 100 * fsum(people.get(area, 0.0) for area in inside) / fsum(people.values())
    return len(inside)


@fact(r"maps\.world_map", r"economies|below_half(_people)?")
def below_half(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """Economies, and their part of the world's people, where the printed value is below 50."""
    known, digits, people = _shown(own, asked), own.raw.decimals(asked.figure["indicator"]), own.raw.people()
    if found[0] == "economies":
        return len(known)
    low = [area for area, value in known.items() if printed(value, digits) < 50]
    return 100 * fsum(people.get(area, 0.0) for area in low) / fsum(people.values()) if found[1] else len(low)


@fact(r"maps\.class_shares", r"(\w+)\.(\d+)")
def class_in_year(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    known = own.raw.wide(asked.figure["indicator"], int(found[2]))
    if found[1] == "all":
        return len(known)
    names = [row["class"] for row in own.raw.classes(asked.figure["scheme"])]
    if found[1] not in names:
        raise Missing(asked.id)
    place, _ = classed(own.raw, known, asked.figure["scheme"], 0)
    return sum(names[one] == found[1] for one in place.values())


# -- Changes -------------------------------------------------------------------------------------------------------


def _ends(own: Recomputed, asked: Asked, slack: int, smallest: float) -> list[tuple[float, float, int]]:
    """Start, end and years between of each economy that has both: in the years asked for, or nearest inside."""
    first, last, people = asked.figure["first"], asked.figure["last"], own.raw.people()
    found = []
    for area, years in sorted(own.raw.series(asked.figure["indicator"]).items()):
        start = next((year for year in range(first, first + slack + 1) if year in years), None)
        end = next((year for year in range(last, last - slack - 1, -1) if year in years), None)
        if start is not None and end is not None and (not smallest or people.get(area, 0.0) >= smallest):
            found.append((years[start], years[end], end - start))
    return found


@fact(r"gaps\.biggest_changes|divides\.convergence", r"economies|rose|fell|median_change")
def changes(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """Of economies of a million people with both years or the next inside; of all with both years, for convergence."""
    slack, smallest = (0, 0.0) if "convergence" in asked.figure["recipe"] else (1, MILLION)
    pairs = _ends(own, asked, asked.figure.get("slack", slack), asked.figure.get("minimum_population", smallest))
    digits = own.raw.decimals(asked.figure["indicator"])
    moved = [printed(end, digits) - printed(start, digits) for start, end, _ in pairs]
    return {
        "economies": len(pairs),
        "rose": sum(step > 0 for step in moved),
        "fell": sum(step < 0 for step in moved),
        "median_change": median(end - start for start, end, _ in pairs),
    }[found[0]]


@fact(r"divides\.convergence", r"third\.(bottom|middle|top|below|above)")
def thirds(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """Mean yearly change by thirds of the starting level; equal starts are in one third together."""
    pairs = _ends(own, asked, 0, 0.0)
    starts = [start for start, _, _ in pairs]
    groups: dict[int, list[tuple[float, float, int]]] = {0: [], 1: [], 2: []}
    for pair in pairs:
        below = sum(start < pair[0] for start in starts)
        equal = sum(start == pair[0] for start in starts)
        share = (below + equal / 2) / len(starts)  # of the middle of those that start alike
        groups[0 if share < 1 / 3 else 1 if share < 2 / 3 else 2].append(pair)
    place = {"bottom": 0, "middle": 1, "top": 2}
    if found[1] in place:
        held = groups[place[found[1]]]
        return fsum((end - start) / years for start, end, years in held) / len(held)
    return max(pair[0] for pair in groups[0]) if found[1] == "below" else max(pair[0] for pair in groups[1])


# -- Women and men -------------------------------------------------------------------------------------------------


def same_year(first: Series, second: Series, since: int = 0) -> dict[str, tuple[float, float, int]]:
    """The latest year of each economy that has both, with both values."""
    found = {}
    for area in sorted(set(first) & set(second)):
        years = [year for year in first[area] if year in second[area] and year >= since]
        if years:
            found[area] = (first[area][max(years)], second[area][max(years)], max(years))
    return found


@fact(r"gaps\.sex_gap", r"men_ahead|women_ahead|economies|middle_difference|median_gap")
def women_and_men(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    male, female = asked.figure["male"], asked.figure["female"]
    pairs = list(same_year(own.raw.series(male), own.raw.series(female), asked.figure.get("since", 2013)).values())
    digits = own.raw.decimals(female)
    shown = [printed(men, digits) - printed(women, digits) for men, women, _ in pairs]
    ahead, behind = sum(one > 0 for one in shown), sum(one < 0 for one in shown)
    middle = median(men - women for men, women, _ in pairs)
    one_side = 2 * max(ahead, behind) > len(pairs)  # else no side is ahead in most, and the size of the gap counts
    return {
        "men_ahead": ahead, "women_ahead": behind, "economies": len(pairs), "median_gap": middle,
        "middle_difference": abs(middle) if one_side else median(abs(men - women) for men, women, _ in pairs),
    }[found[0]]  # fmt: skip


@fact(r"gaps\.skill_ladder", r"behind|skills|(\w+)\.difference")
def skill_gaps(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """In how many skills one sex is ahead in the middle economy, and by how much in one."""
    middle = {}
    for both, female, male in asked.figure["skills"]:
        pairs = same_year(own.raw.series(female), own.raw.series(male), asked.figure.get("since", 2014)).values()
        middle[both] = median(men - women for women, men, _ in pairs)
    if found[1]:
        return abs(middle[found[1]])
    shown = [round(one, 1) for one in middle.values()]
    return len(shown) if found[0] == "skills" else max(sum(one > 0 for one in shown), sum(one < 0 for one in shown))


@fact(r"gaps\.skill_ladder", r"(\w+)\.(female|male)")
def skill(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    _, female, male = next(one for one in asked.figure["skills"] if one[0] == found[1])
    pairs = same_year(own.raw.series(female), own.raw.series(male), asked.figure.get("since", 2014)).values()
    return median(pair[0 if found[2] == "female" else 1] for pair in pairs)


@fact(r"skills\.levels", r"economies|(most|least)(_above)?")
def skill_levels(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """Of the area with the highest, or lowest, median of people with basic or more: that median, and of above-basic."""
    series = own.raw.series
    areas = [same_year(series(basic), series(above)) for basic, above in asked.figure["areas"]]
    same = set.intersection(*(set(pairs) for pairs in areas))
    if found[0] == "economies":
        return len(same)
    whole = [median(pairs[area][0] + pairs[area][1] for area in same) for pairs in areas]
    pick = areas[whole.index(max(whole) if found[1] == "most" else min(whole))]
    return median(pick[area][1] for area in same) if found[2] else (max if found[1] == "most" else min)(whole)


# -- Two indicators ------------------------------------------------------------------------------------------------


def ranks(known: list[float]) -> list[float]:
    """Places from 1, those that are equal share the middle of theirs."""
    return [sum(other < one for other in known) + (sum(other == one for other in known) + 1) / 2 for one in known]


def correlation(first: list[float], second: list[float]) -> float:
    one, two = fsum(first) / len(first), fsum(second) / len(second)
    across = fsum((a - one) * (b - two) for a, b in zip(first, second, strict=True))
    return across / (fsum((a - one) ** 2 for a in first) * fsum((b - two) ** 2 for b in second)) ** 0.5


@fact(r"relations\.(relation|two_sources)", r"spearman|pairs")
def order(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """Spearman's correlation of the ranks, over the economies that have both."""
    raw, figure = own.raw, asked.figure
    x, y = (figure["first"], figure["second"]) if "year" in figure else (figure["x"], figure["y"])
    if "year" in figure:
        one, two = raw.wide(x, figure["year"]), raw.wide(y, figure["year"])
        pairs = {area: (one[area], two[area]) for area in one if area in two}
    else:
        pairs = _same_or_each(raw, x, y, figure)
    if found[0] == "pairs":
        return len(pairs)
    return correlation(ranks([a for a, _ in pairs.values()]), ranks([b for _, b in pairs.values()]))


def _same_or_each(raw: Raw, x: str, y: str, figure: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    """The latest year with both; the latest of each where fewer than ten economies have such a year."""
    since, people = raw.year - raw.rules["oldest_latest"], raw.people()
    smallest = float(figure.get("minimum_population", 0))

    def kept(pairs: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
        return {
            area: pair
            for area, pair in pairs.items()
            if (not smallest or people.get(area, 0.0) >= smallest)
            and (not figure.get("x_log") or pair[0] > 0)
            and (not figure.get("y_log") or pair[1] > 0)
        }

    both = same_year(raw.series(x), raw.series(y), since)
    pairs = kept({area: (one, two) for area, (one, two, _) in both.items()})
    if len(pairs) >= 10:
        return pairs
    one, two = values(raw, x), values(raw, y)
    return kept({area: (one[area], two[area]) for area in one if area in two})
