"""Dask clusters for tests: a scheduler and workers as processes of their own, on the loopback address only.

Each has its own folder, an environment of its own, and sees nothing of what it is told not to see: a worker that tries is
refused, and the attempt is noted. Every process is ended by its id.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

slow = pytest.mark.skipif("GDGR_SLOW_TESTS" not in os.environ, reason="slow: GDGR_SLOW_TESTS=1 runs it")
PACKAGE = Path(__file__).parents[2]
LOOPBACK = "127.0.0.1"
SITE = """
import os, sys, threading, time
def watch(home=os.getppid()):  # a test that was killed leaves nobody behind
    while os.getppid() == home:
        time.sleep(1)
    os._exit(1)
threading.Thread(target=watch, daemon=True).start()
def refuse(event, arguments, folder=os.environ["UNSEEN"], notes=os.environ["NOTES"], busy=[]):
    if event in ("open", "os.listdir", "os.scandir", "os.chdir", "os.mkdir") and not busy:
        path = os.fsdecode(arguments[0]) if isinstance(arguments[0], (str, bytes, os.PathLike)) else ""
        if path.startswith(folder):
            busy.append(path)
            with open(notes, "a") as stream:
                stream.write(path + "\\n")
            busy.clear()
            raise PermissionError(path)
if os.environ["UNSEEN"]:
    sys.addaudithook(refuse)
"""


@dataclass
class Worker:
    """A worker: its process, its name, and the folder in which it works."""

    process: subprocess.Popen[bytes]
    name: str
    folder: Path

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@dataclass
class Cluster:
    """A scheduler with its workers."""

    address: str
    folder: Path
    scheduler: subprocess.Popen[bytes]
    unseen: Path | None = None
    workers: list[Worker] = field(default_factory=list)

    def start(self, name: str, path: Path = PACKAGE, threads: int = 1, **environment: str) -> Worker:
        """One more worker, whose package is below ``path``."""
        folder = self.folder / name
        process = _start(
            f"dask_worker {self.address} --host {LOOPBACK} --no-nanny --no-dashboard --name {name} --nthreads {threads} "
            f"--memory-limit 0 --local-directory {folder / 'dask'}",
            folder,
            path,
            self.unseen,
            environment,
        )
        self.workers.append(Worker(process, name, folder))
        return self.workers[-1]

    def seen(self) -> list[str]:
        """What of the folder that is not to be seen workers tried to open."""
        notes = [worker.folder / "notes" for worker in self.workers]
        return [line for path in notes if path.is_file() for line in path.read_text().splitlines()]

    def kill_scheduler(self) -> None:
        self.scheduler.kill()
        self.scheduler.wait()


@contextmanager
def cluster(
    folder: Path,
    workers: int = 2,
    unseen: Path | None = None,
    path: Path = PACKAGE,
    failures: int = 3,
    scheduler: Path = PACKAGE,
    **environment: str,
) -> Iterator[Cluster]:
    """A scheduler with workers, whose packages are below ``scheduler`` and ``path``.

    It gives a piece of work up whose workers died more than ``failures`` times.
    """
    place = folder / "scheduler.json"
    command = f"dask_scheduler --host {LOOPBACK} --port 0 --no-dashboard --no-show --scheduler-file {place}"
    allowed = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(failures)}
    head = _start(command, folder / "scheduler", scheduler, None, {**environment, **allowed})
    made = Cluster("", folder, head, unseen)
    try:
        until(lambda: place.is_file() and place.read_text().endswith("}"), head)
        made.address = json.loads(place.read_text())["address"]
        for number in range(workers):
            made.start(f"worker-{number}", path, **environment)
        if workers:
            meet(made, workers)
        yield made
    finally:
        for process in [*(worker.process for worker in made.workers), head]:
            process.kill()
            process.wait()


def meet(made: Cluster, workers: int) -> None:
    """Wait until so many workers have come."""
    from distributed import Client

    with Client(made.address, set_as_default=False, timeout=60) as client:
        client.wait_for_workers(workers, timeout=60)


def until(true: Callable[[], object], process: subprocess.Popen[bytes] | None = None, seconds: float = 60) -> None:
    """Wait for something. Raises AssertionError where it does not come about, or where the process has ended."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come about"
        assert process is None or process.poll() is None, "the process has ended"
        time.sleep(0.02)


def _start(
    command: str, folder: Path, path: Path, unseen: Path | None, environment: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    """A process of Dask in a folder of its own, in a session of its own, with what it says in a file there."""
    home, site = folder / "tmp", folder / "site"
    home.mkdir(parents=True)
    site.mkdir()
    (site / "sitecustomize.py").write_text(SITE)
    own = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TMPDIR": str(home),
        "PYTHONPATH": os.pathsep.join([str(site), str(path)]),
        "UNSEEN": str(unseen or ""),
        "NOTES": str(folder / "notes"),
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "1",
        **environment,
    }
    module, *rest = command.split()
    with (folder / "said").open("wb") as said:
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{module}", *rest],
            cwd=folder,
            env=own,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
