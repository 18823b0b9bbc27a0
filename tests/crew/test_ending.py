"""However the process ends that gives work out, its workers end too, and say nothing."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from tests.crew.alone import Reference
from tests.crew.clusters import PACKAGE, slow, until


@dataclass
class Program:
    """The program that draws without end, and every process that was seen below it."""

    process: subprocess.Popen[str]
    below: set[int]

    def look(self) -> set[int]:
        """Its processes now."""
        with suppress(psutil.NoSuchProcess):
            self.below |= {child.pid for child in psutil.Process(self.process.pid).children(recursive=True)}
        return self.below

    def left(self) -> list[int]:
        """Its processes that are still there."""
        return [pid for pid in self.below if psutil.pid_exists(pid) and psutil.Process(pid).status() != "zombie"]


@contextmanager
def drawing(tasks: Path) -> Iterator[Program]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.crew.program", str(tasks)],
        cwd=PACKAGE,
        env={**os.environ, "PYTHONPATH": str(PACKAGE)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    program = Program(process, set())
    try:
        yield program
    finally:
        program.look()
        for pid in [process.pid, *program.left()]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait()


@pytest.fixture(scope="session")
def tasks(reference: Reference, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tasks") / "tasks"
    path.write_bytes(pickle.dumps(reference.tasks))
    return path


def end(process: subprocess.Popen[str], how: str) -> None:
    if how == "killed":
        process.kill()
    elif how == "terminated":
        process.terminate()
    else:  # Ctrl-C goes to everybody in the foreground
        os.killpg(process.pid, signal.SIGINT)


CASES = [
    ("killed", "late"),
    ("interrupted", "late"),
    pytest.param("terminated", "late", marks=slow),
    pytest.param("killed", "early", marks=slow),
    pytest.param("interrupted", "early", marks=slow),
]


@pytest.mark.parametrize(("how", "when"), CASES)
def test_no_worker_outlives_the_process_that_it_works_for(tasks: Path, how: str, when: str) -> None:
    with drawing(tasks) as program:
        process = program.process
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        until(lambda: len(program.look()) >= 3, process)  # two workers, and what minds their semaphores
        if when == "late":
            assert process.stdout.readline().startswith("fig-")
        program.look()
        end(process, how)
        _, said = process.communicate(timeout=30)
        until(lambda: not program.left(), seconds=15)
    if how == "killed":
        assert process.returncode == -signal.SIGKILL
    else:
        assert process.returncode == 130
        assert said.strip() == "Interrupted."
