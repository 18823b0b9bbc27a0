"""Where pictures and the page go, judged before the work begins: over nothing that is not theirs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.problems import Problem, first_of
from pipeline.studies.results import judge_file, over_inputs, refusal, refuse, try_writing

MARK = "gdgr results"  # inside every picture and page, by which they are known
_HEAD = 2048  # bytes in which it stands
_NAMED = 6  # files that a message names
PAGES = (".html", ".htm")
# Names of pictures, with a number behind where there are several.
NAMES = ("tree", "ranks", "parts", "profile", "correlations", "designs", "values")


def judge_places(plots: Path | None, page: Path | None, inputs: Iterable[Path]) -> None:
    """Refuse a folder of pictures, or a page, where something else stands. Raises Stop as ``results.judge_output`` does."""
    refuse([*(_folder(plots) if plots else []), *(_page(page, inputs) if page else [])])
    if plots:
        try_writing(plots / NAMES[0] if plots.is_dir() else plots)
    if page:
        try_writing(page)


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
        allowed = "a folder, there or to be made"
        return [refusal("study-view-place", folder, "a file, not a folder", allowed, "name a folder")]
    if not folder.exists() and not folder.resolve().parent.is_dir():
        found, allowed = f"there is no folder {folder.parent}", "a folder inside one that is there"
        return [refusal("study-view-place", folder, found, allowed, "make it, or name another")]
    foreign = [path for path in _pictures(folder) if not _ours(path.with_suffix(".svg"))]
    if not foreign:
        return []
    names = first_of([path.name for path in foreign], _NAMED)
    return [_foreign(folder, f"files that gdgr did not write, of the names of its pictures: {names}")]


def _page(page: Path, inputs: Iterable[Path]) -> list[Problem]:
    found = [*over_inputs(page, inputs), *judge_file(page, PAGES)]
    if not found and page.exists() and not _ours(page):
        return [_foreign(page, "a file that gdgr did not write")]
    return found


def _ours(path: Path) -> bool:
    """Whether a picture or page was written here."""
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return MARK.encode() in stream.read(_HEAD)


def _foreign(path: Path, found: str) -> Problem:
    allowed = "a name that is free, or results of gdgr"
    return refusal("study-view-exists", path, found, allowed, "choose another name, or move it away")
