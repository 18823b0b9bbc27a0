"""Two editors, one workbook: what only one changed is taken, what both changed is marked, nothing is lost in silence."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import PatternFill

from pipeline.differences.cells import Kind, compare
from pipeline.differences.git import set_up
from pipeline.differences.merging import merge
from pipeline.problems import Stop
from tests.differences.books import INDICATORS, NOTES, SHEETS, USE, book, changed, without_row

FILE = "data/development/a.xlsx"


def cell(data: bytes, sheet: str, address: str) -> object:
    return load_workbook(io.BytesIO(data))[sheet][address].value


def test_different_sheets_and_different_cells() -> None:
    merged = merge(book(), changed("USE", 2, 3, 85.0), changed("Indicators", 2, 2, "Usage"), FILE)
    assert (merged.conflicts, merged.taken) == ([], 1)
    assert (cell(merged.data, "USE", "C2"), cell(merged.data, "Indicators", "B2")) == (85, "Usage")
    merged = merge(book(), changed("USE", 2, 3, 85.0), changed("USE", 3, 4, 29.5), FILE)
    assert not merged.conflicts and [cell(merged.data, "USE", at) for at in ("C2", "D3", "D2")] == [85, 29.5, 86]


@pytest.mark.parametrize("theirs", [book(), changed("USE", 2, 3, 85.0)])
def test_nothing_or_the_same_changes_nothing(theirs: bytes) -> None:
    ours = changed("USE", 2, 3, 85.0)
    merged = merge(book(), ours, theirs, FILE)
    assert not merged.conflicts and merged.taken == 0 and compare({FILE: ours}, {FILE: merged.data}) == []


def test_what_both_changed_is_marked() -> None:
    merged = merge(book(), changed("USE", 2, 3, 85.0), changed("USE", 2, 3, 80.0), FILE)
    (conflict,) = merged.conflicts
    assert (conflict.place, conflict.base, conflict.ours, conflict.theirs) == ("USE!C2", "84", "85", "80")
    marked = load_workbook(io.BytesIO(merged.data))["USE"]["C2"]
    assert marked.value == 85 and "80" in marked.comment.text and marked.fill.fgColor.rgb == "FFFFC000"


def test_rows_columns_and_sheets_that_came_and_went() -> None:
    rows = [[*USE[0], 2022], *([*row, 50.0 + n] for n, row in enumerate(USE[1:])), ["DEU", "Germany", 90.0, 91.0, 92.0]]
    theirs = book(
        {"Indicators": [*INDICATORS, ["NEW", "New", "per cent"]], "USE": rows, "NEW": USE, "Notes": NOTES[:2]}
    )
    merged = merge(book(), changed("USE", 3, 4, 29.5), theirs, FILE)
    assert not merged.conflicts
    left = compare({FILE: theirs}, {FILE: merged.data})
    assert [(one.kind, one.row, one.column, one.after) for one in left] == [(Kind.ADDED, "KEN", "2021", "29.5")]


def test_a_row_or_sheet_that_one_deleted_and_the_other_changed() -> None:
    merged = merge(book(), without_row("USE", 2), changed("USE", 2, 3, 85.0), FILE)
    assert [one.place for one in merged.conflicts] == ["USE: FRA"]
    merged = merge(book(), changed("USE", 2, 3, 85.0), without_row("USE", 2), FILE)
    assert [one.place for one in merged.conflicts] == ["USE: FRA"] and cell(merged.data, "USE", "C2") == 85
    without = book({name: rows for name, rows in SHEETS.items() if name != "USE"})
    assert [one.place for one in merge(book(), changed("USE", 2, 3, 85.0), without, FILE).conflicts] == ["USE"]
    gone = merge(book(), changed("Indicators", 2, 2, "Usage"), without, FILE)
    assert not gone.conflicts and "USE" not in load_workbook(io.BytesIO(gone.data)).sheetnames


def test_colours_and_comments_of_ours_stay() -> None:
    ours = load_workbook(io.BytesIO(book()))
    ours["USE"]["C2"].fill = PatternFill("solid", start_color="FF00FF00")
    stream = io.BytesIO()
    ours.save(stream)
    merged = merge(book(), stream.getvalue(), changed("USE", 3, 4, 29.5), FILE)
    assert load_workbook(io.BytesIO(merged.data))["USE"]["C2"].fill.fgColor.rgb == "FF00FF00"


def test_what_would_be_lost_is_told_before_anything_is_written() -> None:
    stream = io.BytesIO(book())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/charts/chart1.xml", "<c/>")
    with pytest.raises(Stop) as caught:
        merge(book(), stream.getvalue(), changed("USE", 3, 4, 29.5), FILE)
    assert caught.value.problems[0].code == "merge-would-lose" and "chart1" in caught.value.problems[0].found


def test_git_joins_two_branches_by_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two editors who changed different sheets of one workbook are merged without a conflict."""
    root = Path(__file__).parents[2]
    monkeypatch.setenv("PYTHONPATH", str(root))
    path = tmp_path / "a.xlsx"

    def git(*words: str) -> None:
        names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", str(tmp_path), *names, *words], check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    set_up(tmp_path)
    for branch, data in (
        ("main", book()),
        ("one", changed("USE", 2, 3, 85.0)),
        ("two", changed("Indicators", 2, 2, "Usage")),
    ):
        git("checkout", "-q", *(["-b", branch, "main"] if branch != "main" else ["--orphan", "start"]))
        path.write_bytes(data)
        git("add", "-A")
        git("commit", "-qm", branch)
        if branch == "main":
            git("branch", "-M", "main")
    git("merge", "--no-edit", "one")
    assert (cell(path.read_bytes(), "USE", "C2"), cell(path.read_bytes(), "Indicators", "B2")) == (85, "Usage")
