"""Imputation from siblings: rows by hand, the EM algorithm against the closed form of monotone gaps, properties of both."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.methods.index import multivariate
from pipeline.methods.index.multivariate import by_em, by_row

NAN = np.nan


def test_a_row_by_hand() -> None:
    """Scales 0-1: a 0 .5 1 ?, b 0 1 ? .25, c 1 0 .5 .75; the gaps are means of the others, set back to the unit."""
    values = np.array([[10.0, 20, 30, NAN], [0.0, 4, NAN, 1], [5.0, 1, 3, 4]])
    found = by_row(values)
    assert found[0].tolist() == [10, 20, 30, pytest.approx(10 + 20 * (0.25 + 0.75) / 2)]
    assert found[1].tolist() == [0, 4, pytest.approx(4 * (1 + 0.5) / 2), 1]
    assert found[2].tolist() == values[2].tolist()


def test_a_row_by_its_median() -> None:
    values = np.array([[0.0, 1, NAN], [0.0, 1, 0.1], [0.0, 1, 0.2], [0.0, 1, 0.9]])
    assert by_row(values, np.nanmedian)[0, 2] == pytest.approx(0.2)
    assert by_row(values)[0, 2] == pytest.approx(0.4)


def test_an_economy_without_any_value_stays_without() -> None:
    values = np.array([[1.0, 2, NAN, 5], [2.0, 3, NAN, 1]])
    assert np.isnan(by_row(values)[:, 2]).all() and np.isnan(by_em(values)[:, 2]).all()


def test_an_indicator_without_spread_lends_nothing() -> None:
    values = np.array([[7.0, 7, NAN], [0.0, 4, 1], [2.0, NAN, 4]])
    found = by_row(values)
    assert found[0, 2] == 7  # its one value
    assert found[2, 1] == pytest.approx(2 + 2 * 1.0)  # from the second alone


def regression(y: np.ndarray, x: np.ndarray, known: np.ndarray) -> np.ndarray:
    """y predicted from x (c, n) by least squares over the economies that are known."""
    design = np.column_stack([np.ones(x.shape[1]), x.T])
    slope = np.linalg.lstsq(design[known], y[known], rcond=None)[0]
    return design @ slope


def test_two_variables_have_a_closed_form() -> None:
    """With one variable complete the estimate is the regression of the other on it (Anderson 1957)."""
    rng = np.random.default_rng(4)
    x = rng.normal(50, 9, 40)
    y = 3 * x + rng.normal(0, 20, 40)
    gone = rng.random(40) < 0.3
    found = by_em(np.array([x, np.where(gone, NAN, y)]))
    assert found[1][gone] == pytest.approx(regression(y, x[None], ~gone)[gone], rel=1e-7)
    assert found[1][~gone].tolist() == y[~gone].tolist() and found[0].tolist() == x.tolist()


def test_monotone_gaps_are_regressions_one_after_the_other() -> None:
    rng = np.random.default_rng(8)
    a = rng.normal(size=60)
    b = a + rng.normal(size=60)
    c = a - 2 * b + rng.normal(size=60)
    here_b, here_c = np.arange(60) < 45, np.arange(60) < 30  # c is there only where b is
    full_b = np.where(here_b, b, regression(b, a[None], here_b))
    full_c = np.where(here_c, c, regression(c, np.array([a, full_b]), here_c))
    found = by_em(np.array([a, np.where(here_b, b, NAN), np.where(here_c, c, NAN)]))
    assert found[1] == pytest.approx(full_b, rel=1e-6, abs=1e-7)
    assert found[2] == pytest.approx(full_c, rel=1e-6, abs=1e-7)


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.floats(0.01, 100), st.floats(-50, 50))
def test_units_do_not_matter(seed: int, factor: float, shift: float) -> None:
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(3, 20)) + rng.normal(size=20)
    values[rng.random(values.shape) < 0.15] = NAN
    moved = values.copy()
    moved[0] = moved[0] * factor + shift
    for method in (by_em, by_row):
        expected = method(values)
        expected[0] = expected[0] * factor + shift
        assert method(moved) == pytest.approx(expected, rel=1e-5, abs=1e-5 * factor, nan_ok=True)


def test_siblings_that_are_multiples_of_one_another() -> None:
    x = np.array([1.0, 2, 4, 8, 9, NAN])
    y = np.array([2.0, 4, 8, NAN, 18, 20])
    assert by_em(np.array([x, y])) == pytest.approx(np.array([[1, 2, 4, 8, 9, 10], [2, 4, 8, 16, 18, 20]]), rel=1e-6)


def test_fewer_economies_than_indicators() -> None:
    with pytest.raises(ValueError, match="3 economies say nothing of how 3 indicators"):
        by_em(np.array([[1.0, 2, NAN], [2.0, 1, 4], [0.0, 1, 9]]))


def test_an_estimate_that_does_not_settle_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multivariate, "MOST_ROUNDS", 2)
    with pytest.raises(ValueError, match="not converged in 2 rounds"):
        by_em(np.array([[1.0, 5, 2, NAN, 4], [3.0, NAN, 1, 7, 2]]))
