"""The check of the sheets by every rule, with its result kept: where no sheet has changed, it is told without reading one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.edition import Edition, editions_available, load_edition
from pipeline.problems import Problem, Severity
from pipeline.publish.manifest import digests
from pipeline.store import Keeper, Shelf
from pipeline.versions import library_versions

STORE = Path("build", ".store", "results.sqlite")  # kept results, for all editions and languages


@dataclass(frozen=True)
class Checked:
    """Problems, sorted, and the SHA-256 of each file that was read."""

    problems: tuple[Problem, ...]
    files: Mapping[str, str]

    def count(self, severity: Severity) -> int:
        """How many problems are of a severity."""
        return sum(problem.severity is severity for problem in self.problems)


def checked(root: Path, edition: Edition, only: Path | None = None) -> Checked:
    """Check ``root/data``, or one workbook; from the store where all files and the edition are the same."""
    keeper = Keeper(Shelf(root / STORE), library_versions())
    there = [path for path in (root / "data").rglob("*") if not path.name.startswith((".", "~"))]
    files = [path for path in there if path.is_file()]
    if only is not None and (root / only).is_file():
        files.append(root / only)

    def check() -> Checked:
        from pipeline.checking.meaning import check_whole

        result = check_whole(root, edition, keeper.keep, only)
        return Checked(result.problems, dict(result.files))

    try:
        try:
            parts = {str(path): digest for path, digest in digests(root, files).items()}
            # A folder, a pipe, a link to nothing: where a workbook should be, the check says so.
            parts |= {path.relative_to(root).as_posix(): "no file" for path in there if not path.is_file()}
        except (OSError, ValueError):  # a file that cannot be read: the check says so; one outside the project
            return check()
        parts |= digests(root, [edition.path])
        return keeper.keep("check of all sheets" if only is None else f"check of {only}", parts, check)
    finally:
        keeper.close()


def checked_alone(root: Path, only: Path) -> Checked:
    """Check one workbook that lies in no project, by the newest edition of ``root``; nothing is kept there."""
    from pipeline.checking.meaning import check_whole

    edition = load_edition(root, max(editions_available(root)))
    result = check_whole(root, edition, only=only.absolute())
    return Checked(result.problems, dict(result.files))


def checked_state(root: Path, edition: Edition, files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """The problems that another state of ``data`` has (bytes by path); kept, and made of what is kept of the same workbooks."""
    keeper = Keeper(Shelf(root / STORE), library_versions())

    def check() -> tuple[Problem, ...]:
        from pipeline.checking.meaning import check_whole

        with TemporaryDirectory() as folder:
            for name, data in files.items():
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            return check_whole(Path(folder), edition, keeper.keep).problems

    try:
        parts = {name: sha256(data).hexdigest() for name, data in files.items()} | digests(root, [edition.path])
        return keeper.keep("check of the baseline", parts, check)
    finally:
        keeper.close()
