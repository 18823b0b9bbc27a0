"""The memory of a process and of all that it started, sampled while it runs.

RSS counts a page once for each process that has it; PSS (``/proc/<pid>/smaps_rollup``) shares it out among them, so that
the sum over the processes counts it once. Reading PSS makes the kernel walk all pages: it is sampled less often.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

PAUSE = 0.02  # seconds between two samples
PSS_EVERY = 5  # samples of RSS to one of PSS


@dataclass
class Peak:
    """The largest sums seen, in bytes: ``pss`` is 0 where it could not be read of all processes at once."""

    rss: int = 0
    pss: int = 0
    processes: int = 0
    samples: int = 0


@contextmanager
def sampled(pid: int, peak: Peak, pause: float = PAUSE) -> Iterator[None]:
    """Sample the tree of a process into ``peak`` until the block ends."""
    ended = threading.Event()
    thread = threading.Thread(target=_sample, args=(pid, peak, pause, ended), name="memory", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _sample(pid: int, peak: Peak, pause: float, ended: threading.Event) -> None:
    known: dict[int, psutil.Process] = {}
    following = time.monotonic()
    while not ended.is_set():
        tree(pid, known)
        sizes = [size for size in map(_rss, known.values()) if size is not None]
        peak.rss, peak.processes = max(peak.rss, sum(sizes)), max(peak.processes, len(sizes))
        if peak.samples % PSS_EVERY == 0:
            shares = [_pss(one) for one in known]
            if all(share is not None for share in shares):
                peak.pss = max(peak.pss, sum(share or 0 for share in shares))
        peak.samples += 1
        following = max(following + pause, time.monotonic())
        ended.wait(following - time.monotonic())


def tree(pid: int, known: dict[int, psutil.Process]) -> None:
    """Bring ``known`` up to date with the process and those below it.

    A process whose parent has ended belongs to another one from then on; it is known from before and stays counted.
    """
    try:
        root = psutil.Process(pid)
        found = {one.pid: one for one in (root, *root.children(recursive=True))}
    except psutil.NoSuchProcess:
        found = {}
    for orphan in [one for number, one in known.items() if number not in found]:
        try:
            found |= {one.pid: one for one in (orphan, *orphan.children(recursive=True)) if one.is_running()}
        except psutil.NoSuchProcess:
            continue
    known.clear()
    known.update(found)


def _rss(process: psutil.Process) -> int | None:
    try:
        return int(process.memory_info().rss)
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return None


def _pss(pid: int) -> int | None:
    """PSS in bytes: 0 of a process that has ended, None where it may not or cannot be read."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except ProcessLookupError:
        return 0
    except FileNotFoundError:
        return None if Path(f"/proc/{pid}").exists() or not Path("/proc/self/smaps_rollup").exists() else 0
    except OSError:
        return None
    return next((1024 * int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)
