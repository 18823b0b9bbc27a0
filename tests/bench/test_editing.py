"""One cell edited: which one, and that it is another number each time."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.bench.editing import editor
from pipeline.bench.scratch import Scratch
from pipeline.problems import Stop


def cells(path: Path) -> dict[tuple[str, str], object]:
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
    }


def test_one_number_changes_at_each_edit(built: Scratch, tmp_path: Path) -> None:
    shutil.copytree(built.place / "data", tmp_path / "data")
    editing = editor(tmp_path)
    assert editing.workbook.name == "connectivity.xlsx"
    states = [cells(editing.workbook)]
    for _ in range(2):
        editing.edit()
        states.append(cells(editing.workbook))
    changed = [{at for at in new if new[at] != old[at]} for old, new in pairwise(states)]
    assert changed == [{(editing.sheet, "C2")}] * 2


def test_no_indicators(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="no workbook below data/"):
        editor(tmp_path)
