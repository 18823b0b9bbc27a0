"""The git repository of a project, where it has one."""

from __future__ import annotations

import subprocess
from pathlib import Path

NO_GIT = 127  # exit code where there is no git on this machine, as a shell has it


def git(root: Path, *words: str, timeout: float | None = None) -> subprocess.CompletedProcess[bytes]:
    """A git command in a folder. Raises subprocess.TimeoutExpired after ``timeout`` seconds."""
    command = ["git", "-C", str(root), *words]
    try:
        return subprocess.run(command, capture_output=True, check=False, timeout=timeout, stdin=subprocess.DEVNULL)
    except OSError as error:
        return subprocess.CompletedProcess(command, NO_GIT, b"", str(error).encode())


def git_says(root: Path, *words: str, timeout: float | None = None) -> str:
    """What a git command prints; blank where it fails, takes longer than ``timeout`` seconds, or there is no git."""
    try:
        done = git(root, *words, timeout=timeout)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""
