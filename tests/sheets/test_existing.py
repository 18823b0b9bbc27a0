"""A workbook read back for an import: as a check reads it, with all that it holds, and what would be lost is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from pipeline.problems import Problem, Severity
from pipeline.sheets import layout, write
from pipeline.sheets.existing import read_book
from tests.broken import archives

INDICATOR: dict[str, object] = {
    "code": "NET.USE",
    "name": "Use",
    "unit": "per cent",
    "decimals": 1,
    "minimum": 0,
    "accessed": "2026-10-01",
}
BOOK = write.IndicatorBook(
    write.About(
        "Title", "What it is for.", ("Edit so.",), date(2026, 11, 1), (("Vintage", "2020"),), (), ("gdgr import",)
    ),
    (INDICATOR, {"code": "NET.SUBS", "name": "=1+1"}),
    {"NET.USE": {("FRA", 2020): 80.5, ("NAM", 2021): 41.25}, "NET.SUBS": {("FRA", 2020): 12.0}},
    (write.Note("FRA", "NET.USE", 2020, "E", "estimated", "A survey"),),
    {("NET.USE", "FRA", 2020): "asked the ministry"},
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "data/development/connectivity.xlsx"
    write.write_indicators(target, BOOK, {"FRA": "France", "NAM": "Namibia"})
    return target


def read(path: Path) -> tuple[write.IndicatorBook, list[Problem]]:
    problems: list[Problem] = []
    return read_book(path, problems), problems


def test_what_was_written_is_read_back(path: Path) -> None:
    book, problems = read(path)
    assert problems == []
    assert (book.series, book.notes, book.comments, book.about) == (BOOK.series, BOOK.notes, BOOK.comments, BOOK.about)
    assert [{k: v for k, v in row.items() if v is not None} for row in book.indicators] == list(BOOK.indicators)


def test_a_workbook_in_strict_open_xml_is_read_alike(path: Path, tmp_path: Path) -> None:
    expected, _ = read(path)

    def strict(_: str, part: bytes) -> bytes:
        part = part.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        return part.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    archives.rewritten(tmp_path, strict)
    assert read(path) == (expected, [])


def _number(sheet: str, cell: str, value: object) -> Callable[[Workbook], None]:
    return lambda workbook: workbook[sheet].__setitem__(cell, value)


def _row(sheet: str, *values: object) -> Callable[[Workbook], None]:
    return lambda workbook: workbook[sheet].append(list(values))


SPOILT: list[tuple[Callable[[Workbook], None], str, str]] = [
    (_number("Notes", "C2", None), "Notes!C2", "a blank cell as TIME_PERIOD"),
    (_number("Notes", "C2", "2020"), "Notes!C2", "'2020' as TIME_PERIOD"),
    (_number("Notes", "C2", 20205), "Notes!C2", "20205 as TIME_PERIOD"),
    (_number("Notes", "A2", None), "Notes!A2", "a blank cell as REF_AREA"),
    (_number("Notes", "E2", "=1+1"), "Notes!E2", "'=1+1' as note"),
    (_number("Notes", "G1", "note"), "Notes!G1", "a column 'note' once more"),
    (_number("Notes", "C1", "Year"), "Notes!A1", "no column 'TIME_PERIOD'"),
    (_number("Indicators", "L2", "one"), "Indicators!L2", "'one' as decimals"),
    (_number("Indicators", "L2", 1.5), "Indicators!L2", "1.5 as decimals"),
    (_number("Indicators", "M2", "#REF!"), "Indicators!M2", "'#REF!' as minimum"),
    (_number("Indicators", "S1", "code"), "Indicators!S1", "a column 'code' once more"),
    (_row("Indicators", None, "A name"), "Indicators!A4", "a blank cell as code"),
    (_row("Indicators", "NET.USE"), "Indicators!A4", "'NET.USE' once more"),
    (_number("NET.USE", "C6", True), "NET.USE!C6", "True for 'NAM', 2020"),
    (_row("NET.USE", "FRA", "France", 81), "NET.USE!A7", "FRA once more, after row 5"),
    (_number("NET.USE", "E4", 2020), "NET.USE!E4", "2020 once more"),
]


@pytest.mark.parametrize(("spoil", "place", "found"), SPOILT, ids=[found for _, _, found in SPOILT])
def test_what_an_import_would_lose_is_said_at_its_cell(
    path: Path, spoil: Callable[[Workbook], None], place: str, found: str
) -> None:
    workbook = load_workbook(path)
    spoil(workbook)
    workbook.save(path)
    problems = read(path)[1]
    assert ("import-workbook-invalid", f"connectivity.xlsx › {place}", found) in [
        (problem.code, str(problem.place), problem.found) for problem in problems
    ]
    assert all(problem.severity is Severity.ERROR for problem in problems)


def test_own_formats_and_blank_rows_are_no_fault(path: Path) -> None:
    workbook = load_workbook(path)
    workbook["NET.USE"]["F9"].number_format = "0.00"
    workbook["Indicators"]["J2"] = date(2026, 10, 1)
    workbook["Notes"]["A9"].number_format = "@"
    workbook.save(path)
    book, problems = read(path)
    assert (problems, book.series) == ([], BOOK.series)
    assert book.indicators[0]["accessed"] == "2026-10-01"


def test_very_many_faults_are_not_all_listed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MAX_PROBLEMS", 3)
    workbook = load_workbook(path)
    for row in range(4, 9):
        workbook["NET.USE"].append([f"A{row}", None, "n/a"])
    workbook.save(path)
    book, problems = read(path)
    assert book.series == {}
    assert [problem.code for problem in problems] == ["import-workbook-invalid"] * 2 + ["sheet-too-many-problems"]


def test_a_tab_that_was_renamed_is_not_taken_for_no_figures(path: Path) -> None:
    book = load_workbook(path)
    book[layout.INDICATORS]["S1"], book[layout.INDICATORS]["S2"] = layout.TAB, "Use"
    book.save(path)
    _, problems = read(path)
    assert [(one.code, str(one.place)) for one in problems] == [
        ("import-workbook-invalid", "connectivity.xlsx › Indicators!A2")
    ]
