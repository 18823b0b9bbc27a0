"""Agreement of two sources: against formulas by hand, properties, and two releases of a shipped series."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.methods.quality.agreement import agreement, concordance
from tests.shipped import shipped

ROOT = Path(__file__).parents[3]


def test_limits_of_agreement_by_hand() -> None:
    first = pd.DataFrame({2019: [10.0, 20.0], 2020: [30.0, np.nan]}, ["FRA", "KEN"])
    second = pd.DataFrame({2019: [9.0, 22.0], 2020: [26.0, 5.0]}, ["FRA", "KEN"])
    found = agreement(first, second, tolerance=2.0)
    differences = [1.0, 4.0, -2.0]
    assert found.count == 3
    assert found.economies == 2
    assert found.mean_difference == pytest.approx(1.0)
    assert found.upper == pytest.approx(1.0 + 1.959964 * np.std(differences, ddof=1), abs=1e-5)
    assert found.lower == pytest.approx(1.0 - 1.959964 * 3.0, abs=1e-5)
    assert found.share_within == pytest.approx(2 / 3)
    assert found.largest == 4.0
    assert found.pairs["mean"].tolist() == [9.5, 28.0, 21.0]


def test_concordance_is_correlation_less_bias() -> None:
    x = np.array([1.0, 2.0, 3.0, 4.0])
    assert concordance(x, x) == 1.0
    assert concordance(x, -x + 5) == pytest.approx(-1.0)
    assert concordance(x, x + 1) == pytest.approx(2 * 1.25 / (2.5 + 1))
    assert np.isnan(concordance(np.ones(3), np.ones(3)))


@given(st.lists(st.tuples(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3)), min_size=2, max_size=20))
def test_concordance_is_never_beyond_correlation(pairs: list[tuple[float, float]]) -> None:
    x, y = np.array(pairs).T
    if x.std() < 1e-3 or y.std() < 1e-3:
        return
    assert abs(concordance(x, y)) <= abs(np.corrcoef(x, y)[0, 1]) + 1e-9
    assert concordance(x, y) == pytest.approx(concordance(y, x))


def test_internet_use_in_two_releases() -> None:
    data = shipped()
    code = "IT.NET.USER.ZS"
    found = agreement(data.observations.wide(code), data.vintages["2020-10"].wide(code), tolerance=0.05)
    assert found.count > 1500
    assert found.lower < found.mean_difference < found.upper
    assert 0.9 < found.concordance < 1
    assert 0.5 < found.share_within < 1


@pytest.mark.parametrize(
    ("second", "tolerance", "text"), [({2021: [1.0]}, 1.0, "no observation"), ({2020: [1.0]}, -1.0, "tolerance")]
)
def test_refusals(second: dict, tolerance: float, text: str) -> None:
    with pytest.raises(ValueError, match=text):
        agreement(pd.DataFrame({2020: [1.0]}, ["FRA"]), pd.DataFrame(second, ["FRA"]), tolerance)


def test_missing_values_have_no_concordance() -> None:
    with pytest.raises(ValueError, match="observed"):
        concordance(np.array([1.0, np.nan]), np.array([1.0, 2.0]))
