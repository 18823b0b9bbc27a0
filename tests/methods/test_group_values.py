"""Group values: one weighted mean, which gives missing members no weight, and a rule of coverage that withholds."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.methods.group_values import CoverageRule, coverage, group_values, weighted_mean

NAN = np.nan
number = st.floats(-1e6, 1e6, allow_nan=False)
weight = st.floats(1e-3, 1e6, allow_nan=False)
pairs = st.lists(st.tuples(number, weight), min_size=1, max_size=25)
gappy = st.lists(st.tuples(number | st.just(NAN), weight | st.just(NAN) | st.just(0.0)), min_size=1, max_size=25)


@pytest.mark.parametrize(
    ("values", "weights", "expected"),
    [
        ([10, 20], [1, 3], 17.5),
        ([10, NAN, 20], [1, 1000, 3], 17.5),  # a missing member has no weight
        ([10, 99, 20], [1, NAN, 3], 17.5),  # nor has one whose weight is unknown
        ([10, 99, 20], [1, 0, 3], 17.5),
        ([NAN, NAN], [1, 2], NAN),
        ([5, NAN], [0, 2], NAN),  # no weight where there is a value
        ([3, 1, 4, 1, 5, 9, 2, 6, 5, 3.5], [1, 2, 1, 1, 1, 1, 1, 1, 1, 2], 3.66666666666667),  # METHODS, section 7
    ],
)
def test_weighted_mean(values: list[float], weights: list[float], expected: float) -> None:
    assert weighted_mean(np.array(values), np.array(weights)) == pytest.approx(expected, nan_ok=True, rel=1e-13)


def test_weighted_mean_of_columns() -> None:
    values = np.array([[1.0, 2.0, NAN], [3.0, NAN, NAN]])
    assert weighted_mean(values, np.array([1.0, 3.0])) == pytest.approx([2.5, 2.0, NAN], nan_ok=True)
    assert weighted_mean(values, np.array([[1.0, 1.0, 1.0], [1.0, 1.0, 1.0]])) == pytest.approx(
        [2, 2, NAN], nan_ok=True
    )


@pytest.mark.parametrize(
    ("values", "weights", "words"),
    [
        ([1.0, 2.0], [1.0, -1.0], "negative"),
        ([1.0, 2.0], [1.0, 1.0, 1.0], r"\(2,\).*\(3,\)"),
        ([[1.0], [2.0]], [1.0, 1.0, 1.0], "shape"),
    ],
)
def test_weighted_mean_refuses(values: list, weights: list, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        weighted_mean(np.array(values), np.array(weights))


@given(gappy)
def test_weighted_mean_ignores_members_without_a_value(rows: list[tuple[float, float]]) -> None:
    values, weights = np.array(rows).T
    present = ~np.isnan(values) & ~np.isnan(weights)
    whole = weighted_mean(values, weights)
    alone = weighted_mean(values[present], weights[present]) if present.any() else NAN
    assert whole == pytest.approx(alone, nan_ok=True)


@given(gappy)
def test_weighted_mean_lies_between_its_members(rows: list[tuple[float, float]]) -> None:
    values, weights = np.array(rows).T
    counted = values[~np.isnan(values) & (weights > 0)]
    mean = weighted_mean(values, weights)
    if len(counted) == 0:
        assert np.isnan(mean)
    else:
        slack = 1e-9 * (1 + np.abs(counted).max())
        assert counted.min() - slack <= mean <= counted.max() + slack


@given(pairs, st.floats(1e-3, 1e3), st.randoms(use_true_random=False))
def test_weighted_mean_keeps_under_scale_of_weights_and_order(rows: list, factor: float, random) -> None:  # type: ignore[no-untyped-def]
    values, weights = np.array(rows).T
    shuffled = np.array(random.sample(rows, len(rows))).T
    mean = weighted_mean(values, weights)
    close = pytest.approx(mean, rel=1e-9, abs=1e-6)
    assert weighted_mean(values, weights * factor) == close
    assert weighted_mean(shuffled[0], shuffled[1]) == close


@given(st.lists(number, min_size=1, max_size=25), weight)
def test_weighted_mean_with_equal_weights_is_the_plain_mean(values: list[float], one: float) -> None:
    mean = weighted_mean(np.array(values), np.full(len(values), one))
    assert mean == pytest.approx(np.mean(values), rel=1e-9, abs=1e-6)


def test_coverage_counts_unknown_population_as_nobody() -> None:
    present = np.array([[True, True], [False, True], [True, False]])
    people = np.array([[60.0, 0.0], [40.0, 0.0], [NAN, NAN]])
    by_people, by_count = coverage(present, people)
    assert by_people == pytest.approx([0.6, NAN], nan_ok=True)
    assert by_count == pytest.approx([2 / 3, 2 / 3])


YEARS = [2020, 2021]
WIDE = pd.DataFrame({2020: [10.0, 20.0, NAN], 2021: [10.0, NAN, NAN]}, index=["BGD", "IND", "KEN"])
PEOPLE = pd.DataFrame({2020: [100.0, 300.0, 100.0]}, index=["BGD", "IND", "KEN"])


@pytest.mark.parametrize(
    ("how", "expected"),
    [("population", 17.5), ("unweighted", 15.0), ("median", 15.0), ("sum", 30.0)],
)
def test_group_values(how: str, expected: float) -> None:
    table = group_values(WIDE, PEOPLE, ["BGD", "IND", "KEN"], CoverageRule(0.8, 0.5), how)
    assert table.index.tolist() == YEARS
    assert table.loc[2020, ["value", "raw"]].tolist() == [expected, expected]
    assert table.loc[2020, ["population_share", "count_share", "economies"]].tolist() == pytest.approx([0.8, 2 / 3, 2])
    assert np.isnan(table.loc[2021, "value"])  # one of three economies, a fifth of the people
    assert table.loc[2021, "raw"] == 10.0


def test_group_values_of_a_member_without_a_row() -> None:
    table = group_values(WIDE, PEOPLE, ["BGD", "IND", "KEN", "VUT"], CoverageRule(0.0, 0.5))
    assert table["count_share"].tolist() == [0.5, 0.25]
    assert table["value"].notna().tolist() == [True, False]


def test_group_values_refuses_an_unknown_kind_of_mean() -> None:
    with pytest.raises(ValueError, match=r"'mode'.*population, unweighted, median, sum"):
        group_values(WIDE, PEOPLE, ["BGD"], CoverageRule(0, 0), "mode")


shares = st.floats(0, 1)
tables = st.lists(st.tuples(number | st.just(NAN), st.floats(1, 1e9)), min_size=1, max_size=15)


@given(tables, shares, shares)
def test_no_group_value_below_the_required_shares(rows: list[tuple[float, float]], people: float, count: float) -> None:
    members = [f"E{n:02}" for n in range(len(rows))]
    wide = pd.DataFrame({2020: [value for value, _ in rows]}, index=members)
    population = pd.DataFrame({2020: [size for _, size in rows]}, index=members)
    for how in ("population", "unweighted", "median", "sum"):
        row = group_values(wide, population, members, CoverageRule(people, count), how).loc[2020]
        enough = row["population_share"] >= people and row["count_share"] >= count
        assert (row["value"] == row["raw"]) if enough and row["economies"] else np.isnan(row["value"])


@given(tables, st.lists(shares, min_size=2, max_size=2))
def test_a_stricter_rule_never_shows_more(rows: list[tuple[float, float]], bounds: list[float]) -> None:
    members = [f"E{n:02}" for n in range(len(rows))]
    wide = pd.DataFrame({2020: [value for value, _ in rows]}, index=members)
    population = pd.DataFrame({2020: [size for _, size in rows]}, index=members)
    low, high = sorted(bounds)
    loose = group_values(wide, population, members, CoverageRule(low, low))["value"].notna()
    strict = group_values(wide, population, members, CoverageRule(high, high))["value"].notna()
    assert not (strict & ~loose).any()


@pytest.mark.parametrize("shape", [(7,), (40,), (23, 5), (130, 30), (12, 6, 40)])
@pytest.mark.parametrize("layout", ["C", "F"])
@pytest.mark.parametrize("weighing", ["each", "members", "broadcast"])
def test_a_weighted_mean_without_gaps_is_the_same_to_the_last_digit(
    shape: tuple[int, ...], layout: str, weighing: str
) -> None:
    """A short cut for complete values; sums depend on the order in memory."""
    rng = np.random.default_rng(len(shape))
    values = np.array(rng.random(shape), order=layout)  # type: ignore[call-overload]
    weights = rng.random(shape if weighing == "each" else shape[0])
    if weighing == "broadcast" or (weighing == "members" and len(shape) > 2):
        weights = np.broadcast_to(weights.reshape(-1, *[1] * (len(shape) - 1)), shape)
    broad = np.broadcast_to(weights[:, None], shape) if weights.ndim < values.ndim else weights
    present = ~(np.isnan(values) | np.isnan(broad))
    mass = np.where(present, broad, 0.0)
    plain = (np.where(present, values, 0.0) * mass).sum(axis=0) / mass.sum(axis=0)
    assert np.array_equal(weighted_mean(values, weights), plain)
