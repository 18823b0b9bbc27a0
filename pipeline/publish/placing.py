"""Placing: a rendered file or folder is moved into an edition, from another file system too, whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path


def place(source: Path, folder: Path, name: str = "") -> Path:
    """Move a file or a folder into ``folder`` (made where it is not), under its own or another name; the new path.

    One rename on one file system. Across two it is copied beside its place, renamed, and only then removed at its
    source. A failed move leaves the source whole and nothing in the folder. Raises OSError as the system does, and
    FileExistsError where the name is taken.
    """
    folder.mkdir(parents=True, exist_ok=True)
    placed = folder / (name or source.name)
    if os.path.lexists(placed):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(placed))
    try:
        return source.rename(placed)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
    part = folder / f".{placed.name}.part-{os.getpid()}"
    try:
        _copy(source, part)
        part.rename(placed)
    except BaseException:
        _remove(part)
        raise
    _remove(source)
    return placed


def _copy(source: Path, to: Path) -> None:
    """Copy a file or a folder. Unlike ``shutil.copytree`` it stops at the first error and keeps its number."""
    if source.is_symlink() or not source.is_dir():
        shutil.copy2(source, to, follow_symlinks=False)
        return
    to.mkdir()
    for path in source.iterdir():
        _copy(path, to / path.name)


def _remove(path: Path) -> None:
    """Remove a file or a folder, where it is."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
