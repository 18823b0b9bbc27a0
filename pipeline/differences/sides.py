"""The workbooks of one state of the sheets: a workbook, a folder, a git revision, or a workbook of a revision."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.problems import ExitCode, Place, Problem, Stop, stop
from pipeline.repository import git
from pipeline.sheets.archive import read_file

ENDING = ".xlsx"


@dataclass(frozen=True)
class Side:
    """A state: how it was named, and its workbooks as bytes by path (``data/development/skills.xlsx``).

    ``one`` says that it is a single workbook, which is compared with the other side whatever its name. ``files`` holds the
    other files of ``data`` too where the side is a whole project, from which the statements of a report can be made.
    """

    name: str
    books: Mapping[str, bytes]
    one: bool = False
    files: Mapping[str, bytes] | None = None


def open_side(root: Path, name: str) -> Side:
    """The state that ``name`` means: a path first, then a git revision of the project in ``root``, then REVISION:PATH.

    Raises Stop (exit 3) where there is neither, or a file cannot be read.
    """
    path = Path(name)
    if path.is_file():
        return Side(name, {path.name: read_one(path)}, one=True)
    if path.is_dir():
        top = path / "data" if (path / "data").is_dir() else path
        base = top.parent if top.name == "data" else top
        files = {one.relative_to(base).as_posix(): read_one(one) for one in sorted(top.rglob("*")) if _is_data(one)}
        books = {file: data for file, data in files.items() if file.endswith(ENDING)}
        if not books:
            raise _no_state(name, "a folder without workbooks")
        return Side(name, books, files=files if top.name == "data" else None)
    revision, _, file = name.partition(":")
    if file and _is_revision(root, revision):
        found = git(root, "show", f"{revision}:{file}")
        if found.returncode:
            raise _no_state(name, f"{revision} has no file {file}")
        return Side(name, {PurePosixPath(file).name: found.stdout}, one=True)
    if _is_revision(root, name):
        files = _files_of(root, name)
        return Side(name, {file: data for file, data in files.items() if file.endswith(ENDING)}, files=files)
    raise _no_state(name, "neither a path nor a revision")


def changed_since_commit(root: Path) -> bool | None:
    """Whether a file of ``data`` differs from the last commit, or is new; None where git has no commit of the folder."""
    status = git(root, "status", "--porcelain", "--untracked-files=all", "--", "data")
    if status.returncode:
        return None
    if not status.stdout.strip():
        return False
    return True if _is_revision(root, "HEAD") else None


def _is_data(path: Path) -> bool:
    return path.is_file() and not path.name.startswith((".", "~$"))


def read_one(path: Path) -> bytes:
    """The bytes of a file below the limit of size. Raises Stop (exit 3) where it cannot be read."""
    data = read_file(path, str(path))
    if isinstance(data, Problem):
        raise Stop(ExitCode.DATA, [data])
    return data


def _is_revision(root: Path, name: str) -> bool:
    return (
        not name.startswith("-") and git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").returncode == 0
    )


def _files_of(root: Path, revision: str) -> dict[str, bytes]:
    """The files of ``data`` in a revision."""
    found = git(root, "archive", "--format=tar", revision, "data")
    if found.returncode:
        raise _no_state(revision, "a revision without a folder data")
    with tarfile.open(fileobj=io.BytesIO(found.stdout)) as tar:
        return {
            member.name: content.read()
            for member in tar
            if member.isfile() and (content := tar.extractfile(member)) is not None
        }


def _no_state(name: str, found: str) -> Stop:
    return stop(
        ExitCode.DATA,
        "diff-no-state",
        Place(name),
        found,
        "a workbook, a folder with workbooks, a git revision (HEAD~3, a tag), or REVISION:PATH",
        "check the spelling; 'git log --oneline -- data' lists the revisions of the sheets",
    )
