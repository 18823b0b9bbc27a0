"""Screening: indicators first, then economies, with what was left out and why."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipeline.methods.index.inputs import from_frame
from pipeline.methods.index.problems import IndexProblems
from pipeline.methods.index.screen import NEED_SPREAD, nonzero_shares, require_size, require_spread, screen
from pipeline.methods.index.vocabulary import METHODS
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
        "rule": ["share of data"] * 3,
        "share": [0.25, 0.5, 0.5],
        "minimum": [0.5, 1.0, 1.0],
    }
    assert [(entry.method, entry.touched) for entry in log] == [("indicator_share", 1), ("economy_share", 2)]


ZEROS = pd.DataFrame({"a": [1.0, 0, 3, 4], "b": [0.0, 0, 3, NAN], "c": [0.0, 0, 0, 4]}, index=["E0", "E1", "E2", "E3"])


@pytest.mark.parametrize(
    ("choices", "codes", "economies"),
    [
        ({"indicator_nonzero": 0.34}, ["a"], ["E0", "E1", "E2", "E3"]),
        ({"indicator_nonzero": 1 / 3}, ["a", "b"], ["E0", "E1", "E2", "E3"]),
        ({"economy_nonzero": 0.5}, ["a", "b", "c"], ["E2", "E3"]),
        ({"economy_nonzero": 0.3, "economy_share": 1}, ["a", "b", "c"], ["E0", "E2"]),  # either rule leaves out
        ({"economy_nonzero": 0.5, "include": "E1", "exclude": "E3"}, ["a", "b", "c"], ["E1", "E2"]),
    ],
)
def test_zeros_and_names(choices: dict, codes: list[str], economies: list[str]) -> None:
    made = design(ROWS, choices={("screen", name): value for name, value in choices.items()})
    found = screen(made, from_frame(ZEROS), [])
    assert (list(found.inputs.codes), list(found.inputs.economies)) == (codes, economies)
    assert len(found.excluded) == 3 - len(codes) + 4 - len(economies)


def test_an_economy_without_values_has_no_zeros() -> None:
    assert nonzero_shares(np.array([[NAN, 0.0], [NAN, 2.0]]))[1].tolist() == [1, 0.5]


@pytest.mark.parametrize(
    ("choices", "code", "words"),
    [
        ({"indicator_nonzero": 1}, "index-nothing-left", "no indicator has a share of values that are not zero of 1"),
        ({"economy_nonzero": 1}, "index-nothing-left", "none of 4 economies is left by screen / economy_nonzero"),
        ({"exclude": "E0; E1; E2; E3"}, "index-nothing-left", "screen / exclude"),
        ({"include": "E0; E9"}, "index-unknown-economy", "no economy E9"),
        ({"include": "E0", "exclude": "E0; E1"}, "index-unknown-economy", "E0, which is excluded too"),
    ],
)
def test_what_cannot_be_an_index(choices: dict, code: str, words: str) -> None:
    made = design(ROWS, choices={("screen", name): value for name, value in choices.items()})
    data = DATA.assign(b=0.0, c=0.0, a=[0.0, 1, 2, 3]) if "zero" in str(choices) else DATA
    with pytest.raises(IndexProblems) as caught:
        screen(made, from_frame(data), [])
    assert caught.value.problems[0].code == code and words in caught.value.problems[0].found


@pytest.mark.parametrize("values", [[2.0, 2.0, 2.0, NAN], [2.0, NAN, NAN, NAN]])
@pytest.mark.parametrize("method", NEED_SPREAD)
def test_a_constant_indicator_and_a_single_point(values: list[float], method: str) -> None:
    data = from_frame(DATA.assign(b=DATA["a"], c=values))
    with pytest.raises(IndexProblems) as caught:
        require_spread(design(ROWS, choices={("normalise", "method", "c"): method}), data)
    problem = caught.value.problems[0]
    assert problem.code == "index-constant" and problem.found.startswith("c: ")
    assert (problem.place.sheet, problem.place.cell) == ("Hierarchy", "A5")


@pytest.mark.parametrize("method", sorted(set(METHODS["normalise"]) - set(NEED_SPREAD)))
def test_what_needs_no_differences_is_not_refused(method: str) -> None:
    data = from_frame(DATA.assign(b=DATA["a"], c=5.0))
    require_spread(design(ROWS, choices={("normalise", "method", "c"): method}), data)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([1e308, 1.0, 2.0, 3.0], "c: 1e+308 for E0"),
        ([1.0, -1e200, 1e200, 3.0], "c: -1e+200 for E1 (and 1 more)"),
        ([1e-300, 2e-300, 3e-300, NAN], "c: values that differ by 2e-300 at most"),
    ],
)
def test_values_whose_powers_no_number_can_hold(values: list[float], words: str) -> None:
    with pytest.raises(IndexProblems) as caught:
        require_size(from_frame(DATA.assign(c=values)))
    assert caught.value.problems[0].code == "index-size" and words in caught.value.problems[0].found
