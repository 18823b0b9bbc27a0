"""Long sheets: what a cell becomes in the frame, by the kind of its column."""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd
import pytest

from pipeline.problems import Problem
from pipeline.sheets.evidence import Evidence
from pipeline.sheets.layout import Column, Kind
from pipeline.sheets.read import Sheet, Value
from pipeline.sheets.tables import Table, parse_table

COLUMNS = (
    Column("id", Kind.CODE, True, "key"),
    Column("value", Kind.NUMBER, False, "a number"),
    Column("year", Kind.YEAR, False, "a year"),
    Column("day", Kind.DATE, False, "a day"),
    Column("choice", Kind.CHOICE, False, "a choice", ("yes", "no")),
    Column("text", Kind.TEXT, False, "text"),
    Column("url", Kind.URL, False, "address"),
)
HEADER = tuple(column.header for column in COLUMNS)


def parse(*rows: tuple[Value, ...], header: tuple[Value, ...] = HEADER) -> tuple[Table, list[Problem]]:
    problems: list[Problem] = []
    sheet = Sheet("data/x.xlsx", "S", (header, *rows), Evidence())
    return parse_table(sheet, COLUMNS, ("id",), problems, "2026-11-23"), problems


ROWS = [  # column, cell, value in the frame
    ("id", "NA", "NA"),
    ("id", 334.0, "334"),
    ("id", " a ", "a"),
    ("value", 1.5, 1.5),
    ("value", 0.0, 0.0),
    ("year", 1865.0, 1865),
    ("day", "2026-01-02", "2026-01-02"),
    ("day", date(2026, 1, 2), "2026-01-02"),
    ("day", datetime(2026, 1, 2, 3), "2026-01-02"),
    ("choice", "no", "no"),
    ("text", "n/a", "n/a"),
    ("text", "=1+1", "=1+1"),
    ("text", "", ""),
    ("url", "https://example.org/a?b=c", "https://example.org/a?b=c"),
    ("url", "github:owner/name@abc", "github:owner/name@abc"),
]


@pytest.mark.parametrize(("header", "cell", "expected"), ROWS)
def test_a_cell_in_the_frame(header: str, cell: Value, expected: object) -> None:
    row: list[Value] = ["key", *[""] * (len(COLUMNS) - 1)]
    row[HEADER.index(header)] = cell
    table, problems = parse(tuple(row))
    assert problems == []
    assert table.frame[header].item() == expected


def test_blank_cells_and_rows() -> None:
    table, problems = parse(("a", *[""] * 6), ("",) * 7, (" ",) * 7, ("b", *[""] * 6))
    assert problems == []
    assert table.frame["ROW"].tolist() == [2, 5]
    assert table.frame["value"].isna().all()
    assert table.frame["year"].isna().all()
    assert table.frame["day"].tolist() == ["", ""]
    assert {name: str(kind) for name, kind in table.frame.dtypes.items()} == {
        **dict.fromkeys(("id", "day", "choice", "text", "url"), "str"),
        "value": "float64",
        "year": "Int64",
        "ROW": "int64",
    }


def test_columns_may_stand_in_any_order() -> None:
    table, problems = parse((3.0, "a", "", "", "", "", ""), header=("value", "id", *HEADER[2:]))
    assert problems == []
    assert (table.frame["id"].item(), table.frame["value"].item()) == ("a", 3.0)
    assert str(table.place(2, "value")) == "data/x.xlsx › S!A2"


def test_a_sheet_with_only_a_header() -> None:
    table, problems = parse()
    assert problems == []
    assert isinstance(table.frame, pd.DataFrame)
    assert len(table.frame) == 0
