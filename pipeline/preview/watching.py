"""Watching the files that a report is made from.

What changed is found by comparing two looks at the folders; the system's notices (watchfiles) only say when to look.
So a temporary file that comes and goes, or is renamed over the old one, counts as what it is: one changed file. Where
the system gives no notices (network folders, no watches left) the folders are looked at every so often.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.preview.changes import Changes

WATCHED = ("data", "report", "pipeline")
QUIET = 0.06  # seconds without another change after which a burst of saves is over
LONGEST = 1.0  # seconds after which a burst that does not end is taken as it is
LOOK = 2.0  # seconds between two looks where no notice comes: files on a network folder change without one
POLL = 0.5  # the same where the system gives no notices at all
PASSING = (".tmp", ".part", ".bak", "~")  # ends of names under which programmes write before they rename
HIDDEN = (".", "~")  # beginnings of names: hidden files, locks of LibreOffice (.~lock.x#) and Excel (~$x)

State = tuple[int, int, int]  # time, size and number of a file: any of them changes when it is saved


def counts(name: str) -> bool:
    """Whether a file or folder of this name is looked at.

    >>> [counts(name) for name in ("connectivity.xlsx", ".~lock.connectivity.xlsx#", "~$connectivity.xlsx", "lu1.tmp")]
    [True, False, False, False]
    """
    return not name.startswith(HIDDEN) and not name.endswith(PASSING) and name != "__pycache__"


def look(root: Path) -> dict[str, State]:
    """The state of every file of the watched folders, by its name from the project's folder."""
    found: dict[str, State] = {}
    for folder in WATCHED:
        for place, folders, names in os.walk(root / folder):
            folders[:] = [name for name in folders if counts(name)]
            below = Path(place).relative_to(root).as_posix()
            for name in filter(counts, names):
                try:
                    state = os.stat(os.path.join(place, name))  # noqa: PTH116, PTH118 (a thousand times a look)
                except OSError:  # gone since the folder was read
                    continue
                found[f"{below}/{name}"] = state.st_mtime_ns, state.st_size, state.st_ino
    return found


def differing(before: dict[str, State], now: dict[str, State]) -> set[str]:
    """Names that are new, gone or in another state."""
    return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}


class Watcher(threading.Thread):
    """Adds to ``changes`` what differs from the state in which it was made. ``tell`` gets a line where it has to poll."""

    def __init__(self, root: Path, changes: Changes, tell: Callable[[str], None]) -> None:
        super().__init__(name="watcher", daemon=True)
        self._root, self._changes, self._tell = root, changes, tell
        self._known = look(root)
        self._ended = threading.Event()

    def end(self) -> None:
        """Watch no longer."""
        self._ended.set()

    def run(self) -> None:
        """Look when there is notice, and from time to time."""
        for _ in self._notices():
            now = look(self._root)
            if now == self._known:
                continue
            changed, self._known = differing(self._known, now), now
            changed |= self._settle()
            self._changes.add(changed)

    def _settle(self) -> set[str]:
        """Wait until nothing changes any more; what has changed meanwhile."""
        changed: set[str] = set()
        until = time.monotonic() + LONGEST
        while not self._ended.wait(QUIET):
            now = look(self._root)
            if now == self._known:
                break
            changed |= differing(self._known, now)
            self._known = now
            if time.monotonic() > until:
                break
        return changed

    def _notices(self) -> Iterator[object]:
        """When to look."""
        from watchfiles import watch
        from watchfiles._rust_notify import WatchfilesRustInternalError

        while not self._ended.is_set():
            folders = [self._root / name for name in WATCHED if (self._root / name).is_dir()]
            try:
                yield from watch(
                    *folders,
                    watch_filter=None,
                    debounce=20,
                    step=10,
                    stop_event=self._ended,
                    rust_timeout=int(LOOK * 1000),
                    yield_on_timeout=True,
                    raise_interrupt=False,
                )
            except (OSError, WatchfilesRustInternalError) as error:
                self._tell(f"looking at the files every {POLL:g} s, because they cannot be watched: {error}")
                while not self._ended.wait(POLL):
                    yield None
