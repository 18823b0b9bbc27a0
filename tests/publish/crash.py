"""Builds that end too early: a small build is killed, or interrupted, at one boundary after the other.

A coarse boundary is the return from a function of the system (mkdir, open, rename, fsync, every step of rmtree), or a
line of the exchange and of the waiting for the disk. Fine ones are besides every line of ``pipeline.publish`` and every
entry to a function of the system. A tracer counts them and raises the signal at the n-th, so that a sweep over n meets
them all, and meets the same ones each time.

Run by ``test_crash`` as ``python -m tests.publish.crash FOLDER SIGNALS HOW EVERY``, in an interpreter of its own that has no
threads and can be forked in a millisecond; prints what happened as JSON.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import pathlib
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from pipeline.publish import durable, exchange, interrupts, landing, lock, placing

COARSE = {module.__file__ for module in (durable, exchange)}
OWN = {module.__file__ for module in (contextlib, durable, exchange, interrupts, landing, lock, placing)}
BELOW = {module.__file__ for module in (pathlib, shutil)}
SYSTEM = ("posix", "io", "_io", "fcntl", "_signal")
PARTS = ("manifest.json", "web/index.html", "report.pdf")
MOST = 3  # failures that are told


@dataclass
class Outcome:
    """What a sweep saw: trials, how many found the old edition and the new one in place, and what went wrong."""

    trials: int = 0
    kept: int = 0
    published: int = 0
    missing: int = 0
    failures: list[str] = field(default_factory=list)


def build(target: Path, number: int, fault: bool = False) -> None:
    """Publish edition ``number``: every part holds its number. With ``fault`` the build fails at its end."""
    rendered = target.parent.parent / "build" / "report.pdf"
    rendered.parent.mkdir(exist_ok=True)
    rendered.write_text(str(number))
    with lock.edition_lock(target, True, lambda line: None):
        landing.recover(target)
        with landing.landing(target) as fresh:
            placing.place(rendered, fresh)
            (fresh / "web").mkdir()
            for part in PARTS[:2]:
                (fresh / part).write_text(str(number))
            if fault:
                raise ValueError("a chapter is wrong")


def edition(target: Path) -> int | None:
    """The number of the edition in place, none where there is none. Raises AssertionError where it is not whole."""
    if not target.exists():
        return None
    files = {p.relative_to(target).as_posix(): p.read_text() for p in target.rglob("*") if p.is_file()}
    assert sorted(files) == sorted(PARTS) and len(set(files.values())) == 1, f"the edition is not whole: {files}"
    return int(files[PARTS[0]])


class Boundaries:
    """Counts boundaries and raises a signal at one of them."""

    def __init__(self, at: int, number: int, fine: bool) -> None:
        self.at, self.number, self.fine, self.met = at, number, fine, 0

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        sys.setprofile(self._profile)
        sys.settrace(self._trace)
        try:
            yield
        finally:
            sys.settrace(None)
            sys.setprofile(None)

    def _count(self) -> None:
        self.met += 1
        if self.met == self.at:
            os.kill(os.getpid(), self.number)

    def _trace(self, frame: FrameType, event: str, arg: Any) -> Any:
        if frame.f_code.co_filename not in (OWN if self.fine else COARSE):
            return None
        if event == "line":
            self._count()
        return self._trace

    def _profile(self, frame: FrameType, event: str, arg: Any) -> None:
        of_the_system = event in ("c_call", "c_return") and arg.__module__ in SYSTEM
        if of_the_system and frame.f_code.co_filename in OWN | BELOW and (self.fine or event == "c_return"):
            self._count()


def forked(work: Callable[[], object]) -> tuple[int, Any]:
    """Run ``work`` in a child; its exit status (negative: the signal that ended it) and what it returned, if anything."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        status = 70
        try:
            os.write(writing, json.dumps(work()).encode())
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        said = stream.read()
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), json.loads(said) if said else None


def command(target: Path, number: int, boundaries: Boundaries, fault: bool) -> dict[str, Any]:
    """A run as the command line makes it; what it says at its end."""

    def terminate(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, terminate)
    signal.signal(signal.SIGTERM, terminate)
    before, ended = len(landing.published()), "done"
    try:
        with boundaries.watched():
            build(target, number, fault)
    except KeyboardInterrupt:
        ended = "interrupted"
    except ValueError:
        ended = "failed"
    return {"ended": ended, "published": len(landing.published()) > before, "met": boundaries.met}


def sweep(
    root: Path, number: int, every: int = 1, fine: bool = False, first: bool = False, fault: bool = False
) -> Outcome:
    """A build for every boundary (or each ``every``-th) with signal ``number`` there; ``first``: no edition before it.

    After each: the edition is whole, the old one or the new one; what the run said is true; an interrupted run has left
    nothing, and after a killed one the next build finds all put right.
    """
    target, outcome = root / "output" / "2026", Outcome()
    build(target, 0)
    at = 1
    while len(outcome.failures) < MOST:
        if first:
            shutil.rmtree(target)
        last = edition(target)
        boundaries, new = Boundaries(at, number, fine), at
        status, said = forked(lambda new=new, boundaries=boundaries: command(target, new, boundaries, fault))
        try:
            judge(target, last, new, status, said, outcome)
        except AssertionError as failure:
            outcome.failures.append(f"boundary {at}, signal {number}: {failure}")
            shutil.rmtree(target.parent)
            build(target, 0)
        if said is not None and said["met"] < at:
            break
        if first and not target.exists():
            build(target, 0)
        at += every
    return outcome


def judge(target: Path, last: int | None, new: int, status: int, said: Any, outcome: Outcome) -> None:
    """Raise AssertionError where a run that ended has left what it must not, or said what is not true."""
    outcome.trials += 1
    at_once = edition(target)
    outcome.missing += at_once is None
    if said is None:
        assert status == -signal.SIGKILL, f"the run ended with {status} and said nothing"
        with lock.edition_lock(target, False, lambda line: None):
            landing.recover(target)
    else:
        assert said["published"] == (at_once == new), f"said {said}, and edition {at_once} (of {last}, {new}) is there"
        assert said["ended"] != "done" or at_once == new, "a build that was done has published nothing"
    names = [path.name for path in target.parent.iterdir()]
    assert names in (["2026"], [] if last is None else ["2026"]), f"left in output: {names}"
    after = edition(target)
    assert after in (last, new), f"edition {after} is there, of {last}, {new}"
    assert at_once in (None, after), "recovering changed the edition"
    outcome.kept += after == last
    outcome.published += after == new


def at_random(root: Path, trials: int) -> Outcome:
    """Builds without an end, killed after some milliseconds."""
    target, outcome, chance = root / "output" / "2026", Outcome(), random.Random(2026)
    build(target, 0)

    def endless(start: int) -> None:
        for number in range(start, start + 100_000):
            build(target, number)

    start = 1
    for _ in range(trials):
        last = edition(target) or 0
        child = os.fork()
        if child == 0:
            try:
                endless(start)
            finally:
                os._exit(70)
        time.sleep(chance.uniform(0, 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        outcome.trials += 1
        try:
            found = edition(target)
            outcome.missing += found is None
            with lock.edition_lock(target, False, lambda line: None):
                landing.recover(target)
            after = edition(target)
            assert found in (None, after) and after is not None and (after == last or after >= start)
            assert [path.name for path in target.parent.iterdir()] == ["2026"]
            outcome.kept += after == last
            outcome.published += after > last
            start = after + 1
        except AssertionError as failure:
            outcome.failures.append(str(failure) or repr(failure))
    return outcome


def unable(*_: Path) -> None:
    """A system that cannot exchange names."""
    raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))


SIGNALS = {"killed": signal.SIGKILL, "interrupted": signal.SIGINT, "terminated": signal.SIGTERM}


def run(root: Path, signals: list[str], how: str, every: int) -> dict[str, Outcome]:
    """The sweep that ``how`` describes with each signal; ``at random`` in its place kills at random times."""
    if "at random" in how:
        return {"killed": at_random(root, every)}
    return {
        name: sweep(root, SIGNALS[name], every, "fine" in how, "first" in how, "failing" in how) for name in signals
    }


# Faults put into the program, that a sweep must find.
SPOILT: dict[str, Callable[[], None]] = {
    "interrupts are not held back": lambda: setattr(landing, "held_back", contextlib.nullcontext),
    "nothing is recovered": lambda: setattr(landing, "recover", lambda target: []),
    "the exchange is not recorded": lambda: setattr(landing, "_published", Forgetful()),
    "the target is removed before": lambda: setattr(landing, "exchange", removing_first),
}


class Forgetful(list):
    """A record that takes nothing down."""

    def append(self, item: object) -> None:
        pass


def removing_first(fresh: Path, target: Path, aside: Path) -> None:
    """An exchange as many programs make it."""
    if target.exists():
        shutil.rmtree(target)
    fresh.rename(target)


if __name__ == "__main__":
    folder, signals, how, every = sys.argv[1:]
    if "by renames" in how:
        exchange.at_once = unable
    for spoil in (SPOILT[fault] for fault in SPOILT if fault in how):
        spoil()
    outcomes = run(Path(folder), signals.split(), how, int(every))
    print(json.dumps({name: asdict(outcome) for name, outcome in outcomes.items()}))
