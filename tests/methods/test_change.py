"""Changes, ranks, gaps, concentration and rank correlation."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.methods.change import competition_rank, concentration, gap, growth_rate, matched_change, spearman

NAN = np.nan


def wide(**rows: list[float]) -> pd.DataFrame:
    """Economies × the years from 2010 on."""
    return pd.DataFrame(rows, index=range(2010, 2010 + len(next(iter(rows.values()))))).T


def test_matched_change_needs_both_ends() -> None:
    table = matched_change(wide(BGD=[1, 2, 9], IND=[NAN, 2, 9], KEN=[1, 2, NAN], VUT=[NAN, NAN, NAN]), 2010, 2012)
    assert table.index.tolist() == ["BGD"]
    assert table.loc["BGD"].tolist() == [1, 9, 2010, 2012, 8, 4]


def test_matched_change_with_slack_looks_inside_the_interval_only() -> None:
    table = matched_change(wide(BGD=[NAN, 2, 5, 7, NAN, 99], IND=[1, 2, 5, 7, 8, 99]), 2010, 2014, slack=1)
    assert table.loc["BGD", ["start_year", "end_year", "change", "per_year"]].tolist() == [2011, 2013, 5, 2.5]
    assert table.loc["IND", ["start_year", "end_year", "change"]].tolist() == [2010, 2014, 7]


@pytest.mark.parametrize(("first", "last", "slack"), [(2012, 2012, 0), (2013, 2012, 0), (2010, 2012, 1)])
def test_matched_change_refuses_ends_that_meet(first: int, last: int, slack: int) -> None:
    with pytest.raises(ValueError, match=f"{first}-{last}.*slack of {slack}"):
        matched_change(wide(BGD=[1, 2, 3, 4]), first, last, slack)


def test_matched_change_outside_the_series_is_empty() -> None:
    assert matched_change(wide(BGD=[1, 2, 3]), 1990, 2012).empty


cells = st.floats(0, 100) | st.just(NAN)
series = st.lists(st.lists(cells, min_size=8, max_size=8), min_size=1, max_size=6)


@given(series, st.integers(0, 2))
def test_matched_change_pairs_observed_ends(rows: list[list[float]], slack: int) -> None:
    table = wide(**{f"E{n}": row for n, row in enumerate(rows)})
    changes = matched_change(table, 2010, 2017, slack)
    for code, row in changes.iterrows():
        assert 2010 <= row["start_year"] <= 2010 + slack < 2017 - slack <= row["end_year"] <= 2017
        assert table.loc[code, int(row["start_year"])] == row["start"]
        assert table.loc[code, int(row["end_year"])] == row["end"]
        assert row["change"] == row["end"] - row["start"]
    both = table.loc[:, : 2010 + slack].notna().any(axis=1) & table.loc[:, 2017 - slack :].notna().any(axis=1)
    assert set(changes.index) == set(table.index[both])


@pytest.mark.parametrize(
    ("values", "higher", "expected"),
    [
        ([9, 7, 7, 5], True, [1, 2, 2, 4]),
        ([9, 7, 7, 5], False, [4, 2, 2, 1]),
        ([9, NAN, 7, 9], True, [1, NAN, 3, 1]),
        ([0.30000000000000004, 0.3], True, [1, 2]),  # on full precision
        ([], True, []),
    ],
)
def test_competition_rank(values: list[float], higher: bool, expected: list[float]) -> None:
    assert competition_rank(pd.Series(values, dtype=float), higher).tolist() == pytest.approx(expected, nan_ok=True)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=30))
def test_a_rank_is_one_more_than_the_number_of_better_ones(values: list[int]) -> None:
    ranks = competition_rank(pd.Series(values, dtype=float))
    assert [sum(other > value for other in values) + 1 for value in values] == ranks.tolist()


@pytest.mark.parametrize(
    ("start", "end", "years", "expected"),
    [(100, 121, 2, 10), (100, 100, 5, 0), (40, 60, 7, 5.9634022667), (5, 0, 1, -100)],
)
def test_growth_rate(start: float, end: float, years: float, expected: float) -> None:
    assert growth_rate(start, end, years) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(("start", "end", "years"), [(0, 1, 1), (-1, 1, 1), (1, -1, 1), (1, 1, 0), (1, 1, -2)])
def test_growth_rate_refuses(start: float, end: float, years: float) -> None:
    with pytest.raises(ValueError, match=f"from {start} to {end} over {years} years"):
        growth_rate(start, end, years)


def test_gap() -> None:
    men, women = pd.Series({"BGD": 50.0, "IND": 0.0, "KEN": 30.0}), pd.Series({"BGD": 40.0, "IND": 10.0, "VUT": 9.0})
    table = gap(men, women)
    assert table.index.tolist() == ["BGD", "IND"]
    assert table["difference"].tolist() == [10.0, -10.0]
    assert table["ratio"].tolist() == pytest.approx([0.8, NAN], nan_ok=True)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([100], {0.5: 1, 0.8: 1, 0.9: 1}),
        ([50, 30, 10, 10], {0.5: 1, 0.8: 2, 0.9: 3}),
        ([1] * 10, {0.5: 5, 0.8: 8, 0.9: 9}),
        ([60, NAN, 40, 0], {0.5: 1, 0.8: 2, 0.9: 2}),
    ],
)
def test_concentration(values: list[float], expected: dict[float, int]) -> None:
    assert concentration(pd.Series(values, dtype=float)) == expected


@pytest.mark.parametrize(
    ("values", "word"), [([5.0, -1.0], "negative"), ([0.0, 0.0], "zero"), ([], "zero"), ([NAN], "zero")]
)
def test_concentration_refuses(values: list[float], word: str) -> None:
    with pytest.raises(ValueError, match=word):
        concentration(pd.Series(values, dtype=float))


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=40).filter(any), st.sampled_from([1, 2, 1024]))
def test_concentration_counts_the_fewest_members_that_reach_the_share(values: list[int], factor: int) -> None:
    counts = concentration(pd.Series(values, dtype=float) * factor, (0.5, 0.75))
    ordered = sorted(values, reverse=True)
    for share, count in counts.items():
        assert sum(ordered[:count]) >= share * sum(values) > sum(ordered[: count - 1])


def test_spearman_is_minus_one_to_one_by_order_alone() -> None:
    x = pd.Series(range(12), index=[f"E{n}" for n in range(12)], dtype=float)
    assert spearman(x, np.exp(x)) == (pytest.approx(1), 12)
    assert spearman(x, -(x**3)) == (pytest.approx(-1), 12)


def test_spearman_with_ties() -> None:
    """Ties share the mean of their ranks: ranks of y are 1.5 1.5 3 4 5 6 7 8 9 10, rho = 1 - 6 * 0.5 / 990 corrected for ties."""
    x = pd.Series(range(10), dtype=float)
    y = pd.Series([0, 0, 2, 3, 4, 5, 6, 7, 8, 9], dtype=float)
    rx, ry = x.rank(), y.rank()
    expected = ((rx - 5.5) * (ry - 5.5)).sum() / math.sqrt(((rx - 5.5) ** 2).sum() * ((ry - 5.5) ** 2).sum())
    assert spearman(x, y)[0] == pytest.approx(expected)


def test_spearman_says_nothing_about_fewer_than_ten() -> None:
    rho, pairs = spearman(pd.Series(range(9)), pd.Series(range(9)))
    assert math.isnan(rho) and pairs == 9
