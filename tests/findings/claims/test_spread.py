"""Thirds of the starting levels: an inverted U is not convergence."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings.claims.spread import Shape, Thirds, thirds

START = [float(10 * n) for n in range(9)]
# name: gains of the nine economies from the lowest start up, shape
ROWS = {
    "the bottom caught up": ([9, 9, 9, 5, 5, 5, 1, 1, 1], Shape.BOTTOM_UP),
    "an inverted U: the middle caught up, the bottom did not": ([2, 2, 2, 9, 9, 9, 0, 0, 0], Shape.MIDDLE),
    "the top pulled away": ([1, 1, 1, 5, 5, 5, 9, 9, 9], Shape.TOP_AWAY),
    "only the edges moved": ([9, 9, 9, 0, 0, 0, 9, 9, 9], Shape.EDGES),
    "all alike": ([3] * 9, Shape.EVEN),
    "all fell, the top most": ([-1, -1, -1, -2, -2, -2, -9, -9, -9], Shape.BOTTOM_UP),
    "alike at the printed digit": ([3.01, 3.0, 3.0, 3.02, 3.0, 3.0, 3.04, 3.0, 3.0], Shape.EVEN),
    "the two lower thirds alike": ([5, 5, 5, 5, 5, 5, 1, 1, 1], Shape.BOTTOM_UP),
}


def frames(gains: list[float], start: list[float] = START) -> tuple[pd.Series, pd.Series]:
    before = pd.Series(start, index=[f"E{n}" for n in range(len(start))])
    return before, before + pd.Series(gains, index=before.index)


@pytest.mark.parametrize("name", ROWS)
def test_who_gained(name: str) -> None:
    gains, shape = ROWS[name]
    found = thirds(*frames(gains), 1)
    assert found.says is shape
    assert [len(members) for members in found.members] == [3, 3, 3]
    assert found.changes == pytest.approx([sum(gains[n : n + 3]) / 3 for n in (0, 3, 6)])


def test_the_same_economies_at_both_ends() -> None:
    before, after = frames([9, 9, 9, 5, 5, 5, 1, 1, 1])
    more = pd.concat([before, pd.Series({"LATE": -99.0})]), pd.concat([after, pd.Series({"NEW": 999.0})])
    assert thirds(*more, 1) == thirds(before, after, 1)


def test_too_few_economies() -> None:
    with pytest.raises(ValueError, match="8 economies are too few"):
        thirds(*frames([1.0] * 8, START[:8]), 1)


def test_equal_starts_stand_together_and_may_leave_a_third_empty() -> None:
    """Six of nine began at zero: they are neither the bottom nor the middle alone."""
    with pytest.raises(ValueError, match="empty"):
        thirds(*frames([1.0] * 9, [0.0] * 6 + [10.0, 20.0, 30.0]), 1)
    with pytest.raises(ValueError, match="empty"):
        thirds(*frames([1.0] * 9, [5.0] * 9), 1)
    found = thirds(*frames([9, 9, 9, 9, 1, 1, 1, 1, 1], [0.0] * 4 + [10.0, 20.0, 30.0, 40.0, 50.0]), 1)
    assert found.members[0] == ("E0", "E1", "E2", "E3")


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(-50, 50)), min_size=9, max_size=20), st.randoms())
def test_the_order_of_economies_does_not_matter(pairs: list[tuple[int, int]], random) -> None:  # type: ignore[no-untyped-def]
    def found(rows: list[tuple[int, tuple[int, int]]]) -> Thirds | str:
        start = pd.Series({f"E{n}": float(row[0]) for n, row in rows})
        gains = pd.Series({f"E{n}": float(row[1]) for n, row in rows})
        try:
            return thirds(start, start + gains, 1)
        except ValueError as error:
            return str(error)

    rows = list(enumerate(pairs))
    shuffled = random.sample(rows, len(rows))
    one, other = found(rows), found(shuffled)
    if isinstance(one, str) or isinstance(other, str):
        assert one == other
    else:
        assert one.says is other.says and [set(m) for m in one.members] == [set(m) for m in other.members]
