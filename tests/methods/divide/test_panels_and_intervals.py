"""Matched panels, bootstrap intervals of a change, gaps and parity."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipeline.methods.divide import (
    Direction,
    Panel,
    Resampling,
    between_years,
    gap_change,
    gini,
    group_gap,
    matched_panel,
    of_year,
    parity,
    parity_summary,
    quantile_ratio,
)
from pipeline.methods.divide.intervals import counts, interval

WIDE = pd.DataFrame({2015: [10.0, 20, 30, np.nan], 2020: [20.0, 40, np.nan, 50]}, index=["AGO", "BEN", "CIV", "DZA"])
PEOPLE = pd.DataFrame({2014: [1.0, 2, 3, 4], 2019: [2.0, 2, 3, 4]}, index=["AGO", "BEN", "CIV", "DZA"])


def panel_of(first: np.ndarray, last: np.ndarray) -> Panel:
    codes = tuple(f"E{i:02}" for i in range(len(first)))
    values = np.column_stack([first, last])
    return Panel(codes, (2015, 2020), values, np.ones_like(values), (), (1.0, 1.0))


def test_a_panel_holds_the_economies_of_every_year_with_the_nearest_weights() -> None:
    panel = matched_panel(WIDE, [2015, 2020], PEOPLE)
    assert panel.economies == ("AGO", "BEN") and panel.left_out == ("CIV", "DZA")
    assert panel.weights.tolist() == [[1, 2], [2, 2]]
    assert panel.covered == (pytest.approx(3 / 10), pytest.approx(4 / 11))
    assert panel.only(["BEN", "XXX"]).economies == ("BEN",)


def test_who_reports_does_not_move_a_matched_result() -> None:
    """A poor economy that starts to report in the second year would widen the divide; the panel leaves it out."""
    more = pd.concat([WIDE, pd.DataFrame({2020: [0.5]}, index=["TCD"])])
    people = pd.concat([PEOPLE, pd.DataFrame({2014: [9.0], 2019: [9.0]}, index=["TCD"])])
    assert between_years(matched_panel(more, [2015, 2020], people), 2015, 2020, gini) == between_years(
        matched_panel(WIDE, [2015, 2020], PEOPLE), 2015, 2020, gini
    )


@pytest.mark.parametrize(
    ("years", "people", "message"),
    [
        ([2015, 2021], PEOPLE, "year 2021"),
        ([2015, 2020], PEOPLE.iloc[:1], "two or more"),
        ([2015, 2020], PEOPLE.replace(1.0, 0.0), "AGO"),
    ],
)
def test_a_panel_that_cannot_be_made_says_why(years: list[int], people: pd.DataFrame, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        matched_panel(WIDE, years, people)


def test_a_year_or_member_outside_the_panel_is_refused() -> None:
    panel = matched_panel(WIDE, [2015, 2020])
    with pytest.raises(ValueError, match="2016"):
        panel.at(2016)
    with pytest.raises(ValueError, match="no member"):
        panel.only(["XXX"])


def test_narrowed_is_supported_only_where_the_interval_excludes_zero() -> None:
    rng = np.random.default_rng(4)
    first = rng.uniform(5, 90, 60)
    clear = between_years(panel_of(first, 50 + first / 2), 2015, 2020, gini)
    assert (clear.direction, clear.supported) == (Direction.NARROWED, True) and clear.change.high < 0
    noise = between_years(panel_of(first, rng.permutation(first) * 0.999 + 0.05), 2015, 2020, gini)
    assert not noise.supported and noise.change.low < 0 < noise.change.high
    same = between_years(panel_of(first, first), 2015, 2020, gini)
    assert (same.direction, same.supported) == (Direction.UNCHANGED, False)
    wider = between_years(panel_of(50 + first / 2, first), 2015, 2020, gini)
    assert (wider.direction, wider.supported) == (Direction.WIDENED, True)


def test_intervals_are_seeded_and_hold_the_value() -> None:
    panel = panel_of(np.arange(1.0, 41), np.arange(1.0, 41))
    one, two = (of_year(panel, 2015, gini, Resampling(400, seed)) for seed in (1, 2))
    assert one == of_year(panel, 2015, gini, Resampling(400, 1)) != two
    assert one.low < one.value < one.high
    wide = of_year(panel, 2015, gini, Resampling(400, 1, 0.99))
    assert wide.low <= one.low and wide.high >= one.high


def test_the_bootstrap_is_that_of_whole_economies() -> None:
    drawn = counts(7, Resampling(50))
    assert drawn.shape == (50, 7) and (drawn.sum(axis=1) == 7).all()
    values = np.arange(1.0, 8)
    by_hand = [float(gini(np.repeat(values, row), np.ones(7))) for row in drawn]
    assert gini(values, drawn * 1.0) == pytest.approx(by_hand)


def test_what_is_undefined_is_refused() -> None:
    zeros = panel_of(np.zeros(10) + np.arange(10), np.arange(1.0, 11))
    with pytest.raises(ValueError, match="infinite in 2015"):
        between_years(zeros, 2015, 2020, quantile_ratio)
    with pytest.raises(ValueError, match="2 of 3 draws"):
        interval(1.0, np.array([np.nan, 1, np.nan]), Resampling())
    with pytest.raises(ValueError, match="1 or more"):
        Resampling(0)


def test_gaps_between_groups_weighted_by_people() -> None:
    values = np.array([[80.0, 90], [60, 70], [20, 40], [40, 50]])
    weights = np.array([[1.0, 1], [3, 3], [1, 1], [1, 1]])
    panel = Panel(("A", "B", "C", "D"), (2015, 2020), values, weights, (), (1.0, 1.0))
    found = group_gap(panel, ["A", "B"], ["C", "D"], 2015)
    assert (found.reference, found.value) == (65, 30)
    assert (found.difference.value, found.ratio.value if found.ratio else None) == (35, pytest.approx(30 / 65))
    assert found.difference.low <= 35 <= found.difference.high
    change = gap_change(panel, ["A", "B"], ["C", "D"], 2015, 2020)
    assert change.change.value == pytest.approx(-5) and change.economies == 4
    with pytest.raises(ValueError, match="two or more in each"):
        gap_change(panel, ["A"], ["C", "D"], 2015, 2020)


def test_a_ratio_to_zero_is_left_out() -> None:
    panel = Panel(("A", "B"), (2015,), np.array([[0.0], [3.0]]), np.ones((2, 1)), (), (1.0,))
    assert group_gap(panel, ["A"], ["B"], 2015).ratio is None


def test_parity_of_women_and_men() -> None:
    women = pd.Series({"AGO": 40.0, "BEN": 60.0, "CIV": 50.0, "DZA": 1.0})
    men = pd.Series({"AGO": 50.0, "BEN": 48.0, "CIV": 50.0, "TCD": 2.0})
    table = parity(women, men)
    assert table.index.tolist() == ["AGO", "BEN", "CIV"]
    assert table["gpi"].tolist() == pytest.approx([0.8, 1.25, 1.0])
    assert table["gpi_adjusted"].tolist() == pytest.approx([0.8, 1.2, 1.0])  # 2 − 1/1.25: as far from 1 as 0.8
    summary = parity_summary(table, pd.Series({"AGO": 1.0, "BEN": 3.0}))
    assert summary["weighted_difference"] == pytest.approx((10 * 1 - 12 * 3) / 4)  # CIV has no weight, so no part
    assert (summary["men_ahead"], summary["women_ahead"], summary["economies"]) == (1, 1, 3)
    with pytest.raises(ValueError, match="at least one"):
        parity_summary(table.iloc[:0])
