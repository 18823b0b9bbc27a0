"""The register of platforms, meetings, instruments and their parties: counts, coverage, consensus, fragmentation."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from math import fsum
from typing import Any

import numpy as np

from tests.independent.raw import Raw, themes
from tests.independent.recipes import Asked, Estimate, Missing, Recomputed, fact

JOINED = ("party", "ratified", "signed", "endorsed", "adherent")  # the step that an instrument asks for was taken
BOUND = ("party", "ratified")
TEN_YEARS = 10
DRAWS = 40
SEARCH = 0.01  # of modularity, by which two searches for the best partition may differ


def read(raw: Raw, sheet: str) -> list[dict[str, Any]]:
    """Rows of a register that were read at a source."""
    return [row for row in raw.register(sheet) if row["verified"] == "yes"]


def commitments(raw: Raw, binding_in: int | None = None) -> dict[str, set[str]]:
    """Members of each instrument whose list of parties is complete; of binding ones in force by a year if one is named."""
    kept = []
    for row in read(raw, "Instruments"):
        in_force = row["in_force_year"]
        bound = row["binding"] == "yes" and isinstance(in_force, (int, float)) and in_force <= (binding_in or 0)
        if row["party_list"] == "complete" and (binding_in is None or bound):
            kept.append(row["id"])
    found: dict[str, set[str]] = {}
    for row in read(raw, "Parties"):
        if row["instrument_id"] not in kept or row["status"] not in (JOINED if binding_in is None else BOUND):
            continue
        if binding_in is None or int(row["year"] or 0) <= binding_in:
            found.setdefault(str(row["instrument_id"]), set()).add(str(row["iso3"]))
    return {code: found[code] for code in kept if code in found}


def of_theme(raw: Raw, theme: str) -> dict[str, set[str]]:
    about = {row["id"] for row in raw.register("Instruments") if theme in themes(row["themes"])}
    return {code: members for code, members in commitments(raw).items() if code in about}


@fact(r"memberships\.membership_map", r"economies|lists|one|top")
def members_of_theme(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    lists = of_theme(own.raw, asked.figure["theme"])
    world = set(own.raw.groups["WLD"])
    counts = Counter(area for members in lists.values() for area in members if area in world)
    return {
        "lists": len(lists), "economies": len(counts), "one": sum(count == 1 for count in counts.values()),
        "top": max(counts.values()),
    }[found[0]]  # fmt: skip


@fact(r"landscape\.platform_timeline", r"since|platforms")
def platforms(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    years = [row["first_year"] for row in read(own.raw, "Platforms") if row["first_year"] is not None]
    young = [year for year in years if year >= own.raw.year - TEN_YEARS + 1]
    return len(young) if found[0] == "since" else len(years)


@fact(r"landscape\.instrument_timeline", r"instruments|leading|since(_not_multilateral)?|binding(_by_design)?")
def instruments(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """Instruments with a year of adoption: of the largest layer, of the last ten years, that bind once or already in force."""
    rows = [row for row in read(own.raw, "Instruments") if row["adopted_year"] is not None]
    recent = [row for row in rows if row["adopted_year"] >= own.raw.year - TEN_YEARS + 1]
    binding = [row for row in rows if row["binding"] == "yes"]
    return {
        "instruments": len(rows), "leading": max(Counter(row["layer"] for row in rows).values()), "since": len(recent),
        "since_not_multilateral": sum(row["layer"] != "multilateral" for row in recent), "binding_by_design": len(binding),
        "binding": sum((row["in_force_year"] or 9999) <= own.raw.year for row in binding),
    }[found[0]]  # fmt: skip


@fact(r"landscape\.theme_matrix", r"most|least|rows")
def by_theme(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    rows = read(own.raw, asked.figure["register"].capitalize())
    counts = Counter(theme for row in rows for theme in set(themes(row["themes"])))
    return {"rows": len(rows), "most": max(counts.values()), "least": min(counts.values())}[found[0]]


@fact(r"landscape\.meetings_by_year", r"\w+")
def meetings(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """Meetings since the first year of the figure, all of them or those of platforms of one kind."""
    kind = {row["id"]: row["membership_type"] for row in own.raw.register("Platforms")}
    if asked.key not in {"meetings", *kind.values()}:
        raise Missing(asked.id)
    rows = [row for row in read(own.raw, "Meetings") if row["year"] >= asked.figure["first"]]
    return len(rows) if asked.key == "meetings" else sum(kind[row["platform_id"]] == asked.key for row in rows)


@fact(r"commitments\.shares_by_theme", r"share_(economies|population|product)")
def coverage(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """Part of all economies, of their people, of their product, that has joined an instrument of the theme."""
    raw, year = own.raw, asked.figure["year"]
    joined = set().union(*of_theme(raw, asked.parameters["theme"]).values())
    world = raw.groups["WLD"]
    if found[1] == "economies":
        return 100 * sum(area in joined for area in world) / len(world)
    weight = raw.wide("SP.POP.TOTL" if found[1] == "population" else "NY.GDP.MKTP.CD", year)
    whole = fsum(weight.get(area, 0.0) for area in world)
    return 100 * fsum(weight.get(area, 0.0) for area in world if area in joined) / whole


@fact(r"commitments\.consensus_curve", r"one|share|size|members|total")
def consensus(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """The set of instruments for which the number of them times that of the economies that have joined all is largest.

    Every set is tried that some economies have in common: those of one economy, and what any of them share.
    """
    world = set(own.raw.groups["WLD"])
    joined = {code: members & world for code, members in commitments(own.raw).items()}
    rows = {frozenset(code for code, members in joined.items() if area in members) for area in world}
    common = {row for row in rows if row}
    grown = True
    while grown:
        more = {one & other for one, other in combinations(common, 2)} - common - {frozenset()}
        common |= more
        grown = bool(more)

    def shared(codes: frozenset[str]) -> set[str]:
        return set.intersection(*(joined[code] for code in codes))

    largest = max(common, key=lambda codes: (len(codes) * len(shared(codes)), len(shared(codes))))
    members = shared(largest)
    return {
        "one": max(len(members) for members in joined.values()), "size": len(largest), "members": len(members),
        "share": 100 * len(members) / len(world), "total": len(world),
    }[found[0]]  # fmt: skip


@fact(r"commitments\.overlap", r"top_overlap|closest_(shared|either)")
def closest(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """The two instruments with the largest share of members in common; the first by their codes where several have it."""
    lists = commitments(own.raw)
    codes = list(lists)
    pairs = [(one, other) for i, one in enumerate(codes) for other in codes[i + 1 :]]
    common = {pair: len(lists[pair[0]] & lists[pair[1]]) / len(lists[pair[0]] | lists[pair[1]]) for pair in pairs}
    one, other = min(pair for pair in pairs if common[pair] == max(common.values()))
    shared, either = len(lists[one] & lists[other]), len(lists[one] | lists[other])
    return {"top_overlap": 100 * shared / either, "closest_shared": shared, "closest_either": either}[found[0]]


# -- Fragmentation -------------------------------------------------------------------------------------------------


def overlap(table: np.ndarray) -> np.ndarray:
    """Jaccard's index of every two rows of a table of 0 and 1: shared by either; none with itself."""
    shared = table @ table.T
    sizes = table.sum(axis=1)
    index = shared / np.maximum(sizes[:, None] + sizes[None, :] - shared, 1)
    np.fill_diagonal(index, 0.0)
    return index


def quality(weights: np.ndarray, label: np.ndarray) -> float:
    """Newman's modularity Q of a partition: weight inside less what chance gives at these degrees."""
    degree, total = weights.sum(axis=1), weights.sum()
    same = label[:, None] == label[None, :]
    return float(((weights - np.outer(degree, degree) / total) * same).sum() / total)


def best_partition(weights: np.ndarray, rng: np.random.Generator, starts: int) -> tuple[float, int]:
    """The largest modularity found, with its number of parts, by moving nodes and whole parts while that gains.

    A search of its own: the greedy moves of single nodes from random orders, then joins of parts, several times over.
    """
    degree, total = weights.sum(axis=1), weights.sum()
    surplus = weights - np.outer(degree, degree) / total
    np.fill_diagonal(surplus, 0.0)  # a node's own share is the same wherever it stands
    best = (-1.0, 0)
    for _ in range(starts):
        label = np.arange(len(weights))
        moved = True
        while moved:
            moved = False
            for node in rng.permutation(len(weights)):
                gain = np.bincount(label, surplus[node], minlength=len(weights))
                to = int(gain.argmax())
                if gain[to] > gain[label[node]] + 1e-12:
                    label[node], moved = to, True
            names = np.unique(label)
            inside = (label[:, None] == names[None, :]).astype(float)
            between = inside.T @ surplus @ inside
            np.fill_diagonal(between, -1.0)
            if between.max() > 1e-12:
                one, other = np.unravel_index(int(between.argmax()), between.shape)
                label[label == names[other]], moved = names[one], True
        best = max(best, (quality(weights, label), len(np.unique(label))))
    return best


def shuffled(table: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A random table of 0 and 1 with the same sums of rows and columns: pairs of rows trade what one of them has alone."""
    table = table.copy()
    for _ in range(5 * len(table)):
        one, other = rng.choice(len(table), 2, replace=False)
        differ = np.flatnonzero(table[one] != table[other])
        mine = int(table[one, differ].sum())
        table[one, differ], table[other, differ] = 0, 1
        given = rng.permutation(differ)[:mine]
        table[one, given], table[other, given] = 1, 0
    return table


def fragmentation(own: Recomputed, binding: bool) -> tuple[float, int, np.ndarray, int]:
    """Modularity of the commitments, parts, modularity of random tables with the same sums, number of instruments."""

    def make() -> tuple[float, int, np.ndarray, int]:
        lists = commitments(own.raw, own.raw.year if binding else None)
        areas = sorted(set().union(*lists.values()))
        table = np.array([[area in members for members in lists.values()] for area in areas], dtype=float)
        rng = np.random.default_rng(20150923)
        observed, parts = best_partition(overlap(table), rng, 20)
        null = np.array([best_partition(overlap(shuffled(table, rng)), rng, 1)[0] for _ in range(DRAWS)])
        return observed, parts, null, len(lists)

    result: tuple[float, int, np.ndarray, int] = own.once(("fragmentation", binding), make)
    return result


@fact(r"commitments\.overlap", r"(binding_)?(modularity|q|null_mean|null|communities|z)|binding")
def blocks(own: Recomputed, asked: Asked, found: re.Match[str]) -> float | Estimate:
    """Whether commitments form blocks beyond chance.

    Louvain's method finds a local optimum that depends on the order of nodes: two searches may differ by a hundredth.
    The mean of random tables has the sampling error of both simulations, four standard errors of each.
    """
    observed, parts, null, count = fragmentation(own, asked.key.startswith("binding"))
    if asked.key == "binding":
        return count
    deviation = float(null.std(ddof=1))
    draws = int(asked.parameters.get("draws", DRAWS))
    error = 4 * deviation * (1 / DRAWS + 1 / draws) ** 0.5 + SEARCH
    if found[2] in ("modularity", "q"):
        return Estimate(observed, SEARCH)
    if found[2] in ("null_mean", "null"):
        return Estimate(float(null.mean()), error)
    if found[2] == "communities":
        return Estimate(parts, 1)
    z = (observed - float(null.mean())) / deviation
    # The deviation of n draws has a relative error of 1 / √(2 (n − 1)); four of them, for both simulations.
    relative = 4 * (1 / (2 * (DRAWS - 1)) + 1 / (2 * (draws - 1))) ** 0.5
    return Estimate(z, abs(z) * relative + (error + SEARCH) / deviation)
