"""An index built: every step in its order, with scores, ranks, what was imputed or missing, and the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.methods.index import score as scoring
from pipeline.methods.index.design import Design
from pipeline.methods.index.impute import IMPUTED, impute
from pipeline.methods.index.inputs import Inputs
from pipeline.methods.index.log import Entry, as_frame, parameters
from pipeline.methods.index.screen import screen
from pipeline.methods.index.treat import treat
from pipeline.methods.normalise import descending_rank


@dataclass(frozen=True)
class Prepared:
    """Data after screening, imputation and treatment, and the design over what is left."""

    design: Design
    inputs: Inputs
    excluded: pd.DataFrame


@dataclass(frozen=True)
class IndexResult:
    """An index; every frame has the economies of the index as its rows, in the order of their codes.

    ``scores``: every element of the tree (indicators normalised, nodes aggregated, the root); ``ranks``: the same,
    competition ranks on full precision (1 = best, NaN without a score); ``treated``: indicators before normalisation,
    in their unit; ``availability``: share (0-1) of the children that each node has; ``status`` and ``years`` by
    indicator ("I" = imputed); ``weights``: by element, ``weight`` among its siblings and ``effective`` weight in the
    index, both adding up to 1; ``excluded``: what screening left out; ``log``: see ``log.Entry``.
    """

    prepared: Prepared
    scores: pd.DataFrame
    ranks: pd.DataFrame
    treated: pd.DataFrame
    availability: pd.DataFrame
    status: pd.DataFrame
    years: pd.DataFrame
    weights: pd.DataFrame
    excluded: pd.DataFrame
    log: pd.DataFrame

    @property
    def root(self) -> str:
        """Code of the index."""
        return self.prepared.design.tree.root

    @property
    def score(self) -> pd.Series:
        """Score of the index by economy."""
        return self.scores[self.root]

    @property
    def rank(self) -> pd.Series:
        """Rank of the index by economy."""
        return self.ranks[self.root]


def prepare(design: Design, inputs: Inputs, log: list[Entry]) -> Prepared:
    """Screen, impute and treat. Raises IndexProblems as those steps do."""
    screened = screen(design, inputs, log)
    imputed = impute(screened.design, screened.inputs, log)
    return Prepared(screened.design, treat(screened.design, imputed, log), screened.excluded)


def build_index(design: Design, inputs: Inputs) -> IndexResult:
    """The index of a design on its data (``inputs.gather``, ``inputs.from_frame``).

    Raises IndexProblems, naming sheet and cell, where a step cannot be done.
    """
    log = list(inputs.log)
    return finish(prepare(design, inputs, log), log)


def finish(prepared: Prepared, log: list[Entry]) -> IndexResult:
    """Normalise, weight, aggregate and rank what is prepared."""
    design, inputs = prepared.design, prepared.inputs
    tree = design.tree
    values = scoring.normalised(design, inputs.codes, inputs.economies, inputs.values)
    for code, row in zip(inputs.codes, values, strict=True):
        log.append(
            Entry("normalise", code, design.method("normalise", code), _echo(design, code), int((~np.isnan(row)).sum()))
        )
    leaves = {code: row[None] for code, row in zip(inputs.codes, values, strict=True)}
    how = scoring.rules(design)
    shares = element_weights(design, leaves, how)
    log.append(
        Entry("weight", "*", ", ".join(sorted({design.method("weight", n) for n in tree.bottom_up})), "", len(shares))
    )
    scores = scoring.roll_up(tree, how, leaves, {code: np.array([w]) for code, w in shares.items()})
    there: dict[str, np.ndarray] = {}
    for node in tree.bottom_up:
        children = tree.children(node)
        block = np.stack([scores[child] for child in children])
        mass = np.broadcast_to(np.array([shares[child] for child in children])[:, None, None], block.shape)
        there[node] = scoring.available(block, mass)[0]
        rule = how[node]
        below = int(((there[node] < rule.share) & (there[node] > 0)).sum())
        partial = int(((there[node] < 1) & ~np.isnan(scores[node][0])).sum())
        note = f"{partial} of fewer children, weights of the others in proportion; {below} missing, below the threshold"
        known = {"threshold": rule.share, "power": rule.power, "floor": rule.floor}
        echo = parameters(**{name: value for name, value in known.items() if not np.isnan(value)})
        log.append(Entry("aggregate", node, rule.method, echo, int((~np.isnan(scores[node])).sum()), note))
        if rule.method in ("geometric", "harmonic", "generalised") and not np.isnan(rule.floor):
            raised = int((block < rule.floor).sum())
            log.append(
                Entry("aggregate", node, "floor", parameters(floor=rule.floor), raised, "scores raised to the floor")
            )
    order = list(tree.nodes)
    index = pd.Index(inputs.economies, name="REF_AREA")
    table = pd.DataFrame({code: scores[code][0] for code in order}, index=index)
    ranks = pd.DataFrame({code: descending_rank(table[code].to_numpy()) for code in order}, index=index)
    codes = list(inputs.codes)
    return IndexResult(
        prepared=prepared,
        scores=table,
        ranks=ranks,
        treated=pd.DataFrame(inputs.values.T, index=index, columns=codes),
        availability=pd.DataFrame({node: there[node] for node in order if node in there}, index=index),
        status=pd.DataFrame(inputs.status.T, index=index, columns=codes),
        years=pd.DataFrame(inputs.years.T, index=index, columns=codes),
        weights=_weights_table(design, shares),
        excluded=prepared.excluded,
        log=as_frame(log),
    )


def element_weights(
    design: Design, leaves: Mapping[str, np.ndarray], how: Mapping[str, scoring.Rule]
) -> dict[str, float]:
    """Weight of each element among its siblings; principal components are taken from the bottom up."""
    tree = design.tree
    current = scoring.weights(design)
    if not any(design.method("weight", node) == "pca" for node in tree.bottom_up):
        return current
    # A node's own score is needed for the weights one level up: start from equal weights, then settle level by level.
    for _ in tree.bottom_up:
        scores = scoring.roll_up(tree, how, leaves, {code: np.array([w]) for code, w in current.items()})
        settled = scoring.weights(design, {code: values[0] for code, values in scores.items()})
        if settled == current:
            break
        current = settled
    return current


def imputed_share(result: IndexResult) -> pd.Series:
    """Share (0-1) of each economy's indicator values that were imputed."""
    return (result.status == IMPUTED).mean(axis=1)


def _weights_table(design: Design, shares: Mapping[str, float]) -> pd.DataFrame:
    rows = []
    for code, node in design.tree.nodes.items():
        effective, at = 1.0, code
        while at != design.tree.root:
            effective, at = effective * shares[at], design.tree.nodes[at].parent
        rows.append((code, node.parent, node.level, shares.get(code, 1.0), effective))
    return pd.DataFrame(rows, columns=["code", "parent", "level", "weight", "effective"])


def _echo(design: Design, code: str) -> str:
    used = {
        "min_max": ("lower", "upper"),
        "percentile_rank": ("lower", "upper"),
        "z_score": ("mean", "deviation"),
        "distance_to_target": ("target", "cap"),
        "distance_to_reference": ("reference", "cap"),
    }
    method = design.method("normalise", code)
    values: dict[str, object] = {name: design.text("normalise", name, code) for name in used.get(method, ())}
    if method in ("goalposts", "scaled"):
        values = dict(zip(("lower", "upper"), design.goalposts[code], strict=True)) | {
            "scale": design.text("normalise", "upper", code)
        }
    return parameters(direction=design.tree.nodes[code].direction, **values)
