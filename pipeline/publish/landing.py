"""Landing: an edition is written beside its target and exchanged whole, or the last good one stays.

Names of its own, all beside ``output/2026``: ``.2026.new-PID`` is an edition in the making, or the last one on its way
out; ``.2026.old-PID`` is the last edition, whole, while a system that cannot exchange names renames. Whoever lands
holds the edition's lock (``pipeline.publish.lock``) and calls ``recover`` first.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.problems import ExitCode, Place, Stop, stop
from pipeline.publish.durable import settle, settle_names
from pipeline.publish.exchange import exchange
from pipeline.publish.interrupts import held_back

# What an operating system says where a place is full or may not be written.
FULL = (errno.ENOSPC, errno.EDQUOT)
REFUSALS = (*FULL, errno.EACCES, errno.EPERM, errno.EROFS)

_published: list[Path] = []


@contextmanager
def landing(target: Path) -> Iterator[Path]:
    """A fresh folder beside ``target`` to write into; it replaces ``target`` when the block ends without an error.

    On any error or interrupt in the block the fresh folder is removed and ``target`` is as it was. An interrupt during
    the exchange waits until it is done: the edition is then published, ``published`` says so, and KeyboardInterrupt is
    raised. Raises Stop (exit 6) where the place cannot be written or the disk is full.
    """
    target = target.resolve()  # where the name is a link, the folder that it leads to is exchanged
    fresh, aside = (target.parent / f".{target.name}.{kind}-{os.getpid()}" for kind in ("new", "old"))
    made: list[Path] = []  # so that a folder of another is never cleared
    try:
        try:
            with _refusals(target, OSError):
                target.parent.mkdir(parents=True, exist_ok=True)
                if target.exists() and not target.is_dir():
                    raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target))
                with held_back():
                    fresh.mkdir()
                    made.append(fresh)
            with _refusals(target, shutil.Error):
                yield fresh
            with _refusals(target, OSError):
                settle(fresh)
                with held_back():
                    exchange(fresh, target, aside)
                    _published.append(target)
                    settle_names(target.parent)
                    _clear(made)
        finally:
            _clear(made)
    finally:
        _clear(made)  # once more, for an interrupt just before the clearing above


@contextmanager
def _refusals(target: Path, also: type[OSError]) -> Iterator[None]:
    """Turn what a system says of a full or closed place into a Stop, and errors of ``also`` whatever they say."""
    try:
        yield
    except OSError as error:
        first = _first(error)
        if first.errno not in REFUSALS and not isinstance(error, also):
            raise  # a missing source is no matter of the target's permissions
        raise unwritable(target, first) from error


def _first(error: OSError) -> OSError:
    """The first of the faults that copying a folder collects (source, copy and words of each), with its number where its
    words are those of a full disk; any other error as it is."""
    if not isinstance(error, shutil.Error) or not error.args or not isinstance(error.args[0], list):
        return error
    _, copy, words = error.args[0][0]
    number = next((one for one in REFUSALS if os.strerror(one) in str(words)), 0)
    return OSError(number, os.strerror(number) if number else str(words), str(copy))


def _clear(folders: list[Path]) -> None:
    """Remove folders. What cannot be removed is left to ``recover``."""
    with held_back():
        while folders:
            shutil.rmtree(folders.pop(), ignore_errors=True)


def published() -> tuple[Path, ...]:
    """Every edition that this process has put in place, in order, by its full path.

    For what a run says at its end: an interrupt or an error that comes after the exchange has published something all
    the same, whichever line it reached.
    """
    return tuple(_published)


def recover(target: Path) -> list[str]:
    """Put right what a killed build left beside ``target``; returns what was done, a line each.

    An edition that was set aside comes back where there is none in its place; then the rest is removed. Touches nothing
    but folders of the names above. The caller holds the edition's lock. Raises Stop (exit 6) where the place refuses.
    """
    target = target.resolve()
    name = re.compile(rf"\.{re.escape(target.name)}\.(new|old)-\d+")
    done = []
    with _refusals(target, OSError):
        for path in sorted(target.parent.iterdir()) if target.parent.is_dir() else ():
            left = name.fullmatch(path.name)
            if left is None or path.is_symlink() or not path.is_dir():
                continue
            if left[1] == "old" and not target.exists():
                path.rename(target)
                done.append(f"put edition {target.name} back in its place, which a build had left when it was killed")
                continue
            shutil.rmtree(path if left[1] == "new" else _leaving(path, target))
            done.append(f"removed {path.name}, which a build had left when it was killed")
    return done


def _leaving(aside: Path, target: Path) -> Path:
    """An edition that was set aside, renamed as one on its way out: half removed it must not pass for whole."""
    number = 0
    while (free := target.parent / f".{target.name}.new-{number}").exists():
        number += 1
    return aside.rename(free)


def unwritable(target: Path, error: OSError) -> Stop:
    """The Stop for a place that cannot be written."""
    full = error.errno in FULL
    return stop(
        ExitCode.ENVIRONMENT,
        "disk-full" if full else "output-not-writable",
        Place(str(target)),
        f"{error.strerror or error}" + (f" ({error.filename})" if error.filename else ""),
        "a folder on a disk with space that this user may write to",
        "free some space and run again"
        if full
        else "change the folder's permissions, or close the program that holds its files open",
    )
