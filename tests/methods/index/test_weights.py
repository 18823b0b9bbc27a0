"""Weights by the method of each node: sets of a sheet, wished influence, what is blank or not there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pipeline.methods.index.build import build_index
from pipeline.methods.index.design import Design, read_design
from pipeline.methods.index.influence import influence
from pipeline.methods.index.inputs import from_frame
from pipeline.methods.index.problems import IndexProblems
from pipeline.methods.index.score import rules
from pipeline.methods.index.weights import element_weights
from tests.methods.index.samples import IDI, leaves, made_up, numbered, sheets

ROWS = (
    ("X", "", 3),
    ("P", "X", 2, None, 3.0),
    ("a", "P", 1, "higher", 1.0),
    ("b", "P", 1, "lower", 3.0),
    ("c", "X", 1, "higher", 1.0),
)
SETS = [
    ("experts", "P", 1.0), ("experts", "a", 2.0), ("experts", "b", 8.0), ("experts", "c", 4.0),
    ("survey", "a", 5.0), ("survey", "b", 5.0),
]  # fmt: skip


def made(choices: dict, sets: list = SETS, rows: tuple = ROWS) -> Design:
    frame = numbered(pd.DataFrame(sets, columns=["set", "code", "weight"]))
    return read_design(replace(sheets(rows, choices=choices), weight_sets=frame))


def weights(design: Design) -> dict[str, float]:
    return element_weights(design, {}, rules(design))


def test_a_set_for_all_and_one_for_a_node() -> None:
    design = made({("weight", "method"): "sheet", ("weight", "set"): "experts", ("weight", "set", "P"): "survey"})
    assert weights(design) == pytest.approx({"a": 0.5, "b": 0.5, "P": 0.2, "c": 0.8})
    assert weights(design.with_choice("weight", "set", "experts", "P"))["b"] == pytest.approx(0.8)
    plain = made({("weight", "method"): "sheet"})
    assert weights(plain) == pytest.approx({"a": 0.25, "b": 0.75, "P": 0.75, "c": 0.25})


def test_only_the_proportions_of_weights_count() -> None:
    rows = (("X", "", 2), ("a", "X", 1, "higher", 1.5e308), ("b", "X", 1, "higher", 0.5e308))
    assert weights(made({("weight", "method"): "sheet"}, [], rows)) == pytest.approx({"a": 0.75, "b": 0.25})


def test_the_column_of_the_hierarchy_may_be_blank_where_a_set_is_taken() -> None:
    rows = (("X", "", 2), ("a", "X", 1), ("b", "X", 1))
    design = made({("weight", "method"): "sheet", ("weight", "set"): "survey"}, rows=rows, sets=SETS[4:])
    assert weights(design) == {"a": 0.5, "b": 0.5}


@pytest.mark.parametrize(
    ("choices", "sets", "code", "words"),
    [
        ({("weight", "set"): "voters"}, SETS, "index-weight-set", "no weight set 'voters'"),
        ({}, [("s", "q", 1.0)], "index-unknown-element", "'q'"),
        ({}, [("s", "a", -1.0)], "index-weight-negative", "s, a: weight -1"),
        ({("weight", "target"): "expert"}, SETS, "index-unknown-method", "target 'expert'"),
    ],
)
def test_wrong_sets_are_told(choices: dict, sets: list, code: str, words: str) -> None:
    with pytest.raises(IndexProblems) as caught:
        made(choices, sets)
    assert caught.value.problems[0].code == code and words in caught.value.problems[0].found


@pytest.mark.parametrize(
    ("sets", "code", "words"),
    [
        (SETS[:3], "index-weight-blank", "no weight for c in the set experts of Weight sets"),
        (
            [*SETS[:1], ("experts", "c", 1.0), ("experts", "a", 0.0), ("experts", "b", 0.0)],
            "index-weights-sum",
            "P: all",
        ),
    ],
)
def test_a_set_that_is_not_complete(sets: list, code: str, words: str) -> None:
    with pytest.raises(IndexProblems) as caught:
        weights(made({("weight", "method"): "sheet", ("weight", "set"): "experts"}, sets))
    problem = caught.value.problems[0]
    assert (problem.code, problem.place.sheet) == (code, "Weight sets") and words in problem.found


@pytest.mark.parametrize("kind", ["correlation", "squared_correlation"])
@pytest.mark.parametrize("mean", ["arithmetic", "geometric"])
def test_every_node_has_the_wished_influence(mean: str, kind: str) -> None:
    choices = {
        ("weight", "method"): "optimised",
        ("weight", "influence"): kind,
        ("aggregate", "method"): mean,
        ("normalise", "lower"): 1,
    }
    rng = np.random.default_rng(3)
    frame = made_up(leaves(IDI), economies=60, seed=5)
    common = rng.gamma(2.0, 3.0, 60)
    frame = frame.add(0.4 * common, axis=0)
    for code in ("basket_mobile", "basket_fixed"):
        frame[code] = -frame[code]
    result = build_index(read_design(sheets(IDI, choices=choices)), from_frame(frame))
    table = result.influence
    assert table["found"].all() and set(table["node"]) == {"IDI", "UC", "MC", "COVER"}
    for node, rows in table.groupby("node"):
        values = result.scores[list(rows["code"])].to_numpy().T
        reached = influence(values, result.scores[node].to_numpy(), kind.startswith("squared"))
        assert reached == pytest.approx([1 / len(rows)] * len(rows), abs=1e-8)
    assert result.weights.set_index("code").loc[["UC", "MC"], "weight"].sum() == pytest.approx(1)


def test_wished_shares_of_a_sheet_and_shares_that_cannot_be_reached_are_told() -> None:
    rng = np.random.default_rng(1)
    common = rng.normal(size=40)
    frame = pd.DataFrame({"a": common, "b": -common + 0.01 * rng.normal(size=40), "c": rng.normal(size=40)})
    frame.index = [f"E{i:02}" for i in range(40)]
    choices = {("weight", "method"): "optimised", ("weight", "target", "X"): "sheet", ("weight", "target"): "equal"}
    result = build_index(made(choices), from_frame(frame))
    table = result.influence.set_index("code")
    assert table.loc["P", "reached"] == pytest.approx(0.75) and table.loc["c", "reached"] == pytest.approx(0.25)
    assert result.left_out.query("kind == 'influence'").empty
    wished = made({**choices, ("weight", "target"): "sheet"}, rows=(*ROWS[:2], ("a", "P", 1, "higher", 1.0), *ROWS[3:]))
    told = build_index(wished, from_frame(frame)).left_out.query("kind == 'influence'")
    assert told["code"].tolist() == ["P"] and "no weights above zero" in told["why"].iloc[0]


@pytest.mark.parametrize(("method", "code"), [("pca", "index-principal-components"), ("optimised", "index-influence")])
def test_too_few_economies_for_weights_from_scores(method: str, code: str) -> None:
    frame = pd.DataFrame({"a": [1.0, 2], "b": [2.0, 1], "c": [1.0, 3]}, index=["E0", "E1"])
    with pytest.raises(IndexProblems) as caught:
        build_index(made({("weight", "method"): method}), from_frame(frame))
    assert caught.value.problems[0].code == code


def test_a_wished_influence_of_zero_is_refused() -> None:
    rows = (*ROWS[:2], ("a", "P", 1, "higher", 0.0), *ROWS[3:])
    frame = made_up(["a", "b", "c"])
    with pytest.raises(IndexProblems) as caught:
        build_index(
            made({("weight", "method"): "optimised", ("weight", "target"): "sheet"}, rows=rows), from_frame(frame)
        )
    assert caught.value.problems[0].code == "index-weights-sum" and "zero for a" in caught.value.problems[0].found
