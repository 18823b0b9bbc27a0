from __future__ import annotations

import errno
from pathlib import Path

import pytest

from pipeline.writing import write_if_new


def test_only_what_is_new_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    assert write_if_new(path, b"one")
    before = path.stat().st_mtime_ns
    assert not write_if_new(path, b"one") and path.stat().st_mtime_ns == before
    assert write_if_new(path, b"two") and path.read_bytes() == b"two"


def test_a_full_disk_is_told_with_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space") as caught:
        write_if_new(tmp_path / "x", b"one")
    assert caught.value.filename == str(tmp_path / "x")
