"""Processes of this machine, which end with the one that they work for."""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
import warnings
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from multiprocessing import resource_tracker
from typing import Any

from joblib.externals.loky import ProcessPoolExecutor
from joblib.externals.loky.process_executor import BrokenProcessPool

from pipeline.ending import end_with

IDLE = 300  # seconds after which a process without work ends
# Each process is one of several: its linear algebra keeps to one thread, as that of a worker of Dask does.
ALONE = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
# What processes that were ended had open is cleaned up by another one, which need not tell of it; it inherits this option.
QUIET = "ignore:resource_tracker:UserWarning"


class Processes:
    """Processes of this machine: loky's, as joblib uses them, with plain pickling and no files mapped into memory."""

    workers = 1

    def __init__(self) -> None:
        self._pools: dict[int, ProcessPoolExecutor] = {}
        self._lock = threading.Lock()
        self._closed = False

    def submit(self, batch: Callable[[], Any], workers: int) -> Future:
        """Give a batch out to ``workers`` processes, which begin where there are none."""
        try:
            with self._lock:
                if self._closed:
                    raise CancelledError
                if workers not in self._pools:
                    if QUIET not in sys.warnoptions:
                        sys.warnoptions.append(QUIET)
                    # That a process has ended of itself, having grown, is no news for who reads.
                    warnings.filterwarnings("ignore", "A worker stopped while some jobs", UserWarning)
                    self._pools[workers] = ProcessPoolExecutor(
                        workers, timeout=IDLE, initializer=end_with, initargs=(os.getpid(),), env=ALONE
                    )
                return self._pools[workers].submit(batch)
        except (BrokenProcessPool, RuntimeError, CancelledError) as error:  # RuntimeError: it was shut down
            return _failed(error)

    def rest(self) -> None:
        """End the processes, whatever they do; new ones begin with the next piece."""
        with self._lock:
            pools, self._pools = self._pools, {}
        for pool in pools.values():
            _end(pool)

    def close(self) -> None:
        """End the processes."""
        self._closed = True
        self.rest()


def _end(pool: ProcessPoolExecutor) -> None:
    """End the processes of a pool. Nobody gives it anything any more.

    loky forgets what waits but leaves its numbers in the line, in which its thread would then find one without its work.
    """
    with suppress(queue.Empty):
        while True:
            pool._work_ids.get_nowait()
    pool.shutdown(wait=True, kill_workers=True)


def deaf_to_interrupts() -> None:
    """Processes that this thread starts do not hear Ctrl-C, from their first moment on: who started them ends them."""
    if hasattr(signal, "pthread_sigmask"):
        resource_tracker.ensure_running()  # which would begin with the first process, and end the deafness
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _failed(error: BaseException) -> Future:
    """A piece of work that could not be given out."""
    future: Future = Future()
    future.set_exception(error)
    return future
