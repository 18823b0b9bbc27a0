"""Small made-up workbooks as bytes."""

from __future__ import annotations

import io

from openpyxl import Workbook

Rows = list[list[object]]

INDICATORS: Rows = [["code", "name", "unit"], ["USE", "Use", "per cent"], ["PRICE", "Price", "US dollars"]]
USE: Rows = [
    ["REF_AREA", "Economy", 2020, 2021],
    ["FRA", "France", 84.0, 86.0],
    ["KEN", "Kenya", 27.0, None],
    ["NAM", "Namibia", None, 52.0],
]
NOTES: Rows = [
    ["REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_STATUS", "note"],
    ["FRA", "USE", 2020, "E", "estimated"],
    ["KEN", "USE", 2020, "B", ""],
]
SHEETS = {"Indicators": INDICATORS, "USE": USE, "Notes": NOTES}


def book(sheets: dict[str, Rows] | None = None) -> bytes:
    """A workbook of these sheets."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in (sheets or SHEETS).items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def changed(sheet: str, row: int, column: int, value: object) -> bytes:
    """The workbook with another value in one cell (counted from 1)."""
    rows = [list(one) for one in SHEETS[sheet]]
    rows[row - 1][column - 1] = value
    return book({**SHEETS, sheet: rows})


def without_row(sheet: str, row: int) -> bytes:
    return book({**SHEETS, sheet: [one for number, one in enumerate(SHEETS[sheet], 1) if number != row]})
