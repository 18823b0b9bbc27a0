"""Weights of the elements of an index among their siblings, by the method of each node (Handbook, step 6)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from pipeline.methods.index import score as scoring
from pipeline.methods.index.design import Design
from pipeline.methods.index.influence import TOLERANCE, Optimised, influence, optimised_weights
from pipeline.methods.index.problems import IndexProblems, refuse
from pipeline.methods.index.ranges import LARGEST
from pipeline.model.index_design import HIERARCHY, WEIGHT_SETS
from pipeline.problems import Place

FROM_SCORES = ("pca", "optimised")
"""Methods that need the scores of the elements."""


def need_scores(design: Design) -> bool:
    """Whether the weights of some node follow from the scores below it."""
    return any(design.method("weight", node) in FROM_SCORES for node in design.tree.bottom_up)


def element_weights(
    design: Design, leaves: Mapping[str, np.ndarray], how: Mapping[str, scoring.Rule]
) -> dict[str, float]:
    """Weight of every element but the root among its siblings, adding up to 1 under each node.

    ``leaves``: normalised indicators (1, n). Weights that follow from scores are found from the bottom up: those of a
    node need the scores of its elements only. Raises IndexProblems as ``weights_below``.
    """
    found: dict[str, float] = {}
    scores, scored = dict(leaves), need_scores(design)
    for node in design.tree.bottom_up:
        found |= weights_below(design, node, scores, how)
        if scored:
            shares = {child: np.array([found[child]]) for child in design.tree.children(node)}
            scores[node] = scoring.node_scores(design.tree, node, how[node], scores, shares)
    return found


def weights_below(
    design: Design, node: str, scores: Mapping[str, np.ndarray], how: Mapping[str, scoring.Rule]
) -> dict[str, float]:
    """Weights of the children of one node; ``scores`` (1, n) of each of them are read by ``FROM_SCORES`` alone.

    ``pca``: squared loadings of the first principal component of the siblings' correlations over complete economies; a
    node with one child gives it weight 1. Raises IndexProblems where a weight is blank, all are zero, or a node has no
    principal components.
    """
    children = design.tree.children(node)
    method = design.method("weight", node)
    if method == "sheet":
        raw = stated(design, node)
    elif method == "equal" or len(children) == 1:
        raw = np.ones(len(children))
    elif method == "pca":
        try:
            raw = first_component(np.concatenate([scores[child] for child in children]))
        except ValueError as failure:
            raise _not_possible(design, node, failure) from failure
    else:
        raw = optimised(design, node, scores, how[node]).weights
    return dict(zip(children, (raw / raw.sum()).tolist(), strict=True))


def stated(design: Design, node: str) -> np.ndarray:
    """The weights (c,) of the children of a node as a sheet states them: the set that is chosen, else Hierarchy."""
    children = design.tree.children(node)
    chosen = design.choice("weight", "set", node)
    if chosen is None:
        raw = np.array([design.tree.nodes[child].weight for child in children])
    else:
        raw = np.array([design.weight_sets[chosen.value].get(child, np.nan) for child in children])
    blank = [child for child, weight in zip(children, raw, strict=True) if np.isnan(weight)]
    where = HIERARCHY if chosen is None else f"the set {chosen.value} of {WEIGHT_SETS}"
    place = _place(design, blank[0] if blank else node)
    if blank:
        found = f"no weight for {', '.join(blank)} in {where}"
        raise refuse("weight-blank", place, found, "a number", "type it, or choose equal weights")
    if not raw.max() > 0:
        found = f"{node}: all its children have weight 0 in {where}"
        raise refuse("weights-sum", place, found, "a sum above zero", "give one of them a weight")
    return raw if raw.max() <= LARGEST else raw / raw.max()  # only the proportions count


def _place(design: Design, code: str) -> Place:
    if design.choice("weight", "set", code) is not None:
        return design.sheets.place(WEIGHT_SETS)
    return design.sheets.place(HIERARCHY, design.tree.nodes[code].row, "weight")


def optimised(design: Design, node: str, scores: Mapping[str, np.ndarray], rule: scoring.Rule) -> Optimised:
    """Weights with which the influence of the children of a node has the wished shares (see ``influence``).

    Raises IndexProblems where a wished share is zero, or correlations cannot be had.
    """
    children = design.tree.children(node)
    values = np.concatenate([scores[child] for child in children])
    wished = wished_shares(design, node)
    if not (wished > 0).all():
        none = ", ".join(child for child, share in zip(children, wished, strict=True) if not share > 0)
        found, allowed = f"a wished influence of zero for {none}", "shares above zero"
        raise refuse("weights-sum", _place(design, node), found, allowed, "raise it, or take the element out")

    def score_of(weights: np.ndarray) -> np.ndarray:
        shares = {child: weights[i : i + 1] for i, child in enumerate(children)}
        return scoring.node_scores(design.tree, node, rule, scores, shares)[0]

    try:
        return optimised_weights(values, score_of, wished, _squared(design, node))
    except ValueError as failure:
        if isinstance(failure, IndexProblems):
            raise
        raise _not_possible(design, node, failure) from failure


def influences(
    design: Design, scores: Mapping[str, np.ndarray], how: Mapping[str, scoring.Rule], shares: Mapping[str, float]
) -> pd.DataFrame:
    """What optimised weights reach: node, code, weight, wished and reached (shares of influence), found (whether the two
    are equal). ``scores`` (1, n) and ``shares`` (weights) of all elements; no rows where no node is weighted so.
    """
    rows = []
    for node in design.tree.bottom_up:
        children = design.tree.children(node)
        if design.method("weight", node) != "optimised" or len(children) < 2:
            continue
        wished = wished_shares(design, node)
        values = np.concatenate([scores[child] for child in children])
        reached = influence(values, scores[node][0], _squared(design, node))
        found = bool(np.abs(reached - wished).max() <= 10 * TOLERANCE)
        rows += [
            (node, child, shares[child], w, r, found) for child, w, r in zip(children, wished, reached, strict=True)
        ]
    return pd.DataFrame(rows, columns=["node", "code", "weight", "wished", "reached", "found"])


def wished_shares(design: Design, node: str) -> np.ndarray:
    """The shares (c,) of influence that the design wishes for the children of a node, adding up to 1."""
    children = design.tree.children(node)
    equal = design.setting("weight", "target", node) == "equal"
    wished = np.ones(len(children)) if equal else stated(design, node)
    return wished / wished.sum()


def _squared(design: Design, node: str) -> bool:
    return design.setting("weight", "influence", node) == "squared_correlation"


def _not_possible(design: Design, node: str, failure: ValueError) -> IndexProblems:
    allowed, remedy = "enough complete economies", "choose equal or sheet weights"
    place, found = design.place("weight", "method", node), f"{node}: {failure}"
    if design.method("weight", node) == "pca":
        return refuse("principal-components", place, found, allowed, remedy)
    return refuse("influence", place, found, allowed, remedy)


def first_component(values: np.ndarray) -> np.ndarray:
    """Squared loadings of the first principal component of c variables, shape (c, n) → (c,), adding up to 1.

    Over the columns without a gap. Raises ValueError with fewer than three of them or a constant variable.

    >>> first_component(np.array([[1.0, 2.0, 4.0], [2.0, 4.0, 8.0]])).round(6)
    array([0.5, 0.5])
    """
    complete = values[:, ~np.isnan(values).any(axis=0)]
    if complete.shape[1] < 3 or np.any(np.ptp(complete, axis=1) == 0):
        raise ValueError(
            f"principal components need three economies with all {len(values)} values, none of them constant"
        )
    _, vectors = np.linalg.eigh(np.corrcoef(complete))
    return vectors[:, -1] ** 2
