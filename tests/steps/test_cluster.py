"""A report built with a Dask cluster is, file by file, the one that a single process builds; whoever dies meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from distributed import Client

from pipeline.crew import joining
from pipeline.problems import ExitCode, Stop
from pipeline.progress import Event
from tests.crew.alone import LANGUAGES, Reference, build, files
from tests.crew.clusters import PACKAGE, Cluster, cluster, slow, until
from tests.crew.pieces import loaded
from tests.crew.test_stream import processes
from tests.steps.processes import kept

REPORT = (sys.executable, "-m", "pipeline", "report")


def test_processes_of_this_machine(reference: Reference, tmp_path: Path) -> None:
    """Those that drew are gone before rendering begins, and all when it has ended."""
    kept().end()  # those of other tests
    root, workers = reference.copy(tmp_path / "project"), {}

    def view(event: Event) -> None:
        if event.kind in ("begin", "end"):
            workers[event.kind, event.step] = len(processes())

    build(root, views=[view])
    assert files(root / "output" / "2026") == files(reference.output)
    assert workers["end", "compute"] > 0 and workers["begin", "render"] == 0
    assert workers["end", "render"] > 0 and processes() == []


def test_a_cluster_that_shares_no_folder(reference: Reference, tmp_path: Path) -> None:
    """By the command, with a clean screen; workers are refused the project's folder and never ask for it."""
    root = reference.copy(tmp_path / "project")
    with cluster(tmp_path / "cluster", unseen=root) as made:
        done = subprocess.run(
            [*REPORT, "--languages", ",".join(LANGUAGES), "--engine", "builtin", "--scheduler", made.address],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(PACKAGE)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert made.seen() == []
        with Client(made.address, set_as_default=False) as client:
            used = client.run(loaded, ("matplotlib", "typst"))
    assert set.union(*used.values()) == {"matplotlib", "typst"}
    assert all(line.startswith(("[", "Building edition")) for line in done.stderr.splitlines()), done.stderr
    # The first build of the reference gave --force; nothing else may differ.
    assert files(root / "output" / "2026") == files(reference.output)
    assert [path.name for path in (root / "output").iterdir()] == ["2026"]


@slow
@pytest.mark.parametrize("step", ["draw", "render"])
def test_a_worker_that_is_killed_midway_loses_nothing(reference: Reference, tmp_path: Path, step: str) -> None:
    root = reference.copy(tmp_path / "project")
    with cluster(tmp_path / "cluster") as made:
        killer = Killer(made, "compute" if step == "draw" else "render", lambda worker: worker.kill())
        build(root, made.address, [killer])
        assert killer.done() == 1
    assert files(root / "output" / "2026") == files(reference.output)


@slow
def test_without_workers_there_is_a_stop_and_the_last_edition_stays(
    reference: Reference, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = reference.copy(tmp_path / "project", edition=True)
    with cluster(tmp_path / "cluster") as made:
        killer = Killer(made, "render", lambda _: [worker.kill() for worker in made.workers])
        with pytest.raises(Stop) as caught:
            build(root, made.address, [killer, lambda _: monkeypatch.setattr(joining, "PATIENCE", 2.0)])
        assert killer.done() == 1
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (ExitCode.ENVIRONMENT, "scheduler-lost")
    assert problem.found == "all its workers are gone"
    assert files(root / "output" / "2026") == files(reference.output)
    assert [path.name for path in (root / "output").iterdir()] == ["2026"]


@slow
def test_without_the_scheduler_there_is_a_stop_and_a_clean_screen(reference: Reference, tmp_path: Path) -> None:
    root = reference.copy(tmp_path / "project", edition=True)
    log = tmp_path / "log"
    with cluster(tmp_path / "cluster") as made:
        process = subprocess.Popen(
            [*REPORT, "--force", "--languages", ",".join(LANGUAGES), "--scheduler", made.address, "--log", str(log)],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(PACKAGE)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            until(lambda: log.is_file() and '"kind": "begin", "step": "draw"' in log.read_text(), process)
            made.kill_scheduler()
            _, said = process.communicate(timeout=60)
        finally:
            process.kill()
            process.wait()
    assert process.returncode == ExitCode.ENVIRONMENT
    assert "scheduler-lost" in said and "the last good edition is untouched" in said
    assert "Traceback" not in said and "distributed" not in said and "Warning" not in said
    assert files(root / "output" / "2026") == files(reference.output)


def test_a_scheduler_that_is_not_there_is_told_without_a_traceback(reference: Reference, tmp_path: Path) -> None:
    root = reference.copy(tmp_path / "project", edition=True)
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "report", "--force", "--scheduler", "nonsense://127.0.0.1"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(PACKAGE)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == ExitCode.ENVIRONMENT
    assert "scheduler-unreachable" in done.stderr and "the last good edition is untouched" in done.stderr
    assert "Traceback" not in done.stderr and "distributed" not in done.stderr
    assert files(root / "output" / "2026") == files(reference.output)


class Killer:
    """Looks at a build; from the beginning of a step on, whichever worker is seen at work first is killed."""

    def __init__(self, made: Cluster, step: str, kill: Callable) -> None:
        self.made, self.step, self.kill = made, step, kill
        self.killed: list[str] = []
        self.thread: threading.Thread | None = None

    def __call__(self, event: Event) -> None:
        if (event.kind, event.step) == ("begin", self.step):
            self.thread = threading.Thread(target=self._look)
            self.thread.start()

    def done(self) -> int:
        """How many were killed."""
        assert self.thread is not None
        self.thread.join()
        return len(self.killed)

    def _look(self) -> None:
        with Client(self.made.address, set_as_default=False) as client:
            names = {address: worker["name"] for address, worker in client.scheduler_info()["workers"].items()}

            def busy() -> list[str]:
                return [names[address] for address, keys in client.processing().items() if keys]

            until(busy)
            (worker,) = [worker for worker in self.made.workers if worker.name == busy()[0]]
            self.kill(worker)
            self.killed.append(worker.name)
