"""The workers of a Dask cluster, and the watch on them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, InvalidStateError
from contextlib import suppress
from functools import partial
from typing import Any

from pipeline.crew import joining
from pipeline.crew.faults import gone, lost, no_answer, words
from pipeline.crew.joining import connect, within


class Cluster:
    """The workers of a Dask cluster, with a watch on the scheduler: what it can no longer give is told as a Stop."""

    def __init__(self, scheduler: str) -> None:
        self._scheduler = scheduler
        self._client, threads = connect(scheduler)
        self.workers = len(threads)
        self._given: set[Future] = set()
        self._closed = threading.Event()
        threading.Thread(target=self._watch, name="cluster", daemon=True).start()

    def submit(self, batch: Callable[[], Any], workers: int) -> Future:
        """Give a batch out. Dask gives it out again where its worker dies."""
        from distributed.protocol.pickle import dumps

        future: Future = Future()
        self._given.add(future)
        try:
            packed = dumps(batch)
        except Exception as error:  # what cannot travel is a fault of the work
            self._settle(future, error=error)
            return future
        try:
            there = self._client.submit(_opening(), packed, pure=False)
            there.add_done_callback(partial(self._arrived, future))
        except Exception as error:
            self._settle(future, error=gone(self._scheduler, f"the connection was lost: {words(error)}"))
        return future

    def rest(self) -> None:
        """Workers of a cluster are others' to end."""

    def close(self) -> None:
        """Leave the cluster; it drops what this process had asked for."""
        self._closed.set()
        self._fail(CancelledError())
        with suppress(Exception):
            within(joining.PATIENCE / 2, lambda: self._client.close(timeout=joining.PATIENCE / 4))

    def _arrived(self, future: Future, there: Any) -> None:
        """A batch has ended there."""
        try:
            if not future.done():
                self._settle(future, there.result())
        except BaseException as error:
            raised = there.status == "error"
            told = self._told(error) if raised else gone(self._scheduler, f"the connection was lost: {words(error)}")
            self._settle(future, error=told)

    def _settle(self, future: Future, result: Any = None, error: BaseException | None = None) -> None:
        """Tell of the end of a batch, once."""
        self._given.discard(future)
        with suppress(InvalidStateError):  # cancelled, or the watch came first
            if error is None:
                future.set_result(result)
            else:
                future.set_exception(error)

    def _fail(self, error: BaseException) -> None:
        for future in list(self._given):
            self._settle(future, error=error)

    def _told(self, error: BaseException) -> BaseException:
        """What a piece of work raised there, as it is; what the cluster made of it, as a Stop."""
        from distributed.scheduler import KilledWorker

        if isinstance(error, KilledWorker):
            return lost(f"the workers at {self._scheduler} that had it died, one after the other: {words(error)}")
        if isinstance(error, ImportError):
            return no_answer(self._scheduler, f"a worker that came later cannot load the work: {words(error)}")
        return error

    def _watch(self) -> None:
        """Count the workers; where the scheduler is silent or has none for too long, end what is under way with a Stop."""
        seen = time.monotonic()
        while not self._closed.wait(joining.PAUSE):
            found = "all its workers are gone"
            try:
                threads = within(joining.PATIENCE, self._client.nthreads)
            except Exception as error:
                threads, found = {}, f"it does not answer any more: {words(error)}"
            self.workers = len(threads) or self.workers
            if threads or not self._given:
                seen = time.monotonic()
            elif time.monotonic() - seen > joining.PATIENCE:
                self._fail(gone(self._scheduler, found))


def _opening() -> Callable[[bytes], Any]:
    """What a worker does with a packed batch: a function without a name, which travels as code.

    A worker of Dask ends when it is sent what it cannot load, and its scheduler loads what passes through: so a batch is
    opened inside the work, where a missing package is an error like any other.
    """

    def opened(batch: bytes) -> Any:
        import pickle

        return pickle.loads(batch)()

    return opened
