"""Screening: indicators first, then economies, with what was left out and why."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipeline.methods.index.inputs import from_frame
from pipeline.methods.index.problems import IndexProblems
from pipeline.methods.index.screen import screen
from tests.methods.index.samples import design

ROWS = (("X", "", 2), ("a", "X", 1), ("b", "X", 1), ("c", "X", 1))
NAN = np.nan
DATA = pd.DataFrame(
    {"a": [1.0, 2, 3, 4], "b": [1.0, NAN, 3, NAN], "c": [5.0, NAN, NAN, NAN]}, index=["E0", "E1", "E2", "E3"]
)


def test_indicators_then_economies() -> None:
    log: list = []
    made = design(ROWS, choices={("screen", "indicator_share"): 0.5, ("screen", "economy_share"): 1})
    found = screen(made, from_frame(DATA), log)
    assert found.inputs.codes == ("a", "b")
    assert found.inputs.economies == ("E0", "E2")
    assert found.design.tree.indicators == ("a", "b")
    assert found.excluded.to_dict("list") == {
        "kind": ["indicator", "economy", "economy"],
        "code": ["c", "E1", "E3"],
        "share": [0.25, 0.5, 0.5],
        "minimum": [0.5, 1.0, 1.0],
    }
    assert [(entry.method, entry.touched) for entry in log] == [("indicator_share", 1), ("economy_share", 2)]


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ({("screen", "indicator_share"): 1.1}, "index-nothing-left"),
        ({("screen", "economy_share"): 1}, "index-nothing-left"),
        ({}, "index-constant"),
    ],
)
def test_what_cannot_be_an_index(choices: dict, code: str) -> None:
    with pytest.raises(IndexProblems) as caught:
        screen(design(ROWS, choices=choices), from_frame(DATA), [])
    assert caught.value.problems[0].code == code


@pytest.mark.parametrize("values", [[2.0, 2.0, 2.0, NAN], [2.0, NAN, NAN, NAN]])
def test_a_constant_indicator_and_a_single_point(values: list[float]) -> None:
    with pytest.raises(IndexProblems) as caught:
        screen(design(ROWS), from_frame(DATA.assign(b=DATA["a"], c=values)), [])
    problem = caught.value.problems[0]
    assert problem.code == "index-constant" and problem.found.startswith("c: ")
    assert (problem.place.sheet, problem.place.cell) == ("Hierarchy", "A5")
