"""Coherence: do the parts of an index belong together, and does each weigh what it is said to weigh (Handbook, step 4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.methods.index.build import IndexResult
from pipeline.methods.index.correlation import Correlations, correlate, correlate_with
from pipeline.methods.index.design import Design
from pipeline.methods.index.tree import Tree

WITHIN, UP, ACROSS = "within", "up", "across"


@dataclass(frozen=True)
class Coherence:
    """Tables of an index's coherence; ``why`` says in each why a number is blank.

    ``correlations``: element a, element b, kind ("within" = siblings, "up" = element and a node above it, "across" =
    the rest), r (Pearson), spearman, kendall (tau-b), n (economies with both), flag (see ``flags``), why.
    ``nodes``: node, children, economies (complete), alpha (Cronbach), first (share 0-1 of the
    variance on the first principal component), components (eigenvalues above one), why. ``components``: node, component,
    eigenvalue, share, cumulated. ``loadings``: node, element, component, loading (correlation of the element with the
    component, which points the way most of its elements do). ``weights``: code, parent, weight (nominal, among siblings), effective (nominal, in
    the index), r (with the index), main_effect (r², share of the index's variance), importance (main effects scaled to
    add up to 1 among siblings), why.
    """

    correlations: pd.DataFrame
    nodes: pd.DataFrame
    components: pd.DataFrame
    loadings: pd.DataFrame
    weights: pd.DataFrame


def coherence(result: IndexResult) -> Coherence:
    """All tables of one index. Raises IndexProblems for a bound or a kind of correlation that is none."""
    design = result.prepared.design
    return Coherence(
        correlations(result), *_nodes(result, int(design.number("audit", "pairs"))), effective_weights(result)
    )


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
    design = result.prepared.design
    codes = list(design.tree.nodes)
    least = int(design.number("audit", "pairs"))
    found = correlate(result.scores[codes].to_numpy().T, least)
    a, b = np.triu_indices(len(codes), 1)
    names = np.array(codes, dtype=object)
    kind = _kinds(design.tree)[a, b]
    table = pd.DataFrame({"a": names[a], "b": names[b], "kind": kind, "r": found.pearson[a, b]})
    table["spearman"], table["kendall"] = found.spearman[a, b], found.kendall[a, b]
    table["n"] = found.pairs[a, b]
    by = design.setting("audit", "correlation")
    table["flag"] = flags(design, kind, table["r" if by == "pearson" else by].to_numpy())
    table["why"] = _why(found, names, a, b, least)
    return table


def flags(design: Design, kind: np.ndarray, r: np.ndarray) -> np.ndarray:
    """What is remarkable in correlations of siblings, and of elements with the nodes above them.

    ``negative``: below 0, the two pull against each other; ``weak``: below the bound audit / weak, they hardly measure the
    same; ``collinear`` (siblings only): above audit / collinear, one of them counts twice. Source of the bounds: audits of
    composite indicators by the European Commission's Joint Research Centre (COIN), for example of the Global Innovation Index.
    """
    near = (kind == WITHIN) | (kind == UP)
    weak, collinear = design.number("audit", "weak"), design.number("audit", "collinear")
    found = np.full(len(r), "", dtype=object)
    found[near & (r < weak)] = "weak"
    found[near & (r < 0)] = "negative"
    found[(kind == WITHIN) & (r > collinear)] = "collinear"
    return found


def effective_weights(result: IndexResult) -> pd.DataFrame:
    """What each element really weighs: its squared correlation with the index (Paruolo, Saisana and Saltelli 2013)."""
    table = result.weights[result.weights["parent"] != ""].copy()
    least = int(result.prepared.design.number("audit", "pairs"))
    r, pairs = correlate_with(result.scores[list(table["code"])].to_numpy().T, result.score.to_numpy(), least)
    table["r"] = r
    table["main_effect"] = table["r"] ** 2
    table["importance"] = table["main_effect"] / table.groupby("parent")["main_effect"].transform("sum")
    few = f"fewer than {least} economies have both it and the index"
    table["why"] = np.where(~np.isnan(r), "", np.where(pairs < least, few, "it or the index has no spread"))
    return table.reset_index(drop=True)


def _kinds(tree: Tree) -> np.ndarray:
    """Kind (c, c) of each pair of elements."""
    codes = list(tree.nodes)
    at = {code: i for i, code in enumerate(codes)}
    parents = np.array([at.get(tree.nodes[code].parent, -1) for code in codes])
    up = np.zeros((len(codes), len(codes)), dtype=bool)
    for i in range(len(codes)):
        above = parents[i]
        while above >= 0:
            up[i, above] = up[above, i] = True
            above = parents[above]
    return np.where(parents[:, None] == parents, WITHIN, np.where(up, UP, ACROSS))


def _why(found: Correlations, names: np.ndarray, a: np.ndarray, b: np.ndarray, least: int) -> np.ndarray:
    """Why there is no correlation, by pair; blank where there is one."""
    said = np.full(len(a), "", dtype=object)
    for i in np.flatnonzero(np.isnan(found.pearson[a, b])):
        x, y, n = a[i], b[i], found.pairs[a[i], b[i]]
        if n < least:
            said[i] = f"{n} economies have both, {least} are needed"
        else:
            same = [str(names[p]) for p, q in ((x, y), (y, x)) if not found.spread[p, q]]
            said[i] = f"no spread of {' and '.join(same)} among the {n} economies that have both"
    return said


def _nodes(result: IndexResult, least: int) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    tree = result.prepared.design.tree
    rows: list[tuple[object, ...]] = []
    components: list[tuple[object, ...]] = []
    loadings: list[tuple[object, ...]] = []
    for node in reversed(tree.bottom_up):
        children = list(tree.children(node))
        complete = result.scores[children].dropna().to_numpy().T
        same = [code for code, values in zip(children, complete, strict=True) if not len(values) or not np.ptp(values)]
        why = (
            "it has one element"
            if len(children) < 2
            else f"{complete.shape[1]} economies have all {len(children)} elements, {least} are needed"
            if complete.shape[1] < least
            else f"no spread of {', '.join(same)} among the {complete.shape[1]} economies that have all elements"
            if same
            else ""
        )
        if why:
            rows.append((node, len(children), complete.shape[1], np.nan, np.nan, 0, why))
            continue
        values, vectors = np.linalg.eigh(np.corrcoef(complete))
        values, vectors = values[::-1], vectors[:, ::-1]
        vectors = vectors * np.where(vectors.sum(axis=0) < 0, -1.0, 1.0)
        share = values / values.sum()
        above_one = int((values > 1).sum())
        alpha = cronbach_alpha(complete) if np.ptp(complete.sum(axis=0)) else np.nan
        why = "" if not np.isnan(alpha) else "the sum of its elements is the same for all: no alpha"
        rows.append((node, len(children), complete.shape[1], alpha, share[0], above_one, why))
        components += [
            (node, c + 1, v, s, t) for c, (v, s, t) in enumerate(zip(values, share, share.cumsum(), strict=True))
        ]
        scaled = vectors * np.sqrt(np.maximum(values, 0.0))
        loadings += [(node, code, c + 1, scaled[k, c]) for c in range(len(values)) for k, code in enumerate(children)]
    return (
        pd.DataFrame(rows, columns=["node", "children", "economies", "alpha", "first", "components", "why"]),
        pd.DataFrame(components, columns=["node", "component", "eigenvalue", "share", "cumulated"]),
        pd.DataFrame(loadings, columns=["node", "element", "component", "loading"]),
    )
