"""Watching: what counts as a change, and that a burst of saves is one."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import watchfiles

from pipeline.preview import watching
from pipeline.preview.changes import Changes
from pipeline.preview.watching import Watcher, counts, differing, look
from tests.preview.fake import fake_project, save, wait_for

IGNORED = (
    "data/.~lock.sheet.xlsx#",
    "data/~$sheet.xlsx",
    "data/lu8213.tmp",
    "report/.page.txt.swp",
    "report/page.txt~",
    "report/page.txt.bak",
    "pipeline/__pycache__/code.pyc",
    "build/2026/en/report.qmd",
    "output/2026/manifest.json",
)


class Taken(Changes):
    """Changes that remember each time that something was added."""

    def __init__(self) -> None:
        super().__init__()
        self.added: list[set[str]] = []

    def add(self, names) -> None:
        self.added.append(set(names))
        super().add(names)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return fake_project(tmp_path)


@pytest.fixture
def changes(root: Path) -> Iterator[Taken]:
    taken = Taken()
    watcher = Watcher(root, taken, lambda line: None)
    watcher.start()
    time.sleep(0.3)  # until the system watches
    yield taken
    watcher.end()
    watcher.join(10)


@pytest.mark.parametrize("name", IGNORED)
def test_what_is_ignored(root: Path, name: str) -> None:
    before = look(root)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text("x")
    assert differing(before, look(root)) == set()


def test_what_is_new_gone_or_changed(root: Path) -> None:
    before = look(root)
    (root / "data" / "new").mkdir()
    (root / "data" / "new" / "a.xlsx").write_text("x")
    (root / "report" / "page.txt").unlink()
    save(root / "data" / "sheet.txt", "1")  # the same bytes in another file: an office writes them so
    assert differing(before, look(root)) == {"data/new/a.xlsx", "report/page.txt", "data/sheet.txt"}


def test_the_same_size_and_time_of_another_file(root: Path) -> None:
    path = root / "data" / "sheet.txt"
    before, state = look(root), path.stat()
    save(path, "2")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert differing(before, look(root)) == {"data/sheet.txt"}


@pytest.mark.parametrize("name", [".git", "a.part", "~$a.xlsx", "__pycache__"])
def test_names_that_do_not_count(name: str) -> None:
    assert not counts(name)


def test_a_burst_of_saves_is_one_change(root: Path, changes: Taken) -> None:
    for number in range(8):
        save(root / "data" / f"sheet-{number}.xlsx", "x")
        (root / "data" / ".~lock.x#").write_text("x")
        time.sleep(0.01)
    wait_for(changes.pending)
    time.sleep(0.3)
    assert changes.added == [{f"data/sheet-{number}.xlsx" for number in range(8)}]
    assert changes.take() == changes.added[0]
    assert not changes.pending()


def test_a_folder_that_is_new_is_watched(root: Path, changes: Taken) -> None:
    (root / "report" / "chapters").mkdir()
    time.sleep(0.1)
    save(root / "report" / "chapters" / "01.qmd.j2", "x")
    wait_for(changes.pending)
    assert changes.take() == {"report/chapters/01.qmd.j2"}


def test_where_watching_is_not_possible_it_polls(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> Iterator[object]:
        raise OSError("no watches left")
        yield

    monkeypatch.setattr(watchfiles, "watch", refused)
    monkeypatch.setattr(watching, "POLL", 0.05)
    told: list[str] = []
    taken = Taken()
    watcher = Watcher(root, taken, told.append)
    watcher.start()
    save(root / "data" / "sheet.txt", "2")
    wait_for(taken.pending)
    watcher.end()
    watcher.join(10)
    assert taken.take() == {"data/sheet.txt"}
    assert told == ["looking at the files every 0.05 s, because they cannot be watched: no watches left"]


def test_files_that_change_without_notice_are_found(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a network folder: the system tells nothing, the look from time to time does."""

    def silent(*_: object, **__: object) -> Iterator[set]:
        while True:
            time.sleep(0.02)
            yield set()

    monkeypatch.setattr(watchfiles, "watch", silent)
    taken = Taken()
    watcher = Watcher(root, taken, lambda line: None)
    watcher.start()
    save(root / "data" / "sheet.txt", "2")
    wait_for(taken.pending)
    watcher.end()
    assert taken.take() == {"data/sheet.txt"}


def test_take_waits_for_the_first() -> None:
    changes = Changes()
    threading.Timer(0.05, changes.add, [["a"]]).start()
    assert changes.take() == {"a"}
