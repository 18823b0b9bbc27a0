"""Questionnaires go out, come back and are judged; what is accepted is entered. All figures are made up."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.problems import Severity, Stop
from pipeline.sheets.asking import Choice, enter_all, known_to, paper_for
from pipeline.sheets.books import parse_workbook
from pipeline.sheets.questionnaire import write_questionnaire
from pipeline.sheets.returns import CODES, Effect, Known, Returned, read_returns
from pipeline.sheets.tables import NO_CUTOFF
from pipeline.sheets.wording import ENGLISH
from tests.sheets.workbooks import value

DAY = date(2026, 11, 23)
Answers = Mapping[tuple[str, int], Mapping[str, object]]
NEW = {"OBS_VALUE": 71.5, "source_override": "Household survey 2025"}


@pytest.fixture(scope="module")
def known(small_data: Path) -> Known:
    return known_to(small_data, 2026)


@pytest.fixture(scope="module")
def blank(small_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The questionnaire of Namibia as it goes out."""
    path = tmp_path_factory.mktemp("out") / "NAM.xlsx"
    write_questionnaire(path, paper_for(small_data, "NAM", Choice((), (), 2025, "en")), ENGLISH, DAY)
    return path


def filled(blank: Path, folder: Path, answers: Answers, name: str = "nam.xlsx") -> Path:
    """A return with these cells, by indicator and year, and header."""
    workbook = load_workbook(blank)
    sheet = workbook.worksheets[0]
    head = next(row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value == "REF_AREA")
    columns = {cell.value: cell.column for cell in sheet[head]}
    rows = {
        (sheet.cell(row, columns["INDICATOR"]).value, sheet.cell(row, columns["TIME_PERIOD"]).value): row
        for row in range(head + 1, sheet.max_row + 1)
    }
    for key, cells in answers.items():
        for header, text in cells.items():
            cell = sheet.cell(rows[key], columns[header])
            cell.value = text
            if header == "source_override":
                cell.data_type = "s"  # as an office stores what is typed behind an apostrophe
    workbook.save(folder / name)
    return folder


def codes(found: Returned) -> list[str]:
    return [problem.code for problem in found.problems]


def test_a_questionnaire_tells_the_last_value_and_asks_the_next_year(blank: Path) -> None:
    sheet = load_workbook(blank).worksheets[0]
    rows = [row for row in sheet.iter_rows(values_only=True) if row[1] == "NET.USE"]
    assert [(row[0], row[8], row[6], row[7]) for row in rows] == [
        ("NAM", 2024, value("NET.USE", "NAM", 2024), "A"),
        ("NAM", 2025, None, None),
    ]
    assert sheet.protection.sheet
    free = {cell.column_letter for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert free == {"J", "K", "L", "M"}
    bounds = {str(rule.sqref): (rule.formula1, rule.formula2) for rule in sheet.data_validations.dataValidation}
    assert ("0.0", "100.0") in bounds.values()


def test_one_framework_or_chosen_indicators_may_be_asked(small_data: Path) -> None:
    one = paper_for(small_data, "FRA", Choice((), ("monitoring",), 2025, "en"))
    assert {question.code for question in one.questions} == {"EGOV"}
    chosen = paper_for(small_data, "FRA", Choice(("NET.USE",), (), 2024, "en"))
    assert [question.year for question in chosen.questions] == [2023, 2024]


@pytest.mark.parametrize(
    ("area", "choice", "expected"),
    [
        ("KEX", Choice((), (), 2025, "en"), "questionnaire-unknown-economy"),
        ("NAM", Choice(("NET.USED",), (), 2025, "en"), "questionnaire-unknown-indicator"),
        ("NAM", Choice((), ("progress",), 2025, "en"), "questionnaire-unknown-framework"),
    ],
)
def test_what_is_not_known_cannot_be_asked(small_data: Path, area: str, choice: Choice, expected: str) -> None:
    with pytest.raises(Stop) as stopped:
        paper_for(small_data, area, choice)
    assert [problem.code for problem in stopped.value.problems] == [expected]


def test_what_a_return_adds_changes_and_withdraws(blank: Path, known: Known, tmp_path: Path) -> None:
    answers = {
        ("NET.USE", 2025): NEW | {"OBS_STATUS": "P", "note": "first results"},
        ("NET.SUBS", 2024): {"OBS_VALUE": 1500, "source_override": "The regulator"},
        ("EGOV", 2024): {"OBS_STATUS": "O", "note": "never published"},
    }
    found = read_returns(filled(blank, tmp_path, answers), known)
    assert found.problems == ()
    assert [(one.effect, one.indicator, one.year, one.after) for one in found.answers] == [
        (Effect.ADDS, "NET.USE", 2025, 71.5),
        (Effect.CHANGES, "NET.SUBS", 2024, 1500.0),
        (Effect.WITHDRAWS, "EGOV", 2024, None),
    ]
    assert "71.5 [P]  (Household survey 2025; first results)" in " ".join(one.line() for one in found.answers)


@pytest.mark.parametrize(
    ("row", "cells", "expected"),
    [
        (("NET.USE", 2025), {"OBS_VALUE": "71,5", "source_override": "x"}, "sheet-decimal-comma"),
        (("NET.USE", 2025), {"OBS_VALUE": "n/a"}, "sheet-missing-symbol"),
        (("NET.USE", 2025), {"OBS_VALUE": "=1+1", "source_override": "x"}, "sheet-formula-uncalculated"),
        (("NET.USE", 2025), {"OBS_VALUE": 715, "source_override": "x"}, "return-out-of-range"),
        (("NET.USE", 2025), {"OBS_VALUE": 71.5}, "return-without-source"),
        (("NET.USE", 2025), {"source_override": "x"}, "return-status-without-value"),
        (("NET.USE", 2025), {"OBS_STATUS": "O"}, "return-nothing-to-withdraw"),
        (("NET.USE", 2025), NEW | {"OBS_STATUS": "M"}, "return-value-of-missing"),
        (("NET.USE", 2025), NEW | {"OBS_STATUS": "X"}, "return-unknown-status"),
        (("NET.USE", 2025), NEW | {"TIME_PERIOD": 2031}, "return-not-a-year"),
        (("NET.USE", 2025), NEW | {"TIME_PERIOD": "soon"}, "return-not-a-year"),
        (("NET.USE", 2025), NEW | {"REF_AREA": "NAX"}, "return-unknown-economy"),
        (("NET.USE", 2025), NEW | {"INDICATOR": "NET.USED"}, "return-unknown-indicator"),
        (("NET.USE", 2024), NEW | {"known_value": 12.0}, "return-stale"),
        (("NET.USE", 2025), NEW | {"note": "=first()"}, "sheet-formula-uncalculated"),
        (("NET.USE", 2025), NEW | {"note": "a\u202eb"}, "return-unsafe-text"),
    ],
)
def test_what_is_refused_is_named_with_its_cell_and_nothing_is_taken(
    blank: Path, known: Known, tmp_path: Path, row: tuple[str, int], cells: Mapping[str, object], expected: str
) -> None:
    found = read_returns(filled(blank, tmp_path, {row: cells}), known)
    assert expected in codes(found)
    assert all(problem.place.cell for problem in found.problems)
    assert found.answers == ()


def test_a_value_ten_times_the_one_before_is_told_and_taken(blank: Path, known: Known, tmp_path: Path) -> None:
    answers = {("NET.SUBS", 2025): {"OBS_VALUE": 150000, "source_override": "The regulator"}}
    found = read_returns(filled(blank, tmp_path, answers), known)
    assert (codes(found), len(found.answers)) == (["return-far"], 1)


def test_a_value_that_the_sheets_hold_already_changes_nothing(blank: Path, known: Known, tmp_path: Path) -> None:
    answers = {("NET.USE", 2024): {"OBS_VALUE": value("NET.USE", "NAM", 2024)}}
    found = read_returns(filled(blank, tmp_path, answers), known)
    assert (found.answers, found.problems, found.unchanged) == ((), (), 1)


def test_two_returns_that_disagree_are_a_conflict(blank: Path, known: Known, tmp_path: Path) -> None:
    filled(blank, tmp_path, {("NET.USE", 2025): NEW})
    filled(blank, tmp_path, {("NET.USE", 2025): NEW | {"OBS_VALUE": 72.5}}, "ministry.xlsx")
    found = read_returns(tmp_path, known)
    assert codes(found) == ["return-conflict", "return-conflict"]
    assert found.answers == ()
    filled(blank, tmp_path, {("NET.USE", 2025): NEW}, "ministry.xlsx")
    assert len(read_returns(tmp_path, known).answers) == 1


def test_files_that_are_no_returns_are_named(blank: Path, known: Known, small_data: Path, tmp_path: Path) -> None:
    filled(blank, tmp_path, {("NET.USE", 2025): NEW})
    shutil.copy(small_data / "data/development/connectivity.xlsx", tmp_path / "data.xlsx")
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    found = read_returns(tmp_path, known)
    assert len(found.answers) == 1
    assert {problem.place.file: problem.severity for problem in found.problems} == {
        "data.xlsx": Severity.ERROR,
        "old.xls": Severity.ERROR,
    }
    assert "return-no-questionnaire" in codes(found)


def test_accepted_answers_are_entered_with_their_source(small_data: Path, blank: Path, tmp_path: Path) -> None:
    shutil.copytree(small_data / "data", tmp_path / "data")
    (tmp_path / "in").mkdir()
    answers = {
        ("NET.USE", 2025): NEW | {"OBS_STATUS": "P", "source_override": "=cmd()"},
        ("EGOV", 2024): {"OBS_STATUS": "O", "note": "never published"},
    }
    known = known_to(tmp_path, 2026)
    found = read_returns(filled(blank, tmp_path / "in", answers), known)
    assert len(list(enter_all(tmp_path, known, found.answers))) == 2
    after = known_to(tmp_path, 2026)
    assert after.value("NET.USE", "NAM", 2025) == 71.5
    assert after.value("EGOV", "NAM", 2024) is None
    assert after.status("NET.USE", "NAM", 2025) == ("P", "", "=cmd()")
    assert after.status("EGOV", "NAM", 2024)[:2] == ("O", "never published")
    file = "data/development/connectivity.xlsx"
    parsed = parse_workbook(file, (tmp_path / file).read_bytes(), NO_CUTOFF)
    assert [one for one in (*parsed.problems, *parsed.structure) if one.severity is Severity.ERROR] == []
    assert read_returns(tmp_path / "in", after).answers == ()


def test_every_code_is_in_use() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert [code for code in CODES if f'"{code}"' not in text] == []
