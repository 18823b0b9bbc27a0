"""Totals over economies, thresholds met, an index rebuilt from its parts."""

from __future__ import annotations

import re
from math import fsum
from statistics import median

from tests.independent.recipes import Asked, Missing, Recomputed, fact
from tests.independent.statistics_of_groups import group_series

DOLLARS = {"million US dollars": 1e6, "US dollars": 1.0}


@fact(r"trade\.world_total", r"end|start|matched_(start|end)|matched|reporters(_first)?|growth")
def totals(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """Sums of those that report, and of those that report in every year of the line that is drawn."""
    raw, code = own.raw, asked.figure["indicators"][0]
    dollars = DOLLARS[raw.meta(code)["unit"]]
    line = {
        year: value for year, value in group_series(raw, code, "WLD", "sum").items() if year >= asked.figure["first"]
    }
    first, last = min(line), max(line)
    world = set(raw.groups["WLD"])
    series = {area: years for area, years in raw.series(code).items() if area in world}
    panel = [years for years in series.values() if all(year in years for year in line)]
    start, end = (dollars * fsum(years[year] for years in panel) for year in (first, last))
    return {
        "end": dollars * line[last], "start": dollars * line[first], "matched_start": start, "matched_end": end,
        "matched": len(panel), "reporters": sum(last in years for years in series.values()),
        "reporters_first": sum(first in years for years in series.values()),
        "growth": 100 * ((end / start) ** (1 / (last - first)) - 1),
    }[found[0]]  # fmt: skip


@fact(r"trade\.concentrated", r"(50|90|economies|share)\.(\d+)")
def concentration(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """How few of the largest make up a part of the total, and what share those of one half have."""
    ordered = sorted(own.raw.wide(asked.figure["indicator"], int(found[2])).values(), reverse=True)
    total = fsum(ordered)

    def few(part: float) -> int:
        held, count = 0.0, 0
        while held < part * total * (1 - 1e-12):
            held += ordered[count]
            count += 1
        return count

    if found[1] == "economies":
        return len(ordered)
    return 100 * fsum(ordered[: few(0.5)]) / total if found[1] == "share" else few(int(found[1]) / 100)


@fact(r"trade\.concentrated", r"every_year|top5\.(\d+)")
def five_largest(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """Share of the five largest of the economies that report in every year that the series has between the two."""
    series, years = own.raw.series(asked.figure["indicator"]), asked.figure["years"]
    between = {year for known in series.values() for year in known if years[0] <= year <= years[-1]}
    panel = [known for known in series.values() if between <= set(known)]
    if found[0] == "every_year":
        return len(panel)
    values = sorted((known[int(found[1])] for known in panel), reverse=True)
    return 100 * fsum(values[:5]) / fsum(values)


@fact(r"trade\.balance", r"economies|with_surplus|with_deficit|middle")
def balance(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    sold, bought = (own.raw.wide(asked.figure[side], asked.figure["year"]) for side in ("exports", "imports"))
    kept = [bought[area] - sold[area] for area in sold if area in bought]
    return {
        "economies": len(kept), "with_surplus": sum(one < 0 for one in kept), "with_deficit": sum(one > 0 for one in kept),
        "middle": abs(median(kept)),
    }[found[0]]  # fmt: skip


@fact(r"thresholds\.met_by_group", r"(met|economies|share|median|median_unmet)(?:\.(\w+))?")
def met(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """Economies of the groups named that are on the good side of a threshold, or exactly on it."""
    raw, figure = own.raw, asked.figure
    code = found[2] or figure["indicator"]
    if found[2] and code not in figure.get("also", {}):
        raise Missing(asked.id)
    year = figure["also"][code] if found[2] else figure["year"]
    limit, lower = raw.threshold(figure["limit"]), raw.meta(code)["direction"] == "lower"
    values = raw.wide(code, year)
    groups = figure.get("field") or raw.kinds[figure["groups"]]
    known = [values[area] for group in groups for area in raw.groups[group] if area in values]
    good = [value for value in known if (value <= limit if lower else value >= limit)]
    return {
        "met": lambda: len(good), "economies": lambda: len(known), "share": lambda: 100 * len(good) / len(known),
        "median": lambda: median(known), "median_unmet": lambda: median(sorted(set_aside(known, good))),
    }[found[1]]()  # fmt: skip


def set_aside(whole: list[float], part: list[float]) -> list[float]:
    """What is left of a list without another, each value as often as it stands there."""
    left = list(whole)
    for value in part:
        left.remove(value)
    return left


@fact(r"rebuilt\.mean_of_parts", r"pairs|off|agree|worst")
def rebuilt(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """A published index less the plain mean of its published parts, where all stand."""
    raw, figure = own.raw, asked.figure
    off = []
    for year in figure["years"]:
        parts = [raw.wide(code, year) for code in figure["components"]]
        for area, value in raw.wide(figure["indicator"], year).items():
            if all(area in part for part in parts):
                off.append(abs(value - fsum(part[area] for part in parts) / len(parts)))
    beyond = sum(one > 1.01 * figure["tolerance"] for one in off)  # a hundredth more is what floating point adds
    return {"pairs": len(off), "off": beyond, "agree": len(off) - beyond, "worst": max(off)}[found[0]]


@fact(r"laws\.by_(?:area|group)", r"(\w+)\.(law|answers|share)")
def laws(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """Economies with a law among those whose state of the law is known."""
    rows = own.raw.book("monitoring/cyberlaw.xlsx").records("States")
    if "areas" in asked.figure:
        rows = [row for row in rows if row["area"] == found[1]]
    else:
        rows = [row for row in rows if row["area"] == asked.figure["area"] and row["iso3"] in own.raw.groups[found[1]]]
    answers = [row for row in rows if row["state"] in ("legislation", "draft", "no_legislation")]
    law = sum(row["state"] == "legislation" for row in answers)
    return {"law": law, "answers": len(answers), "share": 100 * law / len(answers)}[found[2]]
