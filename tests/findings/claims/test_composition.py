"""Composition: who alone moves a whole."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings.claims.composition import Mix, Move, mix, mover

# name: parts, what may be said of whom, and whether of nobody else
ROWS = {
    "without it the whole went the other way": ({"A": 5.0, "B": -1.0, "C": -2.0}, Move.REVERSES, "A", True),
    "two that each reverse": ({"A": 6.0, "B": 5.0, "C": -9.0}, Move.REVERSES, "A", False),
    "without it nothing moves": ({"A": 5.0, "B": 0.02, "C": -0.03}, Move.MAKES, "A", True),
    "more than half": ({"A": 5.0, "B": 2.0, "C": 1.0}, Move.HALF, "A", True),
    "nobody stands out": ({"A": 1.1, "B": 1.0, "C": 1.0}, Move.NONE, "A", False),
    "two alike": ({"A": 3.0, "B": 3.0}, Move.NONE, "A", False),
    "a fall": ({"A": -5.0, "B": 1.0, "C": 2.0}, Move.REVERSES, "A", True),
    "nothing moved, of large parts": ({"A": 5.0, "B": -5.0}, Move.NONE, "A", False),
    "all zero": ({"A": 0.0, "B": 0.0}, Move.NONE, "A", False),
    "one member alone is the whole": ({"A": 5.0}, Move.NONE, "A", False),
    "one that has no part": ({"A": 5.0, "B": float("nan"), "C": 1.0}, Move.HALF, "A", True),
}


@pytest.mark.parametrize("name", ROWS)
def test_who_moves_a_whole(name: str) -> None:
    parts, says, label, alone = ROWS[name]
    found = mover(pd.Series(parts), 1)
    assert (found.says, found.label, found.alone) == (says, label, alone)
    assert found.without == pytest.approx(found.change - found.part)


def test_nobody_has_a_part() -> None:
    with pytest.raises(ValueError, match="no member"):
        mover(pd.Series({"A": float("nan")}), 1)


@given(st.lists(st.integers(-100, 100), min_size=1, max_size=8))
def test_of_the_reversed_change_the_same_is_said(tenths: list[int]) -> None:
    parts = pd.Series({f"E{n}": tenth / 10 for n, tenth in enumerate(tenths)})
    up, down = mover(parts, 1), mover(-parts, 1)
    if sum(tenths):
        assert (up.says, up.label, up.alone) == (down.says, down.label, down.alone)
    else:
        assert up.says is down.says is Move.NONE


@given(st.lists(st.integers(-100, 100), min_size=2, max_size=8))
def test_what_is_said_of_a_mover_is_true_of_the_printed_digits(tenths: list[int]) -> None:
    found = mover(pd.Series({f"E{n}": tenth / 10 for n, tenth in enumerate(tenths)}), 1)
    rest = sum(tenths) - round(10 * found.part)
    if found.says is Move.REVERSES:
        assert rest * sum(tenths) < 0
    if found.says is Move.MAKES:
        assert rest == 0 != sum(tenths)
    if found.says is Move.HALF:
        assert rest * sum(tenths) > 0 and 2 * abs(10 * found.part) >= abs(sum(tenths)) - 1e-9


# change within the parts, change of their weights, what moved the mean
MIXED = {
    "only the weights": (0.0, -3.0, Mix.WEIGHTS),
    "the weights against the parts": (1.1, -4.1, Mix.WEIGHTS),
    "only the parts": (2.0, 0.04, Mix.PARTS),
    "the parts against the weights": (3.0, -1.0, Mix.PARTS),
    "both": (-1.0, -2.0, Mix.BOTH),
    "they cancel": (2.0, -2.0, Mix.NONE),
    "nothing moved": (0.0, 0.0, Mix.NONE),
    "nothing in print": (0.02, 0.02, Mix.NONE),
}


@pytest.mark.parametrize("name", MIXED)
def test_what_moves_a_mean(name: str) -> None:
    within, between, says = MIXED[name]
    assert mix(within, between, 1) is says
    assert mix(-within, -between, 1) is says
