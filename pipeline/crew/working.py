"""What a worker does with a piece of work."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from pipeline.crew.faults import no_answer
from pipeline.crew.version import version as own_version

A = TypeVar("A")
R = TypeVar("R")
_one = threading.Lock()


def piece(work: Callable[[A], R], number: int, item: A, version: str) -> tuple[int, R]:
    """One piece of work in a worker, which does one at a time: figures and pages set what holds for a whole process.

    ``version`` is that of who asks, where the worker may have another. Raises Stop (exit 6) where it has.
    """
    if version and version != own_version():
        raise no_answer("", f"a worker that came later has {own_version()}, this machine {version}")
    with _one:
        return number, work(item)


def get_ready(make: Callable[[], object]) -> None:
    """Get a worker ready."""
    with _one:
        make()


def call(errand: tuple[Callable[..., R], tuple[object, ...]]) -> R:
    """Call a function with its arguments."""
    function, arguments = errand
    return function(*arguments)
