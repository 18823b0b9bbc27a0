"""Coherence: do the parts of an index belong together, and does each weigh what it is said to weigh (Handbook, step 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.methods.index.build import IndexResult
from pipeline.methods.index.design import Design
from pipeline.methods.index.score import Rule, node_scores, roll_up, rules
from pipeline.methods.index.tree import Node
from pipeline.methods.index.weights import element_weights, need_scores, weights_below
from pipeline.methods.normalise import descending_rank

LEAST_PAIRS = 10
"""Below this number of economies with both values a correlation is not given (NaN)."""


@dataclass(frozen=True)
class Coherence:
    """Tables of an index's coherence.

    ``correlations``: element a, element b, kind ("within" = siblings, "up" = element and a node above it, "across" =
    the rest), r (Pearson), n. ``nodes``: node, children, economies (complete), alpha (Cronbach), first (share 0-1 of the
    variance on the first principal component), components (eigenvalues above one). ``components``: node, component,
    eigenvalue, share, cumulated. ``weights``: code, parent, weight (nominal, among siblings), effective (nominal, in
    the index), r (with the index), main_effect (r², share of the index's variance), importance (main effects scaled to
    add up to 1 among siblings).
    """

    correlations: pd.DataFrame
    nodes: pd.DataFrame
    components: pd.DataFrame
    weights: pd.DataFrame


def coherence(result: IndexResult) -> Coherence:
    """All tables of one index."""
    return Coherence(correlations(result), *_nodes(result), effective_weights(result))


def pearson(x: np.ndarray, y: np.ndarray) -> tuple[float, int]:
    """Correlation over pairs that are both there, and their number; NaN below ten pairs or without spread.

    >>> pearson(np.arange(12.0), np.arange(12.0) * 2)
    (1.0, 12)
    """
    both = ~(np.isnan(x) | np.isnan(y))
    a, b = x[both], y[both]
    if len(a) < LEAST_PAIRS or a.min() == a.max() or b.min() == b.max():
        return float("nan"), len(a)
    return round(float(np.corrcoef(a, b)[0, 1]), 15), len(a)


def cronbach_alpha(values: np.ndarray) -> float:
    """Cronbach's alpha of c items over n complete cases, shape (c, n): c/(c − 1) (1 − Σ variances / variance of the sum).

    Raises ValueError for fewer than two items or cases, or a sum without spread.

    >>> cronbach_alpha(np.array([[1.0, 2.0, 3.0], [2.0, 4.0, 6.0]])).__round__(6)
    0.888889
    """
    count = len(values)
    total = values.sum(axis=0)
    if count < 2 or values.shape[1] < 2 or np.ptp(total) == 0:
        raise ValueError(f"alpha needs two items and two cases that differ; there are {values.shape}")
    return float(count / (count - 1) * (1 - values.var(axis=1, ddof=1).sum() / total.var(ddof=1)))


def correlations(result: IndexResult) -> pd.DataFrame:
    """Correlations of every pair of elements, each once (see ``Coherence``)."""
    tree, table = result.prepared.design.tree, result.scores
    above = {code: set(_path(tree.nodes, code)) for code in tree.nodes}
    rows = []
    codes = list(tree.nodes)
    columns = {code: table[code].to_numpy() for code in codes}
    for i, a in enumerate(codes):
        for b in codes[i + 1 :]:
            if tree.nodes[a].parent == tree.nodes[b].parent:
                kind = "within"
            else:
                kind = "up" if a in above[b] or b in above[a] else "across"
            rows.append((a, b, kind, *pearson(columns[a], columns[b])))
    return pd.DataFrame(rows, columns=["a", "b", "kind", "r", "n"])


def effective_weights(result: IndexResult) -> pd.DataFrame:
    """What each element really weighs: its squared correlation with the index (Paruolo, Saisana and Saltelli 2013)."""
    table = result.weights[result.weights["parent"] != ""].copy()
    index = result.score.to_numpy()
    table["r"] = [pearson(result.scores[code].to_numpy(), index)[0] for code in table["code"]]
    table["main_effect"] = table["r"] ** 2
    table["importance"] = table["main_effect"] / table.groupby("parent")["main_effect"].transform("sum")
    return table.reset_index(drop=True)


def _nodes(result: IndexResult) -> tuple[pd.DataFrame, pd.DataFrame]:
    tree = result.prepared.design.tree
    rows: list[tuple[object, ...]] = []
    components: list[tuple[object, ...]] = []
    for node in reversed(tree.bottom_up):
        children = list(tree.children(node))
        complete = result.scores[children].dropna().to_numpy().T
        if len(children) < 2 or complete.shape[1] < LEAST_PAIRS or (np.ptp(complete, axis=1) == 0).any():
            rows.append((node, len(children), complete.shape[1], np.nan, np.nan, 0))
            continue
        values = np.sort(np.linalg.eigvalsh(np.corrcoef(complete)))[::-1]
        share = values / values.sum()
        rows.append(
            (node, len(children), complete.shape[1], cronbach_alpha(complete), share[0], int((values > 1).sum()))
        )
        components += [
            (node, c + 1, v, s, t) for c, (v, s, t) in enumerate(zip(values, share, share.cumsum(), strict=True))
        ]
    return (
        pd.DataFrame(rows, columns=["node", "children", "economies", "alpha", "first", "components"]),
        pd.DataFrame(components, columns=["node", "component", "eigenvalue", "share", "cumulated"]),
    )


def remove_one(result: IndexResult) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The index without each element in turn, the data prepared as they are (screening and treatment stay).

    Returns the summary (code, level, ranked: economies ranked both times, mean_absolute_shift, largest_shift,
    economy: whose shift is largest, correlation: of the ranks) and the shifts (economies × elements: rank without less
    rank with; positive = the economy falls without it).
    """
    prepared = result.prepared
    tree = prepared.design.tree
    how = rules(prepared.design, prepared.inputs)
    scores = {code: result.scores[code].to_numpy()[None] for code in tree.nodes}
    shares = {
        code: np.array([weight]) for code, weight in zip(result.weights["code"], result.weights["weight"], strict=True)
    }
    rows, shifts = [], {}
    for code, node in tree.nodes.items():
        if code == tree.root or len(tree.leaves(code)) == len(tree.indicators):
            continue
        design = prepared.design.with_tree(tree.without([code]))
        root = _root_without(design, _path(tree.nodes, code), how, scores, shares)
        rank = pd.Series(descending_rank(root[0]), result.scores.index)
        shift = rank - result.rank
        shifts[code] = shift
        size = shift.abs().dropna()
        r, ranked = pearson(rank.to_numpy(), result.rank.to_numpy())
        largest = float(size.max()) if len(size) else np.nan
        who = str(size.idxmax()) if len(size) else ""
        rows.append((code, node.level, ranked, float(size.mean()) if len(size) else np.nan, largest, who, r))
    columns = ["code", "level", "ranked", "mean_absolute_shift", "largest_shift", "economy", "correlation"]
    return pd.DataFrame(rows, columns=columns), pd.DataFrame(shifts)


def _root_without(
    design: Design,
    path: Sequence[str],
    how: Mapping[str, Rule],
    scores: Mapping[str, np.ndarray],
    shares: Mapping[str, np.ndarray],
) -> np.ndarray:
    """Scores (1, n) of the index over a smaller tree; only the nodes above what was removed (``path``) are made anew."""
    tree = design.tree
    if need_scores(design):  # weights depend on all scores below
        leaves = {code: scores[code] for code in tree.indicators}
        settled = {code: np.array([weight]) for code, weight in element_weights(design, leaves, how).items()}
        return roll_up(tree, how, leaves, settled)[tree.root]
    found, mass = dict(scores), dict(shares)
    for node in path:
        if node in tree.nodes:
            mass |= {code: np.array([weight]) for code, weight in weights_below(design, node, found, how).items()}
            found[node] = node_scores(tree, node, how[node], found, mass)
    return found[tree.root]


def _path(nodes: Mapping[str, Node], code: str) -> list[str]:
    """The nodes above an element, from its parent to the root."""
    found = []
    while nodes[code].parent:
        code = nodes[code].parent
        found.append(code)
    return found
