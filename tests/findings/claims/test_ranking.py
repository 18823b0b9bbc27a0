"""Ranks: ties share a place, and a lead within the uncertainty is not firm."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings.claims.ranking import Lead, places, rank_intervals, ranking, same_places

# name: values, margin, what may be said, first, last, lead
ROWS = {
    "a clear lead": ({"A": 9.0, "B": 5.0, "C": 1.0}, 0.0, Lead.FIRM, ("A",), ("C",), 4.0),
    "a lead within the uncertainty": ({"A": 9.0, "B": 8.0, "C": 1.0}, 1.0, Lead.NARROW, ("A",), ("C",), 1.0),
    "a lead larger than the uncertainty": ({"A": 9.0, "B": 7.0, "C": 1.0}, 1.0, Lead.FIRM, ("A",), ("C",), 2.0),
    "two lead": ({"A": 9.0, "B": 9.0, "C": 1.0}, 0.0, Lead.TIED, ("A", "B"), ("C",), 8.0),
    "two print alike": ({"A": 9.04, "B": 8.96, "C": 1.0}, 0.0, Lead.TIED, ("A", "B"), ("C",), 8.04),
    "two trail": ({"A": 9.0, "B": 1.04, "C": 1.0}, 0.0, Lead.FIRM, ("A",), ("B", "C"), 7.96),
    "all equal": ({"A": 5.0, "B": 5.0}, 0.0, Lead.ALL_EQUAL, ("A", "B"), ("A", "B"), 0.0),
    "all zero": ({"A": 0.0, "B": 0.0}, 0.0, Lead.ALL_EQUAL, ("A", "B"), ("A", "B"), 0.0),
    "one alone": ({"A": 5.0}, 0.0, Lead.ALONE, ("A",), ("A",), 0.0),
    "one that has no value": ({"A": 5.0, "B": float("nan")}, 0.0, Lead.ALONE, ("A",), ("A",), 0.0),
    "below zero": ({"A": -5.0, "B": -9.0}, 0.0, Lead.FIRM, ("A",), ("B",), 4.0),
}


@pytest.mark.parametrize("name", ROWS)
def test_who_leads(name: str) -> None:
    values, margin, says, first, last, lead = ROWS[name]
    found = ranking(pd.Series(values), 1, margin)
    assert (found.says, found.first, found.last) == (says, first, last)
    assert found.lead == pytest.approx(lead)


def test_nobody_to_rank() -> None:
    with pytest.raises(ValueError, match="no value"):
        ranking(pd.Series({"A": float("nan")}), 1)


@given(st.lists(st.integers(-20, 20), min_size=1, max_size=8))
def test_upside_down_the_first_are_the_last(tenths: list[int]) -> None:
    values = pd.Series({f"E{n}": tenth / 10 for n, tenth in enumerate(tenths)})
    up, down = ranking(values, 1), ranking(-values, 1)
    assert set(up.first) == set(down.last) and set(up.last) == set(down.first)
    assert set(up.first) == {f"E{n}" for n, tenth in enumerate(tenths) if tenth == max(tenths)}


@given(st.lists(st.integers(-20, 20), min_size=2, max_size=8), st.floats(0, 5), st.floats(0, 5))
def test_more_uncertainty_never_makes_a_lead_firmer(tenths: list[int], one: float, other: float) -> None:
    values = pd.Series({f"E{n}": tenth / 10 for n, tenth in enumerate(tenths)})
    small, large = sorted((one, other))
    if ranking(values, 1, large).says is Lead.FIRM:
        assert ranking(values, 1, small).says is Lead.FIRM


@pytest.mark.parametrize(
    ("values", "order"),
    [
        ({"A": 1.0, "B": 3.0, "C": 2.0}, "B > C > A"),
        ({"B": 2.04, "A": 2.0, "C": 1.0}, "A = B > C"),
        ({"A": 0.0, "B": 0.0}, "A = B"),
        ({"A": -1.0, "B": float("nan"), "C": -2.0}, "A > C"),
        ({"A": 1.0}, "A"),
        ({}, ""),
    ],
)
def test_whole_orders(values: dict[str, float], order: str) -> None:
    assert places(pd.Series(values, dtype=float), 1) == order


def test_orders_are_compared_by_those_that_both_have() -> None:
    values, other = pd.Series({"A": 3.0, "B": 2.0, "C": 1.0}), pd.Series({"C": 1.0, "A": 2.0})
    assert same_places(values, other, 1) and not same_places(values, -other, 1)
    with pytest.raises(ValueError, match="two labels"):
        same_places(values, pd.Series({"A": 1.0, "D": 2.0}), 1)


def test_rank_intervals_hold_ties_and_margins() -> None:
    values = pd.Series({"A": 90.0, "B": 80.04, "C": 80.01, "D": 70.0})
    plain = rank_intervals(values, 1)
    assert plain.loc["A"].tolist() == [1, 1, 1] and plain.loc["B"].tolist() == plain.loc["C"].tolist() == [2, 2, 3]
    assert plain.loc["D"].tolist() == [4, 4, 4]
    wide = rank_intervals(values, 1, pd.Series({"A": 8.0, "B": 8.0, "C": 1.0, "D": 0.0}))
    assert wide.loc["A"].tolist() == [1, 1, 2] and wide.loc["B"].tolist() == [
        2,
        1,
        3,
    ]  # A and B are 10 apart, within 11.3
    assert (wide["low"] <= wide["rank"]).all() and (wide["rank"] <= wide["high"]).all()
