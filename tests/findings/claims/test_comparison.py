"""Comparisons: counts with the size of the difference, and words that hold where more is true."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.findings.claims.comparison import Side, comparison


@pytest.mark.parametrize(
    ("differences", "says", "counts"),
    [
        ([1, 2, 3], Side.ALL, (3, 0, 0)),
        ([1, 2, 3, -1], Side.MOST, (3, 0, 1)),
        ([1, 2, 3, -1, -2], Side.MAJORITY, (3, 0, 2)),
        ([1, -1], Side.EVEN, (1, 0, 1)),
        ([0, 0], Side.EQUAL, (0, 2, 0)),
        ([0.04, -0.04, 0], Side.EQUAL, (0, 3, 0)),  # nothing in the printed digits
        ([0, 0, -1], Side.NONE, (0, 2, 1)),
        ([1, -1, -1, -1], Side.FEW, (1, 0, 3)),
    ],
)
def test_comparison(differences: list[float], says: Side, counts: tuple[int, int, int]) -> None:
    base = pd.Series(50.0, index=range(len(differences)))
    found = comparison(base + differences, base, 1)
    assert found.says is says and (found.above, found.level, found.below) == counts
    assert found.difference == pytest.approx(pd.Series(differences).median())


@pytest.mark.parametrize(
    ("says", "other", "holds"),
    [
        (Side.MAJORITY, Side.ALL, True),
        (Side.ALL, Side.MOST, False),
        (Side.FEW, Side.NONE, True),
        (Side.MINORITY, Side.MAJORITY, False),
        (Side.EVEN, Side.MAJORITY, False),
        (Side.EQUAL, Side.EQUAL, True),
    ],
)
def test_what_holds_of_most_holds_of_all(says: Side, other: Side, holds: bool) -> None:
    assert says.holds(other) is holds
