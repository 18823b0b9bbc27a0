"""Landing: an edition is written beside its target and swapped in whole, or the last good one stays."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.problems import ExitCode, Place, Stop, stop

# What an operating system says where a place is full or may not be written.
FULL = (errno.ENOSPC, errno.EDQUOT)
REFUSALS = (*FULL, errno.EACCES, errno.EPERM, errno.EROFS)


@contextmanager
def landing(target: Path) -> Iterator[Path]:
    """A fresh folder beside ``target`` to write into; it replaces ``target`` when the block ends without an error.

    On any error or interrupt the new folder is removed and ``target`` is as it was. Raises Stop (exit 6) where the
    place cannot be written or the disk is full.
    """
    fresh = target.parent / f".{target.name}.new-{os.getpid()}"
    old = target.parent / f".{target.name}.old-{os.getpid()}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.mkdir()
        yield fresh
        if target.exists():
            target.rename(old)
        fresh.rename(target)
    except OSError as error:
        raise unwritable(target, error) from error
    finally:
        if old.exists() and not target.exists():  # an error or an interrupt between the two renames
            old.rename(target)
        for leftover in (fresh, old):
            shutil.rmtree(leftover, ignore_errors=True)


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
