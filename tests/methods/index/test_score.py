"""Direction, normalisation by name, weights and the way up the tree."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.methods import normalise
from pipeline.methods.index import score
from pipeline.methods.index.design import Design
from pipeline.methods.index.problems import IndexProblems
from pipeline.methods.index.vocabulary import METHODS
from pipeline.methods.index.weights import element_weights, first_component
from tests.methods.index.samples import design

ROWS = (
    ("X", "", 3),
    ("P", "X", 2, None, 3.0),
    ("a", "P", 1, "higher", 1.0),
    ("b", "P", 1, "lower", 3.0),
    ("c", "X", 1, "higher", 1.0),
)
VALUES = np.array([4.0, 1.0, 9.0, 6.0])
ECONOMIES = ["E0", "E1", "E2", "E3"]


@pytest.mark.parametrize(
    ("method", "more", "higher"),
    [
        ("min_max", {}, normalise.min_max(VALUES, 1, 100)),
        ("z_score", {}, normalise.z_score(VALUES, 50, 15)),
        ("percentile_rank", {}, normalise.percentile_rank(VALUES, 1, 100)),
        ("rank", {}, normalise.rank(VALUES)),
        ("borda", {}, normalise.borda(VALUES)),
        ("distance_to_max", {}, normalise.distance_to_max(VALUES)),
        (
            "distance_to_target",
            {("normalise", "target"): 6, ("normalise", "cap"): "yes"},
            normalise.distance_to_target(VALUES, 6, True),
        ),
        (
            "distance_to_reference",
            {("normalise", "reference"): "E3", ("normalise", "cap"): "no"},
            normalise.distance_to_reference(VALUES, 3),
        ),
        ("goalposts", {}, normalise.goalposts(VALUES, 2, 7, 100)),
        ("scaled", {}, normalise.scaled(VALUES, 2, 7, 100)),
        ("fraction_of_max", {}, normalise.fraction_of_max(VALUES)),
    ],
)
def test_every_method_by_name(method: str, more: dict, higher: np.ndarray) -> None:
    made = design(ROWS, choices={("normalise", "method"): method, **more}, posts={"a": (2, 7), "b": (7, 2)})
    assert score.normalised(made, ["a"], ECONOMIES, VALUES[None])[0] == pytest.approx(higher)


def test_every_method_has_its_function() -> None:
    assert all(callable(getattr(normalise, name)) for name in METHODS["normalise"])
    assert all(callable(getattr(score.aggregate, name)) for name in METHODS["aggregate"])


@pytest.mark.parametrize(
    "method",
    [
        "min_max",
        "z_score",
        "percentile_rank",
        "rank",
        "borda",
        "distance_to_max",
        "goalposts",
        "scaled",
        "distance_to_target",
    ],
)
def test_lower_is_better_mirrors_the_values(method: str) -> None:
    choices = {
        ("normalise", "method"): method,
        ("normalise", "target", "a"): -2,
        ("normalise", "target", "b"): 2,
        ("normalise", "cap"): "no",
    }
    made = design(ROWS, choices=choices, posts={"a": (-7, -2), "b": (7, 2)})
    values = VALUES + 2
    found = score.normalised(made, ["a", "b"], ECONOMIES, np.array([-values, values]))
    assert found[0] == pytest.approx(found[1])


def test_what_a_method_needs_is_named() -> None:
    for method, code in (("goalposts", "index-goalposts"), ("distance_to_target", "index-choice-missing")):
        with pytest.raises(IndexProblems) as caught:
            score.normalised(design(ROWS, choices={("normalise", "method"): method}), ["a"], ECONOMIES, VALUES[None])
        assert caught.value.problems[0].code == code
    choices = {
        ("normalise", "method"): "distance_to_reference",
        ("normalise", "reference"): "E9",
        ("normalise", "cap"): "no",
    }
    with pytest.raises(IndexProblems, match="'E9'"):
        score.normalised(design(ROWS, choices=choices), ["a"], ECONOMIES, VALUES[None])
    with pytest.raises(IndexProblems, match="b: shares of the largest value need values that are not negative"):
        score.normalised(
            design(ROWS, choices={("normalise", "method"): "fraction_of_max"}), ["b"], ECONOMIES, VALUES[None]
        )


def stated(made: Design) -> dict[str, float]:
    return element_weights(made, {}, score.rules(made))


def test_weights_add_up_to_one_under_each_node() -> None:
    assert stated(design(ROWS)) == {"a": 0.5, "b": 0.5, "P": 0.5, "c": 0.5}
    assert stated(design(ROWS, choices={("weight", "method"): "sheet"})) == {
        "a": 0.25,
        "b": 0.75,
        "P": 0.75,
        "c": 0.25,
    }
    mixed = design(ROWS, choices={("weight", "method", "X"): "sheet"})
    assert stated(mixed) == {"a": 0.5, "b": 0.5, "P": 0.75, "c": 0.25}


def test_weights_of_principal_components() -> None:
    rng = np.random.default_rng(1)
    common = rng.normal(size=200)
    values = np.array([common + 0.1 * rng.normal(size=200), common + 0.1 * rng.normal(size=200), rng.normal(size=200)])
    weights = first_component(values)
    correlation = np.corrcoef(values)
    first = np.linalg.svd(correlation)[0][:, 0]
    assert weights == pytest.approx(first**2) and weights.sum() == pytest.approx(1)
    assert weights[2] < 0.1
    with pytest.raises(ValueError, match="three economies"):
        first_component(values[:, :2])


def leaves(**columns: list[float]) -> dict[str, np.ndarray]:
    return {code: np.array([values]) for code, values in columns.items()}


ONE = {code: np.ones(1) for code in ("a", "b", "c", "P")}


def test_the_threshold_counts_children_and_not_weights() -> None:
    data = leaves(a=[1.0, np.nan, np.nan], b=[3.0, 4.0, np.nan], c=[5.0, 5.0, 5.0])
    loose = design(ROWS)
    scores = score.roll_up(loose.tree, score.rules(loose), data, ONE)
    assert scores["P"][0] == pytest.approx([2, 4, np.nan], nan_ok=True)
    assert scores["X"][0] == pytest.approx([3.5, 4.5, 5.0])
    strict = design(ROWS, choices={("threshold", "share", "P"): 0.6, ("threshold", "share", "level 3"): 1})
    scores = score.roll_up(strict.tree, score.rules(strict), data, ONE)
    assert scores["P"][0] == pytest.approx([2, np.nan, np.nan], nan_ok=True)
    assert scores["X"][0] == pytest.approx([3.5, np.nan, np.nan], nan_ok=True)


def test_a_child_left_out_is_not_a_missing_one() -> None:
    strict = design(ROWS, choices={("threshold", "share"): 1})
    data = leaves(a=[1.0, 2.0], b=[np.nan, np.nan], c=[5.0, 5.0])
    scores = score.roll_up(strict.tree, score.rules(strict), data, ONE | {"b": np.zeros(1)})
    assert scores["X"][0] == pytest.approx([3.0, 3.5])


@pytest.mark.parametrize("method", ["geometric", "harmonic"])
def test_a_zero_in_a_geometric_mean_is_refused_or_raised_to_the_floor(method: str) -> None:
    data = leaves(a=[0.0, 4.0], b=[3.0, 4.0], c=[5.0, 4.0])
    made = design(ROWS, choices={("aggregate", "method"): method}, without=[("aggregate", "floor")])
    with pytest.raises(IndexProblems) as caught:
        score.roll_up(made.tree, score.rules(made), data, ONE)
    problem = caught.value.problems[0]
    assert problem.code == "index-not-positive" and problem.found == f"P: the {method} mean of a score of 0"
    assert problem.place.sheet == "Choices" and problem.place.cell.startswith("D")
    floored = design(ROWS, choices={("aggregate", "method"): method, ("aggregate", "floor"): 1})
    scores = score.roll_up(floored.tree, score.rules(floored), data, ONE)
    expected = 3**0.5 if method == "geometric" else 1.5
    assert scores["P"][0] == pytest.approx([expected, 4])


@pytest.mark.parametrize(
    ("method", "expected"), [("median", [2, 3.5]), ("generalised", [5**0.5, 12.5**0.5]), ("copeland", [-1, 1])]
)
def test_other_means(method: str, expected: list[float]) -> None:
    made = design(ROWS, choices={("aggregate", "method", "P"): method, ("aggregate", "power"): 2})
    data = leaves(a=[1.0, 3.0], b=[3.0, 4.0], c=[5.0, 5.0])
    assert score.roll_up(made.tree, score.rules(made), data, ONE)["P"][0] == pytest.approx(expected)
