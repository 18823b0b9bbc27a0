"""Imputation: what each method puts in, what stays missing, and the flag and the year of every imputed value."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pipeline.methods.index import multivariate
from pipeline.methods.index.build import build_index
from pipeline.methods.index.impute import by_group, by_mean, impute
from pipeline.methods.index.inputs import from_frame
from pipeline.methods.index.over_time import carry_last, linear
from pipeline.methods.index.problems import IndexProblems
from pipeline.methods.index.score import rules
from tests.methods.index.samples import design

ROWS = (("X", "", 2), ("a", "X", 1), ("b", "X", 1))
NAN = np.nan
DATA = pd.DataFrame({"a": [1.0, NAN, 5.0, 9.0, NAN], "b": [1.0, 2, 3, 4, 5]}, index=["E0", "E1", "E2", "E3", "E4"])
GROUPS = {"income": {"E0": "low", "E1": "low", "E2": "high", "E3": "high"}}
PANEL = pd.DataFrame(
    {2014: [NAN, 3.0, NAN, NAN, 2.0], 2018: [NAN, 7.0, NAN, NAN, NAN], 2024: [NAN, 13.0, NAN, NAN, NAN]},
    index=DATA.index,
)

CASES = [
    ("none", [1, NAN, 5, 9, NAN]),
    ("mean", [1, 5, 5, 9, 5]),
    ("median", [1, 5, 5, 9, 5]),
    ("group_mean", [1, 1, 5, 9, NAN]),
    ("group_median", [1, 1, 5, 9, NAN]),
    ("carry_last", [1, 7, 5, 9, NAN]),
    ("linear", [1, 9, 5, 9, NAN]),
    ("linear_extend", [1, 9, 5, 9, 2]),
    ("nearest", [1, 7, 5, 9, 2]),
    ("hold", [1, 7, 5, 9, 2]),
    ("constant", [1, 4, 5, 9, 4]),
    ("region_mean", [1, 1, 5, 9, 5]),  # E4 has no group: the mean of all
    ("row_mean", [1, 3, 5, 9, 9]),  # b is at 0.25 and 1 of its range
    ("em", []),
]


@pytest.mark.parametrize(("method", "expected"), CASES, ids=[case[0] for case in CASES])
def test_methods(method: str, expected: list[float]) -> None:
    choices = {("impute", "method"): method, ("impute", "group_kind"): "income", ("impute", "value"): 4}
    choices |= {("impute", "max_age"): 5} if method == "carry_last" else {}
    log: list = []
    inputs = replace(from_frame(DATA, 2020), groups=GROUPS, panel={"a": PANEL, "b": PANEL})
    found = impute(design(ROWS, choices=choices), inputs, log)
    if method == "em":  # the regression on b, which is complete, over the economies that have both
        slope, start = np.polyfit([1, 3, 4], [1, 5, 9], 1)
        expected = [1, start + 2 * slope, 5, 9, start + 5 * slope]
    assert found.values[0] == pytest.approx(expected, nan_ok=True)
    made = np.isnan(DATA["a"].to_numpy()) & ~np.isnan(found.values[0])
    assert (found.status[0] == "I").tolist() == made.tolist()
    assert found.status[1].tolist() == ["A"] * 5
    assert (log[0].step, log[0].element, log[0].touched) == ("impute", "a", made.sum())
    assert ("still missing" in log[0].note) == bool(np.isnan(found.values[0]).any())


def test_a_carried_value_keeps_its_year() -> None:
    choices = {("impute", "method"): "carry_last", ("impute", "max_age"): 6}
    found = impute(design(ROWS, choices=choices), replace(from_frame(DATA, 2020), panel={"a": PANEL, "b": PANEL}), [])
    assert found.years[0].tolist() == [2020, 2018, 2020, 2020, 2014]
    assert found.values[0].tolist() == [1, 7, 5, 9, 2]


def test_an_indicator_can_have_its_own_method() -> None:
    choices = {("impute", "method", "a"): "mean"}
    data = DATA.assign(b=[1.0, NAN, 3, 4, 5])
    found = impute(design(ROWS, choices=choices), from_frame(data), [])
    assert np.isnan(found.values).sum(axis=1).tolist() == [0, 1]


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ({("impute", "method"): "group_mean", ("impute", "group_kind"): "region"}, "index-unknown-group"),
        ({("impute", "method"): "carry_last", ("impute", "max_age"): 5}, "index-panel-missing"),
        ({("impute", "method"): "linear"}, "index-panel-missing"),
        ({("impute", "method"): "group_mean"}, "index-choice-missing"),
        ({("impute", "method"): "constant"}, "index-choice-missing"),
        ({("impute", "method"): "constant", ("impute", "value"): "many"}, "index-not-a-number"),
        ({("impute", "method"): "nearest"}, "index-panel-missing"),
        ({("impute", "method"): "region_mean", ("impute", "group_kind"): "region"}, "index-unknown-group"),
    ],
)
def test_what_a_method_needs(choices: dict, code: str) -> None:
    with pytest.raises(IndexProblems) as caught:
        impute(design(ROWS, choices=choices), replace(from_frame(DATA), groups=GROUPS), [])
    assert caught.value.problems[0].code == code
    assert caught.value.problems[0].place.sheet == "Choices"


def test_an_estimate_that_does_not_settle_names_the_indicators(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multivariate, "MOST_ROUNDS", 1)
    made = design(ROWS, choices={("impute", "method"): "em"})
    with pytest.raises(IndexProblems) as caught:
        impute(made, from_frame(DATA.assign(b=[NAN, 2, 3, 4, 5])), [])
    problem = caught.value.problems[0]
    assert problem.code == "index-not-converged" and problem.found.startswith("a, b: ") and problem.place.cell


def test_siblings_are_those_below_the_same_node() -> None:
    rows = (("X", "", 3), ("P", "X", 2), ("a", "P", 1), ("b", "P", 1), ("Q", "X", 2), ("c", "Q", 1))
    frame = pd.DataFrame({"a": [0.0, 10, NAN], "b": [0.0, 4, 1], "c": [0.0, 2, 2]}, index=["E0", "E1", "E2"])
    found = {
        within: impute(
            design(rows, choices={("impute", "method"): "row_mean", ("impute", "within"): within}),
            from_frame(frame),
            [],
        ).values[0, 2]
        for within in ("siblings", "all")
    }
    assert found == pytest.approx({"siblings": 10 * 0.25, "all": 10 * (0.25 + 1) / 2})


def test_a_row_knows_which_way_is_better() -> None:
    rows = (("X", "", 2), ("a", "X", 1), ("b", "X", 1, "lower"))
    frame = pd.DataFrame({"a": [0.0, 10, NAN], "b": [0.0, 4, 1]}, index=["E0", "E1", "E2"])
    found = impute(design(rows, choices={("impute", "method"): "row_median"}), from_frame(frame), [])
    assert found.values[0, 2] == pytest.approx(10 * 0.75)


REGIONS = (("X", "", 3), ("P", "X", 2), ("a", "P", 1), ("Q", "X", 2), ("b", "Q", 1))


@pytest.mark.parametrize("row", ["P", "level 2"])
def test_missing_scores_of_a_node_come_from_the_region_for_its_parent_alone(row: str) -> None:
    """As SDSN does: a goal without data has the mean score of its region in the index, and none of its own."""
    frame = pd.DataFrame(
        {"a": [0.0, NAN, 40, 100, NAN], "b": [0.0, 20, 40, 100, 60]}, index=[f"E{i}" for i in range(5)]
    )
    groups = {"region": {"E0": "r", "E1": "r", "E2": "r", "E3": "s"}}
    choices = {
        ("impute", "method", row): "region_mean", ("impute", "group_kind"): "region",
        ("normalise", "lower"): 0, ("normalise", "upper"): 100,
    }  # fmt: skip
    result = build_index(design(REGIONS, choices=choices), replace(from_frame(frame), groups=groups))
    assert np.isnan(result.scores.loc["E1", "P"]) and result.availability.loc["E1", "X"] == 0.5
    assert result.scores.loc["E1", "X"] == pytest.approx((20 + (0 + 40) / 2) / 2)
    assert result.scores.loc["E4", "X"] == 60  # no region: its other half
    entry = result.log.query("step == 'impute' and element == 'P'").iloc[0]
    assert (entry["method"], entry["touched"]) == ("region_mean", 1)
    assert set(result.left_out.query("kind == 'choice'")["code"]).isdisjoint({"method", "group_kind"})


def test_what_a_node_cannot_be_imputed_by() -> None:
    with pytest.raises(IndexProblems) as caught:
        design(REGIONS, choices={("impute", "method", "level 2"): "median"})
    assert "median for level 2, which stands above" in caught.value.problems[0].found


def test_scores_from_regions_need_the_groups() -> None:
    made = design(REGIONS, choices={("impute", "method", "P"): "region_mean", ("impute", "group_kind"): "region"})
    with pytest.raises(IndexProblems, match="'region'"):
        build_index(made, from_frame(DATA))
    with pytest.raises(ValueError, match="no inputs are given"):
        rules(made)


def test_an_indicator_without_any_value_stays_so() -> None:
    for method in ("mean", "median", "row_mean", "em", "none"):
        found = impute(design(ROWS, choices={("impute", "method"): method}), from_frame(DATA.assign(a=NAN)), [])
        assert np.isnan(found.values[0]).all() or method in ("row_mean", "em")
        assert (found.status[0] == "I").tolist() == (~np.isnan(found.values[0])).tolist()


def test_a_group_without_values_stays_missing() -> None:
    assert np.isnan(by_group(np.array([NAN, NAN, 3.0]), ["a", "a", "b"], by_mean)[:2]).all()


def test_linear_does_not_go_beyond_the_ends() -> None:
    panel = pd.DataFrame({2018: [1.0, NAN], 2022: [NAN, 2.0]})
    assert np.isnan(linear(np.array([NAN, NAN]), panel, 2020)[0]).all()
    assert np.isnan(carry_last(np.array([NAN, NAN]), panel, 2018, 9)[0]).all()
