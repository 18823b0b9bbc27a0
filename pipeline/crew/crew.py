"""The crew of a build: who works, how many they are, and when they are let go.

A piece of work is a function of plain values that gives plain values: no path of this machine goes in or comes out, so
that a worker elsewhere, which shares no folder with this one, gives the same bytes. A worker that dies loses nothing: its
pieces are done again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from typing import Any, TypeVar
from weakref import WeakSet

from joblib import cpu_count, parallel_config

from pipeline.crew.cluster import Cluster
from pipeline.crew.processes import Processes
from pipeline.crew.sharing import Sharing
from pipeline.crew.stream import Stream
from pipeline.crew.working import call

A = TypeVar("A")
R = TypeVar("R")


class Crew:
    """Who does the work. ``scheduler`` is the address of a Dask scheduler (``tcp://host:8786``); blank for this machine.

    ``workers`` are the processes of this machine that draw: one less than it has processors, because this process works
    too. With ``stay`` they outlive ``rest``, for a preview that draws again and again. Raises Stop (exit 6) where the
    scheduler does not answer, has no worker, or its workers have other code or other libraries.
    """

    def __init__(self, scheduler: str = "", workers: int | None = None, stay: bool = False) -> None:
        self.scheduler, self.stay = scheduler, stay
        here = cpu_count()
        self._workers = workers or max(1, here - 1)
        self._most = max(here, self._workers)
        self._hands: Processes | Cluster = Cluster(scheduler) if scheduler else Processes()
        self._streams: WeakSet[Stream] = WeakSet()

    @property
    def remote(self) -> bool:
        """Whether workers may stand on other machines."""
        return bool(self.scheduler)

    @property
    def workers(self) -> int:
        """How many work if nothing else is asked for."""
        return self._hands.workers if isinstance(self._hands, Cluster) else self._workers

    def __str__(self) -> str:
        return f"{self.workers} workers of {self.scheduler}" if self.remote else f"{self.workers} processes"

    def stream(
        self, work: Callable[[A], R], warm: Callable[[], object] | None = None, workers: int | None = None
    ) -> Stream[A, R]:
        """Start to work on what will be put; ``warm`` is what a worker does meanwhile (imports).

        ``workers`` is how many processes of this machine share the work, no more than it has processors; on a cluster all
        do.
        """
        number = min(workers, self._most) if workers else self._workers
        stream = Stream(self._hands, work, warm, self.workers if self.remote else number)
        self._streams.add(stream)
        return stream

    def map(self, work: Callable[[A], R], items: Iterable[A], workers: int | None = None) -> Iterator[R]:
        """The results for all items as they are ready, in any order; items are made when there is somebody to take them."""
        stream = self.stream(work, workers=workers)
        waiting = iter(items)
        stream.put(*islice(waiting, stream.workers))  # together, or the first might be given out alone
        for item in waiting:
            if stream.open >= 2 * stream.workers:
                yield stream.take()
            stream.put(item)
        yield from stream.results()

    def errand(self, function: Callable[..., R], *arguments: object) -> Callable[[], R]:
        """Have a function of plain values called by a worker; what is given back waits for its result, or raises what it raised."""
        stream: Stream[Any, R] = self.stream(call)
        stream.put((function, arguments))
        stream.end()
        return stream.take

    def config(self) -> AbstractContextManager[object]:
        """The settings of joblib under which whatever calls it is shared by the cluster; they hold in one thread.

        Without a cluster such calls stay in this process, as they ask for.
        """
        return parallel_config(backend=Sharing(self._hands)) if self.remote else nullcontext()

    def rest(self) -> None:
        """Let the processes of this machine go, and with them their memory, unless they are to stay."""
        if not self.stay:
            self._hands.rest()

    def close(self) -> None:
        """Let everybody go; what is still under way is given up."""
        for stream in self._streams:
            stream.end()
        self._hands.close()
