"""Builds killed and interrupted at every boundary: the edition is whole, the message true, nothing is left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.publish.crash import SPOILT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
ROOT = Path(__file__).parents[2]
# GDGR_EVERY=1 meets every boundary, also the fine ones: 900 for each signal, a minute or two.
EVERY = os.environ.get("GDGR_EVERY")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder in memory where there is one: thousands of small builds, each waiting for its disk."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as made:
        yield Path(made)


def run(folder: Path, signals: str, how: str, every: int) -> dict[str, dict[str, Any]]:
    """What the sweeps saw, by signal."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.publish.crash", str(folder), signals, how, str(every)],
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=1200,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("how", "signals", "every", "least"),
    [
        ("at once", "killed interrupted terminated", 1, 80),
        ("by renames", "killed interrupted terminated", 1, 80),
        ("fine", "killed interrupted terminated", 31, 20),
        ("fine by renames", "killed interrupted terminated", 37, 20),
        ("first", "killed interrupted", 2, 25),
        ("failing", "interrupted", 2, 25),
    ],
)
def test_a_build_that_ends_at_a_boundary(folder: Path, how: str, signals: str, every: int, least: int) -> None:
    outcomes = run(folder, signals, how, int(EVERY) if EVERY else every)
    assert list(outcomes) == signals.split()
    for signal, outcome in outcomes.items():
        assert outcome["failures"] == []
        assert outcome["trials"] >= least
        assert outcome["kept"] > 5 and (outcome["published"] > 5) == (how != "failing")
        # Without an exchange in one step a kill between two renames leaves none until the next start; never else.
        if how == "first":
            assert outcome["missing"] == outcome["kept"]
        elif (how, signal) == ("by renames", "killed"):
            assert outcome["missing"] > 0
        elif "by renames" not in how or signal != "killed":
            assert outcome["missing"] == 0


def test_builds_killed_at_random(folder: Path) -> None:
    outcome = run(folder, "killed", "at random", 60)["killed"]
    assert outcome["failures"] == [] and outcome["missing"] == 0 and outcome["trials"] == 60
    assert outcome["published"] > 0


@pytest.mark.parametrize(
    ("fault", "signal", "words"),
    [
        ("interrupts are not held back", "interrupted", "left in output"),
        ("nothing is recovered", "killed", "left in output"),
        ("the exchange is not recorded", "interrupted", "'published': False"),
        ("the target is removed before", "killed", "the edition is not whole"),
    ],
)
def test_the_sweep_finds_faults(folder: Path, fault: str, signal: str, words: str) -> None:
    assert fault in SPOILT
    assert any(words in failure for failure in run(folder, signal, fault, 2)[signal]["failures"])
