"""The experimental index under draws of its uncertain choices: intervals of ranks, which choice moves them, what is worth knowing.

The draws have random numbers of their own, so that what they give differs from the published figures by the errors of both
samples; each function says how large these are.
"""

from __future__ import annotations

import re
from math import sqrt

import numpy as np

from tests.independent.index import Design, built, equal, normalised, ranked, rolled_up, treated
from tests.independent.recipes import Asked, Estimate, Recomputed, fact

SEED = 19480410
SIGMAS = 4  # standard errors that two samples may be apart
TWO = 2  # standard errors for a figure that is known so badly that four of them would be no test
RESAMPLES = 60


class Draws:
    """The index under choices, weights, an indicator left out and errors, as points of the unit cube say."""

    def __init__(self, own: Recomputed) -> None:
        self.index = built(own)
        self.names = list(self.index.plan.options)
        data, income = self.index.data, own.raw.group_of("income")
        self.filled: dict[str, tuple[np.ndarray, np.ndarray]] = {}
        for method in ("none", "group_median"):
            values, share, years = data.values.copy(), data.share.copy(), data.years.copy()
            if method == "group_median":
                labels = np.array([income.get(area, "") for area in data.economies])
                for k, row in enumerate(data.values):
                    for group in set(labels) - {""}:
                        inside = labels == group
                        if not np.isnan(row[inside]).all():
                            gaps = inside & np.isnan(row)
                            values[k, gaps] = np.nanmedian(row[inside])
                            share[k, gaps], years[k, gaps] = self.index.plan.errors["I"], np.nanmax(data.years[k])
            values = np.array(
                [treated(self.index.plan, code, row) for code, row in zip(data.codes, values, strict=True)]
            )
            age = self.index.plan.number("period", "reference_year") - years
            spread = np.nanstd(values, axis=1, ddof=1, keepdims=True)
            self.filled[method] = values, spread * (share + self.index.plan.by_year * age)

    def option(self, name: str, coordinate: float) -> tuple[str, float]:
        """The option of a factor at a coordinate, and how far inside its part of 0 to 1 it is."""
        options = self.index.plan.options[name]
        total, low = sum(weight for _, weight in options), 0.0
        for option, weight in options:
            if coordinate < low + weight / total or option == options[-1][0]:
                return option, (coordinate - low) / (weight / total)
            low += weight / total
        raise AssertionError

    def ranks(self, point: np.ndarray) -> np.ndarray:
        """Ranks of the economies at one point; what a coordinate decides follows from it alone."""
        at = dict(zip(self.names, point.tolist(), strict=True))
        plan, codes = self.index.plan, self.index.data.codes
        for step in ("normalise", "aggregate"):
            plan = plan.with_(step, "method", self.option(step, at[step])[0])
        values, error = self.filled[self.option("impute", at["impute"])[0]]
        noise = np.random.default_rng([1, int(at["measurement_error"] * 2**53)]).standard_normal(values.shape)
        scores = normalised(plan, codes, values + noise * error)
        weight = equal(plan)
        per_cent = float(self.option("weight_noise", at["weight_noise"])[0])
        factors = 1 + per_cent / 100 * np.random.default_rng([2, int(at["weight_noise"] * 2**53)]).uniform(
            -1, 1, len(weight)
        )
        weight = {code: mass * factor for (code, mass), factor in zip(weight.items(), factors, strict=True)}
        option, inside = self.option("leave_out", at["leave_out"])
        if option != "none":
            code = codes[min(int(inside * len(codes)), len(codes) - 1)]
            while code != plan.root:
                weight[code] = 0.0
                code = plan.rows[code]["parent"]
                if any(weight[child] > 0 for child in plan.children(code)):
                    break
        return ranked(rolled_up(plan, codes, scores, weight)[plan.root])


def draws(own: Recomputed) -> Draws:
    result: Draws = own.once("draws", lambda: Draws(own))
    return result


def points(own: Recomputed) -> np.ndarray:
    """Random points (draws, factors) of the unit cube, as many as the design asks for."""
    one = draws(own)
    count = int(one.index.plan.number("audit", "draws"))
    result: np.ndarray = own.once("points", lambda: np.random.default_rng(SEED).random((count, len(one.names))))
    return result


def sample(own: Recomputed) -> np.ndarray:
    """Ranks (draws, n) at these points."""

    def make() -> np.ndarray:
        return np.array([draws(own).ranks(point) for point in points(own)])

    result: np.ndarray = own.once("sample", make)
    return result


def intervals(own: Recomputed) -> list[tuple[np.ndarray, np.ndarray]]:
    result: list[tuple[np.ndarray, np.ndarray]] = own.once("intervals", lambda: _intervals(own))
    return result


def _intervals(own: Recomputed) -> list[tuple[np.ndarray, np.ndarray]]:
    """Intervals of ranks at the quantiles of the design; then narrower and wider by the error of two such samples.

    The share of draws below a quantile q has the standard error √(q (1 − q) / draws), for each of both samples.
    """
    plan, ranks = built(own).plan, sample(own)
    low, high = plan.number("audit", "lower_quantile"), plan.number("audit", "upper_quantile")
    error = SIGMAS * sqrt(2 * low * (1 - low) / len(ranks))

    def at(bottom: float, top: float) -> tuple[np.ndarray, np.ndarray]:
        columns = [column[~np.isnan(column)] for column in ranks.T]
        return (
            np.array([np.quantile(column, bottom, method="lower") if len(column) else np.nan for column in columns]),
            np.array([np.quantile(column, top, method="higher") if len(column) else np.nan for column in columns]),
        )

    return [at(low, high), at(low + error, high - error), at(max(low - error, 0.0), min(high + error, 1.0))]


@fact(r"composite\.rank_intervals", r"firm|economies|draws|class\.([\w-]+)")
def places(own: Recomputed, asked: Asked, found: re.Match[str]) -> float | Estimate:
    """Economies whose interval of ranks lies in one third of the places, or across thirds."""
    there = ~np.isnan(built(own).rank)
    count = int(there.sum())
    if found[0] == "economies":
        return count
    if found[0] == "draws":
        return len(sample(own))
    names = {
        (1, 1): "upper",
        (1, 2): "upper-middle",
        (2, 2): "middle",
        (2, 3): "middle-lower",
        (3, 3): "lower",
        (1, 3): "open",
    }

    def named(bounds: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
        thirds = [np.ceil(3 * np.clip(bound[there], 1, count) / count).astype(int) for bound in bounds]
        return np.array([names[pair] for pair in zip(*(third.tolist() for third in thirds), strict=True)])

    wanted = ["upper", "middle", "lower"] if found[0] == "firm" else [found[1]]
    likely, narrow, wide = (np.isin(named(bounds), wanted) for bounds in intervals(own))
    return Estimate(int(likely.sum()), int((narrow != wide).sum()))


def shifts(own: Recomputed) -> np.ndarray:
    """The mean shift of ranks at each point of the sample; an economy without a score counts as last."""
    base = built(own).rank
    return np.array([_shift(ranks, base) for ranks in sample(own)])


def _shift(ranks: np.ndarray, base: np.ndarray) -> float:
    known = ~np.isnan(base)
    return float(np.abs(np.where(np.isnan(ranks), len(base), ranks)[known] - base[known]).mean())


def mixed(own: Recomputed, name: str) -> np.ndarray:
    """Shifts at the points of the first half of the sample, one factor as in the second half."""

    def make() -> np.ndarray:
        one, half = draws(own), len(points(own)) // 2
        changed = points(own)[:half].copy()
        j = one.names.index(name)
        changed[:, j] = points(own)[half : 2 * half, j]
        return np.array([_shift(one.ranks(point), one.index.rank) for point in changed])

    result: np.ndarray = own.once(("mixed", name), make)
    return result


def first_order(own: Recomputed, name: str) -> float:
    """Share of the variance of the shift that one factor explains alone.

    Of a choice among options, by analysis of variance over the sample; of a continuous one, by estimator (b) of table 2 in
    Saltelli et al. (2010).
    """
    y, one = shifts(own), draws(own)
    total = float(y.var())
    if name in ("weight_noise", "measurement_error"):
        half = len(y) // 2
        x, b = y[:half], y[half : 2 * half]
        return float(((b - y.mean()) * (mixed(own, name) - x)).mean()) / total
    column, count = points(own)[:, one.names.index(name)], len(one.index.data.codes)
    labels = []
    for coordinate in column:
        option, inside = one.option(name, coordinate)
        labels.append((option, int(inside * count) if name == "leave_out" and option != "none" else 0))
    groups: dict[tuple[str, int], list[float]] = {}
    for label, value in zip(labels, y, strict=True):
        groups.setdefault(label, []).append(value)
    inside_groups = sum(sum((value - np.mean(held)) ** 2 for value in held) for held in groups.values())
    within = float(inside_groups) / (len(y) - len(groups))
    between = sum(len(held) * (np.mean(held) - y.mean()) ** 2 for held in groups.values())
    return max(float(between) - (len(groups) - 1) * within, 0.0) / (len(y) * total)


@fact(r"robustness\.what_moves", r"top|low|first_sum")
def moves(own: Recomputed, asked: Asked, found: re.Match[str]) -> Estimate:
    """Total index of the factor that the edition names (estimator (f) there), and the sum of the first-order indices.

    The error is nearly all that of the published sample, which is smaller: of a total index that of a mean of squares; of
    the sum, that of six estimates, each with a variance of about (1 + S) over the number of points for a share S.
    """
    plan, y = built(own).plan, shifts(own)
    half, few = len(y) // 2, plan.number("audit", "sobol_samples")
    if found[0] == "first_sum":
        shares = [max(first_order(own, name), 0.0) for name in draws(own).names]
        error = sqrt(sum((1 + share) / few for share in shares))
        return Estimate(100 * sum(shares), 100 * TWO * error)
    squares = (y[:half] - mixed(own, str(asked.parameters["factor"]))) ** 2 / (2 * y.var())
    error = float(squares.std(ddof=1)) * sqrt(1 / half + 1 / few)
    return Estimate(100 * float(squares.mean()), 100 * SIGMAS * error)


@fact(r"robustness\.what_if", r"mean_shift|largest_shift|economies|inside")
def what_if(own: Recomputed, asked: Asked, found: re.Match[str]) -> float | Estimate:
    step, _, option = asked.figure["change"].partition(".method=")
    index, other = built(own), built(own, **{step: option})
    shift = np.abs(index.rank - other.rank)
    both = ~np.isnan(shift)
    if found[0] == "inside":
        rank = other.rank[both]

        def inside(bounds: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
            return (rank >= bounds[0][both]) & (rank <= bounds[1][both])

        likely, narrow, wide = (inside(bounds) for bounds in intervals(own))
        return Estimate(int(likely.sum()), int((narrow != wide).sum()))
    return {"mean_shift": shift[both].mean(), "largest_shift": shift[both].max(), "economies": both.sum()}[found[0]]


# -- Worth of knowing ----------------------------------------------------------------------------------------------


def in_the_index(plan: Design, code: str) -> float:
    """The weight that an indicator has in the whole."""
    share, each = 1.0, equal(plan)
    while code != plan.root:
        share *= each[code]
        code = plan.rows[code]["parent"]
    return share


def widths(leaves: np.ndarray, error: np.ndarray, weight: np.ndarray, rng: np.random.Generator) -> float:
    """Mean width of the central 90 per cent of ranks, gaps filled from the observed scores of their indicator."""
    ranks = []
    for _ in range(RESAMPLES):
        filled = leaves + rng.standard_normal(leaves.shape) * error
        for row in filled:
            gaps = np.isnan(row)
            if gaps.any():
                row[gaps] = rng.choice(row[~gaps], gaps.sum())
        ranks.append(ranked(weight @ filled))
    low, high = np.quantile(np.array(ranks), [0.05, 0.95], axis=0)
    return float((high - low).mean())


@fact(r"robustness\.worth_knowing", r"top|width|cells")
def worth(own: Recomputed, asked: Asked, found: re.Match[str]) -> float | Estimate:
    """How much narrower rank intervals are, once the gaps and errors of the indicator that is worth most are gone."""
    index = built(own)
    kept = ~np.isnan(index.scores[index.plan.root])
    leaves, values = index.leaves[:, kept], index.treated[:, kept]
    error = draws(own).filled["none"][1][:, kept]
    scale = np.nanmax(leaves, axis=1) - np.nanmin(leaves, axis=1)
    scale = scale / (np.nanmax(values, axis=1) - np.nanmin(values, axis=1))
    error = np.nan_to_num(error * scale[:, None])
    rng = np.random.default_rng(SEED + 2)
    mass = np.array([in_the_index(index.plan, code) for code in index.data.codes])

    def now() -> list[float]:
        return [widths(leaves, error, mass, rng) for _ in range(6)]

    unknown: list[float] = own.once("widths", now)
    # Of the published sample, which is one of these, and of the mean of them.
    width_error = SIGMAS * float(np.std(unknown, ddof=1)) * sqrt(1 + 1 / len(unknown))
    if found[0] == "width":
        return Estimate(float(np.mean(unknown)), width_error)
    told = own.asked(f"{asked.id.partition('.')[0]}.top").parameters
    k = index.data.codes.index(str(told["indicator"]))
    if found[0] == "cells":
        return int((np.isnan(leaves[k]) | (error[k] > 0)).sum())

    def learnt() -> float:
        known, exact = leaves.copy(), error.copy()
        gaps = np.isnan(known[k])
        known[k] = np.where(
            gaps, rng.choice(known[k][~gaps], len(gaps)), known[k] + rng.standard_normal(len(gaps)) * exact[k]
        )
        exact[k] = 0.0
        return widths(known, exact, mass, rng)

    then = [learnt() for _ in range(8)]
    few = int(told["draws"])
    spread = float(np.std(then, ddof=1)) * sqrt(1 / few + 1 / len(then))
    return Estimate(float(np.mean(unknown) - np.mean(then)), SIGMAS * sqrt((width_error / SIGMAS) ** 2 + spread**2))
