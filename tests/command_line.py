"""A command of the command line, run in this process."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.commands import building as building_commands
from pipeline.commands import project as place
from tests.steps.processes import kept_processes


@dataclass(frozen=True)
class Said:
    """What a command said, with the project's folder written as <root>, and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in a project, in this process."""

    def call(root: Path, *arguments: str) -> Said:
        before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
        monkeypatch.setattr(place, "ROOT", root)
        monkeypatch.setattr(building_commands, "_building", [])
        monkeypatch.chdir(root)
        monkeypatch.setattr(sys, "argv", ["gdgr", *arguments])
        try:
            with pytest.raises(SystemExit) as ended, kept_processes():
                cli.main()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
        out, err = capsys.readouterr()
        return Said(int(ended.value.code or 0), out.replace(str(root), "<root>"), err.replace(str(root), "<root>"))

    return call
