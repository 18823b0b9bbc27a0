"""Views of problems: text, JSON, Markdown, JUnit-like."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

from pipeline.problems import Place, Problem, Severity
from pipeline.sheets import report
from pipeline.sheets.codes import problem

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

  ERROR     there is no ‹U+000B›workbook
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


def test_text_names_a_copy_only_where_there_is_one() -> None:
    many = [problem("sheet-missing-symbol", Place("data/a.xlsx", "NET", f"D{row}"), "'..'") for row in range(2, 52)]
    assert "more sheet-missing-symbol in NET\n" in report.as_text(many)
    assert "more sheet-missing-symbol in NET: see build/a.xlsx\n" in report.as_text(
        many, copies={"data/a.xlsx": "build/a.xlsx"}
    )
    assert "more sheet-missing-symbol in NET; all in x\n" in report.as_text(
        many, copies={"data/b.xlsx": "b"}, rest="; all in x"
    )


def test_text_tells_a_file_once_whatever_the_order() -> None:
    text = report.as_text((PROBLEMS[0], PROBLEMS[2], PROBLEMS[1]))
    assert text == report.as_text(PROBLEMS)


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
    assert (document["version"], document["baseline"], document["copies"]) == (2, None, {})
    told = json.loads(report.as_json(PROBLEMS, "HEAD (abc1234)", {"data/a.xlsx": "build/a.xlsx"}))
    assert (told["baseline"], told["copies"]) == ("HEAD (abc1234)", {"data/a.xlsx": "build/a.xlsx"})


MARKDOWN = """\
**Data sheets: 1 error, 1 warning, 0 infos.** Compared with HEAD (abc1234).

| severity | place | found | allowed | what to do | code |
|---|---|---|---|---|---|
| error | data/a.xlsx › NET&#33;D3 | '12,3' | a number with the decimal sign of your program, stored as a number | type 12.3 as a number | `sheet-decimal-comma` |
| warning | data/a.xlsx › NET&#33;A4 | 1 hidden row: 4 | visible rows only | show the rows (or clear the filter), or delete them | `sheet-hidden-row` |

`gdgr explain CODE` explains a code, with an example.
"""


def test_markdown_lists_errors_first() -> None:
    assert report.as_markdown((PROBLEMS[1], PROBLEMS[0]), "HEAD (abc1234)") == MARKDOWN
    assert report.as_markdown(()) == "**Data sheets: 0 errors, 0 warnings, 0 infos.**\n"


def test_markdown_formats_links_and_mentions_nothing() -> None:
    text = "a|b\n`c` <img src=x> **d** _e_ [f](https://x.org) @editor #12 www.x.org ~g~ \\ &amp; \u202eh"
    found = Problem("x-y", Severity.ERROR, Place("data/a.xlsx", "S"), text, "=", "-")
    (row,) = [line for line in report.as_markdown([found]).splitlines() if line.startswith("| error")]
    cell = row.split(" | ")[2]
    assert not set("|`<>*_[]~\\") & set(cell.replace("<!-- -->", ""))
    assert "@<!-- -->editor #<!-- -->12" in cell and "https&#58;//x.org" in cell and "www&#46;x" in cell
    assert "&#38;amp;" in cell and "‹U+202E›h" in cell and row.count(" | ") == 5


def test_markdown_fits_a_comment() -> None:
    many = [
        Problem("x-y", Severity.WARNING, Place("data/a.xlsx", "S", f"A{row}"), "|" * 5_000, "b", "c")
        for row in range(2, 900)
    ]
    text = report.as_markdown(many)
    listed = text.count("\n| warning |")
    assert len(text) < 65_000 and 0 < listed <= 200
    assert f"\n{len(many) - listed:,} more are not listed here: `gdgr check` lists them.\n" in text
    assert re.search(r"(&#124;){299}…", text)


def test_junit_counts_errors_as_failures_and_files_without_problems_as_passed() -> None:
    root = ElementTree.fromstring(report.as_junit(PROBLEMS, ["data/a.xlsx", "data/c.xlsx"]))
    assert (root.get("tests"), root.get("failures")) == ("4", "2")
    suites = {suite.get("name"): suite for suite in root}
    assert list(suites) == ["data/a.xlsx", "data/b.xlsx", "data/c.xlsx"]
    assert suites["data/c.xlsx"].get("failures") == "0"
    assert [failure.get("type") for failure in root.iter("failure")] == ["sheet-decimal-comma", "sheet-file-missing"]
