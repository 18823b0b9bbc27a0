"""Cells that should hold numbers: each kind of wrong cell gets its own explanation."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.problems import Place
from pipeline.sheets.read import CellError, Uncalculated
from pipeline.sheets.wide import explain

ROWS = [  # cell, code, words that the explanation must hold
    ("12,3", "sheet-decimal-comma", "type 12.3 as"),
    ("1,234", "sheet-decimal-comma", "type 1.234 or 1234 as"),
    ("1.234,5", "sheet-decimal-comma", "type 1234.5 as"),
    ("-0,7", "sheet-decimal-comma", "type -0.7 as"),
    ("12,3 %", "sheet-decimal-comma", "type 12.3 as"),
    ("n/a", "sheet-missing-symbol", "clear the cell"),
    ("N/A", "sheet-missing-symbol", "Notes"),
    ("..", "sheet-missing-symbol", ""),
    ("…", "sheet-missing-symbol", ""),
    ("-", "sheet-missing-symbol", ""),
    ("–", "sheet-missing-symbol", ""),
    (" ", "sheet-missing-symbol", "spaces"),
    ("NA", "sheet-missing-symbol", ""),
    ("45.2 e", "sheet-flag-in-cell", "leave 45.2 in the cell and add a row to Notes: FRA, NET, 2020, E"),
    ("45.2*", "sheet-flag-in-cell", "leave 45.2"),
    ("45,2b", "sheet-flag-in-cell", "2020, B"),
    ("(p) 45.2", "sheet-text-in-number", ""),
    ("e 45.2", "sheet-flag-in-cell", "2020, E"),
    ("45.2", "sheet-number-as-text", "type 45.2 again"),
    (" 45 ", "sheet-number-as-text", "type 45 again"),
    ("1 234 567", "sheet-number-as-text", "1234567"),
    ("1\u00a0234", "sheet-number-as-text", "1234"),
    ("45%", "sheet-number-as-text", "45"),
    ("1e6", "sheet-number-as-text", "1e6"),
    ("1,234,567", "sheet-number-as-text", "1234567"),
    ("<0.1", "sheet-text-in-number", ""),
    ("45.2 million", "sheet-text-in-number", ""),
    ("see note", "sheet-text-in-number", ""),
    (CellError("#REF!"), "sheet-error-value", "#REF!"),
    (Uncalculated("=A1"), "sheet-formula-uncalculated", "=A1"),
    (date(2026, 4, 3), "sheet-date-in-number", "2026-04-03"),
    (True, "sheet-boolean-in-number", "TRUE"),
]


@pytest.mark.parametrize(("value", "code", "words"), ROWS, ids=[str(row[0]) for row in ROWS])
def test_each_wrong_cell_is_explained(value: object, code: str, words: str) -> None:
    problem = explain(value, "FRA", "NET", 2020, Place("a.xlsx", "NET", "D3"))  # type: ignore[arg-type]
    assert problem.code == code
    assert words in f"{problem.found} | {problem.remedy}"
