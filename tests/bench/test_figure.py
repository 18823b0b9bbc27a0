"""Figures: the median, what meets a target, quotients of pairs."""

from __future__ import annotations

import math

import pytest

from pipeline.bench.figure import Figure, ratio


@pytest.mark.parametrize(
    ("values", "target", "met"),
    [
        ((0.5,), 0.5, True),
        ((0.5001,), 0.5, False),
        ((0.4, 9.0, 0.5), 0.5, True),
        ((0.4,), None, None),
        ((), 0.5, None),
    ],
)
def test_a_target_is_met_by_the_median(values: tuple[float, ...], target: float | None, met: bool | None) -> None:
    assert Figure("nothing changed", values, "s", target).met is met


def test_without_a_run_there_is_no_value() -> None:
    assert math.isnan(Figure("preview", (), "s", 2.5).value)


def test_a_ratio_is_taken_pair_by_pair() -> None:
    """A machine that was slow in one round was so for both sides."""
    found = ratio("cold", (10.0, 40.0, 12.0), (5.0, 20.0, 4.0), 3)
    assert found.values == (2.0, 2.0, 3.0)
    assert found.value == 2.0


def test_a_ratio_needs_pairs() -> None:
    with pytest.raises(ValueError, match="longer than"):
        ratio("cold", (10.0,), (5.0, 6.0), 3)
