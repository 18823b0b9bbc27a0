"""Reading: every kind of cell comes through as what it is, and what a fast reader would lose is found."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from pipeline.sheets import evidence
from pipeline.sheets.read import CellError, Uncalculated, read_workbook, unread_below, workbooks_below
from tests.broken import archives

CELLS = [
    (1.5, 1.5),
    (12, 12.0),
    ("NA", "NA"),
    ("n/a", "n/a"),
    ("12,3", "12,3"),
    ("1e5", "1e5"),
    (True, True),
    (date(2020, 1, 2), date(2020, 1, 2)),
    (datetime(2020, 1, 2, 3), datetime(2020, 1, 2, 3)),
    (time(3, 4), time(3, 4)),
    ("#N/A", CellError("#N/A")),
    ("#REF!", CellError("#REF!")),
    ("=A1*2", Uncalculated("=A1*2")),
    ("two\nlines", "two\nlines"),
    (None, ""),
]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("read") / "a.xlsx"
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Cells"
    sheet["A1"] = "start"
    for row, (value, _) in enumerate(CELLS, start=2):
        sheet.cell(row, 3, value)
    sheet.cell(40, 1, "end")
    sheet.merge_cells("E1:F2")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    workbook.create_sheet("Empty")
    workbook.create_sheet("Deep").sheet_state = "veryHidden"
    workbook.create_chartsheet("Chart")
    workbook.save(path)
    return path


@pytest.mark.parametrize(("number", "expected"), list(enumerate((e for _, e in CELLS), start=1)), ids=repr)
def test_a_cell_is_read_as_what_it_is(book: Path, number: int, expected: object) -> None:
    value = read_workbook(book, "a.xlsx").sheets["Cells"].rows[number][2]
    assert value == expected
    assert type(value) is type(expected)


def test_rows_start_at_the_corner_and_have_one_length(book: Path) -> None:
    rows = read_workbook(book, "a.xlsx").sheets["Cells"].rows
    assert len(rows) == 40
    assert {len(row) for row in rows} == {len(rows[0])}
    assert (rows[0][0], rows[39][0]) == ("start", "end")


def test_evidence(book: Path) -> None:
    workbook = read_workbook(book, "a.xlsx")
    found = workbook.sheets["Cells"].evidence
    assert dict(found.errors) == {(12, 3): "#N/A", (13, 3): "#REF!"}
    assert dict(found.formulas) == {(14, 3): "=A1*2"}
    assert found.uncalculated == {(14, 3)}
    assert (found.merged, found.hidden_rows, found.hidden_columns) == (("E1:F2",), (3,), (4,))
    assert [name for name, sheet in workbook.sheets.items() if sheet.hidden] == ["Deep"]
    assert workbook.sheets["Empty"].rows == ()
    assert "Chart" not in workbook.sheets


XML = b'<worksheet xmlns="m"><cols><col min="2" max="3" hidden="%s"/></cols><sheetData>%s</sheetData></worksheet>'
EXTENTS = [
    (b'<row r="1"><c r="A1"><v>1</v></c></row>', (1, 1)),
    (b'<row r="9999"><c r="ZZ9999"/></row>', (9999, 702)),
    (b'<row r="1048576"><c r="A1048576"/></row>', (1048576, 1)),
    (b"<row r='1'><c r='XFD1'/></row>", (1, 16384)),
    (b'<row r="1"><c s="1" r="AAA1"/></row>', (1, 703)),
    (b'<row r="1"><c r="AAAAAAA1"/></row>', (1, 321272407)),
    (b'<row r="1"><c r="AAAAAAAAAAAA1"/></row>', (1, 217180147159)),
    (b"<row r='99999'><c r='a99999'/></row>", (99999, 1)),
    (b'<row r="1"><c r="B1"/></row><row r="12345"><c r="AB12345"/></row>', (12345, 28)),
    (b'<row r="1"><c r="A1" t="inlineStr"><is><t>ISO3 12345</t></is></c></row>', (1, 1)),
    (b'<row r="1"><c r="&#88;FD1"/></row>', (1, 16384)),
    (b'<row r="1"><c r =\n"X&#70;D1"/></row>', (1, 16384)),
    (b'<row r="1"><c r="A1" t="inlineStr"><is><t>Communaut&#233; d\'&#201;tats</t></is></c></row>', (1, 1)),
    (b"<row/>" * 100_001 + b"<row><c/><c/></row>", (100_002, 2)),
    (b'<row r="1"><c r="A1" t="inlineStr"><is><t>"XFD1</t></is></c></row>', (1, 1)),
]


@pytest.mark.parametrize(("rows", "expected"), EXTENTS, ids=range(len(EXTENTS)))
def test_a_distant_cell_is_seen_however_it_is_written(rows: bytes, expected: tuple[int, int]) -> None:
    scanned = evidence.scan(XML % (b"0", rows))
    assert (scanned.rows, scanned.columns) == expected


def _seen(xml: bytes) -> evidence.Evidence:
    return evidence.scan(xml).evidence


def test_other_ways_of_writing_the_same_xml() -> None:
    found = _seen(
        b"<x:worksheet xmlns:x='m'><x:cols><x:col min='2' max='3' hidden='true'/></x:cols><x:sheetData>"
        b"<x:row hidden='1'><x:c r='B1' t='e'><x:v>#N/A</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    assert (dict(found.errors), found.hidden_rows, found.hidden_columns) == ({(1, 2): "#N/A"}, (1,), (2, 3))
    stored = _seen(
        XML % (b"0", b'<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v/></c></row>')
    )
    assert dict(stored.formulas) == {(1, 1): "=1+1", (1, 2): '=""'}
    assert stored.uncalculated == frozenset()
    assert _seen(XML % (b"0", b'<row r="1"><c r="A1"><v>2</v></c></row>')) == evidence.Evidence()


def test_what_libreoffice_leaves_in_the_xml_is_no_evidence() -> None:
    rows = b'<row r="1" hidden="false" customFormat="false"><c r="A1" s="0" t="n"><v>2</v></c></row>'
    assert _seen(XML % (b"false", rows)) == evidence.Evidence()


def test_workbooks_are_found_by_folder_and_locks_are_left_out(small_data: Path, tmp_path: Path) -> None:
    assert next(iter(workbooks_below(small_data))) == "data/development/connectivity.xlsx"
    (tmp_path / "data/development").mkdir(parents=True)
    for name in ("~$open.xlsx", ".~lock.open.xlsx#", ".hidden.xlsx"):
        (tmp_path / "data/development" / name).write_bytes(b"lock")
    assert workbooks_below(tmp_path) == {}
    assert list(unread_below(tmp_path)) == []


def test_a_copy_by_its_name_is_read_where_there_is_no_other(tmp_path: Path) -> None:
    (tmp_path / "data/development").mkdir(parents=True)
    copy = tmp_path / "data/development/skills (1).xlsx"
    copy.touch()
    assert list(workbooks_below(tmp_path).values()) == [copy]
    assert list(unread_below(tmp_path)) == []


def test_a_table_in_the_plain_form_is_seen_as_when_it_is_parsed(small_data: Path) -> None:
    for path in workbooks_below(small_data).values():
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read(name) for name in archive.namelist() if "worksheets/" in name]
        for xml in parts:
            hidden = xml.replace(b'<row r="2">', b'<row r="2" hidden="1">')
            spaced = hidden.replace(b"<c r=", b"<c  r=").replace(b"<row r=", b"<row\tr=")
            plain, parsed = evidence.scan(hidden), evidence.scan(spaced)
            assert (plain.evidence, plain.rows, plain.columns) == (parsed.evidence, parsed.rows, parsed.columns)
            assert (plain.shared, parsed.shared) == (None, {})


def test_a_part_that_is_cut_off_is_a_problem(small_data: Path, tmp_path: Path) -> None:
    path = tmp_path / archives.FILE
    path.parent.mkdir(parents=True)
    path.write_bytes((small_data / archives.FILE).read_bytes())
    archives.rewritten(tmp_path, lambda name, part: part[: len(part) // 2] if name == "xl/workbook.xml" else part)
    workbook = read_workbook(path, "x.xlsx")
    assert workbook.sheets == {}
    assert [problem.code for problem in workbook.problems] == ["sheet-xml-broken"]


def test_reading_leaves_the_file_as_it_was(book: Path) -> None:
    before = book.read_bytes()
    read_workbook(book, "a.xlsx")
    assert book.read_bytes() == before
