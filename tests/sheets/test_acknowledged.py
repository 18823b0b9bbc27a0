"""Warnings that were looked at do not come back; another finding does; errors always do."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from pipeline import cli
from pipeline.commands import project
from pipeline.edition import load_edition
from pipeline.problems import Place, Problem, Severity
from pipeline.sheets.acknowledged import COLUMNS, FILE, Acknowledged, add, confirmed, key_of, parse, read, without
from pipeline.sheets.check import check_data
from tests.small_report import small_project

HEAD = ",".join(COLUMNS)


def warning(found: str = "a jump", cell: str = "C2", severity: Severity = Severity.WARNING) -> Problem:
    return Problem("sheet-jump", severity, Place("data/a.xlsx", "USE", cell), found, "less", "look")


def test_what_was_looked_at_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    assert read(tmp_path) == Acknowledged({}, (), b"")
    assert (
        add(tmp_path, [warning(), warning(cell="D2")], "as the source has it", "Yearbook 2026, p. 3", "2026-11-26") == 2
    )
    assert add(tmp_path, [warning()], "again", "again", "2026-11-27") == 0
    lines = (tmp_path / FILE).read_text(encoding="utf-8").splitlines()
    assert lines == [HEAD, *(f'sheet-jump,data/a.xlsx › USE!{at},a jump,as the source has it,"Yearbook 2026, p. 3",2026-11-26' for at in ("C2", "D2"))]  # fmt: skip
    known = read(tmp_path)
    assert without([warning(), warning(cell="D2")], known) == []
    other = warning("a larger jump")
    left = without([other, warning(cell="D2")], known)
    assert left[0] == other and [one.code for one in left[1:]] == ["acknowledged-gone"]
    assert left[1].severity is Severity.INFO and str(left[1].place) == f"{FILE}:2"


def test_a_finding_of_a_series_is_known_where_its_row_and_what_is_usual_changed() -> None:
    text = "3 in 2021; beside it 2020: 22, 2022: 17"
    known = Acknowledged({("sheet-jump", "data/a.xlsx › USE!C2", f"{text}; 4.7 times the usual change"): 2}, (), b"x")
    moved = warning(f"{text}; 4.9 times the usual change", "D3")
    assert without([moved], known) == []
    again = warning(f"{text}; 4.9 times the usual change", "D4")  # of another economy: one row covers one finding
    assert without([moved, again], known) == [again]
    assert without([warning(f"{text}8; 4.7 times the usual change")], known)[0].found.startswith(f"{text}8")


def test_an_error_is_never_passed_over(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    error = warning(severity=Severity.ERROR)
    assert add(tmp_path, [error], "no", "no", "2026-11-26") == 0
    assert error in without([error], Acknowledged({("sheet-jump", str(error.place), error.found): 2}, (), b"x"))


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("code,place\n", "acknowledged-row", f"{FILE}:1"),
        (f"{HEAD}\nsheet-jump,a,b,,d,2026-01-01\n", "acknowledged-row", f"{FILE}:2"),
        (f"{HEAD}\nonly\n", "acknowledged-row", f"{FILE}:2"),
        (f'{HEAD}\n"open\n', "sheet-unreadable", FILE),
        (b"\xff\xfe\x00", "sheet-unreadable", FILE),
    ],
)
def test_a_list_that_is_wrong_is_an_error(tmp_path: Path, text: str | bytes, code: str, place: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / FILE).write_bytes(text if isinstance(text, bytes) else text.encode())
    (found,) = read(tmp_path).problems
    assert (found.code, str(found.place), found.severity) == (code, place, Severity.ERROR)


def test_check_and_build_pass_over_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = small_project(tmp_path)
    monkeypatch.setattr(project, "ROOT", root)
    edition = load_edition(root, 2026)
    path = next((root / "data" / "development").glob("*.xlsx"))
    book = load_workbook(path)
    book["Notes"].sheet_state = "hidden"
    book.save(path)
    before = check_data(root, edition).problems
    warned = [one for one in before if one.severity is Severity.WARNING]
    assert "sheet-hidden-sheet" in {one.code for one in warned}
    words = ["acknowledge", warned[0].code, "--reason", "so it is", "--source", "the source"]
    done = CliRunner().invoke(cli.cli, words, standalone_mode=False)
    assert "entered in data/acknowledged.csv" in done.output
    after = check_data(root, edition)
    assert {one.code for one in after.problems} == {one.code for one in before} - {warned[0].code}
    assert FILE in after.files
    none = CliRunner().invoke(cli.cli, ["acknowledge", "sheet-jump", "nowhere", "--reason", "a", "--source", "b"], standalone_mode=False)  # fmt: skip
    assert "There is no warning" in none.output


def test_a_change_may_be_confirmed_again_after_it_was_accepted() -> None:
    """The same slip later is another one: one row more than the baseline has confirms it."""
    slip = Problem(
        "diff-rule-changed", Severity.WARNING, Place("data/monitoring/targets.xlsx", "Targets", "B2"), "2", "", ""
    )
    row = ",".join([*key_of(slip), "meant", "letter", "2026-11-20"]) + "\n"
    once, twice = (parse((",".join(COLUMNS) + "\n" + row * times).encode()) for times in (1, 2))
    assert confirmed([slip], once)[1] == [slip]
    assert confirmed([slip], once, once)[:2] == ([slip], [])
    assert confirmed([slip], twice, once)[1] == [slip]
