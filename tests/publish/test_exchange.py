"""The exchange: in one step where the system can, by renames that end well where it cannot."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from pipeline.publish import exchange as module
from pipeline.publish.exchange import UNABLE, at_once, exchange


@pytest.fixture
def names(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A fresh folder, a target, a name to set aside."""
    fresh, target, aside = tmp_path / ".new", tmp_path / "2026", tmp_path / ".old"
    for folder, text in ((fresh, "new"), (target, "old")):
        folder.mkdir()
        (folder / "x.txt").write_text(text)
    return fresh, target, aside


def state(folder: Path) -> dict[str, str]:
    return {path.name: (path / "x.txt").read_text() for path in folder.iterdir()}


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="this system cannot exchange names")
def test_two_names_are_exchanged_in_one_step(names: tuple[Path, Path, Path]) -> None:
    fresh, target, _ = names
    at_once(fresh, target)
    assert state(target.parent) == {".new": "old", "2026": "new"}


def test_an_exchange_that_fails_says_why(names: tuple[Path, Path, Path]) -> None:
    fresh, _, aside = names
    with pytest.raises(OSError) as caught:
        at_once(fresh, aside)
    assert caught.value.errno in (errno.ENOENT, *UNABLE)


@pytest.mark.parametrize("number", [None, *UNABLE])
def test_both_ways_end_alike(
    names: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch, number: int | None
) -> None:
    if number is not None:
        monkeypatch.setattr(module, "at_once", failing(number))
    exchange(*names)
    assert state(names[1].parent) == {".new": "old", "2026": "new"}


def failing(number: int):  # type: ignore[no-untyped-def]
    def call(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    return call


def test_a_system_without_the_call(names: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "sunos5")
    exchange(*names)
    assert state(names[1].parent) == {".new": "old", "2026": "new"}


def test_the_first_edition_has_nothing_to_exchange(names: tuple[Path, Path, Path]) -> None:
    _, target, _ = names
    (target / "x.txt").unlink()
    target.rmdir()
    exchange(*names)
    assert state(target.parent) == {"2026": "new"}


def test_another_error_of_the_exchange_is_raised(
    names: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "at_once", failing(errno.EACCES))
    with pytest.raises(PermissionError):
        exchange(*names)
    assert state(names[1].parent) == {".new": "new", "2026": "old"}


@pytest.mark.parametrize("fault", [OSError(errno.EACCES, "denied"), KeyboardInterrupt()])
@pytest.mark.parametrize("rename", [1, 2])
def test_a_fault_in_a_rename_leaves_the_last_edition(
    names: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch, fault: BaseException, rename: int
) -> None:
    real, calls = Path.rename, []

    def faulty(self: Path, other: Path) -> Path:
        calls.append(self)
        if len(calls) == rename:
            raise fault
        return real(self, other)

    monkeypatch.setattr(module, "at_once", failing(errno.ENOSYS))
    monkeypatch.setattr(Path, "rename", faulty)
    with pytest.raises(type(fault)):
        exchange(*names)
    assert state(names[1].parent) == {".new": "new", "2026": "old"}


def test_an_edition_that_cannot_be_moved_out_is_left_to_the_next_run(
    names: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = Path.rename, []

    def faulty(self: Path, other: Path) -> Path:
        calls.append(self)
        if len(calls) == 3:
            raise OSError(errno.EACCES, "denied")
        return real(self, other)

    monkeypatch.setattr(module, "at_once", failing(errno.ENOSYS))
    monkeypatch.setattr(Path, "rename", faulty)
    exchange(*names)
    assert state(names[1].parent) == {".old": "old", "2026": "new"}
