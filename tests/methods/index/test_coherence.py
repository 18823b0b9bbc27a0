"""Coherence: correlations by kind, Cronbach's alpha, components, effective weights, and the index without one element."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipeline.methods.index.build import Prepared, build_index, finish
from pipeline.methods.index.coherence import coherence, cronbach_alpha, flags
from pipeline.methods.index.correlation import correlate_with
from pipeline.methods.index.design import read_design
from pipeline.methods.index.inputs import from_frame
from pipeline.methods.index.problems import IndexProblems
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


def test_flags_follow_the_bounds_of_the_design() -> None:
    made = design(IDI, choices={("audit", "weak"): 0.5, ("audit", "collinear"): 0.6})
    kind = np.array(["within", "within", "within", "up", "up", "across", "within"], dtype=object)
    r = np.array([-0.1, 0.4, 0.7, -0.2, 0.9, 0.95, np.nan])
    assert flags(made, kind, r).tolist() == ["negative", "weak", "collinear", "negative", "", "", ""]
    usual = flags(design(IDI), kind, np.array([0.29, 0.31, 0.93, 0.29, 0.95, -1.0, 0.92])).tolist()
    assert usual == ["weak", "", "collinear", "weak", "", "", ""]


@pytest.mark.parametrize("by", ["pearson", "spearman", "kendall"])
def test_which_correlation_is_flagged_is_a_choice(by: str) -> None:
    made = design(IDI, choices={("audit", "correlation"): by})
    table = coherence(build_index(made, from_frame(FRAME, 2020))).correlations
    column = "r" if by == "pearson" else by
    assert table["flag"].tolist() == flags(made, table["kind"].to_numpy(), table[column].to_numpy()).tolist()
    assert {"negative", "weak"} <= set(table["flag"])
    users, households = FRAME["users"], FRAME["households"]
    row = table.set_index(["a", "b"]).loc[("users", "households")]
    for column, method in (("r", "pearson"), ("spearman", "spearman"), ("kendall", "kendall")):
        assert row[column] == pytest.approx(users.corr(households, method=method))


def test_another_kind_of_correlation_is_refused() -> None:
    with pytest.raises(IndexProblems) as caught:
        design(IDI, choices={("audit", "correlation"): "cosine"})
    assert "pearson, spearman, kendall" in caught.value.problems[0].allowed


def test_loadings_are_correlations_with_the_components() -> None:
    found = coherence(RESULT)
    part = found.loadings[found.loadings["node"] == "UC"].pivot_table(
        index="element", columns="component", values="loading"
    )
    children = RESULT.scores[list(part.index)]
    scaled = (children - children.mean()) / children.std()
    eigenvalues = found.components.set_index(["node", "component"]).loc["UC", "eigenvalue"]
    assert (part**2).sum().tolist() == pytest.approx(eigenvalues.tolist())
    first = scaled.to_numpy() @ part[1].to_numpy()
    assert [children[code].corr(pd.Series(first, children.index)) for code in part.index] == pytest.approx(
        part[1].tolist()
    )
    assert (part.sum() >= 0).all()


def test_what_is_blank_says_why() -> None:
    frame = FRAME.copy()
    frame.iloc[:25, :2] = np.nan
    frame["g3"] = [1.0] * 29 + [2.0]
    frame.loc[frame.index[-1], "g4"] = np.nan
    rows = (*IDI, ("alone", "IDI", 2), ("single", "alone", 1))
    frame["single"] = FRAME["users"]
    found = coherence(build_index(design(rows), from_frame(frame, 2020)))
    pairs = found.correlations.set_index(["a", "b"])
    assert pairs.loc[("users", "g4"), "why"] == "4 economies have both, 10 are needed"
    assert pairs.loc[("g3", "g4"), "why"] == "no spread of g3 among the 29 economies that have both"
    assert pairs.loc[("mobile", "g4"), "why"] == "" and (pairs["r"].isna() == (pairs["why"] != "")).all()
    nodes = found.nodes.set_index("node")
    assert nodes.loc["alone", "why"] == "it has one element"
    assert nodes.loc["UC", "why"] == "5 economies have all 3 elements, 10 are needed"
    assert "no spread of g3" in nodes.loc["COVER", "why"] and nodes.loc["MC", "why"] == ""
    weights = found.weights.set_index("code")
    assert "fewer than 10" in weights.loc["users", "why"] and weights.loc["mobile", "why"] == ""


def test_fewer_pairs_may_be_enough() -> None:
    frame = FRAME.copy()
    frame.iloc[:25, :2] = np.nan
    made = design(IDI, choices={("audit", "pairs"): 5})
    nodes = coherence(build_index(made, from_frame(frame))).nodes.set_index("node")
    assert np.isfinite(nodes.loc["UC", "alpha"]) and nodes.loc["UC", "why"] == ""
