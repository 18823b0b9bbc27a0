"""What a run tells, where nobody reads or nothing can be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.progress import Event, json_lines


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full on this system")
def test_a_log_on_a_full_disk_is_named() -> None:
    view, close = json_lines(Path("/dev/full"))
    with pytest.raises(OSError, match="No space") as caught:
        view(Event("note", text="one"))
    assert caught.value.filename == "/dev/full"
    close()  # and what waits is no second fault
