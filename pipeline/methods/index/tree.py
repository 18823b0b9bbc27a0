"""The ragged tree of an index: indicators at level 1, nodes above them, one root; made from rows and checked whole."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from pipeline.methods.index.problems import IndexProblems, error
from pipeline.model.index_design import HIERARCHY, IndexDesign
from pipeline.problems import Problem

TOLERANCE = 1e-9
"""Weights are compared with their stated sum to this absolute tolerance (rounding of decimals in a sheet)."""
_LANGUAGES = ("en", "zh", "fr", "es", "ru", "ar")


@dataclass(frozen=True)
class Node:
    """One row of the hierarchy. ``weight``, ``weights_sum`` and ``factor`` are NaN where blank."""

    code: str
    parent: str
    level: int
    direction: str
    weight: float
    weights_sum: float
    denominator: str
    factor: float
    names: Mapping[str, str]
    row: int


@dataclass(frozen=True)
class Tree:
    """A checked hierarchy; ``nodes`` in the order of the sheet. Build it with ``read_tree``."""

    nodes: Mapping[str, Node]
    root: str

    @property
    def indicators(self) -> tuple[str, ...]:
        """Codes of level 1, in the order of the sheet."""
        return tuple(code for code, node in self.nodes.items() if node.level == 1)

    def children(self, code: str) -> tuple[str, ...]:
        """Codes directly below a node, in the order of the sheet."""
        return tuple(node.code for node in self.nodes.values() if node.parent == code)

    @property
    def bottom_up(self) -> tuple[str, ...]:
        """Nodes above the indicators, children before parents; the root is last."""
        inner = [node for node in self.nodes.values() if node.level > 1]
        return tuple(node.code for node in sorted(inner, key=lambda node: node.level))

    def leaves(self, code: str) -> tuple[str, ...]:
        """Indicators below a node; the indicator itself at level 1."""
        if self.nodes[code].level == 1:
            return (code,)
        return tuple(leaf for child in self.children(code) for leaf in self.leaves(child))

    def without(self, codes: Iterable[str]) -> Tree:
        """The tree without elements and all below them; a node that is left without children goes too.

        Raises ValueError where nothing would be left.
        """
        gone = set(codes)
        kept = dict(self.nodes)
        while gone:
            kept = {code: node for code, node in kept.items() if code not in gone}
            parents = {node.parent for node in kept.values()}
            orphans = {code for code, node in kept.items() if node.parent and node.parent not in kept}
            gone = orphans | {code for code, node in kept.items() if node.level > 1 and code not in parents}
        if not kept:
            raise ValueError(f"nothing is left of the index {self.root}")
        return replace(self, nodes=kept)


def read_tree(design: IndexDesign, sheet_weights: bool = False) -> Tree:
    """The tree of a design. ``sheet_weights``: whether weights come from the sheet, and none may be blank.

    Raises IndexProblems with every problem: code twice, unknown parent, cycle, no root or several, node without
    children, level not above its children, blank direction, weights that are negative or do not add up.
    """
    rows = [_node(row) for row in design.hierarchy.to_dict("records")]
    nodes: dict[str, Node] = {}
    problems: list[Problem] = []
    for node in rows:
        if node.code in nodes:
            first = nodes[node.code].row
            place = design.place(HIERARCHY, node.row, "code")
            found = f"the code {node.code!r} once more"
            problems.append(
                error("code-twice", place, found, "each code once", f"rename one; the first is row {first}")
            )
        nodes.setdefault(node.code, node)
    problems += [*_parents(nodes, design), *_levels(nodes, design), *_weights(nodes, design, sheet_weights)]
    roots = [node for node in nodes.values() if not node.parent]
    if len(roots) != 1:
        listed = ", ".join(node.code for node in roots) or "none"
        place = design.place(HIERARCHY, roots[1].row if roots else 1, "parent")
        found = f"{len(roots)} elements without a parent: {listed}"
        remedy = "give each other element the code of its parent" if roots else "clear the parent of the index itself"
        problems.append(error("roots", place, found, "exactly one element without a parent, the index", remedy))
    if problems:
        raise IndexProblems(problems)
    return Tree(nodes, roots[0].code)


def _node(row: Mapping) -> Node:
    names = {code: str(row[code]) for code in _LANGUAGES if row.get(code)}
    level = int(row["level"]) if row["level"] is not pd.NA else 0
    return Node(
        code=str(row["code"]),
        parent=str(row["parent"]),
        level=level,
        direction=str(row["direction"]),
        weight=float(row["weight"]),
        weights_sum=float(row["weights_sum"]),
        denominator=str(row["denominator"]),
        factor=float(row["factor"]),
        names=names,
        row=int(row["ROW"]),
    )


def _parents(nodes: Mapping[str, Node], design: IndexDesign) -> Iterable[Problem]:
    """Parents that are not there, and circles of parents."""
    for node in nodes.values():
        place = design.place(HIERARCHY, node.row, "parent")
        if node.parent and node.parent not in nodes:
            found = f"{node.code}: no element has the code {node.parent!r}"
            yield error("unknown-parent", place, found, "the code of another row", "correct the parent, or add its row")
    reported: set[str] = set()
    for node in nodes.values():
        path = [node.code]
        while (above := nodes[path[-1]].parent) in nodes and above not in path:
            path.append(above)
        if above in path and not reported & set(path):
            circle = path[path.index(above) :]
            reported |= set(circle)
            place = design.place(HIERARCHY, nodes[above].row, "parent")
            found = "the circle " + " → ".join([*circle, above])
            yield error("cycle", place, found, "a tree: every path of parents ends at the index", "correct one parent")


def _levels(nodes: Mapping[str, Node], design: IndexDesign) -> Iterable[Problem]:
    """Levels against the tree, nodes without children, indicators without a direction."""
    parents = {node.parent for node in nodes.values()}
    for node in nodes.values():
        place = design.place(HIERARCHY, node.row, "level")
        above = nodes.get(node.parent)
        if node.level < 1:
            yield error("level", place, f"{node.code}: level {node.level}", "1 or more", "type the level")
        elif above is not None and above.level <= node.level and above.code != node.code:
            found = f"{node.code} has level {node.level}, its parent {above.code} level {above.level}"
            yield error(
                "level", place, found, "a parent on a higher level than its children", "correct one of the levels"
            )
        if node.level > 1 and node.code not in parents:
            found = f"the node {node.code} (level {node.level}) has no children"
            place = design.place(HIERARCHY, node.row, "code")
            yield error(
                "node-without-children",
                place,
                found,
                "at least one element with this parent",
                "add one, or delete the node",
            )
        if node.level == 1 and node.code in parents:
            found = f"{node.code} has level 1 and has children"
            yield error("level", place, found, "indicators, without children, on level 1", "raise its level")
        if node.level == 1 and not node.direction:
            place = design.place(HIERARCHY, node.row, "direction")
            found = f"no direction for the indicator {node.code}"
            yield error("direction", place, found, "higher or lower", "say which way is better")


def _weights(nodes: Mapping[str, Node], design: IndexDesign, needed: bool) -> Iterable[Problem]:
    """Weights below zero, blank where they are used, or with another sum than the sheet asks for."""
    for node in nodes.values():
        place = design.place(HIERARCHY, node.row, "weight")
        if node.weight < 0:
            yield error("weight-negative", place, f"{node.code}: weight {node.weight:g}", "zero or more", "correct it")
        elif needed and node.parent and math.isnan(node.weight):
            yield error(
                "weight-blank", place, f"no weight for {node.code}", "a number", "type it, or choose equal weights"
            )
    for node in nodes.values():
        below = [child.weight for child in nodes.values() if child.parent == node.code]
        total = sum(below)
        if below and not math.isnan(node.weights_sum) and not abs(total - node.weights_sum) <= TOLERANCE:
            place = design.place(HIERARCHY, node.row, "weights_sum")
            shown = "a weight is blank" if math.isnan(total) else f"the weights add up to {total:g}"
            found = f"{node.code}: {shown} over its {len(below)} children"
            yield error(
                "weights-sum",
                place,
                found,
                f"the sum that the sheet asks for: {node.weights_sum:g}",
                "correct a weight or the sum",
            )
        elif below and total == 0:
            found = f"{node.code}: all its children have weight 0"
            yield error(
                "weights-sum",
                design.place(HIERARCHY, node.row, "code"),
                found,
                "a sum above zero",
                "give one of them a weight",
            )
