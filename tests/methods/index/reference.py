"""The index and its draws once more, slowly: plain Python over dictionaries, one economy and one number at a time.

Written from METHODS and the docstrings, not from the code: what both agree on is what is computed.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence

import numpy as np

Column = dict[str, float | None]


def known(column: Column) -> list[float]:
    return [value for value in column.values() if value is not None]


def skewness(values: Sequence[float]) -> float:
    n, mean = len(values), math.fsum(values) / len(values)
    m2 = math.fsum((v - mean) ** 2 for v in values) / n
    m3 = math.fsum((v - mean) ** 3 for v in values) / n
    return m3 / m2**1.5 * math.sqrt(n * (n - 1)) / (n - 2)


def kurtosis(values: Sequence[float]) -> float:
    n, mean = len(values), math.fsum(values) / len(values)
    m2 = math.fsum((v - mean) ** 2 for v in values) / n
    m4 = math.fsum((v - mean) ** 4 for v in values) / n
    return (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (m4 / m2**2 - 3) + 6)


def winsorise(column: Column, skew: float, kurt: float, most: int) -> Column:
    column = dict(column)
    high: list[str] = []
    low: list[str] = []
    while len(high) + len(low) < most:
        values = known(column)
        if not (abs(skewness(values)) > skew and kurtosis(values) > kurt):
            break
        up = skewness(values) >= 0
        extreme = max(values) if up else min(values)
        moved = [e for e, v in column.items() if v == extreme]
        rest = [v for v in values if v != extreme]
        for economy in moved:
            column[economy] = max(rest) if up else min(rest)
        if up:
            high = moved
        else:
            low = moved
    return column


def normalise(
    column: Column, method: str, direction: str, p: Mapping[str, float], posts: tuple[float, float] | None
) -> Column:
    sign = -1.0 if direction == "lower" else 1.0
    turned = {e: None if v is None else sign * v for e, v in column.items()}
    values = known(turned)
    result: Column = {}
    for economy, value in turned.items():
        if value is None:
            result[economy] = None
        elif method == "min_max":
            share = (value - min(values)) / (max(values) - min(values))
            result[economy] = p["lower"] + (p["upper"] - p["lower"]) * share
        elif method == "z_score":
            mean = math.fsum(values) / len(values)
            result[economy] = p["mean"] + p["deviation"] * (value - mean) / statistics.stdev(values)
        elif method == "percentile_rank":
            share = sum(v < value for v in values) / (len(values) - 1)
            result[economy] = p["lower"] + (p["upper"] - p["lower"]) * share
        elif method == "goalposts":
            assert posts is not None
            low, high = (sign * post for post in posts)
            result[economy] = p["upper"] * min(1.0, max(0.0, (value - low) / (high - low)))
        else:
            raise AssertionError(method)
    return result


def aggregate(parts: Sequence[tuple[float | None, float]], method: str, floor: float, share: float) -> float | None:
    """One node of one economy from (score, weight) of its children."""
    used = [(value, weight) for value, weight in parts if weight > 0]
    there = [(value, weight) for value, weight in used if value is not None]
    if not there or len(there) / len(used) < share:
        return None
    total = math.fsum(weight for _, weight in there)
    if method == "arithmetic":
        return math.fsum(value * weight for value, weight in there) / total
    if method == "geometric":
        return math.exp(math.fsum(math.log(max(value, floor)) * weight for value, weight in there) / total)
    raise AssertionError(method)


def score(
    rows: Sequence[tuple],
    columns: Mapping[str, Column],
    weights: Mapping[str, float],
    method: str,
    floor: float,
    share: float,
) -> dict[str, Column]:
    """Scores of all elements from normalised columns."""
    scores: dict[str, Column] = {code: dict(column) for code, column in columns.items()}
    economies = list(next(iter(columns.values())))

    def of(code: str) -> Column:
        if code not in scores:
            children = [row[0] for row in rows if row[1] == code]
            below = {child: of(child) for child in children}
            scores[code] = {
                e: aggregate([(below[c][e], weights[c]) for c in children], method, floor, share) for e in economies
            }
        return scores[code]

    of(rows[0][0])
    return scores


def ranks(column: Column) -> Column:
    return {e: None if v is None else 1.0 + sum(w > v for w in known(column)) for e, v in column.items()}


def equal_weights(rows: Sequence[tuple]) -> dict[str, float]:
    counts = {row[1]: sum(other[1] == row[1] for other in rows) for row in rows}
    return {row[0]: 1.0 / counts[row[1]] for row in rows if row[1]}


def element_order(rows: Sequence[tuple]) -> list[str]:
    """The children of each node, nodes from the lowest level up: the order in which weights get their noise."""
    nodes = sorted((row for row in rows if row[2] > 1), key=lambda row: row[2])
    return [child[0] for node in nodes for child in rows if child[1] == node[0]]


def noise(coordinate: float, seed: int, salt: int) -> np.random.Generator:
    key = np.array([int(coordinate * 2.0**53), seed * 4 + salt], dtype=np.uint64)
    return np.random.Generator(np.random.Philox(key=key))


def draw(
    rows: Sequence[tuple],
    data: Mapping[str, Column],
    ages: float,
    p: Mapping[str, float],
    factors: Mapping[str, tuple[Sequence[str], float]],
    seed: int,
    floor: float,
    share: float,
    errors: Mapping[str, float],
) -> Column:
    """Score of the index in one draw. ``factors``: name → (options, coordinate), options equally often."""

    def option(name: str) -> str:
        options, coordinate = factors[name]
        return options[min(int(coordinate * len(options)), len(options) - 1)]

    codes = [row[0] for row in rows if row[2] == 1]
    status = {c: {e: "A" if v is not None else "" for e, v in data[c].items()} for c in codes}
    columns: dict[str, Column] = {c: dict(data[c]) for c in codes}
    if option("impute") == "median":
        for c in codes:
            middle = statistics.median(known(data[c]))
            for e, v in data[c].items():
                if v is None:
                    columns[c][e], status[c][e] = middle, "I"
    if option("measurement_error") == "by status and age":
        numbers = noise(factors["measurement_error"][1], seed, 2)
        for c in codes:
            spread = statistics.stdev(known(columns[c]))
            for e in list(columns[c]):
                error = numbers.standard_normal()
                value = columns[c][e]
                if value is not None:
                    columns[c][e] = value + error * (spread * (errors[status[c][e]] + errors["year"] * ages))
    directions = {row[0]: row[3] if len(row) > 3 else "higher" for row in rows}
    normalised = {c: normalise(columns[c], option("normalise"), directions[c], p, None) for c in codes}
    weights = equal_weights(rows)
    numbers = noise(factors["weight_noise"][1], seed, 1)
    for element in element_order(rows):
        weights[element] *= 1 + float(option("weight_noise")) / 100 * numbers.uniform(-1, 1)
    if option("leave_out") == "one indicator":
        options, coordinate = factors["leave_out"]
        inside = coordinate * len(options) - options.index("one indicator")
        gone = codes[min(int(inside * len(codes)), len(codes) - 1)]
        parents = {row[0]: row[1] for row in rows}
        while gone and not any(weights[c] > 0 for c in weights if parents[c] == gone):
            if gone in weights:
                weights[gone] = 0.0
            gone = parents[gone]
    return score(rows, normalised, weights, option("aggregate"), floor, share)[rows[0][0]]
