"""An index built: every step in its order, with scores, ranks, what was imputed or missing, and the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from pipeline.methods.index import score as scoring
from pipeline.methods.index.design import Design
from pipeline.methods.index.impute import IMPUTED, impute
from pipeline.methods.index.inputs import Inputs, denominate
from pipeline.methods.index.left_out import choices_unused, not_reached, scores_missing, sheets_unused, steps_left
from pipeline.methods.index.log import Entry, as_frame, parameters
from pipeline.methods.index.problems import refuse
from pipeline.methods.index.screen import require_size, require_spread, screen
from pipeline.methods.index.statistics import statistics
from pipeline.methods.index.treat import treat, treatment
from pipeline.methods.index.weights import element_weights, influences
from pipeline.methods.normalise import descending_rank
from pipeline.methods.omissions import Omission, omission_frame


@dataclass(frozen=True)
class Prepared:
    """Data after all steps but the scores, and the design over what is left.

    ``excluded``: what screening left out; ``untreated``: the data before the treatment, of the same indicators and
    economies; ``left``: indicators that ended without a value.
    """

    design: Design
    inputs: Inputs
    excluded: pd.DataFrame
    untreated: Inputs | None = None
    left: tuple[Omission, ...] = ()


@dataclass(frozen=True)
class IndexResult:
    """An index; every frame has the economies of the index as its rows, in the order of their codes.

    ``scores``: every element of the tree (indicators normalised, nodes aggregated, the root); ``ranks``: the same,
    competition ranks on full precision (1 = best, NaN without a score); ``treated``: indicators as the last step before
    the scores left them; ``availability``: share (0-1) of the children that each node has; ``status`` and ``years`` by
    indicator ("I" = imputed); ``weights``: by element, ``weight`` among its siblings and ``effective`` weight in the
    index, both adding up to 1.

    Tables of their own: ``excluded``, what screening left out; ``log``, see ``log.Entry``; ``influence`` of optimised
    weights, see ``weights.influences``. Of ``build_index`` alone: ``statistics`` of the data as given; ``treatment``,
    see there; ``left_out``, all that no score rests on (kind, code, what, why).
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
    influence: pd.DataFrame
    statistics: pd.DataFrame = field(default_factory=pd.DataFrame)
    treatment: pd.DataFrame = field(default_factory=pd.DataFrame)
    left_out: pd.DataFrame = field(default_factory=pd.DataFrame)

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
    """The steps in the order of the design, up to the scores.

    An indicator without any value when it comes to normalisation is left out, and told. Raises IndexProblems as the
    steps do.
    """
    require_size(inputs)
    excluded, untreated, left = pd.DataFrame(), inputs, []
    for step in design.steps:
        if step == "screen":
            screened = screen(design, inputs, log)
            design, inputs, excluded = screened.design, screened.inputs, screened.excluded
            continue
        if step == "treat":
            untreated = inputs
        elif step == "normalise":
            design, inputs, gone = _without_empty(design, inputs)
            left += gone
            require_spread(design, inputs)
        inputs = _done(step, design, inputs, log)
        if step == "denominate":
            require_size(inputs)
    return Prepared(design, inputs, excluded, untreated.only(inputs.codes, inputs.economies), tuple(left))


def _done(step: str, design: Design, inputs: Inputs, log: list[Entry]) -> Inputs:
    """One step; division that stands first is done by ``gather``, normalisation that stands last by ``finish``."""
    if step == "denominate" and design.steps[0] != step:
        return denominate(design, inputs, log)
    if step == "impute":
        return impute(design, inputs, log)
    if step == "treat":
        return treat(design, inputs, log)
    if step == "normalise" and design.steps[-1] != step:
        values = scoring.normalised_now(design, inputs.codes, inputs.economies, inputs.values)
        log += _normalised(design, inputs, values)
        return replace(inputs, values=values)
    return inputs


def _normalised(design: Design, inputs: Inputs, values: np.ndarray) -> list[Entry]:
    return [
        Entry("normalise", code, design.method("normalise", code), _echo(design, code), int((~np.isnan(row)).sum()))
        for code, row in zip(inputs.codes, values, strict=True)
    ]


def _without_empty(design: Design, inputs: Inputs) -> tuple[Design, Inputs, list[Omission]]:
    """Without the indicators that have no value at all. Raises IndexProblems where none has one."""
    there = ~np.isnan(inputs.values).all(axis=1)
    if there.all():
        return design, inputs, []
    kept = [code for code, some in zip(inputs.codes, there, strict=True) if some]
    gone = [code for code in inputs.codes if code not in set(kept)]
    if not kept:
        found, remedy = f"no value of any indicator: {', '.join(gone)}", "widen the period, or correct codes and years"
        raise refuse("nothing-left", design.place("period", "since"), found, "indicators with values", remedy)
    left = [Omission("indicator", code, "no value", "nothing to score; its siblings share its weight") for code in gone]
    return design.with_tree(design.tree.without(set(gone))), inputs.only(kept, inputs.economies), left


def build_index(design: Design, inputs: Inputs) -> IndexResult:
    """The index of a design on its data (``inputs.gather``, ``inputs.from_frame``).

    Raises IndexProblems, naming sheet and cell, where a step cannot be done.
    """
    log = list(inputs.log)
    prepared = prepare(design, inputs, log)
    result = finish(prepared, log)
    untreated, after = prepared.untreated, prepared.inputs
    assert untreated is not None
    treated = treatment(prepared.design, untreated, after, log)
    least = {node: prepared.design.number("threshold", "share", node) for node in result.availability}
    left = (
        *after.left,
        *prepared.left,
        *steps_left(after, result.excluded, treated),
        *scores_missing(result.scores, result.availability, least, after),
        *not_reached(result.influence),
        *sheets_unused(design, after),
        *choices_unused(design),
    )
    return replace(
        result, statistics=statistics(design, inputs), treatment=treated, left_out=omission_frame(dict.fromkeys(left))
    )


def finish(prepared: Prepared, log: list[Entry]) -> IndexResult:
    """Normalise, weight, aggregate and rank what is prepared."""
    design, inputs = prepared.design, prepared.inputs
    tree = design.tree
    values = scoring.normalised(design, inputs.codes, inputs.economies, inputs.values)
    if design.steps[-1] == "normalise":
        log += _normalised(design, inputs, values)
    leaves = {code: row[None] for code, row in zip(inputs.codes, values, strict=True)}
    how = scoring.rules(design, inputs)
    shares = element_weights(design, leaves, how)
    log.append(
        Entry("weight", "*", ", ".join(sorted({design.method("weight", n) for n in tree.bottom_up})), "", len(shares))
    )
    mass = {code: np.array([w]) for code, w in shares.items()}
    with np.errstate(over="ignore"):  # told as a problem
        scores = scoring.roll_up(tree, how, leaves, mass)
    _require_finite(design, scores)
    reached = influences(design, scores, how, shares)
    log += [
        Entry("weight", str(row["node"]), "optimised", "", 1, f"{row['code']}: influence {row['reached']:.6g}")
        for row in reached.to_dict("records")
    ]
    there: dict[str, np.ndarray] = {}
    for node in tree.bottom_up:
        children = tree.children(node)
        block = np.stack([scores[child] for child in children])
        broad = np.broadcast_to(np.array([shares[child] for child in children])[:, None, None], block.shape)
        there[node] = scoring.available(block, broad)[0]
        rule = how[node]
        below = int(((there[node] < rule.share) & (there[node] > 0)).sum())
        partial = int(((there[node] < 1) & ~np.isnan(scores[node][0])).sum())
        note = f"{partial} of fewer children, weights of the others in proportion; {below} missing, below the threshold"
        known = {"threshold": rule.share, "power": rule.power, "floor": rule.floor}
        echo = parameters(**{name: value for name, value in known.items() if not np.isnan(value)})
        log.append(Entry("aggregate", node, rule.method, echo, int((~np.isnan(scores[node])).sum()), note))
        for child, region in rule.regions.items():
            made = int((np.isnan(scores[child]) & ~np.isnan(scoring.from_region(scores[child], region))).sum())
            log.append(
                Entry("impute", child, "region_mean", "", made, f"scores taken from the region, for {node} alone")
            )
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
        influence=reached,
    )


def _require_finite(design: Design, scores: Mapping[str, np.ndarray]) -> None:
    for node in design.tree.bottom_up:
        if np.isinf(scores[node]).any():
            place, allowed = design.place("aggregate", "method", node), "scores that a number can hold"
            raise refuse("size", place, f"{node}: a score that is infinite", allowed, "normalise to a smaller scale")


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
