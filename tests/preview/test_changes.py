"""Names of changed files that wait for a round."""

from __future__ import annotations

import subprocess
import sys
import threading

from pipeline.preview.changes import Changes

WAITS = """
import signal, threading, time
from pipeline.preview.changes import Changes

def other():
    time.sleep(0.3)
    signal.pthread_kill(threading.get_ident(), signal.SIGINT)
    time.sleep(60)

threading.Thread(target=other, daemon=True).start()
try:
    Changes().take()
except KeyboardInterrupt:
    print("interrupted")
"""


def test_all_names_are_taken_at_once_and_once() -> None:
    changes = Changes()
    changes.add(["b", "a"])
    changes.add(["a"])
    assert changes.pending()
    assert changes.take() == {"a", "b"}
    assert not changes.pending()


def test_whoever_waits_gets_the_next_name() -> None:
    changes, taken = Changes(), []
    waiting = threading.Thread(target=lambda: taken.append(changes.take()))
    waiting.start()
    changes.add(["a"])
    waiting.join(10)
    assert taken == [{"a"}]


def test_a_signal_that_another_thread_got_is_noticed() -> None:
    """The system hands a signal to any thread; seen in one of twenty ends on a loaded machine, which then hung."""
    done = subprocess.run([sys.executable, "-c", WAITS], check=False, capture_output=True, text=True, timeout=20)
    assert done.stdout == "interrupted\n", done.stderr
