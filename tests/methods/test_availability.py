"""Availability, gaps in series, reporting and revisions."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.methods.availability import availability, reporting_share, revision_summary, revisions

NAN = np.nan
WIDE = pd.DataFrame(
    {2015: [1.0, NAN, NAN], 2016: [NAN, NAN, NAN], 2017: [NAN, 5.0, NAN], 2020: [2.0, NAN, NAN]},
    index=["BGD", "IND", "KEN"],
)


def test_availability() -> None:
    table = availability(WIDE, ["BGD", "IND", "KEN", "VUT"], 2026)
    assert table.loc["BGD"].tolist() == [2, 2015, 2020, 6, 4]  # 2016-2019: also the years that no column stands for
    assert table.loc["IND"].tolist() == [1, 2017, 2017, 9, 0]
    for code in ("KEN", "VUT"):
        assert table.loc[code, "observations"] == 0
        assert table.loc[code, ["first", "latest", "age", "longest_gap"]].isna().all()


def test_reporting_share_counts_economies_without_a_row() -> None:
    assert reporting_share(WIDE, ["BGD", "IND", "KEN", "VUT"]).to_dict() == {
        2015: 0.25,
        2016: 0,
        2017: 0.25,
        2020: 0.25,
    }


def test_revisions_pair_economies_and_years() -> None:
    earlier = pd.DataFrame({2015: [1.0, 4.0], 2016: [2.0, NAN]}, index=["BGD", "IND"])
    later = pd.DataFrame({2016: [2.5, 9.0], 2017: [7.0, 7.0]}, index=["BGD", "KEN"])
    pairs = revisions(earlier, later)
    assert pairs.to_numpy().tolist() == [["BGD", 2016, 2.0, 2.5, 0.5]]


cells = st.lists(st.lists(st.floats(-100, 100) | st.just(NAN), min_size=3, max_size=3), min_size=2, max_size=4)


@given(cells, cells)
def test_revisions_are_symmetric(first: list[list[float]], second: list[list[float]]) -> None:
    one, two = (
        pd.DataFrame(rows, index=[f"E{n}" for n in range(len(rows))], columns=[2015, 2016, 2017])
        for rows in (first, second)
    )
    there, back = revisions(one, two), revisions(two, one)
    assert there["revision"].tolist() == [-value for value in back["revision"]]
    assert there[["REF_AREA", "TIME_PERIOD"]].equals(back[["REF_AREA", "TIME_PERIOD"]])
    if len(there):
        forth, again = revision_summary(there, 0.5), revision_summary(back, 0.5)
        assert forth["mean"] == pytest.approx(-again["mean"])
        assert {k: v for k, v in forth.items() if k != "mean"} == pytest.approx(
            {k: v for k, v in again.items() if k != "mean"}
        )


def test_revision_summary() -> None:
    pairs = pd.DataFrame({"revision": [0.0, 0.5, -2.0, 0.6]})
    assert revision_summary(pairs, 0.5) == pytest.approx(
        {"pairs": 4, "share_revised": 0.5, "mean": -0.225, "mean_absolute": 0.775, "largest": 2.0}
    )


def test_revision_summary_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="both releases"):
        revision_summary(revisions(WIDE.iloc[:1], WIDE.iloc[1:]), 0.5)
