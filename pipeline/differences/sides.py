"""One state of the sheets: a workbook, a folder, a git revision, a workbook of a revision, an edition, or what one published."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from pipeline.edition import editions_available, load_edition
from pipeline.problems import ExitCode, Place, Stop, stop
from pipeline.repository import git
from pipeline.sheets.archive import read_or_stop

ENDING = ".xlsx"
EXHIBITS = "report/exhibits.toml"
PUBLISHED = ("claims.json", "lineage.json")


@dataclass(frozen=True)
class Side:
    """A state: how it was named, and its workbooks as bytes by path (``data/development/skills.xlsx``).

    ``one`` says that it is a single workbook, which is compared with the other side whatever its name. ``files`` holds the
    files of ``data``, ``report`` and ``pipeline`` where the side is a whole project, from which the statements of a report
    can be made. ``year`` is that of an edition (0: of none), ``published`` the folder of what it published.
    """

    name: str
    books: Mapping[str, bytes]
    one: bool = False
    files: Mapping[str, bytes] | None = None
    year: int = 0
    published: Path | None = None

    @property
    def told_only(self) -> bool:
        """Whether there are no sheets, only what was published."""
        return self.published is not None and not self.books


def open_side(root: Path, name: str, whole: bool = False) -> Side:
    """The state that ``name`` means: a path, then an edition (``2026``, ``edition:2026``), a git revision of the project in
    ``root``, or REVISION:PATH. With ``whole`` the files of ``report`` and ``pipeline`` are read too, from which the effect is made.

    Raises Stop (exit 3) where there is none of them, or a file cannot be read.
    """
    path = Path(name)
    if path.is_file():
        return Side(name, {path.name: read_one(path)}, one=True)
    if path.is_dir():
        return _folder(name, path, whole)
    year = name.removeprefix("edition:")
    if year.isdecimal() and len(year) == 4 and int(year) in editions_available(root):
        return _edition(root, name, int(year), whole)
    if name.startswith("edition:"):
        known = ", ".join(map(str, editions_available(root))) or "none"
        raise _no_state(name, f"there is no such edition (those of the project: {known})")
    revision, _, file = name.partition(":")
    if file and _is_revision(root, revision):
        found = git(root, "show", f"{revision}:{file}")
        if found.returncode:
            raise _no_state(name, f"{revision} has no file {file}")
        return Side(name, {PurePosixPath(file).name: found.stdout}, one=True)
    if _is_revision(root, name):
        files = _files_of(root, name, whole)
        return Side(name, _books(files), files=files)
    raise _no_state(name, "neither a path, an edition nor a revision")


def _books(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {file: data for file, data in files.items() if file.startswith("data/") and file.endswith(ENDING)}


def _folder(name: str, path: Path, whole: bool) -> Side:
    """A project, a folder of workbooks, or the folder of a published edition."""
    top = path / "data" if (path / "data").is_dir() else path
    base = top.parent if top.name == "data" else top
    found = {one.relative_to(base).as_posix(): one for one in sorted(top.rglob("*")) if _is_data(one)}
    if not any(file.endswith(ENDING) for file in found):
        if all((path / one).is_file() for one in PUBLISHED):
            return Side(name, {}, published=path)
        raise _no_state(name, "a folder without workbooks")
    files = {file: read_one(one) for file, one in found.items()}
    books = {file: data for file, data in files.items() if file.endswith(ENDING)}
    if top.name != "data":
        return Side(name, books)
    return Side(name, books, files=files | (_rest(base) if whole else {}))


def _rest(base: Path) -> dict[str, bytes]:
    """The method of a project beside its sheets: its figures, the rules of its editions, and its programme."""
    paths = [base / EXHIBITS, *(base / "report" / "editions").glob("*.toml"), *(base / "pipeline").rglob("*.py")]
    return {one.relative_to(base).as_posix(): one.read_bytes() for one in sorted(paths) if one.is_file()}


def _edition(root: Path, name: str, year: int, whole: bool) -> Side:
    """An edition: the sheets of the commit that a closed one notes; this folder for the newest; else what it published."""
    edition = load_edition(root, year)
    places = (root / "output" / str(year), root / "report" / "editions" / str(year))
    published = next((one for one in places if all((one / file).is_file() for file in PUBLISHED)), None)
    if edition.commit and _is_revision(root, edition.commit):
        files = _files_of(root, edition.commit, whole)
        return Side(name, _books(files), files=files, year=year, published=published)
    if not edition.closed and year == editions_available(root)[-1]:
        return replace(_folder(name, root, whole), year=year)
    if published is not None:
        return Side(name, {}, year=year, published=published)
    raise _no_state(
        name, f"edition {year} names no commit that this repository has, and what it published is not at hand"
    )


def _is_data(path: Path) -> bool:
    return path.is_file() and not path.name.startswith((".", "~$"))


def read_one(path: Path) -> bytes:
    """The bytes of a file below the limit of size. Raises Stop (exit 3) where it cannot be read."""
    return read_or_stop(path, str(path))


def _is_revision(root: Path, name: str) -> bool:
    return (
        not name.startswith("-") and git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").returncode == 0
    )


def _files_of(root: Path, revision: str, whole: bool) -> dict[str, bytes]:
    """The files of ``data`` in a revision; with ``whole`` those of ``report`` and ``pipeline`` too."""
    parts = ["data"]
    if whole:
        tops = git(root, "ls-tree", "--name-only", revision).stdout.decode("utf-8", "replace").splitlines()
        parts += [one for one in ("pipeline", "report") if one in tops]
    found = git(root, "archive", "--format=tar", revision, *parts)
    if found.returncode:
        raise _no_state(revision, "a revision without a folder data")
    with tarfile.open(fileobj=io.BytesIO(found.stdout)) as tar:
        return {
            member.name: content.read()
            for member in tar
            if member.isfile()
            and (not member.name.startswith("pipeline/") or member.name.endswith(".py"))
            and (content := tar.extractfile(member)) is not None
        }


def _no_state(name: str, found: str) -> Stop:
    return stop(
        ExitCode.DATA,
        "diff-no-state",
        Place(name),
        found,
        "a workbook, a folder with workbooks, an edition (2026), the folder of a published one, a git revision (HEAD~3, a tag), or REVISION:PATH",
        "check the spelling; 'git log --oneline -- data' lists the revisions of the sheets",
    )
