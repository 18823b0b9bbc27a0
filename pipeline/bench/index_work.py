"""Draws and audit of an index on made-up numbers, in a process of its own: ``python -m pipeline.bench.index_work '{...}'``.

Takes what ``Work`` holds as JSON and prints seconds and the digest of the tables as JSON. Loading the libraries is not
counted, the start of the processes that help is; that of a cluster, which stands for longer than one study, is not.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Work:
    """``workers`` processes here, or so many of a Dask cluster on this machine (``cluster``); ``audited``: with coherence
    and remove-one-element.
    """

    draws: int
    economies: int
    indicators: int
    workers: int = 2
    cluster: bool = False
    audited: bool = False

    def as_json(self) -> str:
        """As the process takes it."""
        return json.dumps(asdict(self))


def main(text: str) -> dict[str, object]:
    """Do the work that is written as JSON; seconds, and the digest of intervals, pairs and ranks."""
    from pipeline.methods.index.audit import inspect
    from pipeline.methods.index.bench import made_up
    from pipeline.methods.index.build import build_index
    from pipeline.methods.index.draws import experiment
    from pipeline.methods.index.uncertainty import monte_carlo

    work = Work(**json.loads(text))
    design, inputs = made_up(work.economies, work.indicators)
    with _cluster(work):
        start = time.perf_counter()
        if work.audited:
            inspect(build_index(design, inputs))
        found = monte_carlo(experiment(design, inputs, 1), work.draws, (0.05, 0.95), work.workers)
        seconds = time.perf_counter() - start
    tables = (found.intervals.to_numpy().tobytes(), found.above.to_numpy().tobytes(), found.ranks.tobytes())
    return {"seconds": seconds, "digest": hashlib.sha256(b"".join(tables)).hexdigest()}


@contextmanager
def _cluster(work: Work) -> Iterator[int]:
    """The workers of a Dask cluster on the loopback address, where they are asked for; how many there are."""
    if not work.cluster:
        yield 0
        return
    from distributed import LocalCluster

    from pipeline.crew import Crew

    with LocalCluster(
        n_workers=work.workers, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        cluster.wait_for_workers(work.workers)
        crew = Crew(cluster.scheduler_address)
        try:
            with crew.config():
                yield crew.workers
        finally:
            crew.close()


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
