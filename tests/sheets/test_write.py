"""Workbooks are written as the layout says, with all digits, and twice the same bytes. All figures are made up."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.problems import Problem
from pipeline.sheets import layout, write
from pipeline.sheets.books import supply_use_book
from pipeline.sheets.read import read_workbook
from pipeline.sheets.supply_use import tables_of

NAMES = {"NAM": "Namibia", "FRA": "France", "CIV": "Côte d'Ivoire"}
ABOUT = write.About(
    "A title",
    "What it is for.",
    write.EDIT_INDICATORS,
    date(2026, 11, 23),
    (("Limits", "None."),),
    (("figures.csv", "0" * 64),),
    ("gdgr import figures.csv --into data/development/made-up.xlsx",),
)


def row(code: str = "NET.USE", **changes: object) -> dict[str, object]:
    """A full metadata row."""
    values = {
        "code": code,
        "name": "Made up",
        "unit": "per cent",
        "unit_multiplier": 0,
        "definition": "What it measures. " * 20,
        "source": "A producer",
        "citation": "A citation",
        "url": "https://example.org",
        "licence": "CC BY 4.0",
        "accessed": "2026-11-23",
        "direction": "higher",
        "decimals": 1,
        "minimum": 0,
        "maximum": 100,
        "framework": "development",
        "pillar": "use",
        "theme": "digital_divide",
        "source_code": "X",
    }
    return values | changes


VALUES = {("FRA", 2020): 0.1 + 0.2, ("NAM", 2019): 7.0, ("NAM", 2020): 39.038999999999998}


def book(values: dict[tuple[str, int], float] = VALUES, **changes: object) -> write.IndicatorBook:
    """A workbook with one indicator and one note."""
    fields: dict[str, object] = {
        "about": ABOUT,
        "indicators": (row(),),
        "series": {"NET.USE": values},
        "notes": (write.Note("NAM", "NET.USE", 2019, "E", "an estimate", "another source"),),
    }
    return write.IndicatorBook(**(fields | changes))  # type: ignore[arg-type]


def test_sheets_come_in_the_order_of_the_layout(tmp_path: Path) -> None:
    write.write_indicators(tmp_path / "a.xlsx", book(), NAMES)
    assert load_workbook(tmp_path / "a.xlsx").sheetnames == ["About", "Indicators", "NET.USE", "Notes", "Lists"]


def test_wide_sheet_has_economies_down_and_years_across(tmp_path: Path) -> None:
    write.write_indicators(tmp_path / "a.xlsx", book(), NAMES)
    rows = [list(r) for r in load_workbook(tmp_path / "a.xlsx")["NET.USE"].iter_rows(values_only=True)]
    assert rows[3] == [layout.AREA_HEADER, layout.NAME_HEADER, 2019, 2020]
    assert rows[4] == ["FRA", "France", None, 0.1 + 0.2]
    assert rows[5] == ["NAM", "Namibia", 7, 39.038999999999998]


def test_a_caption_stands_above_the_years(tmp_path: Path) -> None:
    write.write_indicators(tmp_path / "a.xlsx", book(indicators=(row(unit="US dollars", unit_multiplier=6),)), NAMES)
    sheet = load_workbook(tmp_path / "a.xlsx")["NET.USE"]
    assert [sheet[cell].value for cell in ("A1", "A2", "A3", "B3")] == [
        "Made up",
        "Unit: million US dollars",
        "← Indicators",
        "NET.USE",
    ]
    assert sheet["A3"].hyperlink.location == "'Indicators'!A1"


@pytest.mark.parametrize("value", [0.1 + 0.2, 1 / 3, 1e-12, 123456789.123456789, 2.5e19, -0.000123456789012345678, 7.0])
def test_a_number_keeps_all_its_digits(tmp_path: Path, value: float) -> None:
    write.write_indicators(tmp_path / "a.xlsx", book({("FRA", 2020): value}), NAMES)
    sheet = read_workbook(tmp_path / "a.xlsx", "a.xlsx").sheets["NET.USE"]
    assert sheet.rows[4][2] == value


def test_same_content_gives_same_bytes(tmp_path: Path) -> None:
    write.write_indicators(tmp_path / "a.xlsx", book(), NAMES)
    write.write_indicators(tmp_path / "b.xlsx", book(), NAMES)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("docProps/core.xml").count(b"2026-11-23T00:00:00") == 2


def test_other_content_gives_other_bytes(tmp_path: Path) -> None:
    write.write_indicators(tmp_path / "a.xlsx", book(), NAMES)
    write.write_indicators(tmp_path / "b.xlsx", book({("FRA", 2020): 1.0}), NAMES)
    assert (tmp_path / "a.xlsx").read_bytes() != (tmp_path / "b.xlsx").read_bytes()


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    note = write.Note("NAM", "NET.USE", 2019, "A", '=HYPERLINK("https://example.org")')
    write.write_indicators(tmp_path / "a.xlsx", book(notes=(note,)), NAMES)
    read = read_workbook(tmp_path / "a.xlsx", "a.xlsx")
    assert read.problems == ()
    assert not any(sheet.evidence.formulas for sheet in read.sheets.values())
    assert read.sheets["Notes"].rows[1][4] == note.note


def test_the_gate_for_hostile_workbooks_lets_it_pass(tmp_path: Path) -> None:
    write.write_indicators(tmp_path / "a.xlsx", book(), NAMES)
    assert read_workbook(tmp_path / "a.xlsx", "a.xlsx").problems == ()


def test_conveniences_for_editors(tmp_path: Path) -> None:
    write.write_indicators(tmp_path / "a.xlsx", book(), NAMES)
    workbook = load_workbook(tmp_path / "a.xlsx")
    indicators, wide, notes = workbook["Indicators"], workbook["NET.USE"], workbook["Notes"]
    assert [cell.comment.text for cell in indicators[1]] == [column.comment for column in layout.INDICATOR_COLUMNS]
    assert (indicators.freeze_panes, wide.freeze_panes) == ("B2", "C5")
    assert list(indicators.tables) == ["T_Indicators"]
    assert not any(sheet.merged_cells.ranges for sheet in workbook)
    lists = {rule.formula1 for rule in notes.data_validations.dataValidation if rule.type == "list"}
    economies = "Lists!$E$2:$E$4"
    assert lists == {'"' + ",".join(layout.OBS_STATUS) + '"', economies, "Indicators!$A$2:$A$500"}
    bounds, areas = wide.data_validations.dataValidation
    assert (areas.formula1, str(areas.sqref)) == (economies, "A5:A406")
    assert (bounds.type, bounds.formula1, bounds.formula2, bounds.errorStyle) == ("decimal", "0", "100", "warning")
    assert wide["D5"].number_format == "#,##0.0"
    assert indicators.row_dimensions[2].height == write.LINE * 6


@pytest.mark.parametrize("columns", [columns for sheets in layout.LONG_SHEETS.values() for columns in sheets.values()])
def test_a_drop_down_list_fits_into_a_formula(columns: tuple[layout.Column, ...]) -> None:
    assert all(len(",".join(c.choices)) <= 253 for c in columns if c.kind is layout.Kind.CHOICE)


def test_about_says_where_the_figures_come_from(tmp_path: Path) -> None:
    write.write_indicators(tmp_path / "a.xlsx", book(), NAMES)
    rows = list(load_workbook(tmp_path / "a.xlsx")["About"].iter_rows(values_only=True))
    assert rows[0][0] == "A title"
    assert ("Contact", write.CONTACT) in rows
    assert ("Last review", "2026-11-23") in rows
    assert (write.IMPORTED_FROM, f"figures.csv (SHA-256 {'0' * 64})") in rows
    assert (write.IMPORT_COMMAND, ABOUT.commands[0]) in rows


def test_editors_comments_are_written_back(tmp_path: Path) -> None:
    write.write_indicators(tmp_path / "a.xlsx", book(comments={("NET.USE", "NAM", 2019): "asked the ministry"}), NAMES)
    assert load_workbook(tmp_path / "a.xlsx")["NET.USE"]["C6"].comment.text == "asked the ministry"


@pytest.mark.parametrize("code", ["A" * 32, "a/b", "a:b", "a[1]", "what?", "a*b", "it's", ""])
def test_a_code_that_cannot_name_a_sheet_is_refused(tmp_path: Path, code: str) -> None:
    with pytest.raises(ValueError, match="sheet name"):
        write.write_indicators(tmp_path / "a.xlsx", book(indicators=(row(code),), series={}, notes=()), NAMES)
    assert list(tmp_path.iterdir()) == []


def test_a_series_without_metadata_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"without a row in Indicators: OTHER"):
        write.write_indicators(tmp_path / "a.xlsx", book(series={"OTHER": {}}), NAMES)


EMPTY = write.SupplyUseSheets((), (), (), {})


def test_long_sheets_take_codes_as_text_and_numbers_as_numbers(tmp_path: Path) -> None:
    columns = layout.LONG_SHEETS["reference/economies.xlsx"]["Economies"]
    rows = [{"iso3": "NAM", "iso2": "NA", "m49": "010", "name_en": "Namibia", "latitude": -22.5}]
    write.write_supply_use(tmp_path / "a.xlsx", ABOUT, EMPTY, {"Economies": (columns, rows)})
    cells = dict(
        zip(*list(load_workbook(tmp_path / "a.xlsx")["Economies"].iter_rows(values_only=True))[:2], strict=True)
    )
    assert (cells["iso2"], cells["m49"], cells["latitude"], cells["longitude"]) == ("NA", "010", -22.5, None)


def test_a_column_that_the_layout_does_not_know_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not in the layout: nickname"):
        write.write_supply_use(
            tmp_path / "a.xlsx", ABOUT, EMPTY, {"Terms": (layout.TERM_COLUMNS, [{"kind": "unit", "nickname": "x"}])}
        )


CODES = [
    {"code": code, "role": role, "name": "x", "digital": "no", "source": "x"}
    for code, role in (("11", "product"), ("334", "product"), ("11", "industry"))
]
LINES = [
    {"table": "use", "axis": "column", "code": "T001", "name": "x", "line": "intermediate", "sign": "add"},
    {"table": "use", "axis": "row", "code": "VA", "name": "x", "line": "value_added", "sign": "add"},
]
TABLES = [
    {"table": "supply", "kind": "supply", "price": "basic", "blank": "zero", "rounding": 1, "note": "x"},
    {"table": "use", "kind": "use", "price": "purchasers", "blank": "absent", "rounding": 0.5, "note": "x"},
]


def test_supply_use_tables_keep_blank_cells_blank(tmp_path: Path) -> None:
    cells = {("use", 2020): {("334", "11"): 5.0, ("11", "T001"): -2.5}, ("supply", 2020): {("11", "11"): 0.0}}
    write.write_supply_use(tmp_path / "a.xlsx", ABOUT, write.SupplyUseSheets(TABLES, CODES, LINES, cells))
    workbook = load_workbook(tmp_path / "a.xlsx")
    assert workbook.sheetnames == ["About", "Tables", "Codes", "Lines", "supply 2020", "use 2020"]
    assert [list(r) for r in workbook["use 2020"].iter_rows(values_only=True)] == [
        ["code", "11", "T001"],
        ["11", None, -2.5],
        ["334", 5, None],
    ]
    assert [list(r) for r in workbook["supply 2020"].iter_rows(values_only=True)] == [
        ["code", "11"],
        ["11", 0],
        ["334", None],
    ]
    assert workbook["Tables"]["E3"].value == 0.5


def test_a_row_that_another_year_has_stands_there_blank(tmp_path: Path) -> None:
    cells = {("use", 2019): {("11", "11"): 1.0}, ("use", 2020): {("VA", "11"): 2.0}}
    write.write_supply_use(tmp_path / "a.xlsx", ABOUT, write.SupplyUseSheets(TABLES, CODES, LINES, cells))
    sheet = load_workbook(tmp_path / "a.xlsx")["use 2019"]
    assert [row[0] for row in sheet.iter_rows(values_only=True)] == ["code", "11", "334", "VA"]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    cells = {("use", 2020): {("334", "11"): 5.0, ("11", "T001"): -2.5, ("VA", "11"): 1.0}, ("supply", 2020): {("11", "11"): 0.1}}  # fmt: skip
    names = [{"kind": "industry", "code": "11", "en": "Farms", "zh": "农场"}]
    hidden = [{"table": "use", "year": 2020, "row": "11", "column": "11", "note": "withheld"}]
    facts = (("Economy", "XXX"), ("Unit", "million"), ("Source", "made up"))
    book = write.SupplyUseSheets(TABLES, CODES, LINES, cells, names, hidden)
    write.write_supply_use(tmp_path / "a.xlsx", replace(ABOUT, facts=facts), book)
    problems: list[Problem] = []
    parsed = supply_use_book(read_workbook(tmp_path / "a.xlsx", "a.xlsx"), problems)
    assert problems == [] and parsed is not None
    tables = tables_of(parsed)[2020]
    assert (tables.economy, tables.unit, tables.use.rounding) == ("XXX", "million", 0.5)
    assert tables.use.cells.loc["334", "11"] == 5 and tables.use.suppressed == {("11", "11")}
    assert parsed.names() == {("industry", "XXX:11"): {"en": "Farms", "zh": "农场"}}


def test_a_table_with_a_code_that_is_not_listed_is_refused(tmp_path: Path) -> None:
    book = write.SupplyUseSheets(TABLES, CODES, LINES, {("use", 2020): {("999", "11"): 1.0}})
    with pytest.raises(ValueError, match="use 2020: codes of rows that are not listed: 999"):
        write.write_supply_use(tmp_path / "a.xlsx", ABOUT, book)


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.xlsx"
    target.write_text("the old one", encoding="utf-8")

    def broken(*_: object, **__: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", broken)
    with pytest.raises(OSError, match="no space"):
        write.write_indicators(target, book(), NAMES)
    assert target.read_text(encoding="utf-8") == "the old one"
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
