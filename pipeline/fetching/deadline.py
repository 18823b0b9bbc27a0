"""The end of a question whose answer takes too long, whatever comes of it in the meantime.

The time-outs of a client run anew with each byte, so that headers which never end hold a question for ever.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any


class Deadline:
    """Shuts the connection of a question that has run out of time; ``passed`` says that it did."""

    def __init__(self) -> None:
        self.passed = False
        self._socket: socket.socket | None = None

    def trace(self, event: str, told: Mapping[str, Any]) -> None:
        """What httpcore's extension ``trace`` tells: the newest connection, also where it is used again."""
        stream = told.get("return_value") if event.endswith(".complete") else None
        if stream is not None and hasattr(stream, "get_extra_info"):
            self._socket = stream.get_extra_info("socket")

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """The time that one question may take."""
        self.passed = False
        timer = threading.Timer(seconds, self._shut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _shut(self) -> None:
        self.passed = True
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
