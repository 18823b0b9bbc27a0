"""git shows a workbook as rows, and a changed cell as one changed line."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pipeline.differences.git import ATTRIBUTE, rows, set_up
from pipeline.problems import ExitCode, Stop
from tests.differences.books import book, changed


def test_a_changed_cell_is_one_changed_line(tmp_path: Path) -> None:
    one, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    one.write_bytes(book())
    other.write_bytes(changed("USE", 2, 3, 85.0))
    lines = [list(rows(path)) for path in (one, other)]
    assert set(lines[0]) ^ set(lines[1]) == {"USE ⋮ FRA ⋮ 2020 = 84", "USE ⋮ FRA ⋮ 2020 = 85"}
    assert lines[0][0] == "# Indicators ⋮ code ⋮ name ⋮ unit"


def test_what_is_no_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"text")
    with pytest.raises(Stop) as caught:
        list(rows(path))
    assert caught.value.exit_code is ExitCode.DATA


def test_git_is_told_once(tmp_path: Path) -> None:
    subprocess.run(["git", "-C", str(tmp_path), "init", "-q"], check=True)
    (tmp_path / ".gitattributes").write_text("*.png binary\n", encoding="utf-8")
    assert any("commit it" in line for line in set_up(tmp_path))
    assert set_up(tmp_path) == ["git shows workbooks as rows and joins them by cell."]
    assert (tmp_path / ".gitattributes").read_text(encoding="utf-8") == f"*.png binary\n{ATTRIBUTE}\n"
    told = subprocess.run(["git", "-C", str(tmp_path), "config", "diff.gdgr.textconv"], capture_output=True, text=True, check=True)  # fmt: skip
    assert told.stdout.strip().endswith("-m pipeline textconv")


def test_no_repository(tmp_path: Path) -> None:
    with pytest.raises(Stop) as caught:
        set_up(tmp_path)
    assert caught.value.exit_code is ExitCode.ENVIRONMENT
