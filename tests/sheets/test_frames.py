"""One cause, one message: what was done to a whole sheet is told once, not at each of its cells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipeline.problems import Place
from pipeline.sheets.check import check_data
from pipeline.sheets.frames import condensed
from pipeline.sheets.wide import explain
from tests.broken.cases import NET, USE, each_row, rename, without_row
from tests.sheets.test_check import EDITION
from tests.sheets.workbooks import Folder, small_folder, write_folder, write_workbook


def years(change: Callable[[object], object]) -> Callable[[Folder], None]:
    def done(folder: Folder) -> None:
        rows = folder[NET][USE]
        rows[0] = [*rows[0][:2], *map(change, rows[0][2:])]

    return done


def figures(change: Callable[[object], object]) -> Callable[[Folder], None]:
    return each_row(NET, USE, lambda row: row if row[0] == "REF_AREA" else [*row[:2], *map(change, row[2:])])


def codes(change: Callable[[list[object]], object]) -> Callable[[Folder], None]:
    return each_row(NET, USE, lambda row: row if row[0] == "REF_AREA" else [change(row), *row[1:]])


def names_turned_round(folder: Folder) -> None:
    rows = folder[NET][USE]
    for row, name in zip(rows[1:], [row[1] for row in rows[:0:-1]], strict=True):
        row[1] = name


ROWS = [  # what was done, its code, words of the message
    (years(str), "sheet-header-not-year", "10 headers like '2015'"),
    (years(lambda year: f"{year} [YR{year}]"), "sheet-header-not-year", "the last is L1"),
    (years(lambda year: date(int(str(year)), 7, 1)), "sheet-date-for-year", "10 headers"),
    (years(lambda _: 2019), "sheet-duplicate-year", "9 headers like 2019"),
    (figures(str), "sheet-number-as-text", "60 cells like"),
    (figures(lambda value: str(value).replace(".", ",")), "sheet-decimal-comma", "the last is L7"),
    (figures(lambda _: ".."), "sheet-missing-symbol", "60 cells like '..'"),
    (
        codes(lambda row: str(row[0]).lower()),
        "sheet-unknown-economy",
        "6 of 6 codes are unknown, as 'chn': codes in small",
    ),
    (codes(lambda row: str(row[0])[:2]), "sheet-unknown-economy", "two letters"),
    (codes(lambda row: row[1]), "sheet-unknown-economy", "names where codes belong"),
    (codes(lambda row: f"X{str(row[0])[:2]}"), "sheet-unknown-economy", "6 of 6 codes are unknown, as 'XCH'"),
    (names_turned_round, "sheet-economy-mismatch", "6 codes stand beside the name of another economy"),
    (rename(NET, USE, "Internet"), "sheet-code-without-sheet", "the sheet 'Internet' has no row"),
    (rename(NET, "Notes", "Note"), "sheet-missing", "no sheet 'Notes'"),
    (without_row(NET, "Indicators", 2), "sheet-without-code", "no row 'NET.USE'"),
    (each_row(NET, "Indicators", lambda row: row[1:]), "sheet-missing-column", "no column 'code'"),
]


@pytest.mark.parametrize(("change", "code", "says"), ROWS, ids=[f"{row[1]} {row[2]}" for row in ROWS])
def test_one_cause_gives_one_message(
    change: Callable[[Folder], None], code: str, says: str, small_data: Path, tmp_path: Path
) -> None:
    folder = small_folder()
    change(folder)
    root = write_folder({file: sheets for file, sheets in small_folder().items() if file != NET}, tmp_path)
    write_workbook(root / "data" / NET, folder[NET])
    (found,) = check_data(root, EDITION).problems
    assert found.code == code
    assert says in found.found


def test_cells_with_a_cause_of_their_own_are_told_one_by_one() -> None:
    def wrong(values: list[object]) -> list[str]:
        found = [
            explain(value, "FRA", "USE", 2020, Place("a.xlsx", "USE", f"C{row}")) for row, value in enumerate(values, 2)
        ]  # type: ignore[arg-type]
        return [one.place.cell for one in condensed(found, 20)]

    assert wrong(["1,5"] * 20) == [f"C{row}" for row in range(2, 22)]  # as many figures are stored as such
    assert wrong(["1,5"] * 21) == ["C2"]
    assert wrong([".."] * 11) == [f"C{row}" for row in range(2, 13)] and wrong([".."] * 12) == ["C2"]
    assert wrong([f"see note {row}" for row in range(30)]) == [f"C{row}" for row in range(2, 32)]
