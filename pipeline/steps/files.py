"""Folders of a build that hold just what was made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.writing import write_if_new


def remove_others(folder: Path, wanted: Iterable[Path]) -> None:
    """Remove the files of a folder that are not wanted."""
    kept = set(wanted)
    for path in folder.iterdir():
        if path not in kept:
            path.unlink()


def write_all(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Make a folder hold just these files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        write_if_new(folder / name, content)
    remove_others(folder, [folder / name for name in contents])


def write_tree(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Make a folder and those below it hold just these files, by their names with slashes."""
    wanted = {folder / name for name in contents}
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        elif path.is_file() and path not in wanted:
            path.unlink()
    for name, content in contents.items():
        write_if_new(folder / name, content)
