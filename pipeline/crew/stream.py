"""Pieces of work on their way out and back."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, Generic, TypeVar

from joblib import Parallel, delayed, parallel_config
from joblib.externals.loky.process_executor import BrokenProcessPool

from pipeline.crew.cluster import Cluster
from pipeline.crew.faults import lost, words
from pipeline.crew.processes import Processes, deaf_to_interrupts
from pipeline.crew.sharing import Sharing
from pipeline.crew.version import version
from pipeline.crew.working import get_ready, piece

A = TypeVar("A")
R = TypeVar("R")
TRIES = 3  # how often a piece of work is given out when the process that does it dies
ATTENTIVE = 0.2  # seconds: the system may hand a signal to another thread, and the one that waits here must look itself
_END: Any = object()


class Stream(Generic[A, R]):
    """Work given out piece by piece while more of it is still being found."""

    def __init__(
        self, hands: Processes | Cluster, work: Callable[[A], R], warm: Callable[[], object] | None, workers: int
    ) -> None:
        self.workers = workers
        self.open = 0  # pieces that were put and whose results were not taken
        self._hands, self._work = hands, work
        self._first = [delayed(get_ready)(warm)] * workers if warm else []
        self._number = 0
        self._todo: queue.Queue[tuple[int, A]] = queue.Queue()
        self._given: dict[int, A] = {}  # pieces that are with a worker
        self._again: deque[tuple[int, A]] = deque()  # pieces whose worker died
        self._done: queue.Queue[R | _Raised] = queue.Queue()
        self._thread: threading.Thread | None = None
        if warm:
            self._begin()

    def put(self, *items: A) -> None:
        """Give pieces of work out."""
        for item in items:
            self._todo.put((self._number, item))
            self._number += 1
            self.open += 1
        self._begin()

    def take(self) -> R:
        """The next result. Raises what a piece of work raised, or Stop (exit 6) where workers died again and again."""
        found = self._waited()
        if isinstance(found, _Raised):
            self.open = 0
            raise found.error
        self.open -= 1
        return found

    def _waited(self) -> R | _Raised:
        while True:
            try:
                return self._done.get(timeout=ATTENTIVE)
            except queue.Empty:
                continue

    @property
    def ready(self) -> bool:
        """Whether a result can be taken without waiting."""
        return not self._done.empty()

    def end(self) -> None:
        """Nothing more is put; what was put can still be taken."""
        self._todo.put(_END)

    def results(self) -> Iterator[R]:
        """The results of everything that was put, as they are ready. Raises as ``take`` does."""
        self.end()
        while self.open:
            yield self.take()

    def _begin(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._share, name="crew", daemon=True)
            self._thread.start()

    def _share(self) -> None:
        """Hand pieces to joblib until the end is put; what a process that died had is handed out again."""
        deaf_to_interrupts()
        try:
            for tries in range(1, TRIES + 1):
                try:
                    self._hand_out()
                    return
                except BrokenProcessPool as error:
                    self._hands.rest()
                    if tries == TRIES:
                        raise lost(f"processes that drew or rendered died {TRIES} times ({words(error)})") from error
                    self._again.extend(self._given.items())
                    self._given.clear()
        except BaseException as error:
            self._done.put(_Raised(error))
        finally:
            self._given.clear()

    def _hand_out(self) -> None:
        """Until the end is put: wait for a piece, and let joblib work while there are more.

        joblib asks for the next piece in the thread that tells it of a result, so it must never wait for one.
        """
        while True:
            first, self._first = self._first, []
            pieces = chain(first, iter(lambda: self._next(wait=False), None)) if first else self._from_next()
            if pieces is None:
                return
            with parallel_config(backend=Sharing(self._hands, self.workers)):
                share = Parallel(
                    n_jobs=self.workers,
                    return_as="generator_unordered",
                    batch_size=1,
                    pre_dispatch=2 * self.workers,
                )
                for found in share(pieces):
                    if found is not None:
                        number, result = found
                        del self._given[number]
                        self._done.put(result)

    def _from_next(self) -> Iterator[Any] | None:
        """The next piece, waited for, and those that are there when joblib asks for more; None at the end."""
        first = self._next(wait=True)
        return None if first is None else chain([first], iter(lambda: self._next(wait=False), None))

    def _next(self, wait: bool) -> Any:
        """A piece as joblib takes it; None at the end, or where none is there and none is waited for."""
        try:
            number, item = self._again.popleft() if self._again else self._found(wait)
        except queue.Empty:
            return None
        self._given[number] = item
        return delayed(piece)(self._work, number, item, version() if isinstance(self._hands, Cluster) else "")

    def _found(self, wait: bool) -> tuple[int, A]:
        """A piece that was put. Raises queue.Empty at the end, and where none is there and none is waited for."""
        found = self._todo.get(block=wait)
        if found is _END:
            self._todo.put(_END)
            raise queue.Empty
        return found


class _Raised:
    """What a piece of work raised, among the results."""

    def __init__(self, error: BaseException) -> None:
        self.error = error
