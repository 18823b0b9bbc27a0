"""Landing: an edition is swapped in whole, or the last good one stays and nothing else is left."""

from __future__ import annotations

import errno
import os
import shutil
import signal
from pathlib import Path

import pytest

from pipeline.problems import ExitCode, Stop
from pipeline.publish import exchange
from pipeline.publish.landing import landing, published, recover


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A published edition."""
    folder = tmp_path / "output" / "2026"
    folder.mkdir(parents=True)
    (folder / "good.txt").write_text("last good edition")
    return folder


def intact(target: Path) -> bool:
    """Whether the last edition is there as it was, and nothing beside it."""
    return [p.name for p in target.parent.iterdir()] == [target.name] and (
        target / "good.txt"
    ).read_text() == "last good edition"


def test_the_new_folder_replaces_the_old_one_whole(target: Path) -> None:
    with landing(target) as fresh:
        assert fresh.parent == target.parent and fresh != target
        (fresh / "new.txt").write_text("new")
        assert intact_while_writing(target)
    assert [p.name for p in target.iterdir()] == ["new.txt"]
    assert [p.name for p in target.parent.iterdir()] == ["2026"]


def intact_while_writing(target: Path) -> bool:
    return (target / "good.txt").is_file() and len(list(target.parent.iterdir())) == 2


def test_the_first_edition_makes_its_folders(tmp_path: Path) -> None:
    target = tmp_path / "output" / "2026"
    with landing(target) as fresh:
        (fresh / "new.txt").write_text("new")
    assert (target / "new.txt").is_file() and len(list(target.parent.iterdir())) == 1


@pytest.mark.parametrize("fault", [ValueError("x"), KeyboardInterrupt(), SystemExit(1), Stop(ExitCode.RENDER, [])])
def test_a_fault_leaves_the_last_edition(target: Path, fault: BaseException) -> None:
    with pytest.raises(type(fault)), landing(target) as fresh:
        (fresh / "half.txt").write_text("half")
        raise fault
    assert intact(target)


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "disk-full"), (errno.EDQUOT, "disk-full"), (errno.EROFS, "output-not-writable")]
)
def test_a_full_disk_is_said_and_leaves_the_last_edition(target: Path, number: int, code: str) -> None:
    with pytest.raises(Stop) as caught, landing(target) as fresh:
        (fresh / "half.txt").write_text("half")
        raise OSError(number, os.strerror(number), str(fresh / "half.txt"))
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (ExitCode.ENVIRONMENT, code)
    assert os.strerror(number) in problem.found and "half.txt" in problem.found
    assert intact(target)


def test_a_place_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("a file where the folder should be")
    with pytest.raises(Stop) as caught, landing(tmp_path / "output" / "2026"):
        pytest.fail("the block must not run")
    assert (caught.value.exit_code, caught.value.problems[0].code) == (ExitCode.ENVIRONMENT, "output-not-writable")


def test_an_error_that_is_none_of_the_place_is_not_taken_for_one(target: Path) -> None:
    with pytest.raises(FileNotFoundError), landing(target) as fresh:
        (fresh / "not-rendered.pdf").read_bytes()
    assert intact(target)


def test_a_folder_of_another_landing_is_not_touched(target: Path) -> None:
    other = target.parent / f".2026.new-{os.getpid()}"
    other.mkdir()
    (other / "half.txt").write_text("of another")
    with pytest.raises(Stop), landing(target):
        pytest.fail("the block must not run")
    assert (other / "half.txt").read_text() == "of another"


def test_a_file_in_the_place_of_an_edition_stays(tmp_path: Path) -> None:
    (tmp_path / "2026").write_text("a file")
    with pytest.raises(Stop) as caught, landing(tmp_path / "2026"):
        pytest.fail("the block must not run")
    assert caught.value.problems[0].code == "output-not-writable"
    assert (tmp_path / "2026").read_text() == "a file" and len(list(tmp_path.iterdir())) == 1


def test_where_the_edition_is_a_link_its_folder_is_exchanged(target: Path, tmp_path: Path) -> None:
    link = tmp_path / "latest"
    link.symlink_to(target)
    with landing(link) as fresh:
        (fresh / "new.txt").write_text("new")
    assert link.is_symlink() and [p.name for p in target.iterdir()] == ["new.txt"]
    assert [p.name for p in target.parent.iterdir()] == ["2026"]


# --- what was published --------------------------------------------------------------------------------------------


def test_published_names_what_was_put_in_place(target: Path) -> None:
    before = len(published())
    with pytest.raises(KeyboardInterrupt), landing(target):
        raise KeyboardInterrupt
    assert published()[before:] == ()
    with landing(target) as fresh:
        (fresh / "new.txt").write_text("new")
        assert published()[before:] == ()
    assert published()[before:] == (target,)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_during_the_exchange_comes_after_it_and_is_told_as_published(
    target: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    def interrupted(*names: Path) -> None:
        signal.raise_signal(number)
        at_once(*names)
        signal.raise_signal(number)

    def terminate(*_: object) -> None:
        raise KeyboardInterrupt

    at_once = exchange.at_once
    monkeypatch.setattr(exchange, "at_once", interrupted)
    before, handler = len(published()), signal.signal(number, terminate)
    try:
        with pytest.raises(KeyboardInterrupt), landing(target) as fresh:
            (fresh / "new.txt").write_text("new")
        assert signal.getsignal(number) is terminate
    finally:
        signal.signal(number, handler)
    assert published()[before:] == (target,)
    assert [p.name for p in target.iterdir()] == ["new.txt"]
    assert [p.name for p in target.parent.iterdir()] == ["2026"]


def test_a_disk_that_cannot_take_the_files_publishes_nothing(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(folder: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(folder))

    monkeypatch.setattr("pipeline.publish.landing.settle", broken)
    before = len(published())
    with pytest.raises(Stop) as caught, landing(target):
        pass
    assert caught.value.problems[0].found.startswith("Input/output error")
    assert intact(target) and published()[before:] == ()


# --- what killed builds leave --------------------------------------------------------------------------------------


def test_recover_removes_what_killed_builds_left_and_nothing_else(target: Path) -> None:
    ours = [".2026.new-1", ".2026.new-4711", ".2026.old-7"]
    others = [
        ".2026.new-x",
        ".2026.new-",
        ".2026.new-1.bak",
        ".2025.new-1",
        "x.2026.new-1",
        ".2026xnew-1",
        ".git",
        "2025",
    ]
    for name in (*ours, *others):
        (target.parent / name / "web").mkdir(parents=True)
        (target.parent / name / "web" / "x.txt").write_text("x")
    (target.parent / ".2026.new-8").write_text("a file")
    (target.parent / ".2026.new-9").symlink_to(target.parent / "2025")
    lines = recover(target)
    kept = [*others, "2026", ".2026.new-8", ".2026.new-9"]
    assert sorted(p.name for p in target.parent.iterdir()) == sorted(kept)
    assert (target.parent / "2025" / "web" / "x.txt").is_file() and (target / "good.txt").is_file()
    assert len(lines) == 3 and ".2026.new-4711" in lines[1]
    assert recover(target) == []


def test_recover_puts_an_edition_that_was_set_aside_back(target: Path) -> None:
    target.rename(target.parent / ".2026.old-7")
    (target.parent / ".2026.new-7").mkdir()
    lines = recover(target)
    assert intact(target) and len(lines) == 2 and "put edition 2026 back" in lines[1]


def test_half_of_a_removed_edition_is_never_put_back(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed while it clears an edition that was set aside, and the edition removed by hand then."""
    (target.parent / ".2026.old-7").mkdir()

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(shutil, "rmtree", killed)
        recover(target)
    shutil.rmtree(target)
    recover(target)
    assert not target.exists() and list(target.parent.iterdir()) == []


def test_recover_where_nothing_was_built(tmp_path: Path) -> None:
    assert recover(tmp_path / "output" / "2026") == [] and list(tmp_path.iterdir()) == []


def test_recover_says_what_it_cannot_remove(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (target.parent / ".2026.new-7").mkdir()

    def refusing(path: Path) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(shutil, "rmtree", refusing)
    with pytest.raises(Stop) as caught:
        recover(target)
    assert caught.value.problems[0].code == "output-not-writable" and ".2026.new-7" in caught.value.problems[0].found


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission(target: Path) -> None:
    target.parent.chmod(0o500)
    try:
        with pytest.raises(Stop) as caught, landing(target):
            pytest.fail("the block must not run")
    finally:
        target.parent.chmod(0o700)
    assert caught.value.exit_code == ExitCode.ENVIRONMENT
    assert intact(target)


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, "disk-full"), (errno.EACCES, "output-not-writable")])
def test_a_fault_among_those_that_copying_collects(tmp_path: Path, number: int, code: str) -> None:
    words = str(OSError(number, os.strerror(number), "x"))
    with pytest.raises(Stop) as caught, landing(tmp_path / "2026"):
        raise shutil.Error([("from", str(tmp_path / "to"), words), ("more", "there", words)])
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (ExitCode.ENVIRONMENT, code)
    assert os.strerror(number) in problem.found and "[(" not in problem.found
