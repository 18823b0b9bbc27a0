"""The machine and how busy it is: a figure of a loaded machine says little, so each one carries what others did meanwhile."""

from __future__ import annotations

import os
import platform
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from pipeline.repository import git_says

PATIENCE = 30.0  # seconds


@dataclass(frozen=True)
class Machine:
    """Where a run took place: cores that this process may use, model of the processor, commit of the project."""

    cores: int
    cpu: str
    commit: str


def this_machine(root: Path) -> Machine:
    """What is known of this machine; ``commit`` ends with + where files differ from it, and is blank outside git."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Machine(cores, _cpu(), _commit(root))


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()


def _commit(root: Path) -> str:
    found = git_says(root, "rev-parse", "--short", "HEAD", timeout=PATIENCE)
    return found + ("+" if found and git_says(root, "status", "--porcelain", timeout=PATIENCE) else "")


def _work_of_all() -> float:
    """Seconds of work of all cores since the machine started."""
    times = psutil.cpu_times()
    names = ("user", "nice", "system", "irq", "softirq", "steal")
    return float(sum(getattr(times, name, 0.0) for name in names))


def _work_of_this() -> float:
    """Seconds of work of this process and of those it has started and seen end."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


@dataclass
class Load:
    """How busy the machine is from now on. ``average`` is the load average of the last minute when it began."""

    average: float = field(default_factory=lambda: os.getloadavg()[0])
    _start: float = field(default_factory=time.perf_counter)
    _busy: float = field(default_factory=_work_of_all)
    _own: float = field(default_factory=_work_of_this)

    def others(self) -> float:
        """Cores that other programmes kept busy since it began; time that a host took away counts as theirs."""
        seconds = max(time.perf_counter() - self._start, 1e-9)
        return max(0.0, (_work_of_all() - self._busy) - (_work_of_this() - self._own)) / seconds
