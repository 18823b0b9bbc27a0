"""How long it takes from a saved sheet to the new page and the new PDF, measured from outside, as a browser sees it."""

from __future__ import annotations

import http.client
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.checking import STORE
from pipeline.preview.server import EVENTS

COPIED = ("data", "report", "pipeline", "requirements.lock", str(STORE))
WORKBOOK = "data/development/connectivity.xlsx"
SHEET = "IT.NET.USER.ZS"
PATIENCE = 600.0  # seconds in which a round has to end

State = dict[str, Any]


def seconds_to_page(root: Path, year: int, language: str, edits: int = 1) -> list[tuple[float, float]]:
    """Seconds from the saved workbook until the browser knows of the last new page, and of the last new PDF; for each edit.

    Runs `gdgr preview` as a process in a copy of the project; its first round has made everything, so that it is warm.
    Raises RuntimeError where the preview ends, a round stops, or no page or PDF comes out different.
    """
    with tempfile.TemporaryDirectory(prefix="gdgr-preview-") as scratch:
        place = Path(scratch)
        for name in COPIED:
            source = root / name
            if source.is_dir():
                shutil.copytree(source, place / name, ignore=shutil.ignore_patterns("__pycache__"))
            elif source.is_file():
                (place / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, place / name)
        with running(place, year, language) as port, states(port) as told:
            ready = next(state for _, state in told if state["round"] >= 1 and _ended(state))
            found = []
            for _ in range(edits):
                page, pdf, ready = after_save(place, edited(place), ready, told)
                found.append((page, pdf))
            return found


def after_save(
    root: Path, content: bytes, ready: State, told: Iterator[tuple[float, State]]
) -> tuple[float, float, State]:
    """Save the workbook as an office does, beside and renamed, and wait for what comes of it: seconds, and the state then."""
    beside = root / f"{WORKBOOK}.tmp"
    beside.write_bytes(content)
    start = time.perf_counter()
    beside.replace(root / WORKBOOK)
    last: dict[str, Any] = {"pages": ready["pages"], "pdfs": ready["pdfs"]}
    seconds: dict[str, float] = {}
    for at, state in told:
        for what in ("pages", "pdfs"):
            if state[what] != last[what]:
                last[what], seconds[what] = state[what], at - start
        if state["round"] > ready["round"] and _ended(state):
            ready = state
            break
    if len(seconds) < 2:
        raise RuntimeError("the edited cell changed no page or no PDF")
    return seconds["pages"], seconds["pdfs"], ready


def edited(root: Path) -> bytes:
    """The workbook with one number of the sheet another one."""
    from openpyxl import load_workbook

    book = load_workbook(root / WORKBOOK)
    cell = next(cell for row in book[SHEET].iter_rows(min_row=2, min_col=10) for cell in row if cell.value)
    cell.value = round(float(str(cell.value)) * 0.99, 4)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@contextmanager
def running(root: Path, year: int, language: str) -> Iterator[int]:
    """A preview at work on a free port, which is given; ended at the end. Raises RuntimeError where it does not begin."""
    command = [sys.executable, "-m", "pipeline", "preview", "--year", str(year), "--languages", language]
    command += ["--engine", "builtin", "--port", "0"]
    with (root / "preview.txt").open("w+", encoding="utf-8") as console:
        process = subprocess.Popen(
            command, cwd=root, stdout=console, stderr=console, env={**os.environ, "PYTHONPATH": str(root)}
        )
        try:
            yield _port(process, root / "preview.txt")
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            process.wait(30)


def _port(process: subprocess.Popen, console: Path) -> int:
    """The port that a preview names in its first line."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        text = console.read_text(encoding="utf-8")
        if "http://127.0.0.1:" in text and "(Ctrl-C" in text:
            return int(text.partition("http://127.0.0.1:")[2].partition("/")[0])
        time.sleep(0.05)
    raise RuntimeError(f"the preview did not begin: {console.read_text(encoding='utf-8')[-2000:]}")


@contextmanager
def states(port: int) -> Iterator[Iterator[tuple[float, State]]]:
    """The states that a preview tells, each with the moment at which it came."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", EVENTS)
    response = connection.getresponse()

    def told() -> Iterator[tuple[float, State]]:
        for line in iter(response.readline, b""):
            if line.startswith(b"data: "):
                yield time.perf_counter(), json.loads(line[6:])
        raise RuntimeError("the preview ended")

    try:
        yield told()
    finally:
        response.close()
        connection.close()


def _ended(state: State) -> bool:
    """Whether the round of a state came to its end. Raises RuntimeError where it stopped."""
    if state["phase"] == "stopped":
        raise RuntimeError(f"the round stopped: {state['problems'][:3]}")
    return bool(state["phase"] == "ready")
