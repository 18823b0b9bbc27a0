"""Asking git about a folder: what it prints, and blank where there is nothing to ask or nothing to ask it with."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pipeline.repository import NO_GIT, git, git_says


def test_git_says_what_it_prints_in_a_repository_and_nothing_outside(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    subprocess.run(["git", "init", "-q", str(inside)], check=True)
    assert git_says(inside, "rev-parse", "--is-inside-work-tree") == "true"
    assert git_says(tmp_path, "rev-parse", "--is-inside-work-tree") == ""
    assert git(tmp_path, "rev-parse", "--is-inside-work-tree").returncode not in (0, NO_GIT)


def test_a_machine_without_git_is_told_by_its_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert git(tmp_path, "status").returncode == NO_GIT
    assert git_says(tmp_path, "status") == ""


def test_a_git_that_takes_too_long_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "git"
    slow.write_text("#!/bin/sh\nexec /bin/sleep 5\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert git_says(tmp_path, "status", timeout=0.2) == ""
    with pytest.raises(subprocess.TimeoutExpired):
        git(tmp_path, "status", timeout=0.2)
