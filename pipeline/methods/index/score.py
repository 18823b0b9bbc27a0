"""From treated values to scores: direction, normalisation and the way up the tree, for many draws at once.

Arrays of one element have the shape (draws, economies); the index itself is one draw. The same functions serve the
index and every draw of its uncertainty, so that the two cannot part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.methods import aggregate, normalise
from pipeline.methods.index.design import Design
from pipeline.methods.index.impute import filled_nodes
from pipeline.methods.index.inputs import Inputs
from pipeline.methods.index.problems import refuse
from pipeline.methods.index.tree import Tree
from pipeline.problems import Place


@dataclass(frozen=True)
class Normaliser:
    """From treated values (..., n) to normalised ones: a function of ``methods.normalise`` on oriented values.

    Without a method the values stay as they are.
    """

    method: str
    direction: str
    arguments: tuple[float | int | bool | str, ...]

    def __call__(self, values: np.ndarray) -> np.ndarray:
        """The values, normalised. Raises ValueError as the method does."""
        if not self.method:
            return values
        return getattr(normalise, self.method)(oriented(values, self.direction), *self.arguments)


@dataclass(frozen=True)
class Rule:
    """How a node is made of its children.

    ``floor`` is NaN where there is none: values below it are raised to it before a mean that needs positive values;
    ``share`` is the least share (0-1) of children that must be there; ``regions`` holds, for each child whose missing
    scores are taken from its region, the number of the region of every economy (n,), −1 without one.
    """

    method: str
    power: float
    floor: float
    share: float
    place: Place
    regions: Mapping[str, np.ndarray] = field(default_factory=dict)


def oriented(values: np.ndarray | float, direction: str) -> np.ndarray | float:
    """Values (or a target, a goalpost) turned so that higher is better: the one place that knows the direction.

    >>> oriented(3.0, "lower")
    -3.0
    """
    return -values if direction == "lower" else values


def normalisers(design: Design, codes: Sequence[str], economies: Sequence[str]) -> dict[str, Normaliser]:
    """For each indicator the function from treated values (..., n) to normalised ones, direction included.

    Values that the order of the steps has normalised before stay as they are. Raises IndexProblems where a method
    lacks a parameter, a goalpost or its reference economy.
    """
    if design.steps[-1] != "normalise":
        return dict.fromkeys(codes, Normaliser("", "higher", ()))
    return {code: _normaliser(design, code, economies) for code in codes}


def _normaliser(design: Design, code: str, economies: Sequence[str]) -> Normaliser:
    method, direction = design.method("normalise", code), design.tree.nodes[code].direction

    def number(parameter: str) -> float:
        return design.number("normalise", parameter, code)

    def capped() -> bool:
        return design.yes("normalise", "cap", code)

    if method == "percentile_rank":
        arguments: tuple = (number("lower"), number("upper"), design.setting("normalise", "ties", code))
    elif method in ("rank", "borda"):
        arguments = (design.setting("normalise", "ties", code),)
    elif method == "min_max":
        arguments = (number("lower"), number("upper"))
    elif method == "z_score":
        arguments = (number("mean"), number("deviation"))
    elif method in ("goalposts", "scaled"):
        if code not in design.goalposts:
            place = design.place("normalise", "method", code)
            remedy = "add a row to Goalposts, or choose another method"
            raise refuse(
                "goalposts", place, f"{method} for {code}, which has no goalposts", "a row in Goalposts", remedy
            )
        lower, upper = design.goalposts[code]
        arguments = (oriented(lower, direction), oriented(upper, direction), number("upper"))
    elif method == "distance_to_target":
        arguments = (oriented(number("target"), direction), capped())
    elif method == "distance_to_reference":
        reference = design.text("normalise", "reference", code)
        if reference not in economies:
            place = design.place("normalise", "reference", code)
            raise refuse(
                "unknown-economy",
                place,
                repr(reference),
                "an economy of the index",
                "choose one that passes the screening",
            )
        arguments = (list(economies).index(reference), capped())
    else:
        arguments = ()
    return Normaliser("tied_rank" if method == "rank" else method, direction, arguments)


def normalised(design: Design, codes: Sequence[str], economies: Sequence[str], values: np.ndarray) -> np.ndarray:
    """Treated values (k, n) of one index, normalised. Raises IndexProblems that name indicator and choice."""
    return _applied(design, normalisers(design, codes, economies), values)


def normalised_now(design: Design, codes: Sequence[str], economies: Sequence[str], values: np.ndarray) -> np.ndarray:
    """The same, where normalisation is not the last of the steps."""
    return _applied(design, {code: _normaliser(design, code, economies) for code in codes}, values)


def _applied(design: Design, functions: Mapping[str, Normaliser], values: np.ndarray) -> np.ndarray:
    result = np.empty_like(values)
    for k, (code, function) in enumerate(functions.items()):
        try:
            with np.errstate(over="ignore", invalid="ignore"):
                result[k] = function(values[k])
            if np.isinf(result[k]).any() or np.isnan(result[k][~np.isnan(values[k])]).any():
                raise ValueError("scores that are larger than a number can be")
        except ValueError as failure:
            place, method = design.place("normalise", "method", code), design.method("normalise", code)
            raise refuse(
                "normalise",
                place,
                f"{code}: {failure}",
                f"data that {method} can take",
                "choose another method for this indicator, or take it out",
            ) from failure
    return result


def rules(design: Design, inputs: Inputs | None = None) -> dict[str, Rule]:
    """How each node is aggregated. ``inputs`` hold the groups that scores may be taken from.

    Raises IndexProblems for a choice that is missing or no number, and as ``impute.filled_nodes``.
    """
    found = {}
    regions = filled_nodes(design, inputs)
    for node in design.tree.bottom_up:
        method = design.method("aggregate", node)
        power = design.number("aggregate", "power", node) if method == "generalised" else np.nan
        blank = design.choice("aggregate", "floor", node)
        floor = design.number("aggregate", "floor", node) if blank and blank.value else np.nan
        share = design.number("threshold", "share", node)
        mine = {child: regions[child] for child in design.tree.children(node) if child in regions}
        found[node] = Rule(method, power, floor, share, design.place("aggregate", "method", node), mine)
    return found


def roll_up(
    tree: Tree, how: Mapping[str, Rule], leaves: Mapping[str, np.ndarray], shares: Mapping[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """Scores of every node from the normalised indicators.

    ``leaves``: (draws, n) by indicator; ``shares``: weights (draws,) by element, zero for what is left out of a draw.
    A node with fewer children than its share asks for is missing; a child left out does not count. Raises
    IndexProblems for a value that a mean cannot take (zero in a geometric mean).
    """
    scores = dict(leaves)
    for node in tree.bottom_up:
        scores[node] = node_scores(tree, node, how[node], scores, shares)
    return scores


def node_scores(
    tree: Tree, node: str, rule: Rule, scores: Mapping[str, np.ndarray], shares: Mapping[str, np.ndarray]
) -> np.ndarray:
    """Scores (draws, n) of one node from those of its children (see ``roll_up``)."""
    children = tree.children(node)
    values = np.stack(
        [
            from_region(scores[child], rule.regions[child]) if child in rule.regions else scores[child]
            for child in children
        ]
    )
    return _node(values, np.stack([shares[child] for child in children]), rule, node)


def from_region(scores: np.ndarray, region: np.ndarray) -> np.ndarray:
    """Scores (draws, n) with those missing taken as the mean of the economy's region (n,), where it has a score.

    >>> from_region(np.array([[2.0, np.nan, 5.0, np.nan]]), np.array([0, 0, 1, -1]))
    array([[ 2.,  2.,  5., nan]])
    """
    members = (region[:, None] == np.arange(region.max() + 1)).astype(float)  # economies × regions
    there = ~np.isnan(scores)
    count = there @ members
    total = np.where(there, scores, 0.0) @ members
    mean = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    mean = np.concatenate([mean, np.full((len(scores), 1), np.nan)], axis=1)  # −1 finds the last
    return np.where(there, scores, mean[:, region])


def _node(values: np.ndarray, mass: np.ndarray, rule: Rule, node: str) -> np.ndarray:
    """One node: values (c, draws, n), weights (c, draws) → (draws, n)."""
    if rule.method in ("geometric", "harmonic", "generalised"):
        if not np.isnan(rule.floor):
            values = np.maximum(values, rule.floor)
        elif (rule.method != "generalised" or rule.power < 1) and np.any(values <= 0):
            found = f"{node}: the {rule.method} mean of a score of {np.nanmin(values):g}"
            remedy = "normalise to a scale above zero (lower = 1), or add a row aggregate / floor"
            raise refuse("not-positive", rule.place, found, "scores above zero", remedy)
    broad = np.broadcast_to(mass[:, :, None], values.shape)
    if rule.method == "generalised":
        result = aggregate.generalised(values, rule.power, broad)
    elif rule.method == "copeland":
        result = np.stack([aggregate.copeland(values[:, d], mass[:, d]) for d in range(values.shape[1])])
    else:
        result = getattr(aggregate, rule.method)(values, broad)
    if rule.share > 0 and np.isnan(values).any():
        result = np.where(available(values, broad) >= rule.share, result, np.nan)
    return result


def available(values: np.ndarray, mass: np.ndarray) -> np.ndarray:
    """Share (0-1) of the children (first axis) that are there, among those with a weight; 0 where none has one.

    >>> available(np.array([[1.0, np.nan], [2.0, 3.0]]), np.ones((2, 2)))
    array([1. , 0.5])
    """
    used = mass > 0
    count = used.sum(axis=0)
    return (used & ~np.isnan(values)).sum(axis=0) / np.maximum(count, 1)
