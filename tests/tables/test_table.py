"""Tables as values: widths, missing cells, Markdown that pandoc reads as one table, CSV that no spreadsheet runs."""

from __future__ import annotations

import json
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.findings.wording import escape
from pipeline.render.pandoc import READER, pandoc_path
from pipeline.tables.table import MISSING, Column, Table, cell, markdown

COLUMNS = (Column("Economy", 30), Column("Value", 10, "r"), Column("Note", 5.5, "c"))


def table(*rows: tuple[str, ...], note: str = "") -> Table:
    return Table("tbl-x", "A caption", COLUMNS, rows, "small", note)


def blocks(source: str) -> list[dict]:
    done = subprocess.run(
        [pandoc_path(), "--from", READER, "--to", "json"],
        input=source,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return json.loads(done.stdout)["blocks"]


def words(found: list) -> str:
    return "".join(inline.get("c", " ") for block in found[4] for inline in block["c"])


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="tbl-x, row 1: 2 cells for 3 columns"):
        table(("a", "b", "c"), ("a", "b"))


def test_markdown_is_one_captioned_div() -> None:
    (div,) = blocks(markdown(table(("France", "1", "n"), ("Kenya", "2", ""), note="Source: x.")))
    (identity, classes, _), inner = div["c"]
    assert (identity, classes) == ("tbl-x", ["exhibit"])
    box, source, caption = inner
    assert dict(box["c"][0][2]) == {"widths": "30,10,5.5", "size": "small"}
    found = box["c"][1][0]
    assert [align["t"] for align, _ in found["c"][2]] == ["AlignLeft", "AlignRight", "AlignCenter"]
    body = found["c"][4][0][3]
    assert [[words(cell) for cell in row[1]] for row in body] == [["France", "1", "n"], ["Kenya", "2", ""]]
    assert source["c"][0][1] == ["exhibit-source"]
    assert caption["t"] == "Para"


def test_no_note_no_source() -> None:
    assert "exhibit-source" not in markdown(table(("a", "b", "c")))


@settings(max_examples=30)
@given(
    st.lists(
        st.lists(st.text("ab|\\`*_[]{}\n\r<>:-=~^$#@!\"'& 1.", max_size=8), min_size=3, max_size=3),
        min_size=1,
        max_size=5,
    )
)
def test_text_of_cells_stays_in_its_cell(rows: list[list[str]]) -> None:
    source = markdown(table(*(tuple(escape(cell) for cell in row) for row in rows)))
    (div,) = blocks(source)
    body = div["c"][1][0]["c"][1][0]["c"][4][0][3]
    found = [[" ".join(words(cell).split()) for cell in row[1]] for row in body]
    assert found == [[" ".join(cell.split()) for cell in row] for row in rows]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, MISSING),
        (float("nan"), MISSING),
        ("", MISSING),
        ("  ", MISSING),
        (" a|b ", r"a\|b"),
        (3, "3"),
        ("0", "0"),
    ],
)
def test_cell(value: str | float | None, expected: str) -> None:
    assert cell(value) == expected
