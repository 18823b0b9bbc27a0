"""Repeated measuring: several pieces of work in turn, so that what is compared stands close in time."""

from __future__ import annotations

import time
from collections.abc import Callable

Clock = Callable[[], float]
MOST = 5  # runs of each
PATIENCE = 60.0  # seconds after which no further round begins


def in_turn(
    *works: Callable[[], float], most: int = MOST, patience: float = PATIENCE, clock: Clock = time.perf_counter
) -> list[tuple[float, ...]]:
    """What each piece of work gave, a value a round: first the one, then the other, then the one again.

    There is always one round; another one begins while there were fewer than ``most`` and it would probably end before
    ``patience`` seconds have passed. So short work is repeated and long work is not.
    """
    rounds: list[tuple[float, ...]] = []
    start = before = clock()
    while True:
        rounds.append(tuple(work() for work in works))
        now = clock()
        if len(rounds) >= most or (now - start) + (now - before) > patience:
            return list(zip(*rounds, strict=True))
        before = now
