"""The doctor: what this machine has for a build, what is missing, and what to do about it."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pipeline.problems import Stop
from pipeline.versions import LIBRARIES

SPACE = 500_000_000  # bytes that a build of all languages needs
SETUP = "run 'make setup', which installs the lock file"


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is fine, whether a build needs it, what was found, what to do."""

    name: str
    fine: bool
    needed: bool
    found: str
    remedy: str = ""


def examine(root: Path) -> list[Finding]:
    """Look at interpreter, libraries, fonts, engines, places and memory."""
    return [
        Finding("Python", sys.version_info >= (3, 11), True, sys.version.split()[0], "install Python 3.11 or newer"),
        *(_library(name) for name in LIBRARIES),
        _fonts(),
        *_engines(),
        *(_place(root / name) for name in ("build", "output")),
        Finding(
            "data sheets",
            any((root / "data").rglob("*.xlsx")),
            True,
            f"{len(list((root / 'data').rglob('*.xlsx')))} workbooks",
            "run gdgr in the project's folder",
        ),
        Finding(
            "Chromium (tests)",
            bool(shutil.which("chromium")),
            False,
            shutil.which("chromium") or "not found",
            "only the browser tests need it",
        ),
    ]


def _library(name: str) -> Finding:
    """An installed library with its version."""
    try:
        return Finding(name, True, True, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, False, True, "not installed", SETUP)


def _fonts() -> Finding:
    """The font packages of the report."""
    from pipeline.render.fonts import INSTANCES, package_file

    try:
        for instance in INSTANCES:
            package_file(instance.package, instance.source)
    except Stop as failure:
        return Finding("fonts", False, True, failure.problems[0].found, failure.problems[0].remedy)
    return Finding("fonts", True, True, f"{len(INSTANCES)} static fonts can be made")


def _engines() -> list[Finding]:
    """The renderers that are there."""
    from pipeline.render.engines import choose_engine

    findings = []
    for name, needed in (("builtin", True), ("quarto", False)):
        try:
            engine = choose_engine(name)
            findings.append(Finding(f"engine {name}", True, needed, engine.version))
        except Stop as failure:
            findings.append(
                Finding(f"engine {name}", False, needed, failure.problems[0].found, failure.problems[0].remedy)
            )
        except importlib.metadata.PackageNotFoundError as failure:
            findings.append(Finding(f"engine {name}", False, needed, f"{failure.name} is not installed", SETUP))
    return findings


def _place(folder: Path) -> Finding:
    """Whether a folder can be written and has space."""
    name = f"folder {folder.name}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder):
            pass
    except OSError as error:
        return Finding(name, False, True, str(error), "change its permissions, or run as a user who may write there")
    free = shutil.disk_usage(folder).free
    return (
        Finding(name, free > SPACE, True, f"writable, {free // 1_000_000:,} MB free", f"free {SPACE // 1_000_000} MB")
        if os.access(folder, os.W_OK)
        else Finding(name, False, True, "not writable", "change its permissions")
    )
