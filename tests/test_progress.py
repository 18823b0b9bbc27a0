"""What a run tells, where nobody reads or nothing can be written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.progress import Event, json_lines, lines


def test_a_reader_that_has_gone_does_not_end_the_run() -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as stream:
        view = lines(stream)
        view(Event("note", text="one"))
        view(Event("begin", "check", "two"))
        os.dup2(os.open(os.devnull, os.O_WRONLY), write)  # what waits goes there when the stream is closed


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full on this system")
def test_a_log_on_a_full_disk_is_named() -> None:
    view, _ = json_lines(Path("/dev/full"))
    with pytest.raises(OSError, match="No space") as caught:
        view(Event("note", text="one"))
    assert caught.value.filename == "/dev/full"
