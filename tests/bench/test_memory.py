"""The sampler: it sees a child of a child, and one whose parent has ended."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipeline.bench.memory import Peak, sampled

SIZE = 60_000_000
HOLD = f"import time\nhold = bytearray(b'x') * {SIZE}\ntime.sleep(0.8)"
CHILD = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {HOLD!r}])"
PARENT_ENDS = f"import subprocess, sys, time\nsubprocess.Popen([sys.executable, '-c', {CHILD!r}])\ntime.sleep(0.3)"
GRANDCHILD = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {CHILD!r}])"
# The one between starts the one that holds the memory and ends at once, while the first lives on.
ORPHAN = f"import subprocess, sys, time\nsubprocess.run([sys.executable, '-c', {PARENT_ENDS!r}])\ntime.sleep(1.2)"


@pytest.mark.parametrize("program", [GRANDCHILD, ORPHAN], ids=["grandchild", "orphan"])
def test_the_whole_tree_is_seen(program: str) -> None:
    peak = Peak()
    process = subprocess.Popen([sys.executable, "-c", program])
    with sampled(process.pid, peak):
        process.wait()
    assert peak.rss > SIZE
    assert peak.processes >= 3
    assert peak.samples > 5
    assert peak.pss == 0 or SIZE < peak.pss <= peak.rss


def test_the_sampler_ends_with_its_process() -> None:
    peak = Peak()
    process = subprocess.Popen([sys.executable, "-c", "pass"])
    process.wait()
    with sampled(process.pid, peak):
        pass
    assert peak.rss == 0
