"""Statistics of indicators: by hand, against pandas, and every flag at its limit."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipeline.methods.index.inputs import from_frame
from pipeline.methods.index.statistics import statistics
from tests.methods.index.samples import design

ROWS = (("X", "", 2), ("a", "X", 1), ("b", "X", 1))
NAN = np.nan
FRAME = pd.DataFrame(
    {"a": [0.0, 0, 1, 2, NAN, 7, 7, 7, 9, 100], "b": [5.0, *[NAN] * 9]}, index=[f"E{i}" for i in range(10)]
)


def table(frame: pd.DataFrame = FRAME, **limits: float) -> pd.DataFrame:
    choices = {("statistics", name): value for name, value in limits.items()}
    return statistics(design(ROWS, choices=choices), from_frame(frame)).set_index("INDICATOR")


def test_statistics_by_hand_and_by_pandas() -> None:
    found, a = table().loc["a"], FRAME["a"]
    assert (found["minimum"], found["maximum"], found["median"]) == (0, 100, 7)
    assert found["mean"] == pytest.approx(a.mean()) and found["deviation"] == pytest.approx(a.std())
    assert found["skewness"] == pytest.approx(a.skew()) and found["kurtosis"] == pytest.approx(a.kurt())
    assert (found["present"], found["present_share"]) == (9, 0.9)
    assert (found["zeros"], found["zero_share"]) == (2, pytest.approx(2 / 9))
    assert (found["unique"], found["unique_share"]) == (6, pytest.approx(6 / 9))
    assert (found["same"], found["same_share"]) == (3, pytest.approx(3 / 9))


def test_one_value_and_none() -> None:
    found = table(FRAME.assign(a=NAN))
    assert (
        found.loc["b", "mean"] == 5
        and np.isnan(found.loc["b", ["deviation", "skewness", "kurtosis"]].astype(float)).all()
    )
    assert found.loc["a", "present"] == 0 and np.isnan(float(found.loc["a", "mean"]))
    assert found.loc["a", "flag_available"] == "low" and found.loc["a", "flag_unique"] == "ok"


@pytest.mark.parametrize(
    ("flag", "limit", "fine", "flagged"),
    [
        ("flag_available", "available_share", 0.9, 0.91),
        ("flag_nonzero", "nonzero_share", 7 / 9, 0.78),
        ("flag_unique", "unique_share", 6 / 9, 0.67),
        ("flag_same", "same_share", 3 / 9, 0.33),
    ],
)
def test_each_flag_at_its_limit(flag: str, limit: str, fine: float, flagged: float) -> None:
    assert table(**{limit: fine}).loc["a", flag] == "ok"
    assert table(**{limit: flagged}).loc["a", flag] != "ok"


def test_outliers_need_skewness_and_kurtosis() -> None:
    assert table().loc["a", "flag_outliers"] == "high"
    assert table(skewness=5).loc["a", "flag_outliers"] == "ok" and table(kurtosis=50).loc["a", "flag_outliers"] == "ok"
