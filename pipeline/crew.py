"""Fan-out through joblib: work is shared by processes of this machine, or by the workers of a Dask cluster.

A piece of work is a function of plain values that gives plain values: no path of this machine goes in or comes out, so
that a worker elsewhere, which shares no folder with this one, gives the same bytes. A worker that dies loses nothing: its
pieces are done again.
"""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from typing import Any, Generic, TypeVar

from pipeline import __version__
from pipeline.problems import ExitCode, Place, Stop, stop

A = TypeVar("A")
R = TypeVar("R")
TRIES = 3  # how often a piece of work is given out again when its worker died
PATIENCE = 10.0  # seconds in which a scheduler has to answer
IDLE = 300  # seconds after which a process of this machine that has nothing to do ends
_END: Any = object()


class Crew:
    """Who does the work. ``scheduler`` is the address of a Dask scheduler (``tcp://host:8786``); blank for this machine.

    ``idle`` is after how many seconds without work its processes end.

    Raises Stop (exit 6) where the scheduler does not answer, has no worker, or its workers have another version.
    """

    def __init__(self, scheduler: str = "", workers: int | None = None, idle: int = IDLE) -> None:
        self.scheduler = scheduler
        self.idle = idle
        self.workers = workers or max(1, (os.cpu_count() or 2) - 1)  # this process works too
        self._client = _connect(scheduler) if scheduler else None
        if self._client is not None:
            self.workers = max(1, sum(self._client.nthreads().values()))

    @property
    def remote(self) -> bool:
        """Whether workers may stand on other machines."""
        return self._client is not None

    def __str__(self) -> str:
        return f"{self.workers} workers of {self.scheduler}" if self.remote else f"{self.workers} processes"

    def stream(self, work: Callable[[A], R], warm: Callable[[], object] | None = None) -> Stream[A, R]:
        """Start to work on what will be put; ``warm`` is done once by each worker meanwhile (imports)."""
        return Stream(self, work, warm)

    def map(self, work: Callable[[A], R], items: Iterable[A]) -> Iterator[R]:
        """The results for all items as they are ready, in any order."""
        stream = self.stream(work)
        for item in items:
            stream.put(item)
        return stream.results()

    def config(self) -> AbstractContextManager[object]:
        """The settings of joblib under which work of this crew is given out; they hold in one thread."""
        import joblib

        if self._client is None:
            return nullcontext()
        return joblib.parallel_config(backend="dask", client=self._client, wait_for_workers_timeout=PATIENCE)

    def rest(self) -> None:
        """Let the processes of this machine go, and with them their memory."""
        if self.remote:
            return
        from joblib.externals.loky import get_reusable_executor

        get_reusable_executor().shutdown(wait=True, kill_workers=True)

    def close(self) -> None:
        """Let everybody go."""
        if self._client is not None:
            self._client.close()
        else:
            self.rest()


class Stream(Generic[A, R]):
    """Work given out piece by piece while more of it is still being found."""

    def __init__(self, crew: Crew, work: Callable[[A], R], warm: Callable[[], object] | None) -> None:
        self._crew, self._work = crew, work
        self._todo: queue.Queue[tuple[int, A]] = queue.Queue()
        self._done: queue.Queue[tuple[int, R] | BaseException] = queue.Queue()
        self._given: dict[int, A] = {}
        self._number = 0
        self._warm = [warm] * crew.workers if warm else []
        self._thread: threading.Thread | None = None
        if warm and not crew.remote:
            self._begin()

    def put(self, item: A) -> None:
        """Give one piece of work out."""
        self._given[self._number] = item
        self._todo.put((self._number, item))
        self._number += 1
        self._begin()

    def abandon(self) -> None:
        """Give up: what was not begun is not done, what is being done is thrown away. Returns when nothing runs any more."""
        with suppress(queue.Empty):
            while True:
                self._todo.get_nowait()
        self._todo.put(_END)
        self._given.clear()
        if self._thread is not None:
            self._thread.join()

    def results(self) -> Iterator[R]:
        """The results of everything that was put, as they are ready; raises what a piece of work raised."""
        self._todo.put(_END)
        tries = 1
        while self._given:
            found = self._done.get()
            if isinstance(found, BaseException):
                if not _lost_worker(found) or tries == TRIES:
                    raise found
                tries += 1
                self._thread = None
                self._todo = queue.Queue()
                for again in list(self._given.items()):
                    self._todo.put(again)
                self._todo.put(_END)
                self._begin()
                continue
            number, result = found
            if self._given.pop(number, _END) is not _END:
                yield result

    def _begin(self) -> None:
        if self._thread is None:
            arguments = (self._todo, self._warm)
            self._warm = []
            self._thread = threading.Thread(target=self._share, args=arguments, name="crew", daemon=True)
            self._thread.start()

    def _share(self, todo: queue.Queue[tuple[int, A]], warm: list[Callable[[], object]]) -> None:
        """Hand pieces to joblib until the end is put."""
        from joblib import Parallel, delayed

        pieces = (delayed(_piece)(os.getpid(), self._work, number, item) for number, item in iter(todo.get, _END))
        first = [delayed(_ready)(os.getpid(), make) for make in warm]
        try:
            with self._crew.config():
                both = (piece for part in (first, pieces) for piece in part)
                own = {"batch_size": 1, "pre_dispatch": 2 * self._crew.workers, "idle_worker_timeout": self._crew.idle}
                given = {} if self._crew.remote else own
                parallel = Parallel(n_jobs=self._crew.workers, return_as="generator_unordered", **given)
                for found in parallel(both):
                    if found is not None:
                        self._done.put(found)
        except BaseException as error:
            self._done.put(error)


def _piece(home: int, work: Callable[[A], R], number: int, item: A) -> tuple[int, R]:
    """One piece of work in a worker."""
    _end_with(home)
    return number, work(item)


def _ready(home: int, make: Callable[[], object]) -> None:
    """Get a worker ready."""
    _end_with(home)
    make()


_watching = False


def _end_with(home: int) -> None:
    """A worker of this machine ends when the process that it works for has ended, however that happened."""
    global _watching  # noqa: PLW0603
    if _watching or os.getpid() == home or os.getppid() != home:
        return
    _watching = True

    def watch() -> None:
        while os.getppid() == home:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, name="home", daemon=True).start()


def _lost_worker(error: BaseException) -> bool:
    """Whether work was lost because a worker died."""
    return type(error).__name__ in ("TerminatedWorkerError", "BrokenProcessPool", "KilledWorker", "CancelledError")


def _connect(scheduler: str) -> Any:
    """A client of a Dask scheduler whose workers have this version of the package."""
    try:
        from distributed import Client
    except ImportError as error:
        raise stop(
            ExitCode.ENVIRONMENT,
            "cluster-missing",
            Place("--scheduler"),
            f"Dask is not installed ({error})",
            "the extra 'cluster', here and on every worker",
            "install it: pip install 'gdgr[cluster]', or leave --scheduler out",
        ) from error
    try:
        client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
        client.wait_for_workers(1, timeout=PATIENCE)
    except (OSError, ValueError, TimeoutError) as error:
        raise _no_answer(scheduler, str(error) or type(error).__name__) from error
    try:
        versions = client.run(_version)
    except Exception as error:
        client.close()
        raise _no_answer(scheduler, f"its workers cannot be asked: {error}") from error
    other = {where: found for where, found in versions.items() if found != _version()}
    if other:
        client.close()
        where, found = next(iter(other.items()))
        raise _no_answer(scheduler, f"the worker {where} has {found}, this machine {_version()}")
    return client


def _version() -> str:
    """Version of the package and digest of its code, as this process has it."""
    from pipeline.store.code import Code

    with suppress(OSError):
        return f"gdgr {__version__}, code {Code().whole()[:12]}"
    return f"gdgr {__version__}"


def _no_answer(scheduler: str, found: str) -> Stop:
    return stop(
        ExitCode.ENVIRONMENT,
        "scheduler-unreachable",
        Place("--scheduler", scheduler),
        found,
        "the address of a Dask scheduler that answers, with at least one worker that has this same version installed",
        "start the scheduler and its workers (dask scheduler, dask worker), mend the address, or leave --scheduler out",
    )
