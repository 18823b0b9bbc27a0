"""Pieces of work for tests; workers load them from here."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

_here = 0
_lock = threading.Lock()


def square(number: int) -> int:
    return number * number


def process(number: int) -> tuple[int, int]:
    """The number, and who did it."""
    time.sleep(0.02)
    return number, os.getpid()


def faulty(number: int) -> int:
    if number == 3:
        raise ValueError("three is too many")
    return number


def loaded(names: tuple[str, ...]) -> set[str]:
    return {name for name in names if name in sys.modules}


def dies_once(task: tuple[int, str]) -> int:
    """The first one that comes to piece 3 is killed in it."""
    number, marker = task
    if number == 3 and not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def dies(task: tuple[int, str]) -> int:
    """Whoever comes to it is killed; a line a time."""
    with Path(task[1]).open("a", encoding="utf-8") as stream:
        stream.write("x\n")
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def together(_: int) -> int:
    """How many pieces are at work in this process now."""
    global _here  # noqa: PLW0603
    with _lock:
        _here += 1
    time.sleep(0.05)
    with _lock:
        number, _here = _here, _here - 1
    return number


def waits(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def says(folder: str) -> int:
    """Tell who works, then work for long."""
    Path(folder, str(os.getpid())).touch()
    time.sleep(60)
    return 0


def size(content: bytes) -> int:
    return len(content)


def meets(task: tuple[str, str, str]) -> bool:
    """Whether the other piece is at work at the same time: each leaves a sign and waits for the other's."""
    folder, own, other = task
    Path(folder, own).touch()
    end = time.monotonic() + 20
    while not Path(folder, other).exists() and time.monotonic() < end:
        time.sleep(0.01)
    return Path(folder, other).exists()


def nothing() -> None:
    """No work."""


def shares(number: int) -> tuple[int, int]:
    """The number, and who did it where a helper is asked to share its work with others."""
    import multiprocessing

    from pipeline.crew import shared

    if multiprocessing.parent_process() is None:  # the first process of all
        return process(number)
    who = {pid for _, pid in shared(process, [number, number, number], 2)}
    return number, who.pop() if len(who) == 1 else 0


def threads(number: int) -> tuple[int, str]:
    """The number, and how many threads linear algebra has where it was done."""
    time.sleep(0.02)
    return number, os.environ.get("OPENBLAS_NUM_THREADS", "")
