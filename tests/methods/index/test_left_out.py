"""Nothing vanishes: each thing that an index does not use is a row with its reason, and what is used is none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pipeline.methods.index.build import build_index
from pipeline.methods.index.design import read_design
from pipeline.methods.index.inputs import from_frame
from pipeline.methods.index.problems import IndexProblems
from tests.methods.index.samples import CHOICES, numbered, sheets

NAN = np.nan
ROWS = (
    ("X", "", 3),
    ("P", "X", 2, None, 0.6),
    ("a", "P", 1, "higher", 0.5),
    ("b", "P", 1, "lower", 0.5),
    ("c", "X", 1, "higher", 0.4),
)
FRAME = pd.DataFrame({"a": [1.0, 2, 3, 4, 9], "b": [4.0, 3, NAN, 1, 2], "c": [1.0, 5, 2, 3, 8]}, index=list("VWXYZ"))
# What samples say and an index by min-max, equal weights and arithmetic mean has no use for.
BARE = [key for key in CHOICES if key[1] in ("skewness", "kurtosis", "most", "fallback", "mean", "deviation", "floor")]
BARE += [("period", "reference_year"), *(key for key in CHOICES if key[0] == "audit")]


def left(
    frame: pd.DataFrame = FRAME, rows: tuple = ROWS, sets: list | None = None, **arguments: object
) -> pd.DataFrame:
    arguments = {"without": BARE, "errors": {}, **arguments}
    found = sheets(rows, **arguments)  # type: ignore[arg-type]
    if sets:
        found = replace(found, weight_sets=numbered(pd.DataFrame(sets, columns=["set", "code", "weight"])))
    return build_index(read_design(found), from_frame(frame, 2020)).left_out


def of(kind: str, table: pd.DataFrame) -> dict[str, str]:
    """What was found, by code."""
    rows = table[table["kind"] == kind]
    assert (rows["what"] != "").all() and (rows["why"] != "").all()
    return dict(zip(rows["code"], rows["what"], strict=True))


def test_an_index_that_uses_everything_leaves_nothing_out() -> None:
    assert left(FRAME.fillna(2.5), choices={("weight", "method"): "sheet"}).empty


@pytest.mark.parametrize(
    ("choice", "reason"),
    [
        (("treat", "lambda"), "treat is by none; it is read by box_cox, box_cox_shift"),
        (("normalise", "target"), "normalise is by min_max; it is read by distance_to_target"),
        (("impute", "max_age"), "impute is by none"),
        (("aggregate", "power"), "aggregate is by arithmetic; it is read by generalised"),
        (("aggregate", "method", "a"), "aggregate is not done for a"),
        (("normalise", "lower", "P"), "normalise is not done for P"),
        (("screen", "indicator_share", "a"), "screen is for everything"),
        (("statistics", "skewness", "level 2"), "statistics is for everything"),
        (("audit", "seed"), "there is no sheet Uncertainty"),
        (("weight", "target"), "weight is by equal; it is read by optimised"),
    ],
)
def test_a_choice_that_nothing_reads(choice: tuple, reason: str) -> None:
    value = {"method": "median", "target": 5 if choice[0] == "normalise" else "equal"}.get(choice[1], 1)
    table = left(choices={choice: value}, without=[key for key in BARE if key != choice])
    rows = table[table["kind"] == "choice"]
    assert len(rows) == 1 and rows["why"].iloc[0].startswith(reason) and "row" in rows["what"].iloc[0]


@pytest.mark.parametrize(
    "choices",
    [
        {("normalise", "method", "a"): "z_score", ("normalise", "mean"): 5, ("normalise", "deviation"): 2},
        {("impute", "method", "b"): "constant", ("impute", "value"): 1},
        {("normalise", "lower", "a"): 0},
        {("threshold", "share", "P"): 0.4},
        {("statistics", "skewness"): 1},
        {
            ("treat", "method", "a"): "winsorise", ("treat", "skewness"): 1, ("treat", "kurtosis"): 1,
            ("treat", "most"): 1, ("treat", "fallback"): "box_cox", ("treat", "lambda"): 0.5,
        },
    ],
)  # fmt: skip
def test_a_choice_that_is_read_is_not_listed(choices: dict) -> None:
    without = [key for key in BARE if key not in choices]
    assert of("choice", left(choices=choices, without=without)) == {}


def test_a_choice_that_only_draws_read_is_read() -> None:
    without = [key for key in BARE if key[1] not in ("mean", "deviation", "draws")]
    table = left(without=without, options=[("normalise", "min_max"), ("normalise", "z_score")])
    assert of("choice", table) == {}


def test_a_row_that_every_element_overrules() -> None:
    own = {("normalise", "method", code): "z_score" for code in "abc"}
    table = left(choices={**own, ("normalise", "mean"): 5, ("normalise", "deviation"): 2}, without=BARE[:4] + BARE[6:])
    why = table[table["kind"] == "choice"].set_index("code")["why"]
    assert why["method"] == "every element has a row of its own"
    assert set(why.index) == {"method", "lower", "upper"}


def test_weights_and_sets_that_are_not_taken() -> None:
    assert set(of("weight", left())) == {"P", "a", "b", "c"}
    assert set(of("weight", left(choices={("weight", "method", "P"): "sheet"}))) == {"P", "c"}
    root = (("X", "", 3, None, 1.0), *ROWS[1:])
    assert set(of("weight", left(rows=root, choices={("weight", "method"): "sheet"}))) == {"X"}
    drawn = left(options=[("weight", "equal"), ("weight", "sheet")])
    assert of("weight", drawn) == {}
    sets = [("one", "a", 1.0), ("one", "b", 2.0), ("two", "a", 1.0), ("one", "P", 1.0)]
    table = left(sets=sets, choices={("weight", "method", "P"): "sheet", ("weight", "set", "P"): "one"})
    assert of("weight set", table) == {
        "one": "1 weight in Weight sets: P",
        "two": "1 weight in Weight sets: a",
    }
    assert set(of("weight", table)) == {"P", "a", "b", "c"}


def test_goalposts_that_are_not_used() -> None:
    posts = {"a": (0.0, 10.0), "b": (9.0, 0.0)}
    assert of("goalposts", left(posts=posts)) == {"a": "0 to 10", "b": "9 to 0"}
    assert of("goalposts", left(posts=posts, choices={("normalise", "method", "a"): "scaled"})) == {"b": "9 to 0"}
    found = sheets(ROWS, posts=posts, without=BARE, errors={})
    found.goalposts.loc[0, "index"] = "HDI"
    table = build_index(read_design(found), from_frame(FRAME)).left_out
    assert of("goalposts", table)["a"] == "Goalposts row 2: HDI"


def test_what_the_draws_do_not_use() -> None:
    table = left(
        errors={"A": 0.1, "P": 0.2}, options=[("impute", "none"), ("treat", "none", 0.0), ("treat", "winsorise")]
    )
    assert of("error share", table) == {"A": "0.1 in Measurement error", "P": "0.2 in Measurement error"}
    assert of("option", table) == {"treat": "none, weight 0"}
    noisy = left(errors={"A": 0.1, "P": 0.2}, options=[("measurement_error", "by status and age")])
    assert set(of("error share", noisy)) == {"P"}


def test_economies_and_nodes_without_a_score() -> None:
    frame = FRAME.copy()
    frame.loc["V"] = NAN
    frame.loc["W", ["a", "b"]] = NAN
    table = left(frame, choices={("threshold", "share", "P"): 1, ("threshold", "share", "X"): 0.9})
    assert of("economy", table) == {"V": "no value of any indicator"}
    assert of("score", table) == {
        "W P": "0.0% of its elements",
        "X P": "50.0% of its elements",
        "W X": "50.0% of its elements",
        "X X": "50.0% of its elements",
    }
    assert of("missing", table) == {"a": "2 of 5 economies", "b": "3 of 5 economies", "c": "1 of 5 economies"}


def test_what_screening_left_out() -> None:
    table = left(choices={("screen", "indicator_share"): 1, ("screen", "exclude"): "Z"})
    assert of("indicator", table) == {"b": "share of data 80.0%"}
    assert of("economy", table) == {"Z": "excluded by name"}


def test_an_indicator_without_any_value_is_left_out_with_its_node() -> None:
    frame = FRAME.assign(a=NAN, b=NAN)
    result = build_index(read_design(sheets(ROWS)), from_frame(frame))
    assert of("indicator", result.left_out) == {"a": "no value", "b": "no value"}
    assert list(result.scores) == ["X", "c"] and result.scores["X"].equals(result.scores["c"].rename("X"))
    with pytest.raises(IndexProblems) as caught:
        build_index(read_design(sheets(ROWS)), from_frame(frame.assign(c=NAN)))
    assert caught.value.problems[0].code == "index-nothing-left" and "a, b, c" in caught.value.problems[0].found


def test_a_constant_indicator_under_goalposts_is_scored_and_told() -> None:
    choices = {("normalise", "method", "c"): "goalposts"}
    found = sheets(ROWS, choices=choices, posts={"c": (0.0, 10.0)})
    result = build_index(read_design(found), from_frame(FRAME.assign(c=4.0)))
    assert (result.scores["c"] == 40).all()
    assert of("constant", result.left_out) == {"c": "4 for all that have a value, 5"}


def test_one_economy_under_goalposts() -> None:
    posts = {"a": (0.0, 10.0), "b": (9.0, 0.0), "c": (0.0, 10.0)}
    found = sheets(ROWS, choices={("normalise", "method"): "goalposts"}, posts=posts)
    result = build_index(read_design(found), from_frame(FRAME.iloc[:1]))
    a, b, c = 10.0, 100 * 5 / 9, 10.0
    assert result.score["V"] == pytest.approx(((a + b) / 2 + c) / 2) and result.rank["V"] == 1


@pytest.mark.parametrize(("fallback", "told"), [("none", True), ("log_CT", False)])
def test_a_fallback_that_left_outliers_is_told(fallback: str, told: bool) -> None:
    values = [1.0, 3, 6, 9, 12, 20, 30, 44, 60, 90, 500, 1000]
    frame = pd.DataFrame({"a": values, "b": values[::-1], "c": range(12)}, index=[f"E{i:02}" for i in range(12)])
    frame = frame.assign(b=range(12)).astype(float)
    choices = {
        ("treat", "method", "a"): "winsorise", ("treat", "skewness"): 1.5, ("treat", "kurtosis"): 1,
        ("treat", "most"): 1, ("treat", "fallback"): fallback,
    }  # fmt: skip
    result = build_index(read_design(sheets(ROWS, choices=choices)), from_frame(frame))
    row = result.treatment.set_index("INDICATOR").loc["a"]
    assert row["outliers_before"] == "yes" and row["outliers_after"] == ("yes" if told else "no")
    assert set(of("outliers", result.left_out)) == ({"a"} if told else set())


def test_scores_beyond_what_a_number_can_hold() -> None:
    scaled = {("normalise", "upper"): 1e75, ("aggregate", "method"): "generalised", ("aggregate", "power"): 5}
    with pytest.raises(IndexProblems) as caught:
        left(choices=scaled, without=[key for key in BARE if key != ("aggregate", "power")])
    assert caught.value.problems[0].code == "index-size" and "infinite" in caught.value.problems[0].found
