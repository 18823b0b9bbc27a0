"""Processes that end with the one that they work for."""

from __future__ import annotations

import os
import threading
import time


def end_with(home: int) -> None:
    """A worker of this machine ends when the process that it works for has ended, however that happened."""
    if os.name != "posix":
        return

    def watch() -> None:
        while os.getppid() == home:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, name="home", daemon=True).start()
