"""Views of problems: text, JSON, JUnit-like; and the list of codes."""

from __future__ import annotations

import json
from xml.etree import ElementTree

from pipeline.problems import Place
from pipeline.sheets import report
from pipeline.sheets.codes import CODES, problem

PROBLEMS = (
    problem("sheet-decimal-comma", Place("data/a.xlsx", "NET", "D3"), "'12,3'", value="12.3"),
    problem("sheet-hidden-row", Place("data/a.xlsx", "NET", "A4"), "1 hidden row: 4"),
    problem("sheet-file-missing", Place("data/b.xlsx"), "there is no \x0bworkbook"),
)

TEXT = """\
data/a.xlsx  (1 error, 1 warning, 0 infos)

  ERROR   NET!D3  '12,3'
          sheet-decimal-comma: allowed is a number with the decimal sign of your program, stored as a number
          do: type 12.3 as a number
  WARNING NET!A4  1 hidden row: 4
          sheet-hidden-row: allowed is visible rows only
          do: show the rows (or clear the filter), or delete them

data/b.xlsx  (1 error, 0 warnings, 0 infos)

  ERROR     there is no \x0bworkbook
          sheet-file-missing: allowed is the workbook in its folder
          do: restore the file, or check its name and folder

2 errors, 1 warning, 0 infos in 2 files
"""


def test_text() -> None:
    assert report.as_text(PROBLEMS) == TEXT
    assert report.as_text(()) == "0 errors, 0 warnings, 0 infos in 0 files\n"


def test_text_does_not_flood() -> None:
    many = [problem("sheet-missing-symbol", Place("data/a.xlsx", "NET", f"D{row}"), "'..'") for row in range(2, 52)]
    text = report.as_text(many, per_code=10)
    assert text.count("NET!D") == 10
    assert "and 40 more sheet-missing-symbol in NET" in text
    assert report.as_text(many, per_code=0).count("NET!D") == 50


def test_json_holds_everything() -> None:
    document = json.loads(report.as_json(PROBLEMS))
    assert document["counts"] == {"error": 2, "warning": 1, "info": 0}
    assert document["problems"][0] == {
        "code": "sheet-decimal-comma",
        "severity": "error",
        "file": "data/a.xlsx",
        "sheet": "NET",
        "cell": "D3",
        "line": 0,
        "place": "data/a.xlsx › NET!D3",
        "found": "'12,3'",
        "allowed": PROBLEMS[0].allowed,
        "remedy": PROBLEMS[0].remedy,
    }
    assert report.as_json(PROBLEMS) == report.as_json(PROBLEMS)


def test_junit_counts_errors_as_failures_and_files_without_problems_as_passed() -> None:
    root = ElementTree.fromstring(report.as_junit(PROBLEMS, ["data/a.xlsx", "data/c.xlsx"]))
    assert (root.get("tests"), root.get("failures")) == ("4", "2")
    suites = {suite.get("name"): suite for suite in root}
    assert list(suites) == ["data/a.xlsx", "data/b.xlsx", "data/c.xlsx"]
    assert suites["data/c.xlsx"].get("failures") == "0"
    assert [failure.get("type") for failure in root.iter("failure")] == ["sheet-decimal-comma", "sheet-file-missing"]


def test_list_of_codes() -> None:
    listed = report.list_codes()
    for code, kind in CODES.items():
        assert f"{code}  ({kind.severity})" in listed
        assert kind.title in listed
