"""Data as data: who reports, how old figures are, what releases changed, answers of yes and no, quality by dimension."""

from __future__ import annotations

import re
from math import fsum
from statistics import median

from tests.independent.economies import printed
from tests.independent.raw import Raw, Series
from tests.independent.recipes import Asked, Recomputed, fact

FRESH = 5  # years up to which a figure counts as fresh
HORIZON = 5.0  # years at which a figure is worth nothing for timeliness
LAST_DIGITS = 5  # units of the last printed digit from which a figure counts as revised
REQUIRED = ("name", "unit", "definition", "source", "citation", "url", "licence", "accessed", "theme", "source_code")
NO_LICENCE = re.compile(r"\bnot stated\b|\bunknown\b|^see\b", re.IGNORECASE)


def _newest(raw: Raw, code: str, area: str) -> int | None:
    years = raw.series(code).get(area)
    return max(years) if years else None


# -- Who reports ---------------------------------------------------------------------------------------------------


@fact(r"quality\.reporting", r"lag|covering|series|recent_mean")
def reporting(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """Shares of inhabited economies with a value by series and year; the last year that any reaches, against the best."""
    raw, field = own.raw, own.raw.populated
    table = {}
    for code in asked.figure["indicators"]:
        series = raw.series(code)
        counts = {year: sum(year in series.get(area, ()) for area in field)
                  for year in range(asked.figure["first"], asked.figure["last"] + 1)}  # fmt: skip
        table[code] = {year: 100 * count / len(field) for year, count in counts.items() if count}
    last = max(year for shares in table.values() for year in shares)
    reach = [shares for shares in table.values() if last in shares]
    fuller = []
    for shares in reach:
        before = [share for year, share in shares.items() if year < last]
        if before and printed(max(before), 0) > printed(shares[last], 0):
            fuller.append(max(before) - shares[last])
    return {
        "covering": len(reach),
        "series": len(table),
        "lag": median(fuller) if fuller else 0.0,
        "recent_mean": fsum(shares[last] for shares in reach) / len(reach),
    }[found[0]]


@fact(r"quality\.ages", r"none|fresh|fresh_of_existing")
def ages(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    raw = own.raw
    newest = [_newest(raw, code, area) for code in asked.figure["indicators"] for area in raw.populated]
    there = [year for year in newest if year is not None]
    fresh = sum(raw.year - year <= FRESH for year in there)
    return {
        "none": 100 * (len(newest) - len(there)) / len(newest),
        "fresh": 100 * fresh / len(newest),
        "fresh_of_existing": 100 * fresh / len(there),
    }[found[0]]


@fact(r"quality\.yes_no", r"low|high|answered")
def answers(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """Per cent of yes among the latest answers of inhabited economies: of the feature with fewest, and with most."""
    rates = []
    for code in asked.figure["indicators"]:
        series = own.raw.series(code)
        latest = [series[area][max(series[area])] for area in own.raw.populated if area in series]
        if latest:
            rates.append((100 * fsum(latest) / len(latest), len(latest)))
    low = min(printed(rate, 0) for rate, _ in rates)
    last = next(one for one in reversed(rates) if printed(one[0], 0) == low)
    return {"low": last[0], "answered": last[1], "high": max(rate for rate, _ in rates)}[found[0]]


# -- Releases ------------------------------------------------------------------------------------------------------


def tolerance(raw: Raw, code: str) -> float:
    return LAST_DIGITS * 10.0 ** -raw.decimals(code)


def in_both(before: Series, now: Series) -> list[tuple[float, float]]:
    """The figures of the same economy and year in two releases."""
    return [
        (value, now[area][year])
        for area, years in before.items()
        for year, value in years.items()
        if year in now.get(area, {})
    ]


@fact(r"quality\.revised", r"pairs|share_revised|tolerance|mean_absolute_revision|mean_revision|largest_revision")
def revised(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    raw, code = own.raw, asked.figure["indicator"]
    steps = [now - then for then, now in in_both(raw.series(code, asked.figure["vintage"]), raw.series(code))]
    least = tolerance(raw, code)
    beyond = sum(abs(step) > least for step in steps)
    return {
        "pairs": len(steps),
        "share_revised": 100 * beyond / len(steps),
        "tolerance": tolerance(raw, code),
        "mean_absolute_revision": fsum(map(abs, steps)) / len(steps),
        "mean_revision": fsum(steps) / len(steps),
        "largest_revision": max(map(abs, steps)),
    }[found[0]]


def last_releases(raw: Raw) -> dict[str, str]:
    """The newest earlier release that holds a series, where it does so in the unit of today."""

    def unit(code: str, release: str = "") -> tuple[object, int]:
        meta = raw.meta(code, release)
        return meta["unit"], int(meta["unit_multiplier"] or 0)

    found: dict[str, str] = {}
    for release in raw.releases:
        found |= dict.fromkeys(raw.codes(release) & raw.codes(), release)
    return {code: release for code, release in found.items() if unit(code) == unit(code, release)}


@fact(r"releases\.replaced", r"pairs|revised|series|share")
def replaced(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """Each series against the newest earlier release that holds it in the same unit."""
    raw = own.raw
    compared = last_releases(raw)

    def counts() -> tuple[int, int]:
        pairs = moved = 0
        for code, release in compared.items():
            steps = [abs(now - then) for then, now in in_both(raw.series(code, release), raw.series(code))]
            least = tolerance(raw, code)
            pairs, moved = pairs + len(steps), moved + sum(step > least for step in steps)
        return pairs, moved

    pairs, moved = own.once("releases", counts)
    return {"pairs": pairs, "revised": moved, "series": len(compared), "share": 100 * moved / pairs}[found[0]]


# -- Quality -------------------------------------------------------------------------------------------------------


def timeliness(raw: Raw, code: str) -> float:
    """Mean over the economies that report in the window of what their latest figure is worth at its age."""
    since = raw.year - raw.rules["oldest_latest"]
    series = raw.series(code)
    newest = [
        max(year for year in series[area] if since <= year <= raw.year)
        for area in raw.groups["WLD"]
        if any(since <= year <= raw.year for year in series.get(area, ()))
    ]
    return fsum(max(0.0, 1 - (raw.year - year) / HORIZON) for year in newest) / len(newest) if newest else 0.0


def completeness(raw: Raw, code: str) -> float:
    years = range(raw.year - raw.rules["oldest_latest"], raw.year + 1)
    series = raw.series(code)
    filled = sum(year in series.get(area, ()) for area in raw.groups["WLD"] for year in years)
    return filled / (len(years) * len(raw.groups["WLD"]))


def licence(raw: Raw, code: str) -> float:
    text = str(raw.meta(code)["licence"] or "").strip()
    return float(bool(text) and not NO_LICENCE.search(text))


def metadata(raw: Raw, code: str) -> float:
    meta = raw.meta(code)
    filled = [name for name in REQUIRED if str(meta[name] if meta[name] is not None else "").strip()]
    return sum(name != "licence" or licence(raw, code) == 1 for name in filled) / len(REQUIRED)


def accuracy(raw: Raw, code: str) -> float | None:
    """Part of the figures of the window that stand as they did in the last release; None where there is none."""
    release = last_releases(raw).get(code)
    if release is None:
        return None
    since, world = raw.year - raw.rules["oldest_latest"], set(raw.groups["WLD"])
    now = {area: {year: value for year, value in years.items() if since <= year <= raw.year}
           for area, years in raw.series(code).items() if area in world}  # fmt: skip
    steps = [abs(later - then) for then, later in in_both(raw.series(code, release), now)]
    least = tolerance(raw, code)
    return 1 - sum(step > least for step in steps) / len(steps) if steps else None


DIMENSIONS = {
    "accuracy": accuracy, "timeliness": timeliness, "completeness": completeness, "metadata": metadata, "licence": licence,
}  # fmt: skip


@fact(r"scores\.quality", r"weakest|strongest")
def dimensions(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """The lowest, and the highest, mean of a dimension over the indicators that it is assessed for."""
    means = []
    for measure in DIMENSIONS.values():
        known = [value for code in asked.figure["indicators"] if (value := measure(own.raw, code)) is not None]
        means.append(100 * fsum(known) / len(known))
    return min(means) if found[0] == "weakest" else max(means)
