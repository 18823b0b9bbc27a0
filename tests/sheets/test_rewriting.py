"""An import changes the cells that it must and no byte beside them, whatever office saved the workbook. Figures are made up."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import LineChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from pipeline.problems import Severity
from pipeline.sheets import write
from pipeline.sheets.existing import read_book
from pipeline.sheets.importing import ImportResult, import_series
from pipeline.sheets.read import read_workbook
from pipeline.sheets.reading.areas import Areas
from tests.broken import archives

AREAS = Areas({"NAM": "Namibia", "FRA": "France", "FJI": "Fiji"}, {})
HEADER = "economy_iso3,year,indicator,value,unit,source,note\n"
TODAY = date(2026, 11, 23)
FILE = archives.FILE
SHEETS = {"About": 1, "Indicators": 2, "NET.USE": 3, "Notes": 4}
ROW: dict[str, object] = {
    **dict.fromkeys(("name", "definition", "citation", "licence", "pillar"), "text"),
    **{"code": "NET.USE", "unit": "per cent", "unit_multiplier": 0, "source": "Producer", "url": "https://example.org"},
    **{
        "accessed": "2026-10-01",
        "direction": "higher",
        "decimals": 1,
        "framework": "development",
        "theme": "standards",
    },
}
BOOK = write.IndicatorBook(
    write.About("Title", "What it is for.", ("Edit so.",), date(2026, 11, 1), (), (("old.csv", "0" * 64),), ("gdgr import old.csv",)),
    (ROW,),
    {"NET.USE": {("FRA", 2020): 80.5, ("NAM", 2020): 41.25, ("NAM", 2021): 43.0}},
    (write.Note("FRA", "NET.USE", 2020, "E", "estimated"), write.Note("NAM", "NET.USE", 2020, "B", "a break")),
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / FILE
    write.write_indicators(target, BOOK, AREAS.names)
    return target


def bring(path: Path, *rows: str, name: str = "figures.csv", **options: object) -> ImportResult:
    """Import rows 'economy,year,indicator,value,unit,source,note'."""
    file = path.parents[2] / name
    file.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return import_series((file,), path, areas=AREAS, today=TODAY, **options)  # type: ignore[arg-type]


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def cells(path: Path, sheet: str) -> list[list[object]]:
    return [list(row) for row in load_workbook(path)[sheet].iter_rows(values_only=True)]


def furnished(workbook: Workbook) -> None:
    """What editors add."""
    sheet = workbook["NET.USE"]
    sheet["C5"].fill = PatternFill("solid", start_color="FFFFFF00")
    sheet["D6"].comment = Comment("asked the ministry", "editor", width=500, height=20)
    sheet["D5"].comment = Comment("no survey", "editor")
    sheet.conditional_formatting.add(
        "C5:D12", ColorScaleRule("min", None, "FFFFFFFF", end_type="max", end_color="FF00FF00")
    )
    chart = LineChart()
    chart.add_data(Reference(sheet, min_col=3, max_col=4, min_row=5, max_row=6), from_rows=True)
    sheet.add_chart(chart, "H2")
    sheet.column_dimensions["B"].width = 61
    sheet.column_dimensions["A"].hidden = True
    sheet.row_dimensions[5].hidden = True
    sheet.print_area = "A1:D6"
    rule = DataValidation(type="list", formula1='"1,2"')
    rule.add("F5:F12")
    sheet.add_data_validation(rule)
    mine = workbook.create_sheet("My sheet")
    mine["A1"], mine["B1"] = "=NET.USE!C5", "mine"
    mine.sheet_state = "hidden"
    workbook["Indicators"]["T1"], workbook["Indicators"]["T2"] = "my remarks", "ask again"
    workbook["Indicators"]["V2"] = "below no header"
    workbook["Notes"]["H1"], workbook["Notes"]["H3"] = "mine", "call them"
    workbook.defined_names["mine"] = DefinedName("mine", attr_text="'NET.USE'!$C$5")


@pytest.fixture
def own(path: Path) -> Path:
    workbook = load_workbook(path)
    furnished(workbook)
    workbook.save(path)
    extra = {"xl/slicers/slicer1.xml": b"<slicers/>", "xl/media/image1.png": b"\x89PNG", "customXml/item1.xml": b"<a/>"}
    archives.rewritten(path.parents[2], extra=extra)
    return path


def test_what_editors_added_stays_byte_for_byte(own: Path) -> None:
    before = parts(own)
    result = bring(own, "FRA,2020,NET.USE,81,per cent,Producer,", "FJI,2022,NET.USE,7.25,per cent,Producer,estimate")
    assert result.written, result.problems
    after = parts(own)
    touched = {f"xl/worksheets/sheet{number}.xml" for number in SHEETS.values()} | {"xl/workbook.xml"}
    touched |= {name for name in before if name.startswith("xl/tables/")}
    assert {name for name in before if before[name] != after[name]} <= touched
    assert after.keys() == before.keys()
    for name in touched & before.keys():
        rest = [
            re.sub(
                rb"(?s)<sheetData>.*</sheetData>|<dimension[^>]*>| ref=\"[^\"]*\"| fullCalcOnLoad=\"1\"",
                b"",
                part[name],
            )
            for part in (before, after)
        ]
        assert rest[0] == rest[1], name
    assert cells(own, "NET.USE")[3:7] == [
        ["REF_AREA", "Economy", 2020, 2021, 2022],
        ["FRA", "France", 81, None, None],
        ["NAM", "Namibia", 41.25, 43, None],
        ["FJI", "Fiji", None, None, 7.25],
    ]
    assert [row[:8] for row in cells(own, "Notes")] == [
        ["REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_STATUS", "note", "source_override", None, "mine"],
        [None] * 8,  # the note was about the value that is gone
        ["NAM", "NET.USE", 2020, "B", "a break", None, None, "call them"],
        ["FJI", "NET.USE", 2022, "E", "estimate", None, None, None],
    ]
    assert cells(own, "Indicators")[1][19:] == ["ask again", None, "below no header"]
    sheet = load_workbook(own)["NET.USE"]
    assert (sheet["C5"].fill.start_color.rgb, sheet["D6"].comment.text) == ("FFFFFF00", "asked the ministry")
    assert sheet["E7"].number_format == sheet["C6"].number_format == "#,##0.0"
    assert read_workbook(own, FILE).problems == ()


def test_the_first_figure_of_a_year_may_be_typed_over(path: Path) -> None:
    """A cell that is not there yet, in a year without any, is what its column says: free, with its decimals."""
    workbook = load_workbook(path)
    workbook["NET.USE"]["E4"] = 2022
    workbook.save(path)
    assert bring(path, "FRA,2022,NET.USE,81.5,per cent,Producer,").written
    made = load_workbook(path)["NET.USE"]["E5"]
    assert (made.value, made.protection.locked, made.number_format) == (81.5, False, "#,##0.0")


def test_the_same_file_again_changes_no_byte(own: Path) -> None:
    rows = ("FRA,2020,NET.USE,81,per cent,Producer,", "NAM,2022,NET.USE,44,per cent,Producer,estimate")
    assert bring(own, *rows).written
    before = own.read_bytes()
    result = bring(own, *rows)
    assert (result.written, result.lines()[0]) == (
        False,
        "connectivity.xlsx: 2 values from the files, all as they were; nothing was written.",
    )
    assert own.read_bytes() == before


def test_files_and_commands_of_before_stay_in_their_order(own: Path) -> None:
    bring(own, "FRA,2020,NET.USE,81,per cent,Producer,", name="one.csv")
    bring(own, "FRA,2020,NET.USE,82,per cent,Producer,", name="one.csv")
    about = read_book(own, []).about
    assert [name for name, _ in about.imported] == ["old.csv", "one.csv", "one.csv"]
    assert about.commands[0] == "gdgr import old.csv"
    assert about.commands[1].startswith("2026-11-23: gdgr import one.csv --into")


def test_a_new_indicator_comes_as_a_sheet_with_the_looks_of_the_layout(own: Path) -> None:
    before = parts(own)
    result = bring(own, "FRA,2020,NET.NEW,1.125,ratio,Producer,")
    assert result.written, result.problems
    assert cells(own, "NET.NEW")[3:] == [["REF_AREA", "Economy", 2020], ["FRA", "France", 1.125]]
    sheet = load_workbook(own)["NET.NEW"]
    assert (sheet["C5"].number_format, sheet["A4"].font.bold, sheet.freeze_panes) == ("#,##0.00", True, "C5")
    assert "One economy a row" in sheet["A4"].comment.text
    columns = {name: sheet.column_dimensions[name] for name in "ACE"}  # an economy and a year to come may be typed
    assert [one.protection.locked for one in columns.values()] == [False] * 3
    assert columns["E"].number_format == "#,##0.00"
    after = parts(own)
    kept = [name for name in before if name.startswith(("xl/charts", "xl/drawings", "xl/comments", "xl/slicers"))]
    assert all(before[name] == after[name] for name in kept)
    tables = load_workbook(own)["Indicators"].tables
    assert [table.ref for table in tables.values()] == ["A1:R3"]


@pytest.mark.parametrize("drop", [False, True])
def test_what_would_be_lost_is_told_first(own: Path, drop: bool) -> None:
    workbook = load_workbook(own)
    workbook["NET.USE"]["C6"] = "=40+1.25"
    workbook.save(own)
    archives.rewritten(
        own.parents[2], lambda _, part: part.replace(b"<v></v>", b"<v>41.25</v>").replace(b"<v/>", b"<v>41.25</v>")
    )
    before = own.read_bytes()
    result = bring(own, "NAM,2020,NET.USE,42,per cent,Producer,", drop=drop)
    lost = {str(one.place): one.severity for one in result.problems if one.code == "import-would-lose"}
    severity = Severity.WARNING if drop else Severity.ERROR
    assert lost == {"connectivity.xlsx › NET.USE!C6": severity, "connectivity.xlsx › Notes!H3": severity}
    assert result.written is drop
    assert (own.read_bytes() == before) is not drop
    if drop:
        assert cells(own, "NET.USE")[5] == ["NAM", "Namibia", 42, 43]
        assert cells(own, "Notes")[2] == [None] * 8


def test_a_formula_that_agrees_with_the_file_stays(own: Path) -> None:
    workbook = load_workbook(own)
    workbook["NET.USE"]["C6"] = "=40+1.25"
    workbook.save(own)
    archives.rewritten(
        own.parents[2], lambda _, part: part.replace(b"<v></v>", b"<v>41.25</v>").replace(b"<v/>", b"<v>41.25</v>")
    )
    result = bring(own, "NAM,2020,NET.USE,41.25,per cent,Producer,", "NAM,2023,NET.USE,45,per cent,Producer,")
    assert [one.code for one in result.problems if one.severity is Severity.WARNING] == [
        "import-formula-not-calculated"
    ] * 2
    assert cells(own, "NET.USE")[5] == ["NAM", "Namibia", "=40+1.25", 43, 45]


def test_a_dry_run_lists_every_cell_and_writes_nothing(own: Path) -> None:
    before = own.read_bytes()
    rows = [f"FRA,{year},NET.USE,{year - 1950},per cent,Producer,estimate" for year in range(2000, 2020)]
    result = bring(own, *rows, dry_run=True)
    assert own.read_bytes() == before
    lines = "\n".join(result.lines())
    assert lines.startswith(
        "Nothing was written (--dry-run). connectivity.xlsx: 20 values from the files: 20 cells filled"
    )
    assert "FRA 2019 = 69.0" in lines and "NET.USE FRA 2019 'E estimate'" in lines
    assert "Indicators, NET.USE, accessed: '2026-10-01' became '2026-11-23'" in lines
    assert "FRA 2019 = 69.0" not in "\n".join(bring(own, *rows).lines())


def test_the_day_of_access_is_the_one_declared(own: Path) -> None:
    result = bring(own, "FRA,2020,NET.USE,81,per cent,Producer,", accessed=date(2026, 10, 30))
    assert result.accessed == "2026-10-30"
    assert read_book(own, []).indicators[0]["accessed"] == "2026-10-30"


# ------------------------------------------------------------------------------------------- other offices


def _prefixed(name: str, part: bytes) -> bytes:
    if not name.startswith("xl/worksheets/sheet"):
        return part
    part = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", part)
    return part.replace(b'xmlns="', b'xmlns:x="', 1)


def _strict(_: str, part: bytes) -> bytes:
    for old, new in (
        (
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    ):
        part = part.replace(old, new)
    return part


def _unnumbered(name: str, part: bytes) -> bytes:
    """Rows and cells without their addresses, where none is left out between."""
    return re.sub(rb"(<row|<c) r=\"[A-Z0-9]+\"", rb"\1", part) if name == "xl/worksheets/sheet4.xml" else part


def _as_is(_: str, part: bytes) -> bytes:
    return part.replace(b"<sheetData>", b"\n  <sheetData>\n")


@pytest.mark.parametrize("change", [_prefixed, _strict, _unnumbered, _as_is])
def test_every_dialect_is_read_and_written_back(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    archives.rewritten(path.parents[2], change)
    rows = (
        "FRA,2021,NET.USE,81,per cent,Producer,provisional",
        "FJI,2019,NET.USE,7.25,per cent,Producer,",
        "FRA,2020,NET.NEW,1,ratio,Producer,",
    )
    assert bring(path, *rows).written
    book = read_book(path, [])
    assert book.series == {
        "NET.USE": BOOK.series["NET.USE"] | {("FRA", 2021): 81.0, ("FJI", 2019): 7.25},
        "NET.NEW": {("FRA", 2020): 1.0},
    }
    assert write.Note("FRA", "NET.USE", 2021, "P", "provisional") in book.notes
    assert len(book.notes) == 3
    assert not bring(path, *rows).written
