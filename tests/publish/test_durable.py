"""What is written is on the disk before it is published."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from pipeline.publish import durable
from pipeline.publish.durable import settle


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "web" / "en").mkdir(parents=True)
    for name in ("a.pdf", "web/en/index.html"):
        (tmp_path / name).write_text("x")
    return tmp_path


def test_without_a_call_for_all_every_file_and_folder_is_waited_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = []
    monkeypatch.setattr(sys, "platform", "other")
    monkeypatch.setattr(os, "fsync", lambda file: waited.append(os.fstat(file).st_ino))
    settle(folder)
    assert sorted(waited) == sorted(path.stat().st_ino for path in (folder, *folder.rglob("*")))


@pytest.mark.skipif(sys.platform != "linux", reason="syncfs is a call of Linux")
def test_linux_waits_for_the_file_system_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    class Library:
        def syncfs(self, file: int) -> int:
            asked.append(os.fstat(file).st_ino)
            return 0

    monkeypatch.setattr(durable.ctypes, "CDLL", lambda *_, **__: Library())
    settle(folder)
    assert asked == [folder.stat().st_ino]


@pytest.mark.skipif(sys.platform != "linux", reason="syncfs is a call of Linux")
def test_a_disk_that_fails_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Library:
        def syncfs(self, file: int) -> int:
            return -1

    monkeypatch.setattr(durable.ctypes, "CDLL", lambda *_, **__: Library())
    monkeypatch.setattr(durable.ctypes, "get_errno", lambda: errno.EIO)
    with pytest.raises(OSError, match="Input/output error"):
        settle(folder)


def test_the_real_call_takes_a_folder_and_no_other(folder: Path) -> None:
    settle(folder)
    with pytest.raises(FileNotFoundError):
        settle(folder / "not-there")
