"""A check whose result is kept is told anew as soon as anything in the data folder is another."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.checking import checked
from tests.sheets.test_check import EDITION
from tests.sheets.workbooks import small_folder, write_folder

BOOK = "data/development/other.xlsx"


@pytest.fixture(scope="module")
def valid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(small_folder(), tmp_path_factory.mktemp("valid"))


APPEARS: list[tuple[str, Callable[[Path], object], Callable[[Path], object], str]] = [
    ("a pipe", os.mkfifo, Path.unlink, "sheet-file-not-opened"),
    ("a link to nothing", lambda path: path.symlink_to("gone"), Path.unlink, "sheet-file-not-opened"),
    ("a folder", Path.mkdir, Path.rmdir, "sheet-file-not-opened"),
    ("another ending", lambda path: path.with_suffix(".XLSX").touch(), lambda path: path.with_suffix(".XLSX").unlink(), "sheet-not-read"),
]  # fmt: skip


@pytest.mark.parametrize(("come", "go", "code"), [row[1:] for row in APPEARS], ids=[row[0] for row in APPEARS])
def test_what_comes_and_goes_is_seen(
    valid: Path, tmp_path: Path, come: Callable[[Path], object], go: Callable[[Path], object], code: str
) -> None:
    shutil.copytree(valid, tmp_path, dirs_exist_ok=True)
    (tmp_path / "2026.toml").touch()
    edition = replace(EDITION, path=tmp_path / "2026.toml")
    assert checked(tmp_path, edition).problems == ()
    come(tmp_path / BOOK)
    assert [problem.code for problem in checked(tmp_path, edition).problems] == [code]
    go(tmp_path / BOOK)
    assert checked(tmp_path, edition).problems == ()
