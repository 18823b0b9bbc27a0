"""Work in turn: the order, and when another round begins."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.bench.repeating import in_turn


class Clock:
    """A clock that work moves on."""

    def __init__(self) -> None:
        self.now, self.done = 0.0, ""

    def __call__(self) -> float:
        return self.now

    def work(self, name: str, seconds: float) -> Callable[[], float]:
        def working() -> float:
            self.now += seconds
            self.done += name
            return seconds

        return working


@pytest.mark.parametrize(
    ("seconds", "order"),
    [
        ((1, 1), "ababab"),  # short work: as often as wanted
        ((6, 4), "abab"),  # a third round would end after 25 s
        ((40, 4), "ab"),  # always one
    ],
)
def test_rounds(seconds: tuple[float, float], order: str) -> None:
    clock = Clock()
    works = [clock.work(name, of_one) for name, of_one in zip("ab", seconds, strict=True)]
    found = in_turn(*works, most=3, patience=25, clock=clock)
    assert clock.done == order
    assert found == [(of_one,) * (len(order) // 2) for of_one in seconds]
