"""Inequality: cases as rows, slow reference implementations, properties."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.methods.divide import MEASURES, decompose, gini, quantile, theil_l, theil_t, variation

ROWS = list(csv.DictReader((Path(__file__).parent / "cases.csv").open(encoding="utf-8")))
POSITIVE = st.floats(0.01, 1000)
PAIRS = st.lists(st.tuples(POSITIVE, st.floats(0.1, 100)), min_size=2, max_size=12)


def arrays(pairs: list[tuple[float, float]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([x for x, _ in pairs]), np.array([w for _, w in pairs])


@pytest.mark.parametrize("row", ROWS, ids=[f"{n + 2}-{row['measure']}-{row['case']}" for n, row in enumerate(ROWS)])
def test_case(row: dict[str, str]) -> None:
    values, weights = (np.array([float(part) for part in row[key].split()]) for key in ("values", "weights"))
    assert float(MEASURES[row["measure"]](values, weights)) == pytest.approx(
        float(row["expected"]), rel=1e-6, abs=1e-12
    )


@given(PAIRS)
def test_gini_and_theil_agree_with_their_definitions(pairs: list[tuple[float, float]]) -> None:
    total = sum(w for _, w in pairs)
    mean = sum(w * x for x, w in pairs) / total
    slow = sum(w * v * abs(x - y) for x, w in pairs for y, v in pairs) / (2 * mean * total**2)
    slow_t = sum(w / total * x / mean * math.log(x / mean) for x, w in pairs)
    slow_l = sum(w / total * math.log(mean / x) for x, w in pairs)
    values, weights = arrays(pairs)
    assert float(gini(values, weights)) == pytest.approx(slow, abs=1e-12)
    assert float(theil_t(values, weights)) == pytest.approx(slow_t, abs=1e-12)
    assert float(theil_l(values, weights)) == pytest.approx(slow_l, abs=1e-12)


@given(PAIRS, st.floats(0.01, 100), st.floats(0.01, 100))
def test_neither_the_unit_nor_the_unit_of_the_weights_matters(
    pairs: list[tuple[float, float]], factor: float, people: float
) -> None:
    values, weights = arrays(pairs)
    for name, measure in MEASURES.items():
        found, scaled = float(measure(values, weights)), float(measure(values * factor, weights * people))
        assert scaled == pytest.approx(found, rel=1e-6, abs=1e-9), name


@given(PAIRS)
def test_gini_stays_in_its_range_and_every_measure_is_not_negative(pairs: list[tuple[float, float]]) -> None:
    values, weights = arrays(pairs)
    assert -1e-12 <= float(gini(values, weights)) < 1
    assert all(float(measure(values, weights)) >= -1e-12 for measure in MEASURES.values())


@given(PAIRS, POSITIVE)
def test_equal_values_have_no_inequality(pairs: list[tuple[float, float]], value: float) -> None:
    _, weights = arrays(pairs)
    same = np.full(len(weights), value)
    for measure in (gini, theil_t, theil_l, variation):
        assert float(measure(same, weights)) == pytest.approx(0, abs=1e-7)


@given(PAIRS)
def test_a_weight_of_two_is_two_economies(pairs: list[tuple[float, float]]) -> None:
    values, weights = arrays(pairs)
    for name, measure in MEASURES.items():
        twice = float(measure(np.append(values, values[0]), np.append(weights, weights[0])))
        doubled = weights.copy()
        doubled[0] *= 2
        assert twice == pytest.approx(float(measure(values, doubled)), rel=1e-6, abs=1e-9), name


@given(PAIRS)
def test_a_transfer_from_rich_to_poor_lowers_gini_and_theil(pairs: list[tuple[float, float]]) -> None:
    values, _ = arrays(pairs)
    weights = np.ones(len(values))
    low, high = values.argmin(), values.argmax()
    moved = values.copy()
    moved[low] += (values[high] - values[low]) / 4
    moved[high] -= (values[high] - values[low]) / 4
    for measure in (gini, theil_t, theil_l):
        assert float(measure(moved, weights)) <= float(measure(values, weights)) + 1e-12


@given(st.lists(st.tuples(POSITIVE, st.floats(0.1, 100), st.sampled_from("abc")), min_size=2, max_size=12))
def test_within_and_between_add_up_to_the_total(rows: list[tuple[float, float, str]]) -> None:
    values, weights = np.array([x for x, _, _ in rows]), np.array([w for _, w, _ in rows])
    for index in ("theil_t", "theil_l"):
        parts = decompose(values, weights, [group for _, _, group in rows], index)
        assert parts.within + parts.between == pytest.approx(parts.total, abs=1e-12)
        assert parts.within >= -1e-12 and parts.between >= -1e-12
        assert parts.table["population_share"].sum() == pytest.approx(1)


def test_decomposition_of_known_parts() -> None:
    """Two equal groups: all inequality lies between them; equal means: all lies within."""
    between = decompose(np.array([1.0, 1, 3, 3]), np.ones(4), list("aabb"))
    assert (between.within, between.between) == (pytest.approx(0), pytest.approx(0.130812035941))
    within = decompose(np.array([1.0, 3, 1, 3]), np.ones(4), list("aabb"))
    assert (within.within, within.between) == (pytest.approx(0.130812035941), pytest.approx(0))
    zeros = decompose(np.array([0.0, 0, 3, 5]), np.ones(4), list("aabb"))
    assert zeros.within + zeros.between == pytest.approx(zeros.total, abs=1e-12)


def test_many_weightings_at_once_are_each_as_one() -> None:
    rng = np.random.default_rng(1)
    values, weights = rng.uniform(1, 90, 30), rng.multinomial(30, np.full(30, 1 / 30), size=20).astype(float)
    for name, measure in MEASURES.items():
        together = measure(values, weights)
        alone = [float(measure(values, row)) for row in weights]
        assert together == pytest.approx(alone), name


def test_quantiles_are_inverse_distribution_functions() -> None:
    values, weights = np.array([30.0, 10.0, 20.0]), np.array([1.0, 1.0, 2.0])
    assert [float(quantile(values, weights, share)) for share in (0.25, 0.26, 0.75, 0.76)] == [10, 20, 20, 30]


@pytest.mark.parametrize(
    ("values", "weights", "message"),
    [
        ([1.0, -2.0], [1.0, 1.0], "values of 0 or more"),
        ([0.0, 0.0], [1.0, 1.0], "some above zero"),
        ([1.0, 2.0], [1.0, -1.0], "weights of zero or more"),
        ([1.0, 2.0], [0.0, 0.0], "some above zero"),
        ([1.0, float("nan")], [1.0, 1.0], "complete panels"),
        ([1.0, 2.0], [1.0], r"\(n,\)"),
    ],
)
def test_input_that_cannot_be_used_says_what_is_allowed(
    values: list[float], weights: list[float], message: str
) -> None:
    for measure in (gini, theil_t, variation):
        with pytest.raises(ValueError, match=message):
            measure(np.array(values), np.array(weights))


def test_theil_l_and_decompose_refuse_what_they_do_not_define() -> None:
    with pytest.raises(ValueError, match="above zero"):
        theil_l(np.array([0.0, 1.0]), np.ones(2))
    with pytest.raises(ValueError, match="theil_t, theil_l"):
        decompose(np.array([1.0, 2.0]), np.ones(2), ["a", "b"], "gini")
    with pytest.raises(ValueError, match="one each"):
        decompose(np.array([1.0, 2.0]), np.ones(2), ["a"])
    assert float(MEASURES["p90_p10"](np.array([0.0, 1.0]), np.ones(2))) == math.inf
