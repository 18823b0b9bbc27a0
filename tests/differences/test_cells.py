"""Every kind of change is named as what it is, at its place, and nothing else is."""

from __future__ import annotations

import pytest

from pipeline.differences.cells import Change, Kind, compare
from pipeline.problems import Stop
from tests.differences.books import INDICATORS, NOTES, SHEETS, USE, book, changed, without_row

FILE = "data/development/a.xlsx"


def differences(before: bytes, after: bytes) -> list[Change]:
    return compare({FILE: before}, {FILE: after})


CELLS = {
    "a figure revised": (changed("USE", 2, 3, 85.0), (Kind.REVISED, "FRA", "2020", "84", "85", "C2")),
    "a figure added": (changed("USE", 3, 4, 29.5), (Kind.ADDED, "KEN", "2021", "", "29.5", "D3")),
    "a figure withdrawn": (changed("USE", 2, 4, None), (Kind.WITHDRAWN, "FRA", "2021", "86", "", "D2")),
    "another status": (changed("Notes", 2, 4, "P"), (Kind.REFLAGGED, "FRA USE 2020", "OBS_STATUS", "E", "P", "D2")),
    "another remark": (changed("Notes", 2, 5, "a guess"), (Kind.METADATA, "FRA USE 2020", "note", "estimated", "a guess", "E2")),
    "another name": (changed("Indicators", 2, 2, "Usage"), (Kind.METADATA, "USE", "name", "Use", "Usage", "B2")),
    "a note gone": (without_row("Notes", 3), (Kind.REFLAGGED, "KEN USE 2020", "OBS_STATUS", "B", "A", "D3")),
    "an indicator gone": (without_row("Indicators", 3), (Kind.STRUCTURE, "PRICE", "", "row", "", "A3")),
}  # fmt: skip


@pytest.mark.parametrize("name", CELLS)
def test_one_change_is_told_as_what_it_is(name: str) -> None:
    after, (kind, row, column, was, now, cell) = CELLS[name]
    (found,) = differences(book(), after)
    assert (found.kind, found.row, found.column, found.before, found.after, found.cell) == (
        kind,
        row,
        column,
        was,
        now,
        cell,
    )
    assert found.file == FILE and found.place == f"{FILE} › {found.sheet}!{cell}"


@pytest.mark.parametrize("name", [name for name, (_, row) in CELLS.items() if row[0] is not Kind.STRUCTURE])
def test_the_way_back_is_the_contrary(name: str) -> None:
    after, (kind, _, _, was, now, _) = CELLS[name]
    (found,) = differences(after, book())
    contrary = {Kind.ADDED: Kind.WITHDRAWN, Kind.WITHDRAWN: Kind.ADDED}
    assert (found.kind, found.before, found.after) == (contrary.get(kind, kind), now, was)


def test_rows_and_columns_that_only_move_are_no_change() -> None:
    moved = [USE[0][:2] + USE[0][:1:-1], *(row[:2] + row[:1:-1] for row in (USE[3], USE[1], USE[2]))]
    assert differences(book(), book({**SHEETS, "USE": moved, "Notes": [NOTES[0], NOTES[2], NOTES[1]]})) == []
    assert differences(book(), book()) == []


def test_an_economy_and_a_year_more() -> None:
    rows = [[*USE[0], 2022], *([*row, 50.0] for row in USE[1:]), ["DEU", "Germany", 90.0, 91.0, None]]
    found = differences(book(), book({**SHEETS, "USE": rows}))
    assert {(one.kind, one.row, one.column) for one in found} == {
        (Kind.ADDED, area, year)
        for area, year in [("FRA", "2022"), ("KEN", "2022"), ("NAM", "2022"), ("DEU", "2020"), ("DEU", "2021")]
    }


def test_sheets_workbooks_and_columns_that_come_and_go() -> None:
    more = [[*INDICATORS[0], "pillar"], *([*row, "access"] for row in INDICATORS[1:])]
    found = differences(book(), book({"Indicators": more, "Notes": NOTES, "PRICE": USE}))
    assert [
        (one.kind, one.sheet, one.column, one.before, one.after) for one in found if one.kind is Kind.STRUCTURE
    ] == [
        (Kind.STRUCTURE, "Indicators", "pillar", "", "column"),
        (Kind.STRUCTURE, "PRICE", "", "", "sheet"),
        (Kind.STRUCTURE, "USE", "", "sheet", ""),
    ]
    found = compare({"a.xlsx": book()}, {"b.xlsx": book()})
    came, went = (one for one in found if one.kind is Kind.STRUCTURE and not one.row)
    assert (came.file, came.after, went.file, went.before) == ("b.xlsx", "workbook", "a.xlsx", "workbook")
    rest = [(one.kind, one.file) for one in found if one not in (came, went)]
    assert rest.count((Kind.ADDED, "b.xlsx")) == rest.count((Kind.WITHDRAWN, "a.xlsx")) == 4
    assert {kind for kind, file in rest if file == "b.xlsx"} >= {Kind.STRUCTURE, Kind.METADATA}  # what the indicator is


def test_rows_that_no_column_tells_apart_keep_their_number() -> None:
    alike = {"Codes": [["code", "note"], ["A", "x"], ["A", "x"]]}
    more = {"Codes": [*alike["Codes"], ["A", "x"]]}
    (found,) = compare({FILE: book(alike)}, {FILE: book(more)})
    assert (found.kind, found.row, found.after) == (Kind.STRUCTURE, "A (3)", "row")


def test_a_table_of_supply_and_use_has_figures() -> None:
    table = [["code", "A01", "S_IMPORT"], ["P1", 10.0, 2.0], ["P2", 5.0, None]]
    other = [["code", "A01", "S_IMPORT"], ["P1", 10.0, 3.0], ["P2", 5.0, None]]
    (found,) = compare({FILE: book({"supply 2020": table})}, {FILE: book({"supply 2020": other})})
    assert (found.kind, found.row, found.column) == (Kind.REVISED, "P1", "S_IMPORT")


def test_a_file_that_is_no_workbook_is_refused() -> None:
    with pytest.raises(Stop) as caught:
        differences(book(), b"no workbook")
    assert caught.value.problems[0].code == "sheet-not-a-workbook"
