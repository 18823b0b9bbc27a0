"""Workbooks in git: shown as rows by ``git diff``, one line a cell, and joined by cell by ``git merge``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.differences.cells import shown
from pipeline.differences.sides import read_one
from pipeline.problems import ExitCode, Place, Stop, stop
from pipeline.repository import NO_GIT, git
from pipeline.sheets.read import sheets_of

ATTRIBUTE = "*.xlsx diff=gdgr merge=gdgr"


def rows(path: Path) -> Iterator[str]:
    """A workbook as lines ``sheet ⋮ first cell ⋮ header = value``. Raises Stop (exit 3) where it cannot be read."""
    for sheet in sheets_of(path.name, read_one(path)).values():
        header = [shown(value) for value in sheet.header]
        caption = [text for row in sheet.rows[: sheet.head - 1] for value in row if (text := shown(value))]
        yield from [f"# {sheet.name} ⋮ {' · '.join(caption)}"] if caption else []
        yield f"# {sheet.name} ⋮ {' ⋮ '.join(header)}"
        for cells in sheet.rows[sheet.head :]:
            texts = [shown(value) for value in cells]
            for name, text in zip(header[1:], texts[1:], strict=False):
                if text:
                    yield f"{sheet.name} ⋮ {texts[0]} ⋮ {name} = {text}"


def set_up(root: Path) -> list[str]:
    """Tell git of this project how to show and join workbooks; what was done, in lines. Raises Stop (exit 6) without git or repository."""
    command = f'"{sys.executable}" -m pipeline'
    settings = {
        "diff.gdgr.textconv": f"{command} textconv", "diff.gdgr.cachetextconv": "true",
        "merge.gdgr.name": "workbooks by cell", "merge.gdgr.driver": f"{command} merge %O %A %B --into %A --name %P",
    }  # fmt: skip
    for words in settings.items():
        done = git(root, "config", *words)
        if done.returncode == NO_GIT:
            raise _no_git("there is no git on this machine")
        if done.returncode:
            raise _no_git(done.stderr.decode("utf-8", "replace").strip() or "git refused")
    attributes = root / ".gitattributes"
    known = attributes.read_text(encoding="utf-8").splitlines() if attributes.is_file() else []
    if ATTRIBUTE in known:
        return ["git shows workbooks as rows and joins them by cell."]
    attributes.write_text("\n".join([*known, ATTRIBUTE]) + "\n", encoding="utf-8")
    return [
        "git shows workbooks as rows and joins them by cell.",
        f"'{ATTRIBUTE}' was added to .gitattributes: commit it.",
    ]


def _no_git(found: str) -> Stop:
    return stop(
        ExitCode.ENVIRONMENT, "git-missing", Place(".git"), found, "a clone of the project, and git",
        "install git, or run this in the folder that was cloned",
    )  # fmt: skip
