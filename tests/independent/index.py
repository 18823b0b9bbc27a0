"""The experimental index from the sheets of its design: built, ranked, by group, without one indicator.

Steps as in the OECD and JRC Handbook (2008): newest values, screening, imputation, outliers, normalisation, weights,
aggregation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any

import numpy as np

from tests.independent.raw import Raw
from tests.independent.recipes import Asked, Recomputed, fact

BOOK = "reference/digital-governance-index.xlsx"


@dataclass(frozen=True)
class Design:
    """Elements with parent, level and direction; choices by what they apply to; shares of errors; options to draw."""

    rows: dict[str, dict[str, Any]]
    choices: dict[tuple[str, str, str], str]
    errors: dict[str, float]
    by_year: float
    options: dict[str, list[tuple[str, float]]]

    def choice(self, step: str, parameter: str, code: str = "") -> str:
        """A choice for an element: its own row, that of its level, or that of all."""
        level = f"level {int(self.rows[code]['level'])}" if code else ""
        for to in (code, level, "*"):
            if (to, step, parameter) in self.choices:
                return self.choices[to, step, parameter]
        raise LookupError(f"{step} / {parameter}")

    def number(self, step: str, parameter: str, code: str = "") -> float:
        return float(self.choice(step, parameter, code))

    def with_(self, step: str, parameter: str, value: str) -> Design:
        return replace(self, choices=self.choices | {("*", step, parameter): value})

    def only(self, leaves: Iterable[str]) -> Design:
        """The elements that are left where only these indicators are."""
        kept = set(leaves)
        for code in list(kept):
            while code := self.rows[code]["parent"]:
                kept.add(code)
        return replace(self, rows={code: row for code, row in self.rows.items() if code in kept})

    @property
    def leaves(self) -> list[str]:
        return [code for code, row in self.rows.items() if row["level"] == 1]

    @property
    def root(self) -> str:
        return next(code for code, row in self.rows.items() if not row["parent"])

    def children(self, node: str) -> list[str]:
        return [code for code, row in self.rows.items() if row["parent"] == node]

    @property
    def upward(self) -> list[str]:
        """Nodes, lower levels first."""
        return sorted(
            (code for code, row in self.rows.items() if row["level"] > 1), key=lambda code: self.rows[code]["level"]
        )


def design(raw: Raw) -> Design:
    book = raw.book(BOOK)
    errors = book.records("Measurement error")
    options: dict[str, list[tuple[str, float]]] = {}
    for row in book.records("Uncertainty"):
        options.setdefault(row["factor"], []).append((str(row["option"]), float(row["weight"])))
    return Design(
        {str(row["code"]): row for row in book.records("Hierarchy")},
        {(str(row["applies_to"]), row["step"], row["parameter"]): str(row["value"]) for row in book.records("Choices")},
        {row["code"]: float(row["share"]) for row in errors if row["kind"] == "status"},
        next(float(row["share"]) for row in errors if row["kind"] == "age"),
        options,
    )


@dataclass(frozen=True)
class Data:
    """Values, years and shares of error (k, n) of indicators by economies; NaN where there is none."""

    codes: list[str]
    economies: list[str]
    values: np.ndarray
    years: np.ndarray
    share: np.ndarray


def gathered(raw: Raw, plan: Design) -> tuple[Design, Data]:
    """The newest value of each in the period, divided where the sheet says so, and what screening leaves of them."""
    since, until = int(plan.number("period", "since")), int(plan.number("period", "until"))
    groups = [part.strip() for part in plan.choice("screen", "groups").split(";")]
    universe = sorted({area for group in groups for area in raw.groups[group]})
    table: dict[str, dict[str, tuple[float, int, str]]] = {}
    for code in plan.leaves:
        row, series, status = plan.rows[code], raw.series(code), raw.statuses(code)
        below = raw.series(row["denominator"]) if row["denominator"] else None
        table[code] = {}
        for area in universe:
            years = [year for year in series.get(area, ()) if since <= year <= until
                     and (below is None or below.get(area, {}).get(year))]  # fmt: skip
            if years:
                year = max(years)
                value = series[area][year]
                if below is not None:
                    value = value / below[area][year]
                table[code][area] = (value * float(row["factor"] or 1), year, status.get((area, year), "A"))
    codes = [
        code for code in plan.leaves if len(table[code]) >= plan.number("screen", "indicator_share") * len(universe)
    ]
    least = plan.number("screen", "economy_share")
    economies = [area for area in universe if sum(area in table[code] for code in codes) / len(codes) >= least]

    def part(place: int) -> np.ndarray:
        return np.array(
            [[table[code][area][place] if area in table[code] else np.nan for area in economies] for code in codes]
        )

    share = np.array([[plan.errors[table[code][area][2]] if area in table[code] else np.nan for area in economies]
                      for code in codes])  # fmt: skip
    return plan.only(codes), Data(codes, economies, part(0), part(1), share)


# -- Steps ---------------------------------------------------------------------------------------------------------


def moments(x: np.ndarray) -> tuple[float, float]:
    """Skewness and excess kurtosis, both corrected for bias."""
    n, d = len(x), x - x.mean()
    s2, s3, s4 = (d**2).sum(), (d**3).sum(), (d**4).sum()
    skew = sqrt(n) * s3 / s2**1.5 * sqrt(n * (n - 1)) / (n - 2)
    return float(skew), float(((n + 1) * (n * s4 / s2**2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3)))


def treated(plan: Design, code: str, row: np.ndarray) -> np.ndarray:
    """Outliers pulled in to their neighbour, at most so many; the logarithm of all where they are too many."""
    if plan.choice("treat", "method", code) == "none":
        return row
    known = ~np.isnan(row)
    limit = plan.number("treat", "skewness", code), plan.number("treat", "kurtosis", code)

    def wild(x: np.ndarray) -> bool:
        skew, kurtosis = moments(x)
        return abs(skew) > limit[0] and kurtosis > limit[1]

    x, moved = row[known].copy(), {"up": 0, "down": 0}
    while wild(x) and sum(moved.values()) < plan.number("treat", "most", code):
        up = moments(x)[0] >= 0
        end = x.max() if up else x.min()
        inner = x[x != end]
        extreme = x == end
        x[extreme] = inner.max() if up else inner.min()
        moved["up" if up else "down"] = int(extreme.sum())
    if wild(x):
        if plan.choice("treat", "fallback", code) != "log_shift":
            raise ValueError(f"{code}: this reader knows one fallback")
        x = row[known]
        x = np.log(x - x.min() + 0.01 * (x.max() - x.min()))
    found = row.copy()
    found[known] = x
    return found


def normalised(plan: Design, codes: list[str], values: np.ndarray) -> np.ndarray:
    """Rows (k, n) turned so that more is better, on one scale."""
    sign = np.array([-1.0 if plan.rows[code]["direction"] == "lower" else 1.0 for code in codes])[:, None]
    x, how = sign * values, plan.choice("normalise", "method")
    low, high = plan.number("normalise", "lower"), plan.number("normalise", "upper")
    if how == "min_max":
        least, most = np.nanmin(x, axis=1, keepdims=True), np.nanmax(x, axis=1, keepdims=True)
        return low + (high - low) * (x - least) / (most - least)
    if how == "z_score":
        centred = x - np.nanmean(x, axis=1, keepdims=True)
        return plan.number("normalise", "mean") + plan.number("normalise", "deviation") * centred / np.nanstd(
            x, axis=1, ddof=1, keepdims=True
        )
    found = np.full_like(x, np.nan)
    for row, into in zip(x, found, strict=True):
        known = ~np.isnan(row)
        below = np.searchsorted(np.sort(row[known]), row[known], side="left")
        into[known] = low + (high - low) * below / (known.sum() - 1)
    return found


def rolled_up(plan: Design, codes: list[str], scores: np.ndarray, weight: dict[str, float]) -> dict[str, np.ndarray]:
    """Scores of all elements: means of children with a weight, where enough of them are there."""
    found = dict(zip(codes, scores, strict=True))
    floor = plan.number("aggregate", "floor")
    geometric = plan.choice("aggregate", "method") == "geometric"
    for node in plan.upward:
        children = [code for code in plan.children(node) if weight[code] > 0]
        if not children:
            found[node] = np.full(scores.shape[1], np.nan)
            continue
        block = np.array([found[code] for code in children])
        there = ~np.isnan(block)
        mass = there * np.array([weight[code] for code in children])[:, None]
        filled = np.where(there, np.log(np.maximum(block, floor)) if geometric else block, 0.0)
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = (filled * mass).sum(axis=0) / mass.sum(axis=0)
        enough = there.mean(axis=0) >= plan.number("threshold", "share", node)
        found[node] = np.where(enough, np.exp(mean) if geometric else mean, np.nan)
    return found


def equal(plan: Design) -> dict[str, float]:
    if plan.choice("weight", "method") != "equal":
        raise ValueError("this reader knows equal weights only")
    return {code: 1 / len(plan.children(row["parent"])) for code, row in plan.rows.items() if row["parent"]}


def ranked(scores: np.ndarray) -> np.ndarray:
    """1 is the highest; equal scores share the better place; NaN without a score."""
    known = ~np.isnan(scores)
    found = np.full(len(scores), np.nan)
    found[known] = 1 + known.sum() - np.searchsorted(np.sort(scores[known]), scores[known], side="right")
    return found


@dataclass(frozen=True)
class Built:
    plan: Design
    data: Data
    treated: np.ndarray
    leaves: np.ndarray
    scores: dict[str, np.ndarray]

    @property
    def rank(self) -> np.ndarray:
        return ranked(self.scores[self.plan.root])


def built(own: Recomputed, **choices: str) -> Built:
    def make() -> Built:
        plan, data = own.once("index data", lambda: gathered(own.raw, design(own.raw)))
        for name, value in choices.items():
            plan = plan.with_(name, "method", value)
        if plan.choice("impute", "method") != "none":
            raise ValueError("this reader builds the index without imputation")
        values = np.array([treated(plan, code, row) for code, row in zip(data.codes, data.values, strict=True)])
        leaves = normalised(plan, data.codes, values)
        return Built(plan, data, values, leaves, rolled_up(plan, data.codes, leaves, equal(plan)))

    result: Built = own.once(("index", tuple(sorted(choices.items()))), make)
    return result


# -- What is certain -----------------------------------------------------------------------------------------------


@fact(r"composite\.pillars", r"widest|tightest")
def pillars(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """The distance of the group means of a pillar, where enough of a group has a score: the largest, and the smallest."""
    index, apart = built(own), []
    place = {area: i for i, area in enumerate(index.data.economies)}
    for pillar in index.plan.children(index.plan.root):
        means = []
        for group in own.raw.kinds[asked.figure.get("groups", "income")]:
            members = own.raw.groups[group]
            known = [index.scores[pillar][place[area]] for area in members if area in place]
            known = [score for score in known if not np.isnan(score)]
            if len(known) >= own.raw.rules["coverage"]["count"] * len(members):
                means.append(sum(known) / len(known))
        if len(means) > 1:
            apart.append(max(means) - min(means))
    return max(apart) if found[0] == "widest" else min(apart)


@fact(r"robustness\.without_one", r"top|largest")
def without_one(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """Shifts of ranks where one indicator is taken out and its siblings share its weight."""
    index = built(own)
    mean, largest = [], []
    for code in index.data.codes:
        plan = index.plan.only(one for one in index.data.codes if one != code)
        scores = rolled_up(
            plan, plan.leaves, index.leaves[[index.data.codes.index(one) for one in plan.leaves]], equal(plan)
        )
        shift = np.abs(ranked(scores[plan.root]) - index.rank)
        shift = shift[~np.isnan(shift)]
        mean.append(shift.mean())
        largest.append(shift.max())
    return max(mean) if found[0] == "top" else max(largest)
