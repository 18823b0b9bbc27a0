"""Spread: an inverted U is no catching up, tenths are no range, and groups are apart only where their digits say so."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.findings.claims.spread import Overlap, Reach, Shape, apart, tenths, thirds

LEVELS = {f"E{n:02}": 5.0 + 10 * n for n in range(9)}


def moved(low: float, middle: float, high: float) -> tuple[pd.Series, pd.Series]:
    start = pd.Series(LEVELS)
    return start, start + ([low] * 3 + [middle] * 3 + [high] * 3)


@pytest.mark.parametrize(
    ("changes", "shape"),
    [
        ((9, 5, 1), Shape.BOTTOM_UP),
        ((1, 5, 9), Shape.TOP_AWAY),
        ((3, 9, 1), Shape.MIDDLE),  # a falling line fits here too
        ((9, 1, 5), Shape.EDGES),
        ((4, 4, 4), Shape.EVEN),
        ((5, 5, 1), Shape.BOTTOM_UP),
        ((1, 1, 5), Shape.TOP_AWAY),
        ((-9, -5, -1), Shape.TOP_AWAY),
        ((4.04, 4.01, 4.0), Shape.EVEN),  # no difference in the printed digits
    ],
)
def test_thirds(changes: tuple[float, float, float], shape: Shape) -> None:
    found = thirds(*moved(*changes), 1)
    assert found.says is shape
    assert found.changes == pytest.approx(changes)
    assert [len(members) for members in found.members] == [3, 3, 3] and found.members[0][0] == "E00"


def test_fifths_leave_the_middle_larger() -> None:
    start = pd.Series({f"E{n:02}": float(n) for n in range(10)})
    assert [len(members) for members in thirds(start, start + 1, 1, (0.2, 0.8)).members] == [2, 6, 2]


def test_thirds_need_nine_economies_and_different_starts() -> None:
    start, end = moved(1, 2, 3)
    with pytest.raises(ValueError, match="too few"):
        thirds(start.iloc[:8], end, 1)
    with pytest.raises(ValueError, match="leave a third empty"):
        thirds(start * 0, end, 1)


@pytest.mark.parametrize(
    ("values", "says", "low", "high"),
    [
        (range(1, 21), Reach.SEVERAL, 2, 19),
        ([1] + [2] * 18 + [30], Reach.EQUAL, 2, 2),  # a range would say one to thirty
        ([0, 0, 0, *range(10, 27)], Reach.FROM_ZERO, 0, 25),
        ([-4, -3, *range(10, 28)], Reach.SIGNED, -3, 26),
        ([1, 1, *range(10, 28)], Reach.TENFOLD, 1, 26),
        (range(100, 120), Reach.CLOSE, 101, 118),
        ([7] * 20, Reach.EQUAL, 7, 7),
    ],
)
def test_tenths(values: list[float], says: Reach, low: float, high: float) -> None:
    numbers = pd.Series([float(one) for one in values])
    found = tenths(numbers, 1)
    assert (found.says, found.low, found.high) == (says, low, high)
    assert (numbers <= found.low).mean() >= 0.1 and (numbers >= found.high).mean() >= 0.1
    assert (found.times is None) == (says in (Reach.EQUAL, Reach.FROM_ZERO, Reach.SIGNED))


def test_a_tenth_of_nine_is_nobody() -> None:
    with pytest.raises(ValueError, match="no part"):
        tenths(pd.Series(range(9), dtype=float), 1)


def test_a_wider_reach_holds_a_narrower_one_and_closeness_only_itself() -> None:
    assert Reach.SEVERAL.holds(Reach.TENFOLD) and Reach.TENFOLD.holds(Reach.FROM_ZERO)
    assert not Reach.TENFOLD.holds(Reach.SEVERAL) and not Reach.CLOSE.holds(Reach.SEVERAL)


def groups(high: list[float], low: list[float]) -> tuple[pd.Series, pd.Series]:
    return pd.Series(high, [f"H{n}" for n in range(len(high))]), pd.Series(low, [f"L{n}" for n in range(len(low))])


@pytest.mark.parametrize(
    ("high", "low", "says", "exceptions"),
    [
        ([60, 70, 80, 90], [10, 20, 30, 40], Overlap.APART, ()),
        ([40.04, 70, 80, 90], [10, 20, 30, 40], Overlap.QUARTERS, ()),  # the printed digits are equal
        ([20, 70, 80, 90], [10, 20, 30, 95], Overlap.QUARTERS, ("L3",)),
        ([20, 30, 60, 90], [10, 20, 50, 95], Overlap.OVERLAP, ("L3", "L2")),
    ],
)
def test_apart(high: list[float], low: list[float], says: Overlap, exceptions: tuple[str, ...]) -> None:
    found = apart(*groups(high, low), 1)
    assert (found.says, found.exceptions) == (says, exceptions)


@pytest.mark.parametrize(("high", "low"), [([1.0], [2.0]), ([2.0], [2.04]), ([], [1.0]), ([1.0], [])])
def test_nothing_is_said_of_groups_in_the_other_order_or_without_a_value(high: list[float], low: list[float]) -> None:
    with pytest.raises(ValueError, match=r"higher one|no value"):
        apart(*groups(high, low), 1)
