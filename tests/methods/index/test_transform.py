"""Transformations: each by its formula, in the order of the values, and what it refuses."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.methods.index.moments import skewness
from pipeline.methods.index.transform import box_cox_shift, log_ct_orig, log_ct_plus, log_gii, log_shift

UP = np.array([1.0, 2, 3, 4, 100])
DOWN = -UP


def test_log_ct_plus_by_its_formula() -> None:
    """COINr: log(x − min + a) where skewness is positive, else −log(max + a − x), a = 0.01 (max − min)."""
    a = 0.01 * 99
    assert log_ct_plus(UP).tolist() == pytest.approx([math.log(x - 1 + a) for x in UP])
    assert log_ct_plus(DOWN).tolist() == pytest.approx([-math.log(-1 + a - x) for x in DOWN])
    assert log_ct_plus(DOWN) == pytest.approx(-log_ct_plus(UP))  # the mirror of the mirror
    even = np.array([1.0, 2.0, 3.0])  # skewness of exactly zero: the second form, as in COINr
    assert log_ct_plus(even)[0] == pytest.approx(-math.log(3 + 0.02 - 1))


def test_log_ct_plus_lowers_skewness_on_either_side() -> None:
    for values in (UP, DOWN):
        assert abs(skewness(log_ct_plus(values))) < abs(skewness(values))
    assert abs(skewness(log_shift(DOWN))) > abs(skewness(DOWN))  # the plain one makes a low tail longer


def test_log_ct_orig_by_its_formula() -> None:
    assert log_ct_orig(UP).tolist() == pytest.approx([math.log(x - 1 + 1) for x in UP])


def test_log_gii_by_its_formula() -> None:
    assert log_gii(UP).tolist() == pytest.approx([math.log((100 - 1) * (x - 1) / 99 + 1) for x in UP])
    assert log_gii(UP, 10.0).tolist() == pytest.approx([math.log((1000 - 1) * (x - 1) / 99 + 1) for x in UP])
    small = UP / 1000
    assert log_gii(small, 100.0).tolist() == pytest.approx([math.log((10 - 1) * (x - 1) / 99 + 1) for x in UP])


@pytest.mark.parametrize("values", [UP / 1000, UP / 100, DOWN])
def test_log_gii_refuses_what_would_turn_the_order_round(values: np.ndarray) -> None:
    with pytest.raises(ValueError, match="largest value above 1"):
        log_gii(values)


def test_box_cox_with_a_shift() -> None:
    values = np.array([-3.0, -2, 0, 5])
    assert box_cox_shift(values, 2.0).tolist() == [((x + 4) ** 2 - 1) / 2 for x in values]
    assert box_cox_shift(values, 0.0).tolist() == pytest.approx([math.log(x + 4) for x in values])


@given(st.lists(st.integers(-1000, 1000), min_size=3, max_size=12, unique=True), st.integers(0, 2))
def test_the_order_stays(numbers: list[int], gaps: int) -> None:
    values = np.array([*map(float, sorted(numbers)), *[np.nan] * gaps])
    for function in (log_shift, log_ct_plus, log_ct_orig, lambda x: box_cox_shift(x, 0.5)):
        found = function(values)
        assert np.isnan(found[len(numbers) :]).all() and (np.diff(found[: len(numbers)]) > 0).all()
    if max(numbers) > 1:
        assert (np.diff(log_gii(values)[: len(numbers)]) > 0).all()
