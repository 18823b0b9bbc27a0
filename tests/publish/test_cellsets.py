"""Sets of cells as texts: packed and read back, whatever the cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.addresses import address
from pipeline.publish.cellsets import bounds, by_sheet, holds, packed, place_of, ranges

CELLS = st.sets(st.tuples(st.integers(1, 40), st.integers(1, 30)), min_size=1, max_size=60)


@given(CELLS)
def test_a_set_is_read_back_as_it_was(cells: set[tuple[int, int]]) -> None:
    text = packed(map(place_of, cells))
    read = {
        (row, column)
        for block in ranges(text)
        for row in range(block.first_row, block.last_row + 1)
        for column in range(block.first_column, block.last_column + 1)
    }
    assert read == cells
    assert all(holds(text, cell) for cell in cells) and not holds(text, (41, 31))
    edge = bounds(text)
    assert edge is not None
    assert (edge.first_row, edge.last_column) == (min(row for row, _ in cells), max(column for _, column in cells))
    assert by_sheet(f"b › s!{address(cell)}" for cell in cells) == {"b › s": text}


def test_runs_down_a_column_are_joined() -> None:
    assert packed(map(place_of, [(2, 1), (3, 1), (4, 1), (6, 1), (2, 2)])) == "A2:A4 A6 B2"


def test_ranges_and_whole_sheets_stay() -> None:
    assert by_sheet(["b › s!A1:C3", "b › s!E5", "b › t", "data/x.csv"]) == {
        "b › s": "E5 A1:C3",
        "b › t": "",
        "data/x.csv": "",
    }
    assert by_sheet(["b › s!A1", "b › s"]) == {"b › s": ""}
    assert holds("", (5, 5)) and bounds("") is None
