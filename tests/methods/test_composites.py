"""Published composite indices, rebuilt."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipeline.methods.aggregate import geometric
from pipeline.methods.composites import egdi, hdi

# UN DESA, E-Government Survey 2024: online services, infrastructure, human capital, index.
EGDI_2024 = [
    ("GHA", 0.6084, 0.5586, 0.7281, 0.6317),
    ("SEN", 0.4779, 0.3380, 0.7328, 0.5162),
    ("MLI", 0.3334, 0.1250, 0.4432, 0.3005),
]
POSTS = {"life_expectancy": (20, 85), "expected_schooling": (0, 18), "mean_schooling": (0, 15), "income": (100, 75_000)}


@pytest.mark.parametrize(("area", "osi", "tii", "hci", "published"), EGDI_2024)
def test_egdi_2024(area: str, osi: float, tii: float, hci: float, published: float) -> None:
    index = egdi(pd.DataFrame({"OSI": [osi], "TII": [tii], "HCI": [hci]}, index=[area]))
    assert round(index[area], 4) == published


def test_egdi_needs_all_three_components() -> None:
    parts = pd.DataFrame({"OSI": [0.5, np.nan], "TII": [0.4, 0.4], "HCI": [0.3, 0.3]}, index=["GHA", "MLI"])
    assert egdi(parts).index.tolist() == ["GHA"]


def test_hdi_worked_example() -> None:
    """UNDP, technical notes 2020: dimension indices 0.6971, 0.3447 and 0.5506 give 0.509555."""
    assert geometric(np.array([0.6971, 0.3447, 0.5506])) == pytest.approx(0.509555, abs=5e-7)


def test_hdi_from_raw_values() -> None:
    """Raw values chosen so that their dimension indices are those of the worked example; the income is the published one."""
    value = hdi(20 + 65 * 0.6971, 18 * 0.3447, 15 * 0.3447, 3829, POSTS)
    assert value == pytest.approx((0.6971 * 0.3447 * 0.550627) ** (1 / 3), abs=1e-6)


@pytest.mark.parametrize(
    ("change", "factor"), [({"life_expectancy": (20, 200)}, "smaller"), ({"income": (100, 10_000)}, "larger")]
)
def test_hdi_reads_its_goalposts(change: dict, factor: str) -> None:
    base = hdi(65, 10, 6, 3829, POSTS)
    moved = hdi(65, 10, 6, 3829, POSTS | change)
    assert moved < base if factor == "smaller" else moved > base


def test_hdi_caps_above_the_upper_goalpost() -> None:
    assert hdi(90, 25, 20, 200_000, POSTS) == pytest.approx(1.0)
