"""What a run tells while it works: steps, what runs now, time left by the last run; on a terminal, as lines, as JSON.

Events are values; every display is a view of them.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

PAUSE = 2.0  # seconds between two lines of a count
View = Callable[["Event"], None]


@dataclass(frozen=True)
class Event:
    """One thing that happened.

    ``kind`` is begin, end (of a step), now (what runs), made (one result), note or done; ``seconds`` since the start of
    the run (for end and made: how long it took); ``done`` of ``total`` pieces; ``left`` seconds by the last run, None
    where there was none that compares.
    """

    kind: str
    step: str = ""
    text: str = ""
    seconds: float = 0.0
    done: int = 0
    total: int = 0
    left: float | None = None


@dataclass
class Progress:
    """Tells the views of a run. ``steps`` are the names of its steps in order; ``last`` the seconds of each in the last
    run that compares."""

    views: Sequence[View] = ()
    steps: Sequence[str] = ()
    last: Mapping[str, float] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    _start: float = field(default_factory=time.perf_counter)
    _step: str = ""
    _began: float = 0.0
    _turn: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def step(self, name: str, text: str) -> Iterator[None]:
        """A step, from its begin to its end."""
        outer = self._step, self._began
        self._step, self._began = name, time.perf_counter()
        self._tell(Event("begin", name, text, left=self._left()))
        try:
            yield
        finally:
            took = time.perf_counter() - self._began
            self.seconds[name] = self.seconds.get(name, 0.0) + took
            self._tell(Event("end", name, "", took))
            self._step, self._began = outer

    def now(self, text: str, done: int = 0, total: int = 0) -> None:
        """What runs now; ``done`` of ``total`` pieces where they can be counted."""
        self._tell(Event("now", self._step, text, done=done, total=total, left=self._left()))

    def note(self, text: str) -> None:
        """Something that whoever reads should know, and that stays on the screen."""
        self._tell(Event("note", self._step, text))

    def made(self, name: str, kept: bool, why: str, seconds: float) -> None:
        """One result was kept or made."""
        self._tell(Event("made", self._step, f"{name}: {'kept' if kept else why}", seconds))

    def done(self, text: str) -> None:
        """The end of the run."""
        self._tell(Event("done", "", text))

    def _left(self) -> float | None:
        """Seconds that are left if every step takes as long as in the last run."""
        if not self.last or self._step not in self.steps:
            return None
        at = list(self.steps).index(self._step)
        here = max(0.0, self.last.get(self._step, 0.0) - (time.perf_counter() - self._began))
        return here + sum(self.last.get(name, 0.0) for name in self.steps[at + 1 :])

    def _tell(self, event: Event) -> None:
        if event.kind not in ("end", "made"):
            event = Event(**{**asdict(event), "seconds": time.perf_counter() - self._start})
        with self._turn:  # several threads tell
            for view in self.views:
                view(event)


def lines(stream: IO[str]) -> View:
    """Plain lines, for a file or a pipe; of pieces that are counted no more than one line in some seconds."""
    told = 0.0

    def view(event: Event) -> None:
        nonlocal told
        counted = event.kind == "now" and event.done < event.total and event.seconds - told < PAUSE
        if event.kind in ("end", "made", "done") or counted:
            return
        told = event.seconds
        stream.write(f"{event.text}\n" if event.kind == "note" else f"[{event.seconds:6.1f} s] {_worded(event)}\n")
        stream.flush()

    return view


def notes(stream: IO[str]) -> View:
    """Plain lines of what stays on the screen, and nothing else, for a run that has no end."""

    def view(event: Event) -> None:
        if event.kind == "note":
            stream.write(f"{event.text}\n")
            stream.flush()

    return view


def on_terminal() -> tuple[View, AbstractContextManager[object]] | None:
    """A live line on the terminal itself, past what guards it from texts of others; None where there is no terminal."""
    return live(sys.__stderr__) if sys.__stderr__ is not None and sys.stderr.isatty() else None


def live(stream: IO[str]) -> tuple[View, AbstractContextManager[object]]:
    """A line that is rewritten, for a terminal; notes stay above it. The context shows and removes it."""
    from rich.console import Console
    from rich.markup import escape

    console = Console(file=stream, stderr=stream is sys.__stderr__)
    status = console.status("starting")

    def view(event: Event) -> None:
        if event.kind == "note":
            console.print(escape(event.text))
        elif event.kind in ("begin", "now"):
            left = f" · about {event.left:.0f} s left by the last run" if event.left and event.left >= 1 else ""
            status.update(f"\\[{event.seconds:5.1f} s] {escape(_worded(event))}{left}")

    return view, status


def json_lines(path: Path) -> tuple[View, Callable[[], None]]:
    """One JSON object a line for each event, and a function that closes the file. Raises OSError where it cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    stream = path.open("w", encoding="utf-8")

    def view(event: Event) -> None:
        with suppress(ValueError):  # the file is closed: a thread that is still at work has nothing more to say
            content = {key: value for key, value in asdict(event).items() if value not in ("", None)}
            content["seconds"] = round(event.seconds, 4)
            try:
                stream.write(json.dumps(content, ensure_ascii=False) + "\n")
                stream.flush()
            except OSError as error:
                error.filename = str(path)
                raise

    def close() -> None:
        with suppress(OSError):  # said where it was written: what waits is tried once more
            stream.close()

    return view, close


def _worded(event: Event) -> str:
    """An event as a line."""
    count = f" ({event.done} of {event.total})" if event.total else ""
    return f"{event.step}: {event.text}{count}" if event.step else event.text


def recap(results: Iterable[tuple[str, bool]], names: Mapping[str, str]) -> list[str]:
    """How many results of each kind were made and how many kept, in the order and by the words of ``names``.

    ``results`` are (kind, whether it was kept).

    >>> recap([("sheet", True), ("sheet", False)], {"sheet": "data sheets"})
    ['data sheets: 1 made again, 1 kept']
    """
    counted = Counter(results)
    found = []
    for kind, words in names.items():
        made, kept = counted[kind, False], counted[kind, True]
        if made or kept:
            parts = [f"{made} made" + (" again" if kept else "")] * bool(made) + [f"{kept} kept"] * bool(kept)
            found.append(f"{words}: {', '.join(parts)}")
    return found
