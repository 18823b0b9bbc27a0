"""The steps in any order: what an order changes by hand, the usual one unchanged, and orders that are none."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pandas as pd
import pytest

from pipeline.methods.index.build import build_index
from pipeline.methods.index.design import read_design
from pipeline.methods.index.draws import experiment
from pipeline.methods.index.inputs import Inputs, from_frame, gather
from pipeline.methods.index.problems import IndexProblems
from pipeline.methods.index.vocabulary import STEPS
from tests.methods.index.samples import design, made_up, sheets
from tests.methods.index.test_inputs import observations

NAN = np.nan
ROWS = (("X", "", 2), ("a", "X", 1), ("b", "X", 1, "lower"))
USUAL = "; ".join(STEPS)


def built(frame: pd.DataFrame, steps: str, **choices: object):  # type: ignore[no-untyped-def]
    more = {tuple(name.split("__")): value for name, value in choices.items()}
    return build_index(design(ROWS, choices={("order", "steps"): steps, **more}), from_frame(frame))


def test_the_usual_order_is_that_without_a_row() -> None:
    frame = made_up(["a", "b"], gaps=0.2)
    choices = {("impute", "method"): "median", ("treat", "method"): "winsorise"}
    plain = build_index(design(ROWS, choices=choices), from_frame(frame))
    said = built(frame, USUAL, impute__method="median", treat__method="winsorise")
    assert said.scores.equals(plain.scores) and said.log.equals(plain.log)


def test_imputing_before_screening_takes_the_mean_of_all() -> None:
    frame = pd.DataFrame({"a": [1.0, 2, NAN, 60], "b": [1.0, 2, 3, NAN]}, index=list("PQRS"))
    choices = {"impute__method__a": "mean", "screen__exclude": "S"}
    after = built(frame, USUAL, **choices)
    before = built(frame, "denominate; impute; screen; treat; normalise", **choices)
    assert after.treated.loc["R", "a"] == 1.5 and before.treated.loc["R", "a"] == 21
    shares = {"screen__economy_share": 1, "impute__method": "mean"}
    assert list(built(frame, USUAL, **shares).scores.index) == ["P", "Q"]
    assert len(built(frame, "denominate,impute,screen,treat,normalise", **shares).scores) == 4


def test_normalising_first_imputes_and_treats_scores() -> None:
    frame = pd.DataFrame({"a": [0.0, 10, NAN, 20], "b": [5.0, 1, 1, 3]}, index=list("PQRS"))
    choices = {"normalise__lower": 0, "normalise__upper": 100, "impute__method": "row_mean"}
    found = built(frame, "denominate; screen; normalise; impute; treat", **choices)
    assert found.scores["a"].tolist() == [0, 50, 100, 100]  # of R: its other score, b = 1, the best
    assert found.scores["b"].tolist() == [0, 100, 100, 50]
    assert found.status.loc["R", "a"] == "I" and (found.treated == found.scores[["a", "b"]]).all(axis=None)
    assert [entry for entry in found.log["step"] if entry in STEPS][-2:] == ["treat", "treat"]


def test_a_constant_may_close_the_gap_before_or_after_the_scale_is_set() -> None:
    frame = pd.DataFrame({"a": [2.0, 4, NAN], "b": [1.0, 2, 3]}, index=list("PQR"))
    choices = {"normalise__lower": 0, "normalise__upper": 1, "impute__method__a": "constant", "impute__value": 0}
    assert built(frame, USUAL, **choices).scores["a"].tolist() == [0.5, 1, 0]
    assert built(frame, "denominate; screen; normalise; impute; treat", **choices).scores["a"].tolist() == [0, 1, 0]


DATA = observations(
    {
        "a": [("FRA", 2018, 8.0, "A"), ("FRA", 2020, 30.0, "A"), ("DEU", 2020, 40.0, "A"), ("MLI", 2019, 9.0, "A")],
        "gdp": [("FRA", 2018, 2.0, "A"), ("FRA", 2020, 10.0, "A"), ("DEU", 2020, 5.0, "A"), ("CHN", 2020, 4.0, "A")],
        "b": [(e, 2020, v, "A") for e, v in (("CHN", 1.0), ("DEU", 2.0), ("FRA", 3.0), ("MLI", 4.0))],
    }
)


def gathered(steps: str, **choices: object):  # type: ignore[no-untyped-def]
    more = {tuple(name.split("__")): value for name, value in choices.items()}
    period = {("period", "since"): 2018, ("period", "until"): 2020, ("order", "steps"): steps}
    found = sheets(ROWS, choices=period | more)
    found.hierarchy.loc[1, ["denominator"]] = "gdp"
    found.hierarchy.loc[1, ["factor"]] = 100.0
    made = read_design(found)
    return made, gather(DATA, made)


def test_dividing_after_imputing() -> None:
    late = "screen; impute; denominate; treat; normalise"
    made, inputs = gathered(late, impute__method__a="mean")
    result = build_index(made, inputs)
    made_by_mean = (30 + 40 + 9) / 3
    assert result.treated.loc["CHN", "a"] == pytest.approx(100 * made_by_mean / 4)  # its year is the newest, 2020
    assert result.treated.loc["DEU", "a"] == pytest.approx(800) and result.treated.loc["FRA", "a"] == pytest.approx(300)
    assert np.isnan(result.treated.loc["MLI", "a"]) and result.status.loc["MLI", "a"] == ""
    assert ("values", "a", "1 value", "no gdp in the same year, or it is zero") in set(
        result.left_out.itertuples(index=False, name=None)
    )
    first = build_index(*gathered(USUAL, impute__method__a="mean"))
    assert first.treated.loc["CHN", "a"] == pytest.approx((300 + 800) / 2)


def test_dividing_late_divides_the_other_years_too() -> None:
    made, inputs = gathered(
        "screen; denominate; impute; treat; normalise", impute__method__a="hold", period__since=2019, period__until=2019
    )
    result = build_index(made, inputs)
    assert result.treated.loc["FRA", "a"] == pytest.approx(400)  # 8 / 2 of 2018
    assert result.years.loc["FRA", "a"] == 2018 and result.treated.loc["DEU", "a"] == pytest.approx(800)


@pytest.mark.parametrize("steps", list(permutations(STEPS))[::7])
def test_an_index_of_draws_is_the_index_in_any_order(steps: tuple[str, ...]) -> None:
    """One draw that changes nothing gives the scores of the index itself."""
    made, inputs = gathered("; ".join(steps), impute__method="median", treat__method="winsorise")
    result = build_index(made, inputs)
    same = replace(made, options=read_design(sheets(ROWS, options=[("impute", "median")])).options)
    scores = experiment(same, inputs, 1).evaluate(np.array([[0.5]]), 1)
    assert np.array_equal(scores[0], result.score.to_numpy(), equal_nan=True)


@pytest.mark.parametrize("steps", ["impute; treat", f"{USUAL}; treat", USUAL.replace("treat", "clean"), ";"])
def test_what_is_no_order(steps: str) -> None:
    with pytest.raises(IndexProblems) as caught:
        design(ROWS, choices={("order", "steps"): steps})
    problem = caught.value.problems[0]
    assert problem.code == "index-order" and repr(steps) in problem.found and "denominate" in problem.allowed
    with pytest.raises(IndexProblems):
        design(ROWS).with_choice("order", "steps", steps)


def test_inputs_without_denominators_may_divide_late() -> None:
    inputs: Inputs = from_frame(made_up(["a", "b"]))
    late = design(ROWS, choices={("order", "steps"): "screen; impute; treat; denominate; normalise"})
    assert build_index(late, inputs).scores.equals(build_index(design(ROWS), inputs).scores)
