"""Interrupts held back: a few steps that must not be cut in two, with Ctrl-C waiting until they are done.

Python runs signal handlers in the main thread whichever thread the system hands a signal to. A mask of the main thread
(``pthread_sigmask``) would therefore not hold a signal back while a pool of workers keeps threads of its own; handlers
that take a note do.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# What asks a program to end and lets it: Ctrl-C, a scheduler, a closed terminal (which Windows does not know).
ASKING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def held_back() -> Iterator[None]:
    """Hold SIGINT, SIGTERM and SIGHUP back until the block ends; those that came are then raised again.

    Outside the main thread nothing has to be held back: no handler runs there.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    holding = True
    came: list[int] = []
    before = {number: signal.getsignal(number) for number in ASKING}

    def note(number: int, frame: FrameType | None) -> None:
        """Take a note while the block runs. Afterwards hand on, for an interrupt between the restoring of two."""
        if holding:
            came.append(number)
        else:
            signal.signal(number, before[number])
            signal.raise_signal(number)

    held = [number for number, handler in before.items() if handler not in (None, signal.SIG_IGN)]
    try:
        for number in held:
            signal.signal(number, note)
        yield
    finally:
        holding = False
        for number in held:
            signal.signal(number, before[number])
        for number in dict.fromkeys(came):
            signal.raise_signal(number)
