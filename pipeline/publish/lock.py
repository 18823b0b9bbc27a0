"""The lock of an edition: one build at a time works on its build and output folders; another waits, or is refused.

The system holds the lock (flock) and lets go of it when its holder ends, however that happens; the file stands beside
the edition (``output/.2026.lock``) and only says, for the message, who holds it. Its holder removes it at the end; one
that a killed build left stops nobody.
"""

from __future__ import annotations

import errno
import json
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.problems import ExitCode, Place, Stop, stop
from pipeline.publish.interrupts import held_back
from pipeline.publish.landing import unwritable

TAKEN = (errno.EWOULDBLOCK, errno.EACCES)


@dataclass(frozen=True)
class Holder:
    """Who holds a lock: process, machine, and when it took the lock (local time, ``2026-11-26T10:32:00``)."""

    pid: int
    host: str
    since: datetime

    def __str__(self) -> str:
        machine = "" if self.host == socket.gethostname() else f" on {self.host}"
        day = "" if self.since.date() == datetime.now().date() else f"{self.since:%Y-%m-%d} "
        return f"the build of process {self.pid}{machine}, which has been at work since {day}{self.since:%H:%M}"


def lock_file(target: Path) -> Path:
    """The file of an edition's lock, beside the edition and hidden."""
    target = target.resolve()
    return target.parent / f".{target.name}.lock"


@contextmanager
def edition_lock(target: Path, wait: bool, tell: Callable[[str], None]) -> Iterator[bool]:
    """Hold the lock of the edition ``target`` (``output/2026``); gives whether another build was waited for.

    With ``wait`` a second build tells for whom it waits, once for each; it should then look again whether there is still
    something to build. Without, Stop (exit 6, ``build-locked``). Also Stop where the place cannot be written or the
    system knows no such lock. A process asks once: it would wait for itself.
    """
    path = lock_file(target)
    waited = done = False
    while not done:
        opened: list[int] = []
        try:
            try:
                with held_back():
                    opened.append(file := _open(path))
                if not _take(path, file, block=False):
                    if not wait:
                        raise _locked(path)
                    tell(f"waiting for {holder(path) or 'another build'}")
                    waited = True
                    _take(path, file, block=True)
                if _names(path, file) and _sign(path, file):
                    done = True
                    yield waited
            finally:
                _leave(path, opened)
        finally:
            _leave(path, opened)  # once more, for an interrupt just before the leaving above


def _open(path: Path) -> int:
    """The lock's file, made where it is not; a file of another user for reading, which is enough to take its lock."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except PermissionError:
            if not path.exists():
                raise
            return os.open(path, os.O_RDONLY)
    except OSError as error:
        raise unwritable(path, error) from error


def _leave(path: Path, opened: list[int]) -> None:
    """Remove the file where the lock is held or free, and let go. Nobody else's is removed: they would hold the lock."""
    with held_back():
        while opened:
            file = opened.pop()
            with suppress(OSError, Stop):  # a file without a holder stops nobody
                if _take(path, file, block=False) and _names(path, file):
                    path.unlink()
            os.close(file)


def _take(path: Path, file: int, block: bool) -> bool:
    """Take the lock of an open file; without ``block`` whether it was free."""
    try:
        import fcntl
    except ModuleNotFoundError as error:
        raise _unknown(path, "this system has no flock") from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX if block else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in TAKEN and not block:
            return False
        raise _unknown(path, f"{error.strerror}, asked for a lock (flock)") from error
    return True


def _names(path: Path, file: int) -> bool:
    """Whether a path still names an open file."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file))
    except FileNotFoundError:
        return False


def _sign(path: Path, file: int) -> bool:
    """Write who holds the lock; false for a file of another user, which is removed and made anew."""
    now = datetime.now().isoformat(timespec="seconds")
    text = json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": now})
    try:
        try:
            os.truncate(file, 0)
            os.pwrite(file, text.encode(), 0)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.EBADF):  # open for reading only
                raise
            path.unlink()
            return False
    except OSError as error:
        raise unwritable(path, error) from error
    return True


def holder(path: Path) -> Holder | None:
    """Who holds a lock by its file; nothing where the file says nothing, or names a process that has ended."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        found = Holder(int(content["pid"]), str(content["host"]), datetime.fromisoformat(content["since"]))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return found if found.host != socket.gethostname() or _alive(found.pid) else None


def _alive(pid: int) -> bool:
    """Whether a process is at work on this machine."""
    try:
        os.kill(pid, 0)
    except PermissionError:  # of another user
        return True
    except (ProcessLookupError, OverflowError):
        return False
    return pid > 0


def _locked(path: Path) -> Stop:
    """The Stop of a second build that does not wait."""
    who = holder(path)
    return stop(
        ExitCode.ENVIRONMENT,
        "build-locked",
        Place(str(path)),
        f"{who or 'another build'} holds the lock of this edition",
        "one build of an edition at a time",
        "wait until it has ended and run again" + (f", or end process {who.pid} on {who.host}" if who else ""),
    )


def _unknown(path: Path, found: str) -> Stop:
    """The Stop where builds cannot be kept apart."""
    return stop(
        ExitCode.ENVIRONMENT,
        "lock-unsupported",
        Place(str(path)),
        found,
        "an output folder on a system and a file system that know flock (a local disk of Linux or macOS, NFS 4)",
        "build on such a disk, and copy the edition to its place",
    )
