"""The ragged tree: shape, order, parts, and every way in which its sheet can be wrong."""

from __future__ import annotations

import pytest

from pipeline.methods.index.problems import IndexProblems
from pipeline.methods.index.tree import read_tree
from tests.methods.index.samples import IDI, leaves, sheets

SMALL = (("X", "", 3), ("P", "X", 2), ("a", "P", 1), ("b", "P", 1), ("c", "X", 1))


def test_a_ragged_tree_is_read() -> None:
    tree = read_tree(sheets(IDI))
    assert tree.root == "IDI"
    assert tree.indicators == tuple(leaves(IDI))
    assert tree.children("MC") == (
        "COVER",
        "traffic_mobile",
        "traffic_fixed",
        "basket_mobile",
        "basket_fixed",
        "phones",
    )
    assert tree.leaves("MC")[:2] == ("g3", "g4")
    order = tree.bottom_up
    assert order[-1] == "IDI" and order.index("COVER") < order.index("MC")


def test_without_takes_away_what_lies_below_and_what_is_left_empty() -> None:
    tree = read_tree(sheets(IDI))
    assert "COVER" not in tree.without(["g3", "g4"]).nodes
    assert tree.without(["COVER"]).leaves("MC") == tree.leaves("MC")[2:]
    assert tree.without(["MC"]).indicators == ("users", "households", "mobile")
    with pytest.raises(ValueError, match="nothing is left of the index IDI"):
        tree.without(tree.indicators)


# code, rows, cell, words of the message
BROKEN = [
    ("index-unknown-parent", (("X", "", 2), ("a", "X", 1), ("b", "Y", 1)), "B4", "'Y'"),
    ("index-cycle", (("X", "", 4), ("P", "Q", 3), ("Q", "P", 3), ("a", "P", 1), ("b", "X", 1)), "B3", "P → Q → P"),
    ("index-cycle", (("X", "", 2), ("P", "P", 2), ("a", "X", 1), ("b", "P", 1)), "B3", "P → P"),
    (
        "index-roots",
        (("X", "", 2), ("Y", "", 2), ("a", "X", 1), ("b", "Y", 1)),
        "B3",
        "2 elements without a parent: X, Y",
    ),
    ("index-roots", (("X", "P", 2), ("P", "X", 3), ("a", "X", 1)), "B1", "0 elements"),
    ("index-node-without-children", (("X", "", 3), ("P", "X", 2), ("a", "X", 1)), "A3", "the node P"),
    ("index-level", (("X", "", 2), ("P", "X", 2), ("a", "P", 1)), "C3", "its parent X level 2"),
    ("index-level", (("X", "", 2), ("a", "X", 1), ("b", "a", 1)), "C3", "a has level 1 and has children"),
    ("index-direction", (("X", "", 2), ("a", "X", 1, "")), "D3", "no direction for the indicator a"),
    ("index-code-twice", (("X", "", 2), ("a", "X", 1), ("a", "X", 1)), "A4", "the first is row 3"),
    ("index-weight-negative", (("X", "", 2), ("a", "X", 1, None, -1.0), ("b", "X", 1, None, 2.0)), "E3", "weight -1"),
    (
        "index-weights-sum",
        (("X", "", 2, None, None, 1.0), ("a", "X", 1, None, 0.5), ("b", "X", 1, None, 0.4)),
        "F2",
        "add up to 0.9",
    ),
    (
        "index-weights-sum",
        (("X", "", 2, None, None, 1.0), ("a", "X", 1, None, 0.5), ("b", "X", 1)),
        "F2",
        "a weight is blank",
    ),
    ("index-weights-sum", (("X", "", 2), ("a", "X", 1, None, 0.0), ("b", "X", 1, None, 0.0)), "A2", "weight 0"),
]


@pytest.mark.parametrize(("code", "rows", "cell", "words"), BROKEN, ids=[f"{case[0]}-{case[2]}" for case in BROKEN])
def test_what_is_wrong_is_named_with_its_cell(code: str, rows: tuple, cell: str, words: str) -> None:
    with pytest.raises(IndexProblems) as caught:
        read_tree(sheets(rows))
    found = [problem for problem in caught.value.problems if problem.code == code]
    assert found and found[0].place.sheet == "Hierarchy" and found[0].place.cell == cell
    assert words in str(found[0])


def test_all_problems_are_told_at_once() -> None:
    rows = (("X", "", 3), ("P", "X", 2), ("a", "Z", 1, ""), ("b", "X", 1, None, -1.0))
    with pytest.raises(IndexProblems) as caught:
        read_tree(sheets(rows))
    codes = {problem.code for problem in caught.value.problems}
    assert codes == {"index-unknown-parent", "index-direction", "index-node-without-children", "index-weight-negative"}


def test_blank_weights_matter_only_where_the_sheet_weighs() -> None:
    assert read_tree(sheets(SMALL)).root == "X"
    with pytest.raises(IndexProblems, match="no weight for P"):
        read_tree(sheets(SMALL), sheet_weights=True)


def test_weights_that_add_up_to_what_the_sheet_asks_for() -> None:
    rows = (("X", "", 2, None, None, 1.0), *((c, "X", 1, None, 0.1) for c in "abcdefghij"))
    assert len(read_tree(sheets(rows)).indicators) == 10
