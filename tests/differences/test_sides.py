"""What a state may be named: a workbook, a folder, a revision, a workbook of a revision."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pipeline.differences.sides import open_side
from pipeline.problems import ExitCode, Stop
from tests.differences.books import book, changed

FILE = "data/development/a.xlsx"
OTHER = changed("USE", 2, 3, 85.0)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with a first state of one workbook, tagged ``old``, and a later one in the folder."""

    def git(*words: str) -> None:
        names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", str(tmp_path), *names, *words], check=True, capture_output=True)

    path = tmp_path / FILE
    path.parent.mkdir(parents=True)
    path.write_bytes(book())
    (path.parent / "~$a.xlsx").write_bytes(b"lock")
    git("init", "-q")
    git("add", FILE)
    git("commit", "-qm", "first")
    git("tag", "old")
    path.write_bytes(OTHER)
    return tmp_path


def test_every_way_to_name_a_state(project: Path) -> None:
    assert open_side(project, str(project)).books == {FILE: OTHER}
    assert open_side(project, str(project / "data")).books == {FILE: OTHER}
    assert open_side(project, "old").books == open_side(project, "HEAD").books
    side = open_side(project, f"old:{FILE}")
    assert side.one and list(side.books) == ["a.xlsx"]
    single = open_side(project, str(project / FILE))
    assert single.one and single.books == {"a.xlsx": OTHER} and single.files is None


def test_a_revision_holds_what_was_committed(project: Path) -> None:
    side = open_side(project, "old")
    assert list(side.books) == [FILE] and side.files is not None and side.books[FILE] != OTHER


@pytest.mark.parametrize("name", ["nothing", "old:data/none.xlsx", "-x", "old^^^:x"])
def test_what_is_no_state_is_told_with_what_may_be(project: Path, name: str) -> None:
    with pytest.raises(Stop) as caught:
        open_side(project, name)
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (ExitCode.DATA, "diff-no-state") and "revision" in problem.allowed


def test_an_empty_folder_is_no_state(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="diff-no-state"):
        open_side(tmp_path, str(tmp_path))
