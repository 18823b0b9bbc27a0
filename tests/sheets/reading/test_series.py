"""Whatever a file holds, reading it ends in observations and problems: every row is one or the other, or counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.problems import Severity
from pipeline.sheets.reading.areas import Areas
from pipeline.sheets.reading.declared import FIXED, Options, Reading
from pipeline.sheets.reading.proposal import propose_reading
from pipeline.sheets.reading.series import read_as, read_series
from pipeline.sheets.reading.table import Table
from tests.sheets.reading.conftest import CASES

HEADERS = sorted(
    {path.read_bytes().split(b"\n")[0].decode("cp1252") for path in CASES.glob("*.csv")}
    | {(CASES / "eurostat.tsv").read_text(encoding="utf-8").split("\n")[0]}
)
CELLS = [
    "",
    " ",
    "KEN",
    "Kenya",
    "4",
    "WLD",
    "2021",
    "2021-Q1",
    "5",
    "5,5",
    "1.5",
    ":",
    "NaN",
    "b",
    "bu",
    "93.2 b",
    "_T",
    "x:y",
    "é",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any")


@given(st.binary(max_size=300))
def test_any_bytes(folder: Path, areas: Areas, content: bytes) -> None:
    path = folder / "any.csv"
    path.write_bytes(content)
    read = read_series(path, areas)
    assert read.rows == () and any(problem.severity is Severity.ERROR for problem in read.problems)


@settings(max_examples=300)
@given(st.sampled_from(HEADERS), st.data())
def test_any_cells_below_a_known_header(folder: Path, areas: Areas, header: str, data: st.DataObject) -> None:
    delimiter = "\t" if "\t" in header else ";" if header.count(";") > header.count(",") else ","
    width = header.count(delimiter) + 1
    rows = data.draw(st.lists(st.lists(st.sampled_from(CELLS), min_size=width - 1, max_size=width + 1), max_size=4))
    path = folder / "any.csv"
    text = "\n".join([header, *(delimiter.join(f'"{cell}"' for cell in row) for row in rows)])
    path.write_text(text + "\n", encoding="utf-8")
    read = read_series(path, areas)
    for row in read.rows:
        assert row.area in areas.names and row.value == row.value and 1700 <= row.year < 2200 and row.indicator
    propose_reading(path, areas)


def test_what_is_read_twice_is_the_same(areas: Areas) -> None:
    for path in sorted(CASES.glob("*.?sv")):
        assert read_series(path, areas) == read_series(path, areas)


COLUMNS = ["", "land", "jahr", "2020", "wert", "art"]
READINGS = st.builds(
    Reading,
    economy=st.sampled_from(COLUMNS),
    year=st.sampled_from(COLUMNS),
    years=st.booleans(),
    value=st.sampled_from(COLUMNS),
    indicator=st.lists(st.sampled_from(COLUMNS[1:]), max_size=2).map(tuple),
    status=st.lists(st.sampled_from(COLUMNS[1:]), max_size=2).map(tuple),
    unit=st.sampled_from(COLUMNS),
    multiplier=st.sampled_from(COLUMNS),
    note=st.lists(st.sampled_from(COLUMNS[1:]), max_size=2).map(tuple),
    dimensions=st.lists(st.sampled_from(COLUMNS[1:]), max_size=2).map(tuple),
    flagged=st.booleans(),
    fixed=st.dictionaries(st.sampled_from(FIXED), st.sampled_from(CELLS), max_size=4),
    values=st.dictionaries(st.sampled_from([*COLUMNS[1:], "*", "w*"]), st.sampled_from(["", "X", "*"]), max_size=2),
    where=st.dictionaries(st.sampled_from(COLUMNS[1:]), st.sampled_from(CELLS), max_size=2),
    statuses=st.dictionaries(st.sampled_from(CELLS), st.sampled_from(["A", "E", "M"]), max_size=2),
)


@settings(max_examples=300)
@given(READINGS, st.lists(st.lists(st.sampled_from(CELLS), min_size=5, max_size=5), max_size=4))
def test_any_reading_of_any_table(areas: Areas, reading: Reading, rows: list[list[str]]) -> None:
    table = Table(
        "made-up.csv", tuple(COLUMNS[1:]), tuple((line, tuple(cells)) for line, cells in enumerate(rows, start=2))
    )
    read = read_as(table, reading, areas, Options())
    assert all(row.area in areas.names and row.indicator for row in read.rows)
