"""Interrupts held back: none is lost, none cuts the block in two, whichever thread the system hands it to."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from pipeline.publish.interrupts import ASKING, held_back


@pytest.fixture
def came() -> Iterator[list[int]]:
    """Signals that reached the program's own handlers."""
    numbers: list[int] = []
    before = {number: signal.signal(number, lambda n, _: numbers.append(n)) for number in ASKING}
    yield numbers
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", ASKING)
def test_a_signal_waits_and_comes_once(came: list[int], number: int) -> None:
    with held_back():
        os.kill(os.getpid(), number)
        os.kill(os.getpid(), number)
        assert came == []
    assert came == [number]
    os.kill(os.getpid(), number)
    assert came == [number, number]


def test_blocks_may_lie_in_each_other(came: list[int]) -> None:
    with held_back():
        with held_back():
            os.kill(os.getpid(), signal.SIGINT)
        assert came == []
    assert came == [signal.SIGINT]


def test_a_signal_that_another_thread_receives_waits_too(came: list[int]) -> None:
    """A mask of the main thread would not hold it back."""
    ready, end = threading.Event(), threading.Event()

    def other() -> None:
        ready.set()
        end.wait()

    thread = threading.Thread(target=other)
    thread.start()
    ready.wait()
    with held_back():
        signal.pthread_kill(thread.ident or 0, signal.SIGINT)
        end.set()
        thread.join()
        assert came == []
    assert came == [signal.SIGINT]


def test_an_error_of_the_block_and_an_interrupt(came: list[int]) -> None:
    with pytest.raises(ValueError, match="x"), held_back():
        os.kill(os.getpid(), signal.SIGINT)
        raise ValueError("x")
    assert came == [signal.SIGINT]


def test_a_signal_that_is_ignored_stays_ignored(came: list[int]) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with held_back():
        os.kill(os.getpid(), signal.SIGTERM)
    assert came == [] and signal.getsignal(signal.SIGTERM) == signal.SIG_IGN


def test_outside_the_main_thread_nothing_changes(came: list[int]) -> None:
    seen = []

    def other() -> None:
        before = [signal.getsignal(number) for number in ASKING]
        with held_back():
            seen.append([signal.getsignal(number) for number in ASKING] == before)

    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    assert seen == [True]
