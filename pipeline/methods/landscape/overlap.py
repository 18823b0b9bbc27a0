"""Overlap of commitments: Jaccard index, modularity as fragmentation beside a null model, consensus.

Sources: Newman and Girvan, Physical Review E 69 (2004), for modularity; Blondel et al., Journal of Statistical Mechanics
(2008), for the Louvain method; Strona et al., Nature Communications 5 (2014), for the null model (curveball: random
tables with the same row and column sums). That modularity of shared commitments shows fragmentation is this report's
reading.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from pipeline.methods.landscape import louvain

LIMITS = (
    "Only members that have joined at least one counted instrument take part; to share no instrument is not to disagree.",
    "The network shows shared lists of parties, not what the texts say: two instruments with the same rules count as two.",
    "Modularity depends on which instruments are in the register; compare it with the null model, not with zero.",
)


@dataclass(frozen=True)
class Fragmentation:
    """Modularity of the network of shared commitments, beside random networks with the same degrees.

    ``modularity`` is of the network of members weighted by the Jaccard index, ``communities`` its groups (members in
    order, largest first); ``null_mean`` and ``null_deviation`` describe ``draws`` random tables; ``z`` = (modularity −
    mean) ÷ deviation, NaN where the random tables do not vary; ``share_above`` the share of random tables with at least
    that modularity. ``formula`` and ``limits`` are sentences.
    """

    modularity: float
    communities: tuple[tuple[str, ...], ...]
    null_mean: float
    null_deviation: float
    z: float
    share_above: float
    draws: int
    seed: int
    members: int
    instruments: int
    formula: str = (
        "Q = Σ over groups of (weight inside ÷ total weight − (degree of the group ÷ 2 × total weight)²); "
        "weights: Jaccard index of the instruments that two members have joined"
    )
    limits: tuple[str, ...] = field(default=LIMITS)


def jaccard(matrix: pd.DataFrame) -> pd.DataFrame:
    """Shared ÷ joined by either, for every pair of rows of a bool table (members × instruments); 0 where neither has any.

    >>> joined = pd.DataFrame([[True, True], [True, False]], index=["FRA", "KEN"])
    >>> jaccard(joined).loc["FRA", "KEN"]
    np.float64(0.5)
    """
    return pd.DataFrame(_jaccard(matrix.to_numpy(dtype=float)), index=matrix.index, columns=matrix.index)


def instrument_overlap(matrix: pd.DataFrame) -> pd.DataFrame:
    """Pairs of instruments by shared members: first, second, shared, jaccard; largest Jaccard index first.

    >>> joined = pd.DataFrame({"a": [True, True], "b": [True, False]}, index=["FRA", "KEN"])
    >>> instrument_overlap(joined).to_numpy().tolist()
    [['a', 'b', 1, 0.5]]
    """
    index = jaccard(matrix.T)
    codes = list(matrix.columns)
    rows = [
        (one, other, int((matrix[one] & matrix[other]).sum()), float(index.loc[one, other]))
        for i, one in enumerate(codes)
        for other in codes[i + 1 :]
    ]
    frame = pd.DataFrame(rows, columns=["first", "second", "shared", "jaccard"])
    return frame.sort_values(["jaccard", "first", "second"], ascending=[False, True, True], ignore_index=True)


def fragmentation(matrix: pd.DataFrame, draws: int = 100, seed: int = 1) -> Fragmentation:
    """Fragmentation of the commitments in a bool table (members × instruments).

    Rows without any instrument are left out. Raises ValueError where fewer than three members or two instruments are
    left, where no two members share an instrument, or for fewer than two draws.

    >>> block = np.kron(np.eye(2), np.ones((4, 3))).astype(bool)
    >>> found = fragmentation(pd.DataFrame(block, index=list("ABCDEFGH")), draws=20)
    >>> round(found.modularity, 6), len(found.communities), found.z > 2
    (0.5, 2, True)
    """
    kept = matrix.loc[matrix.any(axis=1), matrix.any(axis=0)]
    if len(kept) < 3 or kept.shape[1] < 2 or draws < 2:
        raise ValueError(
            f"{len(kept)} members, {kept.shape[1]} instruments, {draws} draws; allowed: at least 3, 2 and 2"
        )
    table = kept.to_numpy(dtype=bool)
    observed, groups = _modularity(table, seed)
    rng = np.random.default_rng(seed)
    null = np.array([_modularity(curveball(table, rng), seed)[0] for _ in range(draws)])
    deviation = float(null.std(ddof=1))
    names = [str(name) for name in kept.index]
    communities = sorted((tuple(sorted(names[i] for i in group)) for group in groups), key=lambda g: (-len(g), g))
    return Fragmentation(
        modularity=observed,
        communities=tuple(communities),
        null_mean=float(null.mean()),
        null_deviation=deviation,
        z=(observed - float(null.mean())) / deviation if deviation > 1e-12 else float("nan"),
        share_above=float((null >= observed - 1e-12).mean()),
        draws=draws,
        seed=seed,
        members=len(kept),
        instruments=kept.shape[1],
    )


def curveball(table: np.ndarray, rng: np.random.Generator, trades: int | None = None) -> np.ndarray:
    """A random bool table with the row and column sums of ``table`` (m, n): pairs of rows trade what only one has.

    ``trades`` defaults to five for each row.

    >>> mixed = curveball(np.eye(3, dtype=bool), np.random.default_rng(1))
    >>> mixed.sum(axis=0).tolist(), mixed.sum(axis=1).tolist()
    ([1, 1, 1], [1, 1, 1])
    """
    rows = [set(np.flatnonzero(row).tolist()) for row in table]
    for _ in range(5 * len(rows) if trades is None else trades):
        one, other = _pair(len(rows), rng)
        differ = sorted(rows[one] ^ rows[other])
        of_one = len(rows[one] - rows[other])
        shuffled = [differ[place] for place in rng.permutation(len(differ)).tolist()]
        shared = rows[one] & rows[other]
        rows[one], rows[other] = shared.union(shuffled[:of_one]), shared.union(shuffled[of_one:])
    result = np.zeros_like(table)
    for row, joined in zip(result, rows, strict=True):
        row[list(joined)] = True
    return result


def _pair(count: int, rng: np.random.Generator) -> tuple[int, int]:
    """Two different numbers below ``count``: the draw of ``rng.choice(count, 2, replace=False)``, at half its cost.

    Floyd's sample (Bentley and Floyd, Communications of the ACM 30, 1987), then a shuffle.
    """
    first, second = int(rng.integers(count - 1)), int(rng.integers(count))
    if second == first:
        second = count - 1
    return (first, second) if rng.integers(2) else (second, first)


@dataclass(frozen=True)
class Consensus:
    """How far commitments are common.

    ``curve`` has one row for each number of instruments k: size, economies (the most that have joined the same k),
    share (per cent of all economies), instruments. The largest common set is the one whose number of instruments times
    economies is largest; ``share`` (per cent) is the share of economies that have joined all of it. ``tied`` counts other
    sets with the same product, among which this one has the most economies.
    """

    instruments: tuple[str, ...]
    members: tuple[str, ...]
    share: float
    curve: pd.DataFrame
    tied: int = 0
    formula: str = "economies that have joined every instrument of the largest common set ÷ all economies"
    limits: tuple[str, ...] = field(default=LIMITS[:2])


def consensus(matrix: pd.DataFrame, economies: int, most: int = 100_000) -> Consensus:
    """Consensus among ``economies`` (number of all economies), from a bool table (members × instruments).

    Goes through every set of instruments that some members have exactly in common (closed sets), so the result is
    exact. Raises ValueError for an empty table or where there are more than ``most`` such sets.

    >>> joined = pd.DataFrame({"a": [1, 1, 1, 0], "b": [1, 1, 0, 0]}, index=list("WXYZ")).astype(bool)
    >>> found = consensus(joined, economies=4)
    >>> found.instruments, found.share, found.curve["economies"].tolist()
    (('a', 'b'), 50.0, [3, 2])
    """
    if not matrix.to_numpy().any() or economies < 1:
        raise ValueError("no commitment to compare")
    rows = [frozenset(matrix.columns[row]) for row in matrix.to_numpy(dtype=bool)]
    closed: set[frozenset[str]] = set()
    for row in dict.fromkeys(rows):
        closed |= {row} | {row & known for known in closed}
        if len(closed) > most:
            raise ValueError(f"more than {most} sets of instruments in common; allowed: a smaller table")
    closed.discard(frozenset())
    support = {chosen: sum(chosen <= row for row in rows) for chosen in closed}
    best: dict[int, tuple[int, frozenset[str]]] = {}
    for chosen, count in sorted(support.items(), key=lambda item: sorted(item[0])):
        for size in range(1, len(chosen) + 1):
            if size not in best or count > best[size][0]:
                best[size] = (count, chosen)
    order = {code: i for i, code in enumerate(matrix.columns)}
    curve = pd.DataFrame(
        [
            (size, count, 100 * count / economies, " ".join(sorted(chosen, key=order.__getitem__)))
            for size, (count, chosen) in sorted(best.items())
        ],
        columns=["size", "economies", "share", "instruments"],
    )
    largest = max(sorted(support, key=sorted), key=lambda chosen: (len(chosen) * support[chosen], support[chosen]))
    members = tuple(str(name) for name, row in zip(matrix.index, rows, strict=True) if largest <= row)
    product = len(largest) * support[largest]
    tied = sum(len(chosen) * count == product for chosen, count in support.items()) - 1
    return Consensus(
        tuple(sorted(largest, key=order.__getitem__)), members, 100 * len(members) / economies, curve, tied
    )


def _modularity(table: np.ndarray, seed: int) -> tuple[float, list[set[int]]]:
    """Modularity of the Louvain communities of the network of shared instruments, and the communities."""
    weights = _jaccard(table.astype(float))
    np.fill_diagonal(weights, 0.0)
    if not weights.any():
        raise ValueError("no two members share an instrument")
    links = louvain.network(weights)
    groups = louvain.communities(links, seed)
    return louvain.modularity(links, groups), groups


def _jaccard(table: np.ndarray) -> np.ndarray:
    """Jaccard index (m, m) of the rows of a table (m, n) of 0 and 1."""
    shared = table @ table.T
    sizes = table.sum(axis=1)
    either = sizes[:, None] + sizes[None, :] - shared
    return np.divide(shared, either, out=np.zeros_like(shared), where=either > 0)
