"""Placing: a file or a folder is moved whole or not at all, across file systems too."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.publish.landing import landing
from pipeline.publish.placing import place


@pytest.fixture(params=["one file system", "a rename that says EXDEV", "two file systems"])
def rendered(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a rendered file and a rendered tree: beside the output, seemingly elsewhere, really elsewhere."""
    if request.param == "two file systems":
        memory = Path("/dev/shm")
        if not os.access(memory, os.W_OK) or memory.stat().st_dev == tmp_path.stat().st_dev:
            pytest.skip("/dev/shm is no second file system here")
        folder = Path(tempfile.mkdtemp(dir=memory))
    else:
        folder = tmp_path / "build"
        folder.mkdir()
    if request.param == "a rename that says EXDEV":
        real = Path.rename

        def rename(self: Path, to: Path) -> Path:
            if self.parent != to.parent:
                raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
            return real(self, to)

        monkeypatch.setattr(Path, "rename", rename)
    (folder / "report.pdf").write_bytes(b"%PDF")
    (folder / "web" / "figures").mkdir(parents=True)
    (folder / "web" / "figures" / "a.svg").write_text("<svg/>")
    (folder / "web" / "first.svg").symlink_to("figures/a.svg")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def test_a_file_is_moved(rendered: Path, tmp_path: Path) -> None:
    placed = place(rendered / "report.pdf", tmp_path / "output")
    assert placed == tmp_path / "output" / "report.pdf" and placed.read_bytes() == b"%PDF"
    assert placed.stat().st_nlink == 1
    assert [p.name for p in placed.parent.iterdir()] == ["report.pdf"] and not (rendered / "report.pdf").exists()


def test_a_tree_is_moved_under_another_name(rendered: Path, tmp_path: Path) -> None:
    placed = place(rendered / "web", tmp_path / "output" / "web", "en")
    assert placed == tmp_path / "output" / "web" / "en"
    assert (placed / "figures" / "a.svg").read_text() == "<svg/>" and (placed / "first.svg").is_symlink()
    assert [p.name for p in placed.parent.iterdir()] == ["en"] and not (rendered / "web").exists()


def test_a_taken_name_is_refused(rendered: Path, tmp_path: Path) -> None:
    for name in ("report.pdf", "web"):
        (tmp_path / "output" / name).mkdir(parents=True)
        with pytest.raises(FileExistsError):
            place(rendered / name, tmp_path / "output")
        assert (rendered / name).exists()


def test_what_is_not_there_is_said(rendered: Path, tmp_path: Path) -> None:
    with pytest.raises(OSError):
        place(rendered / "not-rendered.pdf", tmp_path / "output")
    assert list((tmp_path / "output").iterdir()) == []


@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
def test_a_copy_that_fails_leaves_the_source_and_nothing_else(
    rendered: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: BaseException,
    request: pytest.FixtureRequest,
) -> None:
    copy, calls = shutil.copy2, []

    def failing(source: Path, to: Path, **options: bool) -> None:
        calls.append(source)
        if len(calls) == 2:
            raise fault
        copy(source, to, **options)

    monkeypatch.setattr(shutil, "copy2", failing)
    if "one file system" in request.node.name:
        assert place(rendered / "web", tmp_path / "output").is_dir() and calls == []
        return
    with pytest.raises(type(fault)) as caught:
        place(rendered / "web", tmp_path / "output")
    assert caught.value is fault  # with its number, by which a full disk is known
    assert list((tmp_path / "output").iterdir()) == []
    assert (rendered / "web" / "figures" / "a.svg").is_file() and (rendered / "web" / "first.svg").is_symlink()


def test_an_edition_lands_from_there(rendered: Path, tmp_path: Path) -> None:
    target = tmp_path / "output" / "2026"
    for _ in range(2):
        with landing(target) as fresh:
            place(rendered / "report.pdf", fresh)
        assert [p.name for p in target.iterdir()] == ["report.pdf"]
        (rendered / "report.pdf").write_bytes(b"%PDF")
