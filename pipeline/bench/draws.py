"""The draws of an index: seconds and memory by size, two workers against one, here and on a Dask cluster."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.bench.figure import Figure, ratio
from pipeline.bench.index_work import Work
from pipeline.bench.memory import Peak, sampled
from pipeline.bench.processes import failed, fresh
from pipeline.bench.repeating import in_turn

if TYPE_CHECKING:
    from pipeline.bench.measures import Bench

MEGA = 1_000_000
USUAL = Work(10_000, 200, 60)
WIDE = Work(10_000, 200, 600, audited=True)
LONG = Work(40_000, 200, 60)  # long enough that the start of a process is not what is measured
MANY = Work(1_000_000, 30, 12, cluster=True)
TWICE = 1 / 1.7  # two workers take at most this share of the time of one


def draws(bench: Bench) -> Iterator[Figure]:
    """The draws of made-up indices, each in a fresh process."""
    place = bench.scratch.place
    peak = Peak()
    seconds = [_done(place, USUAL, peak)[0] for _ in range(3)]
    size = f"{USUAL.draws} draws x {USUAL.economies} economies x {USUAL.indicators} indicators"
    yield Figure(f"index, {size}", tuple(seconds), "s", 5, f"{USUAL.workers} processes, their start counted")
    yield Figure(f"index, {size}, peak memory", (peak.rss / MEGA,), "MB", 400, f"RSS of {peak.processes} processes")
    wide = _done(place, WIDE, peak := Peak())[0]
    note = f"{peak.rss / MEGA:.0f} MB RSS of {peak.processes} processes; with coherence and remove-one-element"
    yield Figure(f"index, {WIDE.indicators} indicators, audited", (wide,), "s", 40, note)
    same: dict[str, str] = {}
    two, one = in_turn(*_by_workers(bench, LONG, same), most=2)
    yield ratio("index, two workers against one", two, one, TWICE, f"{LONG.draws} draws; the same tables")
    if importlib.util.find_spec("distributed") is None:
        yield Figure("index, two Dask workers against one", (), "times", TWICE, "not measured: Dask is not installed")
        return
    alone = Work(MANY.draws, MANY.economies, MANY.indicators, workers=1)
    same = {}
    serial = bench.told(f"{MANY.draws} draws, one process", partial(_same, place, alone, same))()
    two, one = in_turn(*_by_workers(bench, MANY, same), most=1)
    size = f"{MANY.draws} draws x {MANY.economies} x {MANY.indicators}"
    yield ratio(
        "index, two Dask workers against one",
        two,
        one,
        TWICE,
        f"{size}; the tables of one process; start of the cluster not counted",
    )
    yield ratio("index, two Dask workers against one process", two, (serial,), note=size)


def _by_workers(bench: Bench, work: Work, same: dict[str, str]) -> list[Callable[[], float]]:
    """The work by two workers and by one."""
    where = "Dask workers" if work.cluster else "processes"
    return [
        bench.told(
            f"{work.draws} draws, {count} {where}",
            partial(
                _same,
                bench.scratch.place,
                Work(work.draws, work.economies, work.indicators, count, work.cluster),
                same,
            ),
        )
        for count in (2, 1)
    ]


def _same(place: Path, work: Work, same: dict[str, str]) -> float:
    """Seconds of the work. Raises Stop (exit 1) where its tables are not those of before (``same``)."""
    seconds, digest = _done(place, work)
    if same.setdefault("digest", digest) != digest:
        raise failed(["index"], f"{work.as_json()} gave other tables than the same draws did before")
    return seconds


def _done(place: Path, work: Work, peak: Peak | None = None) -> tuple[float, str]:
    """Seconds and digest of a piece of work in a fresh process."""
    command = [sys.executable, "-m", "pipeline.bench.index_work", work.as_json()]
    watching = partial(sampled, peak=peak) if peak is not None else None
    found = json.loads(fresh(command, place, watching).output.splitlines()[-1])
    return float(found["seconds"]), str(found["digest"])
