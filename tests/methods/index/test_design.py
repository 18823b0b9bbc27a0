"""Choices: the most particular row wins, every wrong name is told with its cell, one choice can be changed."""

from __future__ import annotations

import pytest

from pipeline.methods.index.design import read_design
from pipeline.methods.index.problems import IndexProblems
from tests.methods.index.samples import IDI, design, sheets

ROWS = (("X", "", 3), ("P", "X", 2), ("a", "P", 1), ("b", "P", 1, "lower"), ("c", "X", 1))


def test_the_most_particular_row_wins() -> None:
    made = design(
        ROWS,
        choices={
            ("aggregate", "method", "level 3"): "geometric",
            ("aggregate", "method", "P"): "median",
            ("normalise", "method", "level 1"): "z_score",
            ("normalise", "method", "c"): "rank",
        },
    )
    assert [made.method("aggregate", code) for code in ("X", "P")] == ["geometric", "median"]
    assert [made.method("normalise", code) for code in ("a", "c")] == ["z_score", "rank"]
    assert made.number("threshold", "share", "X") == 0.5


def test_one_choice_is_changed_and_the_rest_stays() -> None:
    made = design(ROWS)
    other = made.with_choice("aggregate", "method", "geometric", "P")
    assert (made.method("aggregate", "P"), other.method("aggregate", "P")) == ("arithmetic", "geometric")
    assert other.method("aggregate", "X") == "arithmetic"
    assert len(other.choices) == len(made.choices) + 1
    assert len(other.with_choice("aggregate", "method", "median", "P").choices) == len(other.choices)


BROKEN = [
    ("index-unknown-method", {("normalise", "method"): "minmax"}, "'minmax'", "min_max"),
    ("index-unknown-method", {("aggregate", "method"): "average"}, "'average'", "arithmetic"),
    ("index-unknown-method", {("treat", "fallback"): "ln"}, "'ln'", "log_shift"),
    ("index-unknown-step", {("norm", "method"): "min_max"}, "'norm'", "normalise"),
    ("index-unknown-parameter", {("normalise", "low"): 1}, "normalise / low", "lower"),
    ("index-unknown-element", {("normalise", "method", "q"): "rank"}, "'q'", "level 1"),
    ("index-unknown-element", {("normalise", "method", "level 9"): "rank"}, "'level 9'", "level 3"),
]


@pytest.mark.parametrize(("code", "choices", "found", "allowed"), BROKEN, ids=[f"{b[0]}-{b[2]}" for b in BROKEN])
def test_unknown_names_are_told_with_cell_and_what_is_allowed(
    code: str, choices: dict, found: str, allowed: str
) -> None:
    with pytest.raises(IndexProblems) as caught:
        design(ROWS, choices=choices)
    problem = caught.value.problems[0]
    assert problem.code == code and problem.place.sheet == "Choices" and problem.place.cell
    assert found in problem.found and allowed in problem.allowed


def test_the_cell_of_a_choice_is_its_own() -> None:
    made = sheets(ROWS)
    row = made.choices.index[(made.choices["step"] == "normalise") & (made.choices["parameter"] == "method")][0]
    made.choices.loc[row, "value"] = "best"
    with pytest.raises(IndexProblems) as caught:
        read_design(made)
    assert caught.value.problems[0].place.cell == f"D{made.choices.loc[row, 'ROW']}"


def test_a_missing_choice_is_asked_for() -> None:
    made = design(ROWS, without=[("threshold", "share")])
    with pytest.raises(IndexProblems, match="no row threshold / share for P"):
        made.number("threshold", "share", "P")


def test_a_number_that_is_none() -> None:
    made = design(ROWS, choices={("normalise", "lower"): "low"})
    with pytest.raises(IndexProblems) as caught:
        made.number("normalise", "lower", "a")
    assert caught.value.problems[0].code == "index-not-a-number"
    assert "'low'" in caught.value.problems[0].found


@pytest.mark.parametrize(
    ("choice", "value", "allowed"),
    [
        (("screen", "indicator_share"), 66, "a share from 0 to 1"),
        (("screen", "economy_nonzero"), -0.1, "a share from 0 to 1"),
        (("threshold", "share", "P"), 1.01, "a share from 0 to 1"),
        (("impute", "max_age"), 2.5, "a whole number, zero or more"),
        (("treat", "most"), -1, "a whole number, zero or more"),
        (("treat", "skewness"), -2, "a number above zero"),
        (("treat", "factor"), 0, "a number above zero"),
        (("normalise", "deviation"), 0, "a number above zero"),
        (("normalise", "upper"), "inf", "a number between -1e+75 and 1e+75"),
        (("normalise", "target"), "-1e308", "a number between -1e+75 and 1e+75"),
        (("period", "since"), 20, "a year of four digits"),
        (("audit", "draws"), 0, "a whole number above zero"),
        (("audit", "sobol_samples"), 100, "a power of two"),
        (("audit", "support"), 95, "a share from 0 to 1"),
        (("audit", "pairs"), 2, "a whole number, three or more"),
        (("audit", "combinations"), 0.5, "a whole number above zero"),
        (("audit", "weak"), -3, "a correlation from -1 to 1"),
        (("audit", "collinear"), 92, "a correlation from -1 to 1"),
    ],
)
def test_numbers_out_of_their_range(choice: tuple, value: object, allowed: str) -> None:
    with pytest.raises(IndexProblems) as caught:
        design(ROWS, choices={choice: value})
    problem = caught.value.problems[0]
    assert problem.code == "index-choice-value" and problem.allowed == allowed and f"'{value}'" in problem.found
    if choice[0] != "audit":  # an option of the command is told by the study
        with pytest.raises(IndexProblems):
            design(ROWS).with_choice(choice[0], choice[1], value)


@pytest.mark.parametrize(
    ("choices", "found"),
    [
        ({("normalise", "lower"): 100, ("normalise", "upper"): 0}, "normalise: lower 100, upper 0"),
        ({("normalise", "lower", "a"): 100}, "normalise: lower 100, upper 100"),
        ({("period", "since"): 2021}, "period: since 2021, until 2020"),
        ({("audit", "lower_quantile"): 0.95}, "audit: lower_quantile 0.95, upper_quantile 0.95"),
        ({("audit", "weak"): 0.9, ("audit", "collinear"): 0.5}, "audit: weak 0.9, collinear 0.5"),
    ],
)
def test_bounds_the_wrong_way_round(choices: dict, found: str) -> None:
    with pytest.raises(IndexProblems) as caught:
        design(ROWS, choices=choices)
    assert [(p.code, p.found) for p in caught.value.problems] == [("index-choices-order", found)]


@pytest.mark.parametrize(
    ("posts", "code", "cell"),
    [
        ({"a": (100, 0)}, "index-goalposts", "C2"),
        ({"a": (0, 100), "b": (0, 10)}, "index-goalposts", "C3"),
        ({"a": (5, 5)}, "index-goalposts", "C2"),
        ({"P": (0, 1)}, "index-unknown-element", "B2"),
        ({"a": (0, 1e308)}, "index-size", "D2"),
        ({"a": (-1e308, 1)}, "index-size", "C2"),
    ],
)
def test_goalposts_follow_the_direction(posts: dict, code: str, cell: str) -> None:
    with pytest.raises(IndexProblems) as caught:
        design(ROWS, posts=posts)
    problem = caught.value.problems[0]
    assert (problem.code, problem.place.sheet, problem.place.cell) == (code, "Goalposts", cell)


@pytest.mark.parametrize(
    ("options", "code", "cell"),
    [
        ([("normalise", "best")], "index-unknown-method", "B2"),
        ([("weight_noise", "much")], "index-unknown-method", "B2"),
        ([("weight_noise", "100")], "index-unknown-method", "B2"),
        ([("leave_out", "all")], "index-unknown-method", "B2"),
        ([("leave_out", "none"), ("impute", "mean", -1.0)], "index-option-weight", "C3"),
        ([("impute", "mean", 0.0)], "index-option-weight", "C2"),
    ],
)
def test_options_of_the_draws(options: list, code: str, cell: str) -> None:
    with pytest.raises(IndexProblems) as caught:
        design(ROWS, options=options)
    problem = caught.value.problems[0]
    assert (problem.code, problem.place.sheet, problem.place.cell) == (code, "Uncertainty", cell)


def test_a_negative_error_share() -> None:
    with pytest.raises(IndexProblems) as caught:
        design(ROWS, errors={"A": -0.1})
    assert caught.value.problems[0].place.cell == "C2"
    assert caught.value.problems[0].code == "index-error-share"


def test_the_whole_design_is_read() -> None:
    made = design(IDI, posts={"users": (0, 100)}, options=[("impute", "none")], errors={"A": 0.1})
    assert made.goalposts == {"users": (0.0, 100.0)}
    assert (made.error_share, made.error_by_year) == ({"A": 0.1}, 0.03)
    assert [option.factor for option in made.options] == ["impute"]
