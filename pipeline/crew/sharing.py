"""joblib's way to the processes of this machine or to a cluster.

joblib's own Dask backend is not used: it waits for ever for a piece that Dask gave up (``DaskDistributedBackend._collect``
of joblib 1.6 tells of results only), and what it scatters is lost with the one worker that holds it.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from joblib.parallel import AutoBatchingMixin, ParallelBackendBase

from pipeline.crew.cluster import Cluster
from pipeline.crew.processes import Processes


class Sharing(AutoBatchingMixin, ParallelBackendBase):
    """joblib's calls on processes or on a cluster. ``workers`` as asked for; all of the cluster if 0."""

    supports_retrieve_callback = True
    default_n_jobs = -1

    def __init__(self, hands: Processes | Cluster, workers: int = 0) -> None:
        super().__init__(nesting_level=0)
        self._hands, self._workers = hands, workers
        self._given: set[Future] = set()

    def effective_n_jobs(self, n_jobs: int) -> int:
        """Never one, which joblib would do in this process."""
        return max(2, self._workers or self._hands.workers)

    def configure(self, n_jobs: int = 1, parallel: Any = None, **_: Any) -> int:
        """Ready at once; processes begin with the first batch."""
        self.parallel = parallel
        return self.effective_n_jobs(n_jobs)

    def submit(self, func: Callable[[], Any], callback: Callable[[Future], None] | None = None) -> Future:
        """Give a batch out."""
        future = self._hands.submit(func, self._workers)
        self._given.add(future)
        future.add_done_callback(self._given.discard)
        if callback:
            future.add_done_callback(callback)
        return future

    def retrieve_result_callback(self, out: Future) -> Any:
        """The result of a batch, or what it raised."""
        return out.result()

    def abort_everything(self, ensure_ready: bool = True) -> None:
        """Nobody asks for what is under way."""
        for future in list(self._given):
            future.cancel()
        if ensure_ready:
            self.configure(parallel=self.parallel)
