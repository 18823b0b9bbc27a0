"""More indicators: the sheets pass the check, hold the same numbers under new codes, and can be opened by others."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.bench.growing import Codes, multiply
from pipeline.bench.parts import Package, append_rows
from pipeline.bench.scratch import Scratch
from pipeline.edition import load_edition
from pipeline.problems import Severity
from pipeline.sheets.check import check_data
from pipeline.sheets.layout import INDICATOR_COLUMNS
from pipeline.sheets.write import About, IndicatorBook, Note, write_indicators


@pytest.fixture
def project(built: Scratch, tmp_path: Path) -> Path:
    for name in ("data", "report"):
        shutil.copytree(built.place / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("times", [1, 3])
def test_the_sheets_pass_the_check(project: Path, times: int) -> None:
    edition = load_edition(project, 2026)
    before = check_data(project, edition).dataset
    count = multiply(project, times)
    result = check_data(project, edition)
    assert [str(problem) for problem in result.problems if problem.severity is Severity.ERROR] == []
    assert before is not None and result.dataset is not None
    old, new = before.observations, result.dataset.observations
    assert count == len(new.indicators) == times * len(old.indicators)
    for code, indicator in old.indicators.items():
        for number in range(2, times + 1):
            copy = new.indicators[f"{code}.{number}"]
            assert copy.name == f"{indicator.name} ({number})"
            assert copy.unit == indicator.unit
            left, right = (frame.of(name) for frame, name in ((old, code), (new, copy.code)))
            columns = ["REF_AREA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"]
            assert left[columns].to_numpy().tolist() == right[columns].to_numpy().tolist()
            assert result.dataset.terms["short", copy.code]["zh"].endswith(f" ({number})")
    vintage = result.dataset.vintages["2020-10"]
    assert len(vintage.indicators) == times * len(before.vintages["2020-10"].indicators)


def test_codes_are_short_and_used_once() -> None:
    long = "A_CODE_OF_THIRTY_ONE_CHARACTERS"
    codes = Codes({long.casefold(), f"{long[:29]}.2".casefold(), "net.use", "net.use.2"})
    made = [codes.copy(code, number) for code in (long, "NET.USE", "ICT") for number in (2, 10)]
    assert made == [f"{long[:27]}.2.1", f"{long[:28]}.10", "NET.USE.2.1", "NET.USE.10", "ICT.2", "ICT.10"]
    assert [codes.copy(code, number) for code in (long, "NET.USE", "ICT") for number in (2, 10)] == made
    assert max(map(len, made)) <= 31


def test_comments_and_notes_are_copied_and_others_open_the_workbook(tmp_path: Path) -> None:
    path = tmp_path / "data" / "development" / "use.xlsx"
    row = {column.header: "" for column in INDICATOR_COLUMNS} | {
        "code": "NET.USE",
        "name": "Use & <reach>",
        "decimals": 1,
    }
    book = IndicatorBook(
        About("Use", "For a test", ("Edit.",), date(2026, 11, 1)),
        (row,),
        {"NET.USE": {("FRA", 2020): 80.5, ("FRA", 2021): 81.25}},
        (Note("FRA", "NET.USE", 2020, "E", "estimated"),),
        {("NET.USE", "FRA", 2021): "typed by hand"},
    )
    write_indicators(path, book, {"FRA": "France"})
    names = tmp_path / "data" / "reference" / "names.xlsx"
    names.parent.mkdir()
    shutil.copyfile(path, names)
    package = Package.open(path)
    package.copy_sheet("NET.USE", "NET.USE.2")
    package.change_sheet("Indicators", lambda xml: append_rows(xml, [(2, {1: "NET.USE.2", 2: "Use & <reach> (2)"})]))
    package.change_sheet("Notes", lambda xml: append_rows(xml, [(2, {2: "NET.USE.2"})]))
    package.save(path)
    opened = load_workbook(path)
    assert opened.sheetnames == ["About", "Indicators", "NET.USE", "Notes", "Lists", "NET.USE.2"]
    sheets = [opened[name] for name in ("NET.USE", "NET.USE.2")]
    assert [[cell.value for cell in row] for row in sheets[1].rows] == [
        [c.value for c in row] for row in sheets[0].rows
    ]
    assert sheets[1]["D5"].comment.text == sheets[0]["D5"].comment.text == "typed by hand"
    assert opened["Indicators"]["B3"].value == "Use & <reach> (2)"
    assert [cell.value for cell in opened["Notes"][3]][:5] == ["FRA", "NET.USE.2", 2020, "E", "estimated"]


def test_rows_that_are_not_there() -> None:
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
    with pytest.raises(ValueError, match="no row 4"):
        append_rows(sheet, [(4, {})])
