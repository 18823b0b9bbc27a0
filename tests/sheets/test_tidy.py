"""A workbook in today's layout holds what it held, and guards it. All figures are made up."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from pipeline.differences import views
from pipeline.differences.baseline import against
from pipeline.differences.cells import Kind, compare
from pipeline.differences.merging import merge
from pipeline.differences.sides import Side
from pipeline.problems import Severity, Stop
from pipeline.sheets.books import parse_workbook
from pipeline.sheets.content import read_content
from pipeline.sheets.guards import Terms
from pipeline.sheets.load import load_dataset
from pipeline.sheets.rules import keys, series, values
from pipeline.sheets.tables import NO_CUTOFF
from pipeline.sheets.terms import load_terms
from pipeline.sheets.tidy import tidy, tidy_file

ROOT = Path(__file__).parents[2]
FILE = "data/development/connectivity.xlsx"
TERMS = Terms(
    units=("percent",),
    pillars=("access",),
    economies={"FRA": "France", "NAM": "Namibia"},
    short={"NET.USE": "Use: all", "NET.SUBS": "Subscriptions"},
)


@pytest.fixture
def data(small_data: Path) -> bytes:
    """The small workbook of connectivity as an editor has it: in the old layout."""
    return (small_data / FILE).read_bytes()


def edited(data: bytes, change: Callable[[Workbook], object]) -> bytes:
    workbook = load_workbook(io.BytesIO(data))
    change(workbook)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def test_tabs_are_called_after_short_names_and_lead_to_one_another(data: bytes) -> None:
    book = opened(tidy(data, FILE, TERMS).data)
    assert set(book.sheetnames) == {"About", "Indicators", "Use - all", "Subscriptions", "Notes", "Lists"}
    indicators = book["Indicators"]
    assert [cell.value for cell in indicators["S"]][:3] == ["sheet", "Use - all", "Subscriptions"]
    assert indicators["A2"].hyperlink.location == "'Use - all'!A1"
    assert [book["Use - all"][cell].value for cell in ("A2", "B3", "A4", "C4")] == [
        "Unit: percent",
        "NET.USE",
        "REF_AREA",
        2015,
    ]


def test_diff_says_layout_only_and_check_nothing(data: bytes) -> None:
    made = tidy(data, FILE, TERMS).data
    changes = compare({FILE: data}, {FILE: made})
    assert {change.kind for change in changes} == {Kind.LAYOUT}
    assert views.counts(changes).startswith("layout only")
    assert against(Side("old", {FILE: data}), Side("new", {FILE: made})) == []


def test_a_figure_changed_beside_the_layout_is_still_told(data: bytes) -> None:
    made = edited(tidy(data, FILE, TERMS).data, lambda book: book["Use - all"].__setitem__("D6", 99.0))
    told = [change for change in compare({FILE: data}, {FILE: made}) if change.kind is not Kind.LAYOUT]
    assert [(one.kind, one.sheet, one.key, one.after, one.cell) for one in told] == [
        (Kind.REVISED, "Use - all", "DEU 2016", "99", "D6")
    ]


def test_the_data_set_is_the_same(small_data: Path, tmp_path: Path) -> None:
    shutil.copytree(small_data / "data", tmp_path / "data")
    for file in (tmp_path / "data").glob("*/*.xlsx"):
        if parse_workbook("data/development/x.xlsx", file.read_bytes(), NO_CUTOFF).book is not None:
            assert tidy_file(file, file.name, load_terms(tmp_path / "data")).changes
    before, after = load_dataset(small_data), load_dataset(tmp_path)
    columns = ["INDICATOR", "REF_AREA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"]
    assert after.observations.frame[columns].equals(before.observations.frame[columns])
    assert after.vintages.keys() == before.vintages.keys()
    assert [
        (one.code, one.name, one.unit, one.minimum, one.maximum, one.workbook)
        for one in after.observations.indicators.values()
    ] == [
        (one.code, one.name, one.unit, one.minimum, one.maximum, one.workbook)
        for one in before.observations.indicators.values()
    ]
    content = read_content(tmp_path)
    judged = [*content.problems, *content.structure, *keys.check(content), *values.check(content, 2026)]
    judged += [one for book in content.books for one in series.check(book)]
    assert [one for one in judged if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("file", ["data/monitoring/digital-trade-rules.xlsx", "data/vintages/2026-02.xlsx"])
def test_a_shipped_workbook_keeps_every_value_and_note(file: str) -> None:
    data = (ROOT / file).read_bytes()
    made = tidy(data, file, load_terms(ROOT / "data")).data
    before, after = (parse_workbook(file, one, NO_CUTOFF) for one in (data, made))
    assert before.book is not None
    assert after.book is not None
    assert after.problems == before.problems
    assert {code: wide.values.tobytes() for code, wide in after.book.wides.items()} == {
        code: wide.values.tobytes() for code, wide in before.book.wides.items()
    }
    assert after.book.notes == before.book.notes
    assert {one.kind for one in compare({file: data}, {file: made})} <= {Kind.LAYOUT}


def test_it_may_be_done_again(data: bytes) -> None:
    once = tidy(data, FILE, TERMS).data
    twice = tidy(once, FILE, TERMS)
    assert (twice.changes, twice.data) == ((), once)


def test_what_an_editor_added_stays(data: bytes) -> None:
    def add(book: Workbook) -> None:
        sheet = book["NET.USE"]
        sheet["D3"].fill = PatternFill("solid", start_color="FF00FF00")
        sheet["D3"].comment = Comment("asked the ministry", "editor")
        sheet.row_dimensions[3].height = 33
        sheet.conditional_formatting.add("C2:C4", CellIsRule(operator="greaterThan", formula=["1"]))
        own = DataValidation(type="textLength", operator="lessThan", formula1="9")
        own.add("Z2:Z9")
        sheet.add_data_validation(own)
        book["Indicators"]["T1"], book["Indicators"]["T2"] = "my column", "mine"

    sheet = (book := opened(tidy(edited(data, add), FILE, TERMS).data))["Use - all"]
    assert (sheet["D6"].fill.start_color.rgb, sheet["D6"].comment.text) == ("FF00FF00", "asked the ministry")
    assert sheet.row_dimensions[6].height == 33
    assert "C5:C7" in [str(one.sqref) for one in sheet.conditional_formatting]
    assert [str(one.sqref) for one in sheet.data_validations.dataValidation if one.type == "textLength"] == ["Z5:Z12"]
    assert [book["Indicators"][cell].value for cell in ("T1", "T2", "U1", "U2")] == [
        "my column",
        "mine",
        "sheet",
        "Use - all",
    ]


def test_structure_is_locked_and_figures_are_free(data: bytes) -> None:
    book = opened(tidy(data, FILE, TERMS).data)
    sheet = book["Use - all"]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert not (sheet.protection.sort or sheet.protection.autoFilter or sheet.protection.formatColumns)
    assert all(sheet[cell].protection.locked for cell in ("A1", "B3", "A4", "C4", "A5", "B5"))
    assert not sheet["C5"].protection.locked
    # An economy and a year to come: cells that are not there take the look of their column.
    assert not sheet.column_dimensions["A"].protection.locked
    assert not sheet.column_dimensions["M"].protection.locked
    assert book["Indicators"]["A2"].protection.locked
    assert not book["Indicators"]["E2"].protection.locked
    assert book["Notes"].protection.insertRows is False


def test_drop_downs_offer_units_pillars_and_economies(data: bytes) -> None:
    book = opened(tidy(data, FILE, TERMS).data)
    offered = {rule.errorTitle: rule.formula1 for rule in book["Indicators"].data_validations.dataValidation}
    assert (offered["unit"], offered["pillar"]) == ("Lists!$A$2:$A$2", "Lists!$B$2:$B$2")
    assert offered["direction"] == '"higher,lower,none"'
    economies = [rule for rule in book["Use - all"].data_validations.dataValidation if rule.type == "list"]
    assert [(rule.formula1, rule.errorStyle) for rule in economies] == [("Lists!$E$2:$E$3", "warning")]
    assert [cell.value for cell in book["Lists"]["E"][:3]] == ["REF_AREA", "FRA", "NAM"]


def test_slips_are_coloured_while_typing(data: bytes) -> None:
    sheet = opened(tidy(data, FILE, TERMS).data)["Use - all"]
    (area,) = sheet.conditional_formatting
    formulas = " ".join(rule.formula[0] for rule in area.rules)
    assert str(area.sqref).startswith("C5:")
    for part in ("ISTEXT(C5)", "C5<0,C5>100", ">=100*ABS(N(B5))", ">=10*ABS(N(B5))", "C5=0", 'CELL("format",C5)'):
        assert part in formulas


def test_a_chart_would_be_lost_and_is_not(data: bytes) -> None:
    def chart(book: Workbook) -> None:
        bars = BarChart()
        bars.add_data(Reference(book["NET.USE"], 3, 1, 3, 4))
        book["NET.USE"].add_chart(bars, "N2")

    with pytest.raises(Stop) as stopped:
        tidy(edited(data, chart), FILE, TERMS)
    assert [problem.code for problem in stopped.value.problems] == ["tidy-would-lose"]


def test_a_register_is_no_indicator_workbook(small_data: Path) -> None:
    file = "data/reference/economies.xlsx"
    with pytest.raises(Stop) as stopped:
        tidy((small_data / file).read_bytes(), file, TERMS)
    assert [problem.code for problem in stopped.value.problems] == ["tidy-no-indicators"]


def test_an_editor_with_the_old_layout_and_one_with_the_new_are_joined(data: bytes) -> None:
    new = tidy(data, FILE, TERMS).data
    old = edited(data, lambda book: book["NET.USE"].__setitem__("C3", 41.5))
    for ours, theirs in ((old, new), (new, old)):
        joined = merge(data, ours, theirs, FILE)
        assert joined.conflicts == []
        parsed = parse_workbook(FILE, joined.data, NO_CUTOFF)
        assert [one.code for one in parsed.problems if one.severity is Severity.ERROR] == []
        assert parsed.book is not None
        wide = parsed.book.wides["NET.USE"]
        assert (wide.sheet, wide.values[1, 0]) == ("Use - all", 41.5)


def test_merged_cells_come_apart(data: bytes) -> None:
    """A title that an editor centred over the years, before and after the sheet has its caption."""
    before = tidy(edited(data, lambda book: book["Indicators"].merge_cells("B2:C2")), FILE, TERMS).data
    merged = edited(before, lambda book: book["Use - all"].merge_cells("A1:H3"))
    made = tidy(merged, FILE, TERMS)
    assert all(not sheet.merged_cells.ranges for sheet in opened(made.data).worksheets)
    assert opened(made.data)["Use - all"]["B3"].value == "NET.USE"
