"""The marked-up copy: comment and colour on each cell, a list with links; the original as it was."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from pipeline.edition import Edition
from pipeline.problems import Place, Problem, Severity
from pipeline.sheets import markup
from pipeline.sheets.check import check_data
from pipeline.sheets.codes import problem
from pipeline.sheets.gate import admit_file
from pipeline.sheets.listing import COLOURS
from pipeline.sheets.markup import mark_up
from tests.broken import archives
from tests.sheets.workbooks import small_folder, write_folder

EDITION = Edition(2026, date(2026, 11, 23), ("en",), "", "Tests", 0.6, 0.5, 10, Path("2026.toml"))
FILE = "data/development/connectivity.xlsx"
NOTHING = markup.Marked({}, {}, None)


def test_cells_are_marked_and_listed(tmp_path: Path) -> None:
    folder = small_folder()
    sheet = folder["development/connectivity.xlsx"]["NET.USE"]
    sheet[2][3], sheet[6][11], sheet[3][1] = "12,3", 160, "=HYPERLINK(1)"
    write_folder(folder, tmp_path)
    workbook = openpyxl.load_workbook(tmp_path / FILE)
    workbook["NET.USE"]["D3"].comment = Comment("checked by hand", "editor")
    workbook["NET.USE"]["D3"].fill = PatternFill("solid", start_color="FF00B0F0")
    workbook.save(tmp_path / FILE)
    before = (tmp_path / FILE).read_bytes()
    problems = check_data(tmp_path, EDITION).problems
    marked_up = mark_up(tmp_path, problems, 2026)
    copy = marked_up.copies[FILE]
    assert copy == tmp_path / "build/2026/marked/development/connectivity.xlsx"
    assert (list(marked_up.copies), marked_up.lists) == ([FILE], {})
    assert (tmp_path / FILE).read_bytes() == before
    marked = openpyxl.load_workbook(copy)
    cell = marked["NET.USE"]["D3"]
    assert cell.value == "12,3"
    assert cell.fill.start_color.rgb == COLOURS[problems[0].severity]
    assert "sheet-decimal-comma" in cell.comment.text
    assert "checked by hand" in cell.comment.text and "Colour before: #00B0F0" in cell.comment.text
    assert marked["NET.USE"]["C3"].comment is None
    listed = marked["Problems"]
    assert marked.sheetnames[0] == "Problems"
    assert listed.max_row == 1 + len(problems)
    rows = [row for row in range(2, listed.max_row + 1) if listed.cell(row, 2).value == "NET.USE!D3"]
    assert listed.cell(rows[0], 2).hyperlink.location == "'NET.USE'!D3"
    assert all(cell.data_type != "f" for row in listed.iter_rows() for cell in row)
    assert [cell.value for cell in listed[1]] == ["severity", "place", "found", "allowed", "what to do", "code"]
    severities = [row[0].value for row in listed.iter_rows(2)]
    assert severities == sorted(severities, key=["error", "warning", "info"].index) and len(set(severities)) > 1
    assert (listed.freeze_panes, listed.auto_filter.ref) == ("A2", f"A1:F{listed.max_row}")
    assert (listed.page_setup.orientation, listed.page_setup.fitToWidth, listed.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert listed.sheet_properties.pageSetUpPr.fitToPage and listed.print_title_rows == "$1:$1"
    assert all(cell.alignment.wrap_text for row in listed.iter_rows(2) for cell in row)
    assert admit_file(copy, FILE)[1] == ()  # the copy passes the gates itself


def test_the_list_of_all_leads_into_the_copies(tmp_path: Path) -> None:
    folder = small_folder()
    folder["development/connectivity.xlsx"]["NET.USE"][2][3] = "12,3"
    write_folder(folder, tmp_path)
    elsewhere = Problem(
        "acknowledged-row", Severity.ERROR, Place("data/acknowledged.csv", line=3), "=1+1", "cells", "fill"
    )
    problems = (*check_data(tmp_path, EDITION).problems, elsewhere)
    marked = mark_up(tmp_path, problems, 2026)
    listed = openpyxl.load_workbook(marked.all)["Problems"]
    assert [cell.value for cell in listed[1]][:3] == ["severity", "file", "place"]
    first, second = listed[2], listed[3]
    assert [cell.value for cell in first][:4] == ["error", "data/acknowledged.csv", "line 3", "=1+1"]
    assert first[3].data_type == "s" and first[2].hyperlink is None
    assert second[2].hyperlink.target == "development/connectivity.xlsx"
    assert second[2].hyperlink.location == "'NET.USE'!D3"
    assert (marked.all.parent / second[2].hyperlink.target).is_file()


def test_the_same_problems_give_the_same_bytes(tmp_path: Path) -> None:
    folder = small_folder()
    folder["development/connectivity.xlsx"]["NET.USE"][2][3] = "12,3"
    write_folder(folder, tmp_path)
    problems = check_data(tmp_path, EDITION).problems

    def written() -> dict[str, bytes]:
        marked = mark_up(tmp_path, problems, 2026)
        return {path.name: path.read_bytes() for path in (*marked.copies.values(), marked.all)}

    first = written()
    assert len(first) == 2 and written() == first


def test_a_workbook_outside_the_project_is_never_written_to(tmp_path: Path) -> None:
    root, other = tmp_path / "project", tmp_path / "problems.xlsx"
    folder = small_folder()
    folder["development/connectivity.xlsx"]["NET.USE"][2][3] = "12,3"
    write_folder(folder, root)
    (root / FILE).rename(other)
    before = other.read_bytes()
    for only in (other, Path("..") / "problems.xlsx"):
        problems = check_data(root, EDITION, only=only).problems
        marked = mark_up(root, problems, 2026)
        assert other.read_bytes() == before
        assert {path.relative_to(root).as_posix() for path in marked.copies.values()} == {
            "build/2026/marked/problems-2.xlsx"
        }
        assert marked.all == root / "build/2026/marked/problems.xlsx"


def test_what_no_cell_can_hold_is_told_by_its_number(tmp_path: Path) -> None:
    write_folder(small_folder(), tmp_path)
    found = Problem("sheet-text-mark", Severity.ERROR, Place(FILE, "NET.USE", "C3"), "a\x0bb\u202ec", "text", "type it")
    copy = mark_up(tmp_path, [found], 2026).copies[FILE]
    workbook = openpyxl.load_workbook(copy)
    assert workbook["Problems"]["C2"].value == "a‹U+000B›b‹U+202E›c"
    assert "a‹U+000B›b‹U+202E›c" in workbook["NET.USE"]["C3"].comment.text


def test_the_first_cell_of_a_merged_range_is_marked(tmp_path: Path) -> None:
    write_folder(small_folder(), tmp_path)
    workbook = openpyxl.load_workbook(tmp_path / FILE)
    workbook["NET.USE"].merge_cells("C3:E3")
    workbook.save(tmp_path / FILE)
    found = problem("sheet-merged-cell", Place(FILE, "NET.USE", "D3"), "merged")
    copy = mark_up(tmp_path, [found], 2026).copies[FILE]
    assert "sheet-merged-cell" in openpyxl.load_workbook(copy)["NET.USE"]["C3"].comment.text


def test_a_refused_workbook_has_no_copy(small_data: Path, tmp_path: Path) -> None:
    shutil.copytree(small_data, tmp_path, dirs_exist_ok=True)
    archives.entities(tmp_path)
    problems = check_data(tmp_path, EDITION).problems
    assert any(problem.code == "sheet-xml-entity" for problem in problems)
    marked = mark_up(tmp_path, problems, 2026)
    assert FILE not in marked.copies
    assert marked.lists[FILE] == tmp_path / "build/2026/marked/development/connectivity.problems.xlsx"
    listed = openpyxl.load_workbook(marked.lists[FILE])["Problems"]
    assert [listed["A2"].value, listed["F2"].value] == ["error", "sheet-xml-entity"]
    links = [
        row[2].hyperlink.target
        for row in openpyxl.load_workbook(marked.all)["Problems"].iter_rows(2)
        if row[2].hyperlink
    ]
    assert links[0] == "development/connectivity.problems.xlsx"


def test_copies_of_earlier_runs_go_and_mild_problems_make_none(small_data: Path, tmp_path: Path) -> None:
    shutil.copytree(small_data, tmp_path, dirs_exist_ok=True)
    found = [
        problem(code, Place(FILE, "NET.USE", "A1"), "made up", name="x")
        for code in ("sheet-economy-name", "sheet-hidden-row")
    ]
    assert len(mark_up(tmp_path, found, 2026).copies) == 1
    assert mark_up(tmp_path, found[:1], 2026) == NOTHING
    assert list((tmp_path / "build/2026/marked").rglob("*.xlsx")) == []
    assert len(mark_up(tmp_path, found[:1], 2026, least=Severity.INFO).copies) == 1


def test_no_problem_no_copy(small_data: Path) -> None:
    assert mark_up(small_data, (), 2026) == NOTHING
    assert not (small_data / "build").exists()


def test_a_cell_that_is_not_in_the_file_is_marked_too(tmp_path: Path) -> None:
    folder = small_folder()
    folder["development/connectivity.xlsx"]["Notes"].append(["FRA", "NET.USE", None, "E", "no year", None])
    write_folder(folder, tmp_path)
    copy = mark_up(tmp_path, check_data(tmp_path, EDITION).problems, 2026).copies[FILE]
    cell = openpyxl.load_workbook(copy)["Notes"]["C3"]
    assert cell.fill.start_color.rgb == COLOURS[Severity.ERROR]
    assert "TIME_PERIOD" in cell.comment.text


def test_very_many_problems_are_marked_in_part_and_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "MOST_MARKED", 2)
    monkeypatch.setattr(markup, "MOST_OF_A_FILE", 1)
    folder = small_folder()
    for row in folder["development/connectivity.xlsx"]["NET.USE"][1:]:
        row[3] = "n/a"
    write_folder(folder, tmp_path)
    copy = mark_up(tmp_path, check_data(tmp_path, EDITION).problems, 2026).copies[FILE]
    marked = openpyxl.load_workbook(copy)
    assert [row[1].value for row in marked["Problems"].iter_rows(2)] == ["NET.USE!D2", "NET.USE!D3", None]
    assert marked["Problems"]["C4"].value == "and 4 more, which are neither listed nor marked"
    assert (marked["NET.USE"]["D3"].comment is None, marked["NET.USE"]["D4"].comment is None) == (False, True)
    everything = openpyxl.load_workbook(tmp_path / "build/2026/marked/problems.xlsx")["Problems"]
    assert [cell.value for cell in everything["D"]][2:] == ["and 5 more, which are not listed here"]
