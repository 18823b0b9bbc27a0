"""The index without each of its elements in turn: which one it hangs on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from pipeline.methods.index import score as scoring
from pipeline.methods.index.build import IndexResult
from pipeline.methods.index.correlation import correlate_with
from pipeline.methods.index.quick import quick_mean
from pipeline.methods.index.weights import FROM_SCORES, weights_below
from pipeline.methods.normalise import descending_rank

_BLOCK = 2**20  # values of the elements below a node, without each in turn, that are held at once


def remove_one(result: IndexResult) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The index without each element in turn, the data prepared as they are (screening and treatment stay).

    Returns the summary (code, level, ranked: economies ranked both times, mean_absolute_shift, largest_shift,
    economy: whose shift is largest, correlation: of the ranks) and the shifts (economies × elements: rank without less
    rank with; positive = the economy falls without it).
    """
    design = result.prepared.design
    tree = design.tree
    below = {node: tree.children(node) for node in tree.bottom_up}
    gone = {code: found for code in tree.nodes if (found := _going(code, tree.root, below, result)) != tree.root}
    by_parent: dict[str, list[str]] = {}
    for code in dict.fromkeys(gone.values()):
        by_parent.setdefault(tree.nodes[code].parent, []).append(code)
    scores: dict[str, np.ndarray] = {}
    for parent, codes in by_parent.items():
        size = max(1, _BLOCK // (len(below[parent]) * max(1, len(result.scores))))
        for i in range(0, len(codes), size):
            part = codes[i : i + size]
            scores |= dict(zip(part, _along(result, part, below), strict=True))
    columns = ["code", "level", "ranked", "mean_absolute_shift", "largest_shift", "economy", "correlation"]
    if not gone:
        return pd.DataFrame(columns=columns), pd.DataFrame(index=result.scores.index)
    ranks = descending_rank(np.array([scores[top] for top in gone.values()]))
    base = result.rank.to_numpy()
    shifts = ranks - base
    r, ranked = correlate_with(ranks, base, int(design.number("audit", "pairs")))
    rows = []
    for i, code in enumerate(gone):
        size_of = np.abs(shifts[i])
        known = size_of[~np.isnan(size_of)]
        largest = float(known.max()) if len(known) else np.nan
        who = str(result.scores.index[np.flatnonzero(size_of == largest)[0]]) if len(known) else ""
        mean = float(pd.Series(known).mean()) if len(known) else np.nan
        rows.append((code, tree.nodes[code].level, int(ranked[i]), mean, largest, who, r[i]))
    table = pd.DataFrame(shifts.T, index=result.scores.index, columns=list(gone))
    return pd.DataFrame(rows, columns=columns), table


def _going(code: str, root: str, below: Mapping[str, Sequence[str]], result: IndexResult) -> str:
    """What goes with an element: itself, or the highest node above it that would be left without elements."""
    nodes = result.prepared.design.tree.nodes
    while code != root and len(below[nodes[code].parent]) == 1:
        code = nodes[code].parent
    return code


def _along(result: IndexResult, codes: Sequence[str], below: Mapping[str, Sequence[str]]) -> np.ndarray:
    """Scores (removed, n) of the index without each of some siblings; only the nodes above them are made anew.

    What is removed has weight 0, its siblings have the weights of the smaller tree, so that the result is that of an index
    without it.
    """
    design = result.prepared.design
    tree = design.tree
    count, n = len(codes), len(result.scores)
    how = scoring.rules(design, result.prepared.inputs)
    smaller = [design.with_tree(tree.without([code])) for code in codes]
    weights = dict(zip(result.weights["code"], result.weights["weight"], strict=True))
    alone = {code: result.scores[code].to_numpy() for code in tree.nodes}
    scores = {code: np.broadcast_to(values, (count, n)) for code, values in alone.items()}
    node, removed = tree.nodes[codes[0]].parent, True
    while node:
        children = below[node]
        mass = {child: np.full(count, weights[child]) for child in children}
        if removed or design.method("weight", node) in FROM_SCORES:
            for d, small in enumerate(smaller):
                own = weights_below(small, node, {child: scores[child][d : d + 1] for child in children}, how)
                for child in children:
                    mass[child][d] = own.get(child, 0.0)
        found = quick_mean([scores[child] for child in children], [mass[child] for child in children], how[node])
        scores[node] = scoring.node_scores(tree, node, how[node], scores, mass) if found is None else found
        node, removed = tree.nodes[node].parent, False
    return scores[tree.root]
