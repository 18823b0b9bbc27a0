"""The check: a valid folder has no problem; each way of breaking it is found, at its place, with a remedy."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.edition import Edition
from pipeline.problems import Severity
from pipeline.sheets.check import CheckResult, check_data
from pipeline.sheets.codes import CODES
from pipeline.sheets.rules import neighbours
from tests.broken.cases import CASES, Case
from tests.broken.hostile import HOSTILE
from tests.sheets.unopened import UNOPENED
from tests.sheets.workbooks import small_folder, write_folder, write_workbook

EDITION = Edition(2026, date(2026, 11, 23), ("en", "zh"), "", "Tests", 0.6, 0.5, 10, Path("2026.toml"))


def broken(case: Case, small_data: Path, root: Path) -> CheckResult:
    """Check the small folder as the case breaks it."""
    shutil.copytree(small_data, root, dirs_exist_ok=True)
    if case.rows is not None:
        valid, folder = small_folder(), small_folder()
        case.rows(folder)
        for file, sheets in folder.items():
            if sheets != valid.get(file):
                write_workbook(root / "data" / file, sheets)
    if case.files is not None:
        case.files(root)
    return check_data(root, EDITION)


def test_a_valid_folder_has_no_problem(small_data: Path) -> None:
    result = check_data(small_data, EDITION)
    assert result.problems == ()
    assert result.dataset is not None
    assert len(result.dataset.observations.frame) == 5 * 6 * 10


@pytest.mark.parametrize("case", CASES, ids=str)
def test_each_fault_is_found_at_its_place(case: Case, small_data: Path, tmp_path: Path) -> None:
    result = broken(case, small_data, tmp_path)
    told = [(problem.code, str(problem.place)) for problem in result.problems]
    assert (case.code, case.place) in told
    problem = result.problems[told.index((case.code, case.place))]
    assert problem.severity is CODES[case.code].severity
    assert problem.found and problem.allowed and problem.remedy
    assert case.says in f"{problem.found} {problem.allowed} {problem.remedy}"
    # Nothing else is reported as an error that is not wrong.
    assert {code for code, _ in told if CODES[code].severity is Severity.ERROR} <= {
        case.code,
        *case.also,
        *_follows(case),
    }
    assert (result.dataset is None) == any(problem.severity is Severity.ERROR for problem in result.problems)


def _follows(case: Case) -> tuple[str, ...]:
    """Codes that follow where a whole workbook or sheet cannot be read."""
    if case.code in ("sheet-missing", "sheet-code-without-sheet"):
        return ("sheet-unknown-indicator", "sheet-code-without-sheet")
    # A code that stands in a workbook which cannot be read is not said to be wrong.
    return ("sheet-code-without-sheet",) if case.code in result_codes_of_unread_files() else ()


def result_codes_of_unread_files() -> set[str]:
    """Codes of a workbook that is not opened."""
    files = ("missing", "too-large", "damaged")
    names = ("not-a-workbook", "encrypted", "too-many-parts", "part-name", "zip-bomb", "xml-encoding", "xml-entity")
    return {f"sheet-file-{name}" for name in files} | {f"sheet-{name}" for name in (*names, "too-wide", "unreadable")}


def test_every_code_has_a_case() -> None:
    acknowledged = {code for code in CODES if code.startswith("acknowledged-")}  # see test_acknowledged
    beside = {*neighbours.CODES, "sheet-too-much-to-change"}  # see test_neighbours, test_changeable
    assert set(CODES) == {case.code for case in (*CASES, *UNOPENED, *HOSTILE)} | acknowledged | beside


def test_all_problems_of_a_run_at_once_and_in_order(small_data: Path, tmp_path: Path) -> None:
    folder = small_folder()
    sheet = folder["development/connectivity.xlsx"]["NET.USE"]
    sheet[2][3], sheet[1][10], sheet[1][4], sheet[5][0] = "..", "1,5", "x", "QQQ"
    folder["monitoring/targets.xlsx"]["Targets"][1][1] = "?"
    write_folder(folder, tmp_path)
    result = check_data(tmp_path, EDITION)
    cells = [(problem.place.sheet, problem.place.cell) for problem in result.problems]
    assert cells == [("NET.USE", "E2"), ("NET.USE", "K2"), ("NET.USE", "D3"), ("NET.USE", "A6"), ("Targets", "B2")]
    assert result.count(Severity.ERROR) == 5


def test_the_check_changes_nothing(small_data: Path) -> None:
    before = {path: path.read_bytes() for path in sorted(small_data.rglob("*")) if path.is_file()}
    check_data(small_data, EDITION)
    assert before == {path: path.read_bytes() for path in sorted(small_data.rglob("*")) if path.is_file()}


def test_a_break_in_the_notes_explains_a_jump(tmp_path: Path) -> None:
    folder = small_folder()
    folder["development/connectivity.xlsx"]["NET.USE"][5][11] = 97
    write_folder(folder, tmp_path)
    assert [problem.code for problem in check_data(tmp_path, EDITION).problems] == ["sheet-jump"]
    folder["development/connectivity.xlsx"]["Notes"].append(["NAM", "NET.USE", 2024, "B", "new survey", None])
    write_folder(folder, tmp_path)
    assert check_data(tmp_path, EDITION).problems == ()


def test_names_are_asked_for_in_the_languages_of_the_edition_only(tmp_path: Path) -> None:
    folder = small_folder()
    terms = folder["reference/names.xlsx"]["Terms"]
    french, chinese = terms[0].index("fr"), terms[0].index("zh")
    row = next(row for row in terms if row[:2] == ["pillar", "access"])
    row[french] = None
    write_folder(folder, tmp_path)
    assert check_data(tmp_path, EDITION).problems == ()
    row[chinese] = None
    write_folder(folder, tmp_path)
    (problem,) = check_data(tmp_path, EDITION).problems
    assert (problem.code, problem.severity) == ("sheet-term-missing", Severity.WARNING)
    assert "zh" in problem.found


def test_all_names_of_new_indicators_are_missed_at_once(tmp_path: Path) -> None:
    """Three indicators with a unit, a pillar and a source of their own, and no row in the terms: each name once, nothing else."""
    folder = small_folder()
    book = folder["development/connectivity.xlsx"]
    header = [str(name) for name in book["Indicators"][0]]
    for code in ("NEW.A", "NEW.B", "NEW.C"):
        row = list(book["Indicators"][1])
        for name, value in {
            "code": code,
            "name": code,
            "unit": "kilowatts",
            "pillar": "energy",
            "source": "New",
        }.items():
            row[header.index(name)] = value
        book["Indicators"].append(row)
        book[code] = [list(line) for line in book["NET.USE"]]
    write_folder(folder, tmp_path)
    problems = check_data(tmp_path, EDITION).problems
    assert {(problem.code, problem.severity) for problem in problems} == {("sheet-term-missing", Severity.WARNING)}
    texts = [("definition", code) for code in ("NEW.A", "NEW.B", "NEW.C")] + [("source", "New")]
    names = [("indicator", code) for code in ("NEW.A", "NEW.B", "NEW.C")] + [("unit", "kilowatts")]
    assert sorted(problem.found for problem in problems) == sorted(
        [
            *(f"no zh text of the {kind} {code!r}" for kind, code in texts),
            *(f"no zh name of the {kind} {code!r}" for kind, code in names),
            "no en, zh name of the pillar 'energy'",
        ]
    )
    assert all("a row '" in problem.allowed and "names.xlsx › Terms" in problem.allowed for problem in problems)
    assert check_data(tmp_path, replace(EDITION, languages=("en",))).count(Severity.WARNING) == 1


@pytest.mark.parametrize(
    ("kind", "code"), [("indicator", "NET.USE"), ("definition", "NET.USE"), ("unit", "per cent"), ("target", "T1")]
)
def test_english_in_two_places_is_named_where_it_differs(tmp_path: Path, kind: str, code: str) -> None:
    folder = small_folder()
    terms = folder["reference/names.xlsx"]["Terms"]
    row = next((row for row in terms if row[:2] == [kind, code]), None)
    if row is None:
        row = [kind, code, *[code] * 6]
        terms.append(row)
    row[2] = "Something else"
    write_folder(folder, tmp_path)
    (problem,) = check_data(tmp_path, EDITION).problems
    assert (problem.code, problem.severity) == ("sheet-term-contradicts", Severity.WARNING)
    assert problem.place.file == "data/reference/names.xlsx" and "'Something else'; printed is" in problem.found


@pytest.mark.parametrize(
    ("unit", "power", "wrong"),
    [("per cent of population", 3, True), ("million US dollars", 6, True), ("score (0-100)", -1, True),
     ("US dollars", 6, False), ("tonnes", 3, False), ("million US dollars", 0, False)],
)  # fmt: skip
def test_units_that_nothing_can_multiply(tmp_path: Path, unit: str, power: int, wrong: bool) -> None:
    folder = small_folder()
    rows = folder["development/connectivity.xlsx"]["Indicators"]
    rows[1][rows[0].index("unit")], rows[1][rows[0].index("unit_multiplier")] = unit, power
    write_folder(folder, tmp_path)
    problems = [
        problem for problem in check_data(tmp_path, EDITION).problems if problem.code == "sheet-unit-multiplier"
    ]
    assert [str(problem.place) for problem in problems] == [
        "data/development/connectivity.xlsx › Indicators!D2"
    ] * wrong


def test_definitions_and_sources_need_no_english_term(tmp_path: Path) -> None:
    folder = small_folder()
    terms = folder["reference/names.xlsx"]["Terms"]
    terms[:] = [row for row in terms if row[:2] not in (["definition", "NET.USE"], ["source", "Made up"])]
    write_folder(folder, tmp_path)
    found = {str(problem.place): problem.found for problem in check_data(tmp_path, EDITION).problems}
    assert found == {
        "data/development/connectivity.xlsx › Indicators!E2": "no zh text of the definition 'NET.USE'",
        "data/accounting/supply-use-uga.xlsx › About!B4": "no zh text of the source 'Made up'",
    }
    assert check_data(tmp_path, replace(EDITION, languages=("en",))).problems == ()
