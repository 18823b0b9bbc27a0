"""New workbooks and indicators, ready to fill. All figures are made up."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.problems import Severity, Stop
from pipeline.sheets.books import parse_workbook
from pipeline.sheets.guards import Terms
from pipeline.sheets.tables import NO_CUTOFF
from pipeline.sheets.template import Asked, make
from pipeline.sheets.terms import load_terms
from pipeline.sheets.wording import ENGLISH, Words, words

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 23)
SAID = {"framework": "development", "unit": "percent"}


@pytest.fixture
def root(small_data: Path, tmp_path: Path) -> Path:
    shutil.copytree(small_data / "data", tmp_path / "data")
    return tmp_path


def made(root: Path, file: str, *codes: str, spoken: Words = ENGLISH) -> tuple[str, ...]:
    return make(root, root / file, Asked(codes, SAID, (2023, 2024)), load_terms(root / "data"), spoken, DAY)


def test_a_new_workbook_has_all_economies_down_and_the_years_across(root: Path) -> None:
    (line,) = made(root, "data/development/new.xlsx", "NEW.A")
    assert "still to fill: name, unit_multiplier" in line
    book = load_workbook(root / "data/development/new.xlsx")
    assert book.sheetnames == ["About", "Indicators", "NEW.A", "Notes", "Lists"]
    rows = [row[:4] for row in book["NEW.A"].iter_rows(min_row=4, values_only=True)]
    assert rows[0] == ("REF_AREA", "Economy", 2023, 2024)
    assert [row[0] for row in rows[1:]] == ["CHN", "DEU", "FJI", "FRA", "NAM", "UGA"]
    assert (book["Indicators"]["C2"].value, book["Indicators"]["O2"].value) == ("percent", "development")


def test_only_what_is_still_to_fill_is_wrong_with_it(root: Path) -> None:
    made(root, "data/development/new.xlsx", "NEW.A")
    file = "data/development/new.xlsx"
    parsed = parse_workbook(file, (root / file).read_bytes(), NO_CUTOFF)
    assert parsed.structure == ()
    (error,) = (problem for problem in parsed.problems if problem.severity is Severity.ERROR)
    assert error.code == "sheet-row-incomplete" and "licence (I2)" in error.found


def test_a_code_of_an_earlier_release_brings_its_metadata(root: Path) -> None:
    vintage = next((root / "data/vintages").glob("*.xlsx"))
    codes = [cell.value for cell in load_workbook(vintage)["Indicators"]["A"]][1:]
    (root / "data/monitoring/e-government.xlsx").unlink()
    made(root, "data/development/new.xlsx", str(codes[0]))
    row = [cell.value for cell in load_workbook(root / "data/development/new.xlsx")["Indicators"][2]]
    assert row[1]
    assert row[4]
    assert (row[6], row[7], row[9]) == (None, None, None)  # citation, url and day are of the release


def test_an_indicator_is_added_and_the_rest_stays(root: Path) -> None:
    file = "data/development/connectivity.xlsx"
    before = parse_workbook(file, (root / file).read_bytes(), NO_CUTOFF).book
    made(root, file, "NEW.A", "NEW.B")
    after = parse_workbook(file, (root / file).read_bytes(), NO_CUTOFF).book
    assert before is not None
    assert after is not None
    assert list(after.indicators["code"]) == [*before.indicators["code"], "NEW.A", "NEW.B"]
    for code, wide in before.wides.items():
        assert after.wides[code].values.tobytes() == wide.values.tobytes()
    assert after.wides["NEW.B"].years.tolist() == [2023, 2024]
    book = load_workbook(root / file)
    assert book[after.wides["NEW.A"].sheet].protection.sheet
    assert book.sheetnames.index("NEW.B") < book.sheetnames.index("Notes")


def test_the_workbook_speaks_the_language_of_its_editor(root: Path) -> None:
    made(root, "data/development/new.xlsx", "NEW.A", spoken=words(ROOT, "zh"))
    book = load_workbook(root / "data/development/new.xlsx")
    assert book["NEW.A"]["A2"].value == "单位：percent"
    assert "经济体" in book["NEW.A"]["A4"].comment.text
    assert "只填数字" in book["NEW.A"].data_validations.dataValidation[0].error
    assert any("颜色" in str(cell.value) for cell in book["About"]["B"])
    assert book["Indicators"]["A1"].comment.text.startswith("指标代码")


def test_arabic_runs_from_right_to_left(root: Path) -> None:
    made(root, "data/development/new.xlsx", "NEW.A", spoken=words(ROOT, "ar"))
    assert load_workbook(root / "data/development/new.xlsx")["NEW.A"].sheet_view.rightToLeft


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (("NET.USE",), "template-code-in-use"),
        (("NEW.A", "NEW.A"), "template-code-in-use"),
        (("A/B",), "template-code"),
        (("A" * 32,), "template-code"),
    ],
)
def test_a_code_that_cannot_be_taken_is_told_and_nothing_is_made(
    root: Path, codes: tuple[str, ...], expected: str
) -> None:
    with pytest.raises(Stop) as stopped:
        made(root, "data/development/new.xlsx", *codes)
    assert {problem.code for problem in stopped.value.problems} == {expected}
    assert not (root / "data/development/new.xlsx").exists()


def test_without_a_register_there_is_nothing_to_list(root: Path) -> None:
    with pytest.raises(Stop) as stopped:
        make(root, root / "new.xlsx", Asked(("NEW.A",), {}, (2024,)), Terms(), ENGLISH, DAY)
    assert [problem.code for problem in stopped.value.problems] == ["template-no-economies"]


def test_indicators_go_into_an_indicator_workbook(root: Path) -> None:
    with pytest.raises(Stop) as stopped:
        made(root, "data/monitoring/targets.xlsx", "NEW.A")
    assert [problem.code for problem in stopped.value.problems] == ["template-no-indicators"]
