"""What rests on an element alone is left out with it, in each draw by itself; the rest keeps its weights."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.methods.index.ladder import ladder
from pipeline.methods.index.tree import Node, Tree

ROWS = [("R", "", 4), ("P", "R", 3), ("Q", "R", 3), ("N", "P", 2), ("a", "N", 1), ("b", "N", 1), ("c", "Q", 1)]
TREE = Tree({c: Node(c, p, level, "higher", 1.0, 1.0, "", 1.0, {}, 2) for c, p, level in ROWS}, "R")
ELEMENTS = ("N", "P", "Q", "a", "b", "c")


def plainly(weights: dict[str, float], code: str) -> None:
    """One draw, step by step."""
    while code != "R":
        weights[code] = 0.0
        code = TREE.nodes[code].parent
        if any(weights[child] > 0 for child in TREE.children(code)):
            return


@given(st.integers(0, 10_000), st.integers(0, 12))
def test_many_draws_are_those_made_one_by_one(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    table = rng.random((12, len(ELEMENTS))) * (rng.random((12, len(ELEMENTS))) < 0.6)
    draws = rng.permutation(12)[:count]
    columns = rng.integers(len(ELEMENTS), size=count)
    expected = [dict(zip(ELEMENTS, row, strict=True)) for row in table.tolist()]
    for draw, column in zip(draws, columns, strict=True):
        plainly(expected[draw], ELEMENTS[column])
    ladder(TREE, ELEMENTS).leave_out(table, draws, columns)
    assert table.tolist() == [list(row.values()) for row in expected]


def test_a_node_goes_with_its_last_element() -> None:
    table = np.array([[1, 1, 1, 0.5, 0, 1], [1, 1, 1, 0.5, 0.5, 1], [1, 1, 1, 1, 1, 1]])
    ladder(TREE, ELEMENTS).leave_out(table, np.array([0, 1]), np.array([3, 3]))
    assert table.tolist() == [[0, 0, 1, 0, 0, 1], [1, 1, 1, 0, 0.5, 1], [1, 1, 1, 1, 1, 1]]
