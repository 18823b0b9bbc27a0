"""The commands that make workbooks for editors and take them back, as they are typed. All figures are made up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from pipeline.commands import project
from pipeline.commands.workbench import questionnaire, returns, template, tidy
from pipeline.problems import ExitCode
from tests.sheets.workbooks import small_folder, write_folder

ROOT = Path(__file__).parents[1]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_folder(small_folder(), tmp_path)
    shutil.copytree(ROOT / "report" / "i18n" / "sheets", tmp_path / "report" / "i18n" / "sheets")
    monkeypatch.setattr(project, "ROOT", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: object, *words: str) -> Result:
    return CliRunner().invoke(command, words, standalone_mode=False)  # type: ignore[arg-type]


def test_a_template_takes_its_framework_from_its_folder(root: Path) -> None:
    path = "data/monitoring/new.xlsx"
    done = run(template, path, "--indicator", "NEW.A", "--years", "2020-2022", "--language", "fr", "--year", "2026")
    assert done.return_value == ExitCode.OK
    assert f"Made {path}" in done.output
    book = load_workbook(root / path)
    assert [cell.value for cell in book["NEW.A"][4]] == ["REF_AREA", "Economy", 2020, 2021, 2022]
    assert book["NEW.A"]["A2"].value == "Unité : —"
    assert book["Indicators"]["O2"].value == "monitoring"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("x.ods", "--indicator", "A"), "ends in .xlsx"),
        (("x.xlsx", "--indicator", "A", "--framework", "econ"), "development, accounting"),
        (("x.xlsx", "--indicator", "A", "--years", "2020-2010"), "2005-2025"),
        (("x.xlsx", "--indicator", "A", "--years", "soon"), "2005-2025"),
    ],
)
def test_a_wrong_use_of_template_is_told(root: Path, words: tuple[str, ...], said: str) -> None:
    assert said in str(run(template, *words).exception)
    assert not (root / "x.xlsx").exists()


def test_a_language_without_a_catalogue_is_english_and_says_so(root: Path) -> None:
    (root / "report/i18n/sheets/ru.po").unlink()
    done = run(template, "data/monitoring/new.xlsx", "--indicator", "NEW.A", "--language", "ru", "--year", "2026")
    assert "There is no catalogue of ru: the help in the workbook is English." in done.output


def test_tidy_does_all_indicator_workbooks_and_says_what_is_different(root: Path) -> None:
    before = {path: path.read_bytes() for path in sorted((root / "data").rglob("*.xlsx"))}
    tried = run(tidy, "--dry-run")
    assert "caption with title, unit and code" in tried.output
    assert {path: path.read_bytes() for path in before} == before
    run(tidy)
    changed = {path.relative_to(root / "data").parts[0] for path in before if path.read_bytes() != before[path]}
    assert changed == {"development", "accounting", "statistical", "monitoring", "vintages"}
    assert "nothing to do" in run(tidy, str(root / "data/development/connectivity.xlsx")).output


def test_acknowledged_warnings_follow_their_cells(root: Path) -> None:
    rows = [
        "code,place,found,reason,source,date",
        "sheet-jump,data/development/connectivity.xlsx › NET.USE!D5,a jump,seen,a yearbook,2026-11-01",
        "sheet-jump,data/development/other.xlsx › NET.USE!D5,a jump,seen,a yearbook,2026-11-01",
    ]
    (root / "data/acknowledged.csv").write_text("\n".join([*rows, ""]), encoding="utf-8")
    assert "1 acknowledged warning(s) moved along" in run(tidy, "data/development/connectivity.xlsx").output
    text = (root / "data/acknowledged.csv").read_text(encoding="utf-8")
    assert "connectivity.xlsx › NET.USE!D8,a jump" in text
    assert "other.xlsx › NET.USE!D5,a jump" in text


def test_a_questionnaire_goes_out_comes_back_and_is_entered(root: Path) -> None:
    (root / "in").mkdir()
    asked = run(questionnaire, "nam", "--into", "in/nam.xlsx", "--indicator", "NET.USE", "--year", "2026")
    assert "Namibia, 1 indicator(s), the year 2025." in asked.output
    book = load_workbook(root / "in/nam.xlsx")
    sheet = book.worksheets[0]
    sheet.cell(sheet.max_row, 10).value, sheet.cell(sheet.max_row, 12).value = 61.5, "A survey"
    book.save(root / "in/nam.xlsx")
    path = root / "data/development/connectivity.xlsx"
    before = path.read_bytes()
    listed = run(returns, "in", "--year", "2026")
    assert "adds      NAM NET.USE 2025: blank → 61.5  (A survey)" in listed.output
    assert "Nothing was written" in listed.output
    assert path.read_bytes() == before
    written = run(returns, "in", "--write", "--year", "2026")
    assert "data/development/connectivity.xlsx: 1 answer(s) entered" in written.output
    assert "1 as it is already" in run(returns, "in", "--year", "2026").output


def test_a_refused_answer_ends_in_exit_code_3(root: Path) -> None:
    (root / "in").mkdir()
    (root / "in" / "letter.xlsx").write_bytes(b"no workbook")
    assert run(returns, "in", "--year", "2026").return_value == ExitCode.DATA
