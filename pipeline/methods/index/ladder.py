"""Weights of elements left out of draws: of the element itself, and of each node above it that is left without any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.methods.index.tree import Tree


@dataclass(frozen=True)
class Ladder:
    """Where elements stand in a table of weights: ``parent`` (e,) is the column of the node above each, −1 for the root;
    ``family`` (e,) the row of ``siblings`` (nodes, most) with all elements below it, the first again where they are few.
    """

    parent: np.ndarray
    family: np.ndarray
    siblings: np.ndarray

    def leave_out(self, table: np.ndarray, draws: np.ndarray, columns: np.ndarray) -> None:
        """Set weights (all draws, e) to zero: one element of each of these draws, and what rests on it alone."""
        while len(draws):
            table[draws, columns] = 0.0
            above = self.parent[columns]
            bare = (above >= 0) & ~(table[draws[:, None], self.siblings[self.family[columns]]] > 0).any(axis=1)
            draws, columns = draws[bare], above[bare]


def ladder(tree: Tree, elements: Sequence[str]) -> Ladder:
    """Where elements, all of a tree but its root, stand among each other."""
    column = {code: k for k, code in enumerate(elements)}
    parents = [tree.nodes[code].parent for code in elements]
    below: dict[str, list[int]] = {}
    for k, parent in enumerate(parents):
        below.setdefault(parent, []).append(k)
    family, most = {parent: row for row, parent in enumerate(below)}, max(map(len, below.values()))
    return Ladder(
        np.array([column.get(parent, -1) for parent in parents]),
        np.array([family[parent] for parent in parents]),
        np.array([found + found[:1] * (most - len(found)) for found in below.values()]),
    )
