"""The marked-up copy: comment and colour on each cell, a list with links; the original as it was."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from pipeline.edition import Edition
from pipeline.problems import Place, Severity
from pipeline.sheets import markup
from pipeline.sheets.check import check_data
from pipeline.sheets.codes import problem
from pipeline.sheets.markup import COLOURS, mark_up
from tests.broken import archives
from tests.sheets.workbooks import small_folder, write_folder

EDITION = Edition(2026, date(2026, 11, 23), ("en",), "", "Tests", 0.6, 0.5, 10, Path("2026.toml"))
FILE = "data/development/connectivity.xlsx"


def test_cells_are_marked_and_listed(tmp_path: Path) -> None:
    folder = small_folder()
    sheet = folder["development/connectivity.xlsx"]["NET.USE"]
    sheet[2][3], sheet[6][11], sheet[3][1] = "12,3", 160, "=HYPERLINK(1)"
    write_folder(folder, tmp_path)
    workbook = openpyxl.load_workbook(tmp_path / FILE)
    workbook["NET.USE"]["D3"].comment = Comment("checked by hand", "editor")
    workbook.save(tmp_path / FILE)
    before = (tmp_path / FILE).read_bytes()
    problems = check_data(tmp_path, EDITION).problems
    (copy,) = mark_up(tmp_path, problems, 2026)
    assert copy == tmp_path / "build/2026/marked/development/connectivity.xlsx"
    assert (tmp_path / FILE).read_bytes() == before
    marked = openpyxl.load_workbook(copy)
    cell = marked["NET.USE"]["D3"]
    assert cell.value == "12,3"
    assert cell.fill.start_color.rgb == COLOURS[problems[0].severity]
    assert "sheet-decimal-comma" in cell.comment.text
    assert "checked by hand" in cell.comment.text
    assert marked["NET.USE"]["C3"].comment is None
    listed = marked["Problems"]
    assert marked.sheetnames[0] == "Problems"
    assert listed.max_row == 1 + len(problems)
    rows = [row for row in range(2, listed.max_row + 1) if listed.cell(row, 3).value == "D3"]
    assert listed.cell(rows[0], 3).hyperlink.location == "'NET.USE'!D3"
    assert all(cell.data_type != "f" for row in listed.iter_rows() for cell in row)


def test_a_refused_workbook_has_no_copy(small_data: Path, tmp_path: Path) -> None:
    shutil.copytree(small_data, tmp_path, dirs_exist_ok=True)
    archives.entities(tmp_path)
    problems = check_data(tmp_path, EDITION).problems
    assert any(problem.code == "sheet-xml-entity" for problem in problems)
    assert FILE.removeprefix("data/") not in {
        p.relative_to(tmp_path / "build/2026/marked").as_posix() for p in mark_up(tmp_path, problems, 2026)
    }


def test_copies_of_earlier_runs_go_and_mild_problems_make_none(small_data: Path, tmp_path: Path) -> None:
    shutil.copytree(small_data, tmp_path, dirs_exist_ok=True)
    found = [
        problem(code, Place(FILE, "NET.USE", "A1"), "made up", name="x")
        for code in ("sheet-economy-name", "sheet-hidden-row")
    ]
    assert len(mark_up(tmp_path, found, 2026)) == 1
    assert mark_up(tmp_path, found[:1], 2026) == ()
    assert list((tmp_path / "build/2026/marked").rglob("*.xlsx")) == []
    assert len(mark_up(tmp_path, found[:1], 2026, least=Severity.INFO)) == 1


def test_no_problem_no_copy(small_data: Path) -> None:
    assert mark_up(small_data, (), 2026) == ()
    assert not (small_data / "build").exists()


def test_a_cell_that_is_not_in_the_file_is_marked_too(tmp_path: Path) -> None:
    folder = small_folder()
    folder["development/connectivity.xlsx"]["Notes"].append(["FRA", "NET.USE", None, "E", "no year", None])
    write_folder(folder, tmp_path)
    (copy,) = mark_up(tmp_path, check_data(tmp_path, EDITION).problems, 2026)
    cell = openpyxl.load_workbook(copy)["Notes"]["C3"]
    assert cell.fill.start_color.rgb == COLOURS[Severity.ERROR]
    assert "TIME_PERIOD" in cell.comment.text


def test_very_many_problems_are_marked_in_part_and_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "MOST_MARKED", 2)
    folder = small_folder()
    for row in folder["development/connectivity.xlsx"]["NET.USE"][1:]:
        row[3] = "n/a"
    write_folder(folder, tmp_path)
    (copy,) = mark_up(tmp_path, check_data(tmp_path, EDITION).problems, 2026)
    marked = openpyxl.load_workbook(copy)
    assert [row[2].value for row in marked["Problems"].iter_rows(2)] == ["D2", "D3", None]
    assert marked["Problems"]["D4"].value == "and 4 more, which are neither listed nor marked"
    assert (marked["NET.USE"]["D3"].comment is None, marked["NET.USE"]["D4"].comment is None) == (False, True)
