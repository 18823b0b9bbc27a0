"""The processes that the builds of tests share: to start them takes longer than all that a small report has them do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest

from pipeline.crew.processes import Processes


class Kept(Processes):
    """Processes that stay when a build lets them go; new ones begin where one has died."""

    def rest(self) -> None:
        if any(pool._flags.broken for pool in self._pools.values()):
            super().rest()

    def close(self) -> None: ...

    def end(self) -> None:
        """For tests that count processes; new ones begin with the next build."""
        super().rest()


@cache
def kept() -> Kept:
    """Those of this process, which end with it."""
    return Kept()


@contextmanager
def kept_processes() -> Iterator[None]:
    """What is built within is worked on by them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.crew.crew.Processes", kept)
        yield
