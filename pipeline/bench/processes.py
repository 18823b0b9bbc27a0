"""A command in a fresh process: how long it took and what it said; a Stop with its last output where it fails."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from pipeline.problems import ExitCode, Place, Stop, stop

LAST = 2000  # characters of the output that a message shows
PATIENCE = 10.0  # seconds that an interrupted command has to clean up


@dataclass(frozen=True)
class Run:
    """A command that ended well: seconds from its start to its end, and all it said."""

    seconds: float
    output: str


def fresh(
    command: Sequence[str], place: Path, watching: Callable[[int], AbstractContextManager[object]] | None = None
) -> Run:
    """Run a command in a folder whose own ``pipeline`` it imports; ``watching`` gets its process id while it runs.

    Raises Stop (exit 1) with the last output where the command fails or cannot be started.
    """
    environment = {**os.environ, "PYTHONPATH": str(place)}
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        try:
            process = subprocess.Popen(
                command, cwd=place, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=environment
            )
        except OSError as error:
            raise failed(command, f"it cannot be started: {error}") from error
        try:
            with watching(process.pid) if watching else nullcontext():
                code = process.wait()
                seconds = time.perf_counter() - start
        except BaseException:
            _end(process)
            raise
        said.seek(0)
        output = said.read().decode("utf-8", errors="replace")
    if code:
        raise failed(command, f"it ended with {code}; its last output:\n{output[-LAST:].strip() or '(none)'}")
    return Run(seconds, output)


def failed(command: Sequence[str], found: str) -> Stop:
    """The Stop for a command that did not do what is measured."""
    shown = " ".join(command[command.index("pipeline") + 1 :]) if "pipeline" in command else Path(command[0]).name
    return stop(
        ExitCode.BUG,
        "bench-command-failed",
        Place(f"gdgr {shown}" if "pipeline" in command else shown),
        found,
        "a command that does what is to be measured",
        "run it by hand in the project; the figures measured before it stand above",
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a command as Ctrl-C does, so that it lets its own processes go."""
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
