"""Files that changed and that no round has taken yet."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from pipeline.crew.stream import ATTENTIVE


class Changes:
    """Names are added by whoever watches and taken, all at once, by whoever makes the rounds."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._lock = threading.Condition()

    def add(self, names: Iterable[str]) -> None:
        """Add names of changed files."""
        with self._lock:
            self._names |= set(names)
            self._lock.notify_all()

    def pending(self) -> bool:
        """Whether there are any."""
        with self._lock:
            return bool(self._names)

    def take(self) -> frozenset[str]:
        """All names, as soon as there is one."""
        with self._lock:
            while not self._lock.wait_for(lambda: bool(self._names), ATTENTIVE):
                pass
            taken, self._names = frozenset(self._names), set()
            return taken
