"""Landing: an edition is swapped in whole, or the last good one stays and nothing else is left."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from pipeline.problems import ExitCode, Stop
from pipeline.publish.landing import landing


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
