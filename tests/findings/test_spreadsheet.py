"""Text for spreadsheets: no formula, no broken row; and how it reaches a data file and a study."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from pipeline.findings.spreadsheet import csv_bytes
from pipeline.studies.study import Study, write_study


@pytest.mark.parametrize(
    ("given_cell", "written"),
    [
        *((f"{mark}1+1", f"'{mark}1+1") for mark in ("=", "+", "-", "@", "\t", "\n")),
        ("\r=1+1", "'\n=1+1"),
        ("two\r\nlines\rand three", "two\nlines\nand three"),
        ("plain", "plain"),
        ("a=b", "a=b"),
        ("", ""),
        (-5, "-5"),  # a number stays a number
        (2.5, "2.5"),
    ],
)
def test_csv_holds_no_formula(given_cell: object, written: str) -> None:
    text = csv_bytes(pd.DataFrame({"h": [given_cell], "x": ["x"]})).decode()
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["h", "x"], [written, "x"]]


def test_csv_ends_lines_with_lf() -> None:
    assert csv_bytes(pd.DataFrame({"a": [1], "b": ["c,d"]})) == b'a,b\n1,"c,d"\n'


def test_a_study_writes_no_formula(tmp_path: Path) -> None:
    table = pd.DataFrame({"series": ["=1+1", "plain"], "value": [-1.5, 2.0]})
    target = tmp_path / "out.xlsx"
    write_study(Study("m", "w.xlsx", {}, {"Result": table}), target)
    sheet = load_workbook(target)["Result"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [["'=1+1", -1.5], ["plain", 2]]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
