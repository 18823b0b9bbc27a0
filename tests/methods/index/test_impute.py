"""Imputation: what each method puts in, what stays missing, and the flag and the year of every imputed value."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pipeline.methods.index.impute import by_group, by_mean, impute
from pipeline.methods.index.inputs import from_frame
from pipeline.methods.index.over_time import carry_last, linear
from pipeline.methods.index.problems import IndexProblems
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
]


@pytest.mark.parametrize(("method", "expected"), CASES, ids=[case[0] for case in CASES])
def test_methods(method: str, expected: list[float]) -> None:
    choices = {("impute", "method"): method, ("impute", "group_kind"): "income", ("impute", "max_age"): 5}
    log: list = []
    inputs = replace(from_frame(DATA, 2020), groups=GROUPS, panel={"a": PANEL, "b": PANEL})
    found = impute(design(ROWS, choices=choices), inputs, log)
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
    ],
)
def test_what_a_method_needs(choices: dict, code: str) -> None:
    with pytest.raises(IndexProblems) as caught:
        impute(design(ROWS, choices=choices), replace(from_frame(DATA), groups=GROUPS), [])
    assert caught.value.problems[0].code == code
    assert caught.value.problems[0].place.sheet == "Choices"


def test_a_group_without_values_stays_missing() -> None:
    assert np.isnan(by_group(np.array([NAN, NAN, 3.0]), ["a", "a", "b"], by_mean)[:2]).all()


def test_linear_does_not_go_beyond_the_ends() -> None:
    panel = pd.DataFrame({2018: [1.0, NAN], 2022: [NAN, 2.0]})
    assert np.isnan(linear(np.array([NAN, NAN]), panel, 2020)[0]).all()
    assert np.isnan(carry_last(np.array([NAN, NAN]), panel, 2018, 9)[0]).all()
