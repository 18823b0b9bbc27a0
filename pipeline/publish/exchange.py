"""Exchange: two folders change names in one step of the system, or in renames that a later run can put right.

Guarantees: (1) where the system can exchange two names (Linux: renameat2, Linux manual page rename(2); macOS:
renamex_np) there is no moment without a published folder; (2) elsewhere the published folder stands whole under the
name ``aside`` in the meantime, and nothing else ever bears that name; (3) a failed exchange leaves both as they were.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

# What a kernel or a file system says that cannot exchange names (EPERM: a sandbox that does not know the call).
UNABLE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM)
AT_FDCWD = -100
RENAME_EXCHANGE = 2  # linux/fs.h
RENAME_SWAP = 2  # sys/stdio.h of macOS


def exchange(fresh: Path, target: Path, aside: Path) -> None:
    """Make ``fresh`` the ``target``; what ``target`` was is then called ``fresh``, or nothing is where it was not.

    All three names are on one file system. Raises OSError where the names cannot be changed.
    """
    if not target.exists():
        fresh.rename(target)
        return
    try:
        at_once(fresh, target)
    except OSError as error:
        if error.errno not in UNABLE:
            raise
        _by_renames(fresh, target, aside)


def _by_renames(fresh: Path, target: Path, aside: Path) -> None:
    """The exchange where the system has none."""
    target.rename(aside)
    try:
        fresh.rename(target)
    except BaseException:
        aside.rename(target)
        raise
    with suppress(OSError):  # published; the next run clears what stays
        aside.rename(fresh)


def at_once(one: Path, other: Path) -> None:
    """Exchange two names in one step. Raises OSError, with a number of ``UNABLE`` where the system has no such step."""
    call = _call()
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if call(os.fsencode(one), os.fsencode(other)) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(one), None, str(other))


def _call() -> Callable[[bytes, bytes], int] | None:
    """The system's call, or nothing where it has none."""
    if sys.platform not in ("linux", "darwin"):
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if hasattr(library, "renameat2"):
        rename = library.renameat2
        rename.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
        return lambda one, other: rename(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE)
    if hasattr(library, "renamex_np"):
        swap = library.renamex_np
        swap.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint)
        return lambda one, other: swap(one, other, RENAME_SWAP)
    return None
