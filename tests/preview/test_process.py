"""The preview as a process: begin and end, signals, a kill, problems over the stream, the whole way from cell to page."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from pipeline.preview import measure
from tests.preview.fake import fake_project, save, wait_for
from tests.preview.test_rounds import SHEET, edit
from tests.small_report import small_project

PACKAGE = Path(__file__).parents[2]
FAKE = ["-m", "tests.preview.fake"]


class Running:
    """A preview as a process of its own."""

    def __init__(self, root: Path, arguments: list[str]) -> None:
        self.root, self.console = root, root / "console.txt"
        with self.console.open("w") as stream:
            self.process = psutil.Popen(
                [sys.executable, *arguments],
                cwd=root,
                env=os.environ | {"PYTHONPATH": str(PACKAGE)},
                stdout=stream,
                stderr=stream,
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        return self.console.read_text(encoding="utf-8")

    @property
    def port(self) -> int:
        wait_for(lambda: "Ctrl-C" in self.said or self.process.poll() is not None, 60)
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", self.said)
        assert found, self.said
        return int(found.group(1))

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as response:
            return response.read().decode("utf-8")

    def family(self) -> list[psutil.Process]:
        return [self.process, *self.process.children(recursive=True)]


@contextmanager
def running(root: Path, *arguments: str) -> Iterator[Running]:
    one = Running(root, list(arguments))
    try:
        yield one
    finally:
        for process in one.family() if one.process.is_running() else []:
            process.kill()
        one.process.wait(20)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_project(tmp_path_factory.mktemp("built"))


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    root = tmp_path / "project"
    shutil.copytree(built, root, symlinks=True)
    return root


def report(*more: str) -> list[str]:
    return ["-m", "pipeline", "preview", "--languages", "en", "--engine", "builtin", "--port", "0", *more]


def gone(processes: list[psutil.Process]) -> bool:
    return not [one for one in processes if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_end_it_at_once_with_code_0(tmp_path: Path, number: int) -> None:
    with running(fake_project(tmp_path), *FAKE, str(tmp_path)) as preview:
        with measure.states(preview.port) as told:
            next(state for _, state in told if state["phase"] == "ready")
            preview.process.send_signal(number)
            assert preview.process.wait(10) == 0
            with pytest.raises(RuntimeError, match="ended"):
                next(told)
        assert "Traceback" not in preview.said


def test_the_whole_way_with_a_real_report(project: Path) -> None:
    """First round, a bad cell, the same cell mended; then an end that leaves no worker and no lock."""
    log = project / "log.jsonl"
    with running(project, *report("--log", str(log))) as preview, measure.states(preview.port) as told:
        first = next(state for _, state in told if state["phase"] != "building")
        assert (first["phase"], first["problems"]) == ("ready", [])
        page = preview.get("/en/sec-key.html")
        edit(project, "n/a")
        stopped = next(state for _, state in told if state["phase"] == "stopped")
        (problem,) = stopped["problems"]
        assert (problem["code"], problem["place"]) == ("sheet-missing-symbol", f"{SHEET} › NET.USE!C3")
        assert problem["found"] and problem["allowed"] and problem["remedy"]
        assert preview.get("/en/sec-key.html") == page
        edit(project, 44.5)
        mended = next(state for _, state in told if state["phase"] == "ready")
        assert mended["problems"] == [] and mended["pages"] != first["pages"]
        assert mended["pdfs"][0]["version"] != first["pdfs"][0]["version"]
        assert mended["pages"]["en/sec-key.html"]["changed"]
        assert preview.get("/en/sec-key.html") != page
        lines = [line for line in preview.said.splitlines() if " › " in line and line.endswith(" s")]
        assert [line.partition(" › ")[0] for line in lines] == ["first round", SHEET, SHEET]
        assert "2 exhibits" in lines[2]
        kinds = {json.loads(line)["kind"] for line in log.read_text(encoding="utf-8").splitlines()}
        assert kinds >= {"begin", "end", "made", "note"}
        wait_for(lambda: len(preview.family()) > 2, 60)  # the workers are warm
        family = preview.family()
        preview.process.send_signal(signal.SIGINT)
        assert preview.process.wait(10) == 0
        wait_for(lambda: gone(family), 5)
        assert "Traceback" not in preview.said and "leaked" not in preview.said
        assert not (project / "output" / "2026").exists() and not (project / "output" / ".2026.lock").exists()


def test_a_signal_in_the_middle_of_a_round(project: Path) -> None:
    with running(project, *report()) as preview, measure.states(preview.port) as told:
        next(state for _, state in told if state["step"] == "draw")
        family = preview.family()
        os.killpg(preview.process.pid, signal.SIGINT)  # as Ctrl-C on a terminal: to the workers too
        assert preview.process.wait(10) == 0
        wait_for(lambda: gone(family), 5)


def test_a_kill_leaves_no_worker_alive(project: Path) -> None:
    with running(project, *report()) as preview, measure.states(preview.port) as told:
        next(state for _, state in told if state["phase"] == "ready")
        wait_for(lambda: sum("loky" in " ".join(one.cmdline()) for one in preview.family()) >= 2, 60)
        family = preview.family()
        preview.process.kill()
        preview.process.wait(10)
        wait_for(lambda: gone(family), 10)


def test_a_port_in_use(tmp_path: Path) -> None:
    root = fake_project(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", "preview", "--port", str(port)],
            cwd=root,
            env=os.environ | {"PYTHONPATH": str(PACKAGE)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 6
    assert "port-in-use" in done.stderr and f"127.0.0.1:{port}" in done.stderr and "--port" in done.stderr
    assert "Traceback" not in done.stderr


def test_pages_of_an_earlier_run_are_there_before_the_first_round(tmp_path: Path) -> None:
    root = fake_project(tmp_path)
    with running(root, *FAKE, str(root)) as preview, measure.states(preview.port) as told:
        next(state for _, state in told if state["phase"] == "ready")
    save(root / "report" / "page.txt", "bug")
    with running(root, *FAKE, str(root)) as preview, measure.states(preview.port) as told:
        state = next(state for _, state in told if state["phase"] == "stopped")
        assert "en/index.html" in state["pages"] and state["problems"][0]["code"] == "programme-fault"
        assert "<p>one</p>" in preview.get("/en/")


def test_the_measurement(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the small report, with its names; what it measures is real, what it is compared with is the benchmark's matter."""
    monkeypatch.setattr(measure, "SHEET", "NET.USE")
    shutil.copytree(PACKAGE / "pipeline", project / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    before = (project / SHEET).read_bytes()
    found = measure.seconds_to_page(project, 2026, "en", edits=2)
    assert len(found) == 2 and all(0 < page <= pdf < 300 for page, pdf in found)
    assert (project / SHEET).read_bytes() == before
    assert not (project / "output").exists()
