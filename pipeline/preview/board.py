"""The board: what the browsers are told, as one value that is replaced whole.

A browser that comes late, sleeps or misses something is told the same as all others: the state as it is.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from pipeline.problems import Problem


class Phase(StrEnum):
    """What the preview is doing."""

    BUILDING = "building"
    READY = "ready"
    STOPPED = "stopped"  # the last round did not come to its end; the pages are those of an earlier one


@dataclass(frozen=True)
class PageState:
    """A page: a digest of all that it shows, and the ids of sections, figures and tables that its last change touched."""

    version: str
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class PdfState:
    """A PDF: its language, volume and address, a digest of its content, and the time of day when it was made."""

    language: str
    volume: str
    address: str
    version: str
    at: str


@dataclass(frozen=True)
class State:
    """All that a browser shows beside the page. ``files`` are what the last round was made for; ``pages`` by address."""

    phase: Phase = Phase.BUILDING
    step: str = ""
    round: int = 0
    at: str = ""
    seconds: float = 0.0
    files: tuple[str, ...] = ()
    made: str = ""
    warnings: int = 0
    missing: int = 0
    problems: tuple[Problem, ...] = ()
    pages: Mapping[str, PageState] = field(default_factory=dict)
    pdfs: tuple[PdfState, ...] = ()

    def plain(self) -> dict[str, Any]:
        """The state for JSON; the place of a problem as it is printed."""
        content = asdict(self)
        content["problems"] = [asdict(one) | {"place": str(one.place)} for one in self.problems]
        return content


class Board:
    """Holds the state. Every replacement has a number, by which a follower knows whether there is anything new."""

    def __init__(self) -> None:
        self._state, self._number, self._closed = State(), 0, False
        self._news = threading.Condition()

    @property
    def state(self) -> State:
        """The state as it is."""
        return self._state

    def put(self, **changes: Any) -> None:
        """Replace fields of the state; nothing happens where they are the same."""
        with self._news:
            state = replace(self._state, **changes)
            if state != self._state:
                self._state = state
                self._number += 1
                self._news.notify_all()

    def after(self, number: int, wait: float) -> tuple[int, State] | None:
        """The newest state and its number, once it is newer than ``number`` or the wait is over; None at the end."""
        with self._news:
            self._news.wait_for(lambda: self._closed or self._number > number, wait)
            return None if self._closed else (self._number, self._state)

    def close(self) -> None:
        """Let all followers go."""
        with self._news:
            self._closed = True
            self._news.notify_all()
