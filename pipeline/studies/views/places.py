"""Where pictures and the page go, judged before the work begins: over nothing that is not theirs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.problems import ExitCode, Place, Problem, Severity, Stop

MARK = "gdgr results"  # inside every picture and page, by which they are known
_HEAD = 2048  # bytes in which it stands
NAMES = (
    "tree",
    "ranks",
    "parts",
    "profile",
    "correlations",
    "designs",
    "values",
)  # pictures, with a number behind where there are several


def judge_places(plots: Path | None, page: Path | None, inputs: Iterable[Path]) -> None:
    """Refuse a folder of pictures, or a page, where something else stands. Raises Stop (exit 2) with all that is wrong."""
    found = [*(_folder(plots) if plots else []), *(_page(page, list(inputs)) if page else [])]
    if found:
        raise Stop(ExitCode.USAGE, found)


def earlier(folder: Path, written: Iterable[Path]) -> list[str]:
    """The names of pictures of an earlier run that still stand in a folder beside those just ``written``."""
    new = set(written)
    return sorted(path.name for path in _pictures(folder) if path not in new)


def _pictures(folder: Path) -> list[Path]:
    """Files of a folder that are named as pictures are."""
    if not folder.is_dir():
        return []
    return [
        path
        for path in sorted(folder.iterdir())
        if path.suffix in (".svg", ".png") and path.stem.rstrip("0123456789").rstrip("-") in NAMES
    ]


def _folder(folder: Path) -> list[Problem]:
    if folder.exists() and not folder.is_dir():
        return [
            _problem(
                "study-view-place", folder, "a file, not a folder", "a folder, there or to be made", "name a folder"
            )
        ]
    if not folder.exists() and not folder.resolve().parent.is_dir():
        found = f"there is no folder {folder.parent}"
        return [
            _problem("study-view-place", folder, found, "a folder inside one that is there", "make it, or name another")
        ]
    foreign = [path for path in _pictures(folder) if not _ours(path.with_suffix(".svg"))]
    if not foreign:
        return []
    names = ", ".join(path.name for path in foreign[:6])
    return [_foreign(folder, f"files that gdgr did not write, of the names of its pictures: {names}")]


def _page(page: Path, inputs: list[Path]) -> list[Problem]:
    if page.suffix.lower() not in (".html", ".htm"):
        remedy = f"write {page.stem or 'results'}.html"
        return [_problem("study-view-place", page, f"the ending {page.suffix!r}", ".html", remedy)]
    if page.is_dir():
        return [_problem("study-view-place", page, "a folder", "the name of a file", "add a name")]
    if not page.resolve().parent.is_dir():
        found = f"there is no folder {page.parent}"
        return [_problem("study-view-place", page, found, "a folder that is there", "make it, or name another")]
    if page.exists() and (not _ours(page) or any(path.exists() and page.samefile(path) for path in inputs)):
        return [_foreign(page, "a file that gdgr did not write")]
    return []


def _ours(path: Path) -> bool:
    """Whether a picture or page was written here."""
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return MARK.encode() in stream.read(_HEAD)


def _foreign(path: Path, found: str) -> Problem:
    return _problem(
        "study-view-exists",
        path,
        found,
        "a name that is free, or results of gdgr",
        "choose another name, or move it away",
    )


def _problem(code: str, place: Path, found: str, allowed: str, remedy: str) -> Problem:
    return Problem(code, Severity.ERROR, Place(str(place)), found, allowed, remedy)
