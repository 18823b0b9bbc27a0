"""Comparisons: the same units on both sides, ties that favour nobody, the size beside the count."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings.claims.comparison import Side, comparison, side

# name: first − second by unit, what may be said
ROWS = {
    "higher in all": ([5, 4, 3, 2], Side.ALL),
    "higher in none": ([-5, -4, -3, -2], Side.NONE),
    "higher in three of four": ([5, 4, 3, -2], Side.MOST),
    "higher in three of five": ([5, 4, 3, -2, -2], Side.MAJORITY),
    "half and half": ([5, 4, -3, -2], Side.EVEN),
    "lower in three of five": ([5, 4, -3, -2, -2], Side.MINORITY),
    "lower in three of four": ([5, -4, -3, -2], Side.FEW),
    "all level": ([0, 0, 0], Side.EQUAL),
    "level at the printed digit": ([0.04, -0.04, 0.03], Side.EQUAL),
    "higher in few, lower in none: nobody is ahead": ([5, 5, 0, 0, 0, 0, 0, 0], Side.EVEN),
    "lower in few, higher in none: nobody is ahead": ([-5, -5, 0, 0, 0, 0, 0, 0], Side.EVEN),
    "one each": ([5, -5], Side.EVEN),
    "one alone": ([5], Side.ALL),
    "two, of which one is level": ([5, 0], Side.EVEN),
}  # fmt: skip


def pair(differences: list[float]) -> tuple[pd.Series, pd.Series]:
    second = pd.Series(50.0, index=[f"E{n}" for n in range(len(differences))])
    return second + pd.Series(differences, index=second.index, dtype=float), second


@pytest.mark.parametrize("name", ROWS)
def test_which_is_higher(name: str) -> None:
    differences, says = ROWS[name]
    found = comparison(*pair(differences), 1)
    assert found.says is says and found.units == len(differences)
    assert found.difference == pytest.approx(pd.Series(differences).median())


def test_only_units_with_both() -> None:
    first, second = pair([5, 5, 5])
    found = comparison(first.drop("E0"), second.drop("E2"), 1)
    assert (found.units, found.above) == (1, 1)
    with pytest.raises(ValueError, match="both quantities"):
        comparison(first[["E0"]], second[["E1"]], 1)


def test_sizes_are_of_the_exact_values_and_counts_of_the_printed_ones() -> None:
    found = comparison(pd.Series({"A": 50.04, "B": 50.12}), pd.Series({"A": 50.0, "B": 50.0}), 1)
    assert (found.above, found.level) == (1, 1) and found.difference == pytest.approx(0.08)


@pytest.mark.parametrize("counts", [(-1, 3, 0), (4, 3, 0), (2, 3, 2), (0, 0, 0)])
def test_counts_that_do_not_fit(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="units"):
        side(*counts)


MIRROR = {
    Side.ALL: Side.NONE, Side.MOST: Side.FEW, Side.MAJORITY: Side.MINORITY, Side.EVEN: Side.EVEN, Side.EQUAL: Side.EQUAL,
    Side.MINORITY: Side.MAJORITY, Side.FEW: Side.MOST, Side.NONE: Side.ALL,
}  # fmt: skip


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=12))
def test_seen_from_the_other_side_the_word_is_its_mirror_image(differences: list[float]) -> None:
    first, second = pair(differences)
    one, other = comparison(first, second, 1), comparison(second, first, 1)
    assert other.says is MIRROR[one.says]
    assert (one.above, one.below, one.level) == (other.below, other.above, other.level)


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_a_word_of_many_is_true_of_the_counts(above: int, level: int, below: int) -> None:
    units = above + level + below
    if not units:
        return
    says = side(above, units, level)
    if says in (Side.MAJORITY, Side.MOST, Side.ALL):
        assert 2 * above > units
    if says in (Side.MINORITY, Side.FEW, Side.NONE):
        assert 2 * below > units


@pytest.mark.parametrize(
    ("says", "found", "among", "broad"),
    [
        (Side.MAJORITY, Side.ALL, Side.MAJORITY, Side.MAJORITY),
        (Side.ALL, Side.MAJORITY, Side.MAJORITY, Side.MAJORITY),
        (Side.FEW, Side.NONE, Side.FEW, Side.MINORITY),
        (Side.MOST, Side.FEW, Side.FEW, Side.MAJORITY),
        (Side.EVEN, Side.EQUAL, Side.EQUAL, Side.EVEN),
    ],
)
def test_what_is_said_holds_where_more_is_found(says: Side, found: Side, among: Side, broad: Side) -> None:
    assert (says.among(found), says.broad) == (among, broad)
