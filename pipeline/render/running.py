"""A program as a process group: heard line by line, with a sign of life where it is silent, ended with all it started."""

from __future__ import annotations

import codecs
import os
import re
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

GRACE = 5.0  # seconds between asking the process group to end and ending it; also for a pipe that a child still holds
TICK = 0.25  # seconds between two looks at a silent program
SILENCE = 5.0  # seconds without a word after which a sign of life is given, and again each time
ANSI: Final = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
BREAK: Final = re.compile(r"[\r\n]+")

Hear = Callable[[str], None]


class NotStarted(Exception):
    """The program could not be started at all; the text says why."""


class Overrun(Exception):
    """The program was still at work at the end of its time and was ended."""


def run(
    command: Sequence[str],
    limit: float,
    hear: Hear,
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    log: BinaryIO | None = None,
    silent: Callable[[float], None] = lambda seconds: None,
) -> int:
    """Run a program and return its exit code (negative: the signal that ended it).

    ``hear`` gets each line that is not blank, without colours; a line that is not finished (``Compiling ...``) is heard
    once the program pauses. ``silent`` gets the seconds since the start each time nothing was heard for `SILENCE`
    seconds. All bytes go to ``log`` as they come. However it ends, whatever of its process group is left is ended too.

    Raises NotStarted, Overrun after ``limit`` seconds, and OSError where the log cannot be written.
    """
    try:
        process = subprocess.Popen(
            list(command), cwd=folder, env=None if environment is None else dict(environment),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    except (OSError, ValueError) as error:
        raise NotStarted(str(error)) from error
    try:
        return _follow(process, limit, _Lines(hear), log, silent)
    finally:
        end_group(process)
        if process.stdout is not None:
            process.stdout.close()


class _Lines:
    """Bytes to lines: complete ones at once, the rest when the program pauses."""

    def __init__(self, hear: Hear) -> None:
        self.hear = hear
        self.decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self.rest = ""
        self.told = ""

    def add(self, data: bytes, end: bool = False) -> None:
        *lines, self.rest = BREAK.split(self.rest + self.decoder.decode(data, final=end))
        for line in lines:
            self._tell(line)
        if end:
            self.pause()

    def pause(self) -> None:
        self._tell(self.rest, unfinished=True)

    def _tell(self, line: str, unfinished: bool = False) -> None:
        text = ANSI.sub("", line).rstrip()
        if text.strip() and text != self.told:
            self.hear(text)
        self.told = text if unfinished else ""


def _follow(
    process: subprocess.Popen[bytes],
    limit: float,
    lines: _Lines,
    log: BinaryIO | None,
    silent: Callable[[float], None],
) -> int:
    """Hear a program out; returns its exit code. The pipe may close before the program ends, or be held by a child after."""
    assert process.stdout is not None
    started = heard = time.monotonic()
    ended: float | None = None
    open_pipe = True
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while open_pipe or process.poll() is None:
            now = time.monotonic()
            if now - started > limit:
                raise Overrun
            if ended is None and process.poll() is not None:
                ended = now
            if ended is not None and now - ended > GRACE:
                break  # a child that it left behind still holds the pipe
            if open_pipe and selector.select(TICK):
                data = os.read(process.stdout.fileno(), 65536)
                open_pipe = bool(data)
                heard = time.monotonic()
                if log is not None and data:
                    log.write(data)
                    log.flush()
                lines.add(data, end=not data)
                continue
            if not open_pipe:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(TICK)
            lines.pause()
            if time.monotonic() - heard > SILENCE:
                heard = time.monotonic()
                silent(heard - started)
    return process.wait()


def end_group(process: subprocess.Popen[bytes]) -> None:
    """End a process and all of its group: asked first, ended after a grace time. Returns at once where nothing is left."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        process.poll()
        if not group_alive(process.pid):
            return
        try:
            os.killpg(process.pid, number)
        except (ProcessLookupError, PermissionError):
            return
        until = time.monotonic() + GRACE
        while time.monotonic() < until:
            process.poll()
            if not group_alive(process.pid):
                return
            time.sleep(0.02)


def group_alive(group: int) -> bool:
    """Whether a process group has a member that is not dead; where /proc tells it, the dead that nobody reaped do not count."""
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    if not Path("/proc/self/stat").is_file():
        return True
    for entry in os.scandir("/proc"):
        if not entry.name.isdigit():
            continue
        try:
            state, _, member_of = Path(entry.path, "stat").read_text().rsplit(")", 1)[1].split()[:3]
        except OSError:
            continue  # it ended while we looked
        if int(member_of) == group and state not in "ZX":
            return True
    return False
