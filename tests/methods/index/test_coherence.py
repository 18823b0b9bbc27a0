"""Coherence: correlations by kind, Cronbach's alpha, components, effective weights, and the index without one element."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipeline.methods.index.build import Prepared, build_index, finish
from pipeline.methods.index.coherence import coherence, cronbach_alpha
from pipeline.methods.index.correlation import correlate_with
from pipeline.methods.index.design import read_design
from pipeline.methods.index.inputs import from_frame
from pipeline.methods.index.removing import remove_one
from tests.methods.index.samples import IDI, design, leaves, made_up, sheets

FRAME = made_up(leaves(IDI), economies=30, seed=4)
RESULT = build_index(design(IDI), from_frame(FRAME, 2020))


def test_alpha_by_hand() -> None:
    """Two equal items: alpha is 1; two unrelated ones with equal variance: 0."""
    x = np.array([1.0, 2, 3, 4])
    assert cronbach_alpha(np.array([x, x])) == pytest.approx(1)
    assert cronbach_alpha(np.array([[1.0, -1, 1, -1], [1.0, 1, -1, -1]])) == pytest.approx(0)
    with pytest.raises(ValueError, match="two items"):
        cronbach_alpha(np.array([x]))


def test_every_pair_once_with_its_kind() -> None:
    table = coherence(RESULT).correlations
    count = len(IDI)
    assert len(table) == count * (count - 1) // 2
    kinds = table.set_index(["a", "b"])["kind"]
    assert kinds["users", "households"] == "within" and kinds["UC", "MC"] == "within"
    assert kinds["IDI", "g3"] == "up" and kinds["MC", "g4"] == "up"
    assert kinds["users", "g3"] == "across"
    r = table.set_index(["a", "b"])["r"]
    assert r["users", "mobile"] == pytest.approx(FRAME["users"].corr(FRAME["mobile"]))


def test_nodes_and_components() -> None:
    found = coherence(RESULT)
    nodes = found.nodes.set_index("node")
    children = RESULT.scores[["users", "households", "mobile"]]
    eigenvalues = np.sort(np.linalg.eigvalsh(children.corr().to_numpy()))[::-1]
    assert nodes.loc["UC", "first"] == pytest.approx(eigenvalues[0] / 3)
    total = children.sum(axis=1)
    assert nodes.loc["UC", "alpha"] == pytest.approx(1.5 * (1 - children.var().sum() / total.var()))
    parts = found.components[found.components["node"] == "UC"]
    assert parts["eigenvalue"].tolist() == pytest.approx(eigenvalues.tolist())
    assert parts["cumulated"].iloc[-1] == pytest.approx(1)


def test_effective_weights_are_squared_correlations() -> None:
    table = coherence(RESULT).weights.set_index("code")
    r = RESULT.scores["users"].corr(RESULT.score)
    assert table.loc["users", "main_effect"] == pytest.approx(r**2)
    assert table.loc[["users", "households", "mobile"], "importance"].sum() == pytest.approx(1)
    assert "IDI" not in table.index


@pytest.mark.parametrize("count", [9, 10])
def test_few_pairs_have_no_correlation(count: int) -> None:
    x = np.arange(12.0)
    y = np.where(np.arange(12) < count, x**2, np.nan)
    (r, none), (n, _) = correlate_with(np.array([x, np.ones(12)]), y, 10)
    assert n == count and np.isnan(r) == (count < 10)
    assert np.isnan(none)


def test_without_an_element_is_the_index_of_the_smaller_tree() -> None:
    summary, shifts = remove_one(RESULT)
    smaller = tuple(row for row in IDI if row[0] != "phones")
    other = build_index(design(smaller), from_frame(FRAME.drop(columns="phones"), 2020))
    expected = other.rank - RESULT.rank
    assert shifts["phones"].tolist() == expected.tolist()
    row = summary.set_index("code").loc["phones"]
    assert row["mean_absolute_shift"] == pytest.approx(expected.abs().mean())
    assert row["largest_shift"] == expected.abs().max() == abs(expected[row["economy"]])
    assert set(summary["code"]) == {row[0] for row in IDI} - {"IDI"}


def test_an_only_child_of_the_index_cannot_be_removed() -> None:
    rows = (("X", "", 3), ("P", "X", 2), ("a", "P", 1), ("b", "P", 1))
    result = build_index(design(rows), from_frame(made_up(["a", "b"])))
    assert remove_one(result)[0]["code"].tolist() == ["a", "b"]


def test_a_node_with_too_few_complete_economies_has_no_alpha() -> None:
    frame = FRAME.copy()
    frame.iloc[:25, :2] = np.nan
    nodes = coherence(build_index(design(IDI), from_frame(frame))).nodes.set_index("node")
    assert np.isnan(nodes.loc["UC", "alpha"]) and nodes.loc["UC", "economies"] == 5
    assert isinstance(nodes, pd.DataFrame)


@pytest.mark.parametrize("weight", ["equal", "sheet", "pca"])
@pytest.mark.parametrize("mean", ["arithmetic", "geometric", "copeland"])
@pytest.mark.parametrize("gaps", [0.0, 0.15])
def test_remove_one_ranks_as_an_index_built_anew_from_the_smaller_tree(weight: str, mean: str, gaps: float) -> None:
    """Only the nodes above what is removed are made anew; an only child takes its parent with it."""
    rows = (*IDI, ("alone", "IDI", 2), ("single", "alone", 1))
    choices = {("weight", "method"): weight, ("aggregate", "method"): mean}
    frame = made_up(leaves(rows), economies=30, seed=4, gaps=gaps)
    found = sheets(rows, choices=choices)
    found.hierarchy["weight"] = np.arange(1.0, len(found.hierarchy) + 1)
    result = build_index(read_design(found), from_frame(frame, 2020))
    prepared, tree = result.prepared, result.prepared.design.tree
    _, shifts = remove_one(result)
    assert set(shifts) == set(tree.nodes) - {tree.root}
    for code in shifts:
        smaller = tree.without([code])
        inputs = prepared.inputs.only(smaller.indicators, prepared.inputs.economies)
        plain = finish(Prepared(prepared.design.with_tree(smaller), inputs, prepared.excluded), [])
        pd.testing.assert_series_equal(shifts[code], plain.rank - result.rank, check_exact=True, check_names=False)
