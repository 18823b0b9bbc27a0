"""A run from the command line: what is shown, kept and drawn, and how it ends where a command fails."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.bench import history, measures, running
from pipeline.bench.figure import Figure
from pipeline.bench.measures import Bench
from pipeline.bench.processes import failed
from pipeline.bench.scratch import Scratch
from pipeline.commands import project, upkeep
from pipeline.problems import ExitCode


def quick(bench: Bench) -> Iterator[Figure]:
    assert "report" in bench.commands
    yield Figure("quick", (0.25,), "s", 0.5)


def broken(bench: Bench) -> Iterator[Figure]:
    yield Figure("before it broke", (2.0,), "s", 1.0)
    raise failed(["python", "-m", "pipeline", "report"], "it ended with 3; its last output:\nno such sheet")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which two made-up measures run on a copy of nothing."""
    monkeypatch.setattr(project, "ROOT", tmp_path)
    monkeypatch.setattr(running, "scratch", lambda root, place, year: Scratch(place, year))
    for name in list(measures.MEASURES):
        monkeypatch.delitem(measures.MEASURES, name)  # type: ignore[arg-type]
    monkeypatch.setitem(measures.MEASURES, "quick", quick)  # type: ignore[arg-type]
    monkeypatch.setitem(measures.MEASURES, "broken", broken)  # type: ignore[arg-type]
    return tmp_path


def call(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr("sys.argv", ["gdgr", "bench", *arguments])
    try:
        with pytest.raises(SystemExit) as ended:
            cli.main()
    finally:
        signal.signal(signal.SIGTERM, before)
    return int(str(ended.value.code))


def test_a_run_is_shown_and_kept(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(monkeypatch, "--only", "quick", "--plot", str(root / "drawn.svg")) == ExitCode.OK
    said = capsys.readouterr()
    assert "quick   0.250 s  <= 0.5  met" in said.out
    assert "quick: quick: 0.250 s" in said.err
    assert [row.figure for row in history.read(root / "build" / "bench-history.csv")] == ["quick"]
    assert (root / "drawn.svg").read_bytes().startswith(b"<?xml")


def test_a_command_that_fails_ends_the_run(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(monkeypatch, "--only", "broken,quick", "--history", "kept.csv") == ExitCode.BUG
    said = capsys.readouterr()
    assert "before it broke  2.00 s    <= 1  MISSED" in said.out
    assert "no such sheet" in said.err and "Traceback" not in said.err
    assert [row.figure for row in history.read(root / "kept.csv")] == ["before it broke"]


def test_the_history_is_drawn_without_a_run(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(monkeypatch, "--only", "none", "--plot", str(root / "drawn.svg")) == ExitCode.DATA
    call(monkeypatch, "--only", "quick")
    kept = (root / "build" / "bench-history.csv").read_bytes()
    assert call(monkeypatch, "--only", "none", "--plot", str(root / "drawn.svg")) == ExitCode.OK
    assert (root / "drawn.svg").is_file()
    assert (root / "build" / "bench-history.csv").read_bytes() == kept
    assert "no such file" in capsys.readouterr().err


def test_a_name_that_is_no_measure(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(monkeypatch, "--only", "quick,speed") == ExitCode.USAGE
    assert "'speed': choose of quick, broken; or none" in capsys.readouterr().err


def test_all_names_of_the_help_are_measures() -> None:
    text = next(option.help for option in upkeep.bench.params if option.name == "only")  # type: ignore[attr-defined]
    assert all(name in text for name in measures.MEASURES)
