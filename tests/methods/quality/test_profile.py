"""Profile of a series by economy."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipeline.methods.quality.profile import profile

ROWS = pd.DataFrame(
    [
        ("FRA", 2014, 1.0, "A"),  # before the window
        ("FRA", 2015, 2.0, "A"),
        ("FRA", 2018, 3.0, "E"),
        ("FRA", 2019, 4.0, "B"),
        ("KEN", 2016, 5.0, "A"),
    ],
    columns=["REF_AREA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"],
)


def test_profile_counts_inside_the_window() -> None:
    earlier = pd.DataFrame({2015: [2.0], 2018: [3.5], 2014: [9.0]}, ["FRA"])
    found = profile(ROWS, ["FRA", "KEN", "PER"], (2015, 2020), earlier, tolerance=0.1)
    france = found.loc["FRA"]
    assert france[["observations", "first", "latest", "age", "longest_gap"]].tolist() == [3, 2015, 2019, 1, 2]
    assert france[["availability", "share_normal", "share_not_measured", "breaks"]].tolist() == pytest.approx(
        [0.5, 1 / 3, 1 / 3, 1]
    )
    assert france[["pairs", "revised", "revision"]].tolist() == [2, 0.5, 0.25]
    assert found.loc["KEN", "age"] == 4
    assert found.loc["KEN", "pairs"] == 0
    assert np.isnan(found.loc["KEN", "revised"])


def test_an_economy_without_data_is_there_and_empty() -> None:
    peru = profile(ROWS, ["PER"], (2015, 2020)).loc["PER"]
    assert peru["observations"] == 0
    assert peru["availability"] == 0
    assert np.isnan(peru["age"])
    assert np.isnan(peru["share_normal"])


def test_a_window_that_runs_backwards() -> None:
    with pytest.raises(ValueError, match="2020-2015"):
        profile(ROWS, ["FRA"], (2020, 2015))
