"""What workers of this machine say while they work, told here as it comes: a file each, a line a word."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

PAUSE = 0.2  # seconds between two looks at the files
SILENCE = 5.0  # seconds without a word after which a sign of life is given, and again each time


def speaker(path: Path) -> Callable[[str], None]:
    """A function that says a line into a file."""

    def say(line: str) -> None:
        with path.open("a", encoding="utf-8") as stream:
            stream.write(f"{line}\n")

    return say


@contextmanager
def overheard(files: Mapping[str, Path], tell: Callable[[str], None], silence: float = SILENCE) -> Iterator[None]:
    """Tell, until the block ends, the lines that are said into files (by who says them), and where nothing is said that the
    work goes on. The files begin blank. What ``tell`` raises is raised when the block has ended."""
    for path in files.values():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    ended = threading.Event()
    faults: list[Exception] = []

    def listen() -> None:
        try:
            hear()
        except Exception as error:  # a log on a full disk
            faults.append(error)

    def hear() -> None:
        read = dict.fromkeys(files, 0)
        started = heard = time.monotonic()
        last = False
        while not last:
            last = ended.wait(PAUSE)
            for name, path in files.items():
                lines, read[name] = _since(path, read[name])
                for line in lines:
                    tell(f"{name}: {line}")
                    heard = time.monotonic()
            if not last and time.monotonic() - heard > silence:
                heard = time.monotonic()
                tell(f"still at work after {heard - started:.0f} s")

    listener = threading.Thread(target=listen, name="hearing", daemon=True)
    listener.start()
    try:
        yield
    finally:
        ended.set()
        listener.join()
    if faults:
        raise faults[0]


def _since(path: Path, start: int) -> tuple[list[str], int]:
    """The whole lines of a file from a place on, and the place after them; none where it cannot be read."""
    try:
        with path.open("rb") as stream:
            stream.seek(start)
            data = stream.read()
    except OSError:
        return [], start
    end = data.rfind(b"\n") + 1
    return data[:end].decode("utf-8", errors="replace").splitlines(), start + end
