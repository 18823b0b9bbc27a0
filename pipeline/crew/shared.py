"""Pieces of work shared between this process and others of this machine, or given to whatever joblib is set to use."""

from __future__ import annotations

import atexit
import multiprocessing
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from joblib import Parallel, delayed
from joblib.parallel import LokyBackend, get_active_backend

from pipeline.crew.crew import Crew

A = TypeVar("A")
R = TypeVar("R")
_kept: dict[int, Crew] = {}  # the last, by its number of helpers: beginning anew costs half a second each time


@atexit.register
def end_helpers() -> None:
    """End the processes that wait for more work; new ones begin with the next."""
    while _kept:
        _kept.popitem()[1].close()


def shared(work: Callable[[A], R], items: Sequence[A], workers: int) -> Iterator[R]:
    """The results of ``work`` over all items, in any order; ``workers`` counts this process, which works too.

    Where joblib is set to another backend (``Crew.config``, ``joblib.parallel_config``: a Dask cluster), all pieces go
    there. A process or thread that works for another one does everything itself: the machine is shared out already.
    Raises what a piece of work raises, and Stop (exit 6) where helpers die again and again.
    """
    backend, _ = get_active_backend()
    if not isinstance(backend, LokyBackend):
        yield from Parallel(n_jobs=workers, return_as="generator_unordered", batch_size=1)(
            delayed(work)(item) for item in items
        )
    elif workers < 2 or len(items) < 2 or _works_for_another():
        yield from map(work, items)
    else:
        yield from _helped(work, items, workers - 1)


def make_ready(warm: Callable[[], object], workers: int) -> None:
    """Have the helpers begin, and load what ``warm`` loads, while this process does something else."""
    backend, _ = get_active_backend()
    if isinstance(backend, LokyBackend) and workers > 1 and not _works_for_another():
        _crew(workers - 1).stream(_nothing, warm, workers=workers - 1).end()


def _helped(work: Callable[[A], R], items: Sequence[A], helpers: int) -> Iterator[R]:
    waiting = deque(items)
    stream = _crew(helpers).stream(work, workers=helpers)
    try:
        while waiting or stream.open:
            # A second piece lies ready for each helper, but not of the last ones: who is free first takes those.
            most = 2 * helpers if len(waiting) > 2 * helpers else helpers
            while waiting and stream.open < most:
                stream.put(waiting.popleft())
            if waiting:
                yield work(waiting.popleft())
            while stream.open and (stream.ready or not waiting):
                yield stream.take()
    finally:
        stream.end()


def _crew(helpers: int) -> Crew:
    if helpers not in _kept:
        end_helpers()
        _kept[helpers] = Crew(workers=helpers)
    return _kept[helpers]


def _works_for_another() -> bool:
    return multiprocessing.parent_process() is not None or threading.current_thread() is not threading.main_thread()


def _nothing(_: object) -> None:
    """No work."""
