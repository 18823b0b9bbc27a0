"""Any file becomes a plain table; what stands around it, and what cannot be read, is told. All figures are made up."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from pipeline.problems import Problem, Severity
from pipeline.sheets.archive import read_file
from pipeline.sheets.reading import text
from pipeline.sheets.reading.areas import Areas
from pipeline.sheets.reading.series import read_series
from pipeline.sheets.reading.table import Table, read_table

TIDY = "economy_iso3,year,indicator,value\nKEN,2021,USE,5\n"
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Figures">{}</table:table></office:spreadsheet></office:body></office:document-content>'
)

MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def written(root: Path, content: bytes | str, name: str = "made-up.csv") -> Path:
    path = root / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def codes(table: Table) -> list[str]:
    return [problem.code for problem in table.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_separator_and_encoding_are_found_out(tmp_path: Path, encoding: str, delimiter: str) -> None:
    content = f"a,code{delimiter}b\nx{delimiter}é\n" if delimiter == "\t" else f"a{delimiter}b\nx{delimiter}é\n"
    table = read_table(written(tmp_path, content.encode(encoding)))
    assert (table.delimiter, table.rows, table.problems) == (delimiter, ((2, ("x", "é")),), ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_found_out(tmp_path: Path, encoding: str) -> None:
    table = read_table(written(tmp_path, "economy\tvalue\nCôte\t5\n".encode(encoding)))
    assert (table.header, table.rows, table.problems) == (("economy", "value"), ((2, ("Côte", "5")),), ())


@pytest.mark.parametrize(
    ("encoding", "text", "name"),
    [
        ("cp1251", "страна;показатель\nРоссийская Федерация;5\n", "Windows-1251"),
        ("gb18030", "国家;指标\n中国;5\n", "GB 18030"),
        ("cp1256", "البلد;القيمة\nمصر;5\n", "Windows-1256"),
    ],
)
def test_old_encodings_of_other_scripts_are_found_out_and_told(
    tmp_path: Path, encoding: str, text: str, name: str
) -> None:
    table = read_table(written(tmp_path, text.encode(encoding)))
    assert [";".join(table.header), *(";".join(cells) for _, cells in table.rows)] == text.splitlines()
    (problem,) = table.problems
    assert (problem.code, problem.severity) == ("import-encoding", Severity.WARNING)
    assert f"read as {name}: " in problem.found


def test_the_encoding_may_be_declared(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "a;b\nŁódź;5\n".encode("cp1250")), encoding="cp1250")
    assert (table.rows, table.problems) == (((2, ("Łódź", "5")),), ())


def test_windows_1252_is_read_and_told(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "a,b\nx,Côte\n".encode("cp1252")))
    assert table.rows == ((2, ("x", "Côte")),)
    (problem,) = table.problems
    assert (problem.code, problem.severity, problem.place.line) == ("import-encoding", Severity.WARNING, 2)


@pytest.mark.parametrize(
    ("content", "code", "found"),
    [
        (b"", "import-empty", "an empty file"),
        (b"\n \n", "import-empty", "an empty file"),
        (b"a,b\n1,2\0\n", "import-unreadable", "the control character U+0000"),
        (b"a,b\n1,2\x0b\n", "import-unreadable", "the control character U+000B"),
        (b'a,b\n"x"y,2\n', "import-unreadable", "quotes that do not close"),
        (b"<html>\n<p>Not found</p>\n", "import-unreadable", "an XML or HTML file"),
        (b'\xef\xbb\xbf [{"a": 1},]\n', "import-unreadable", "JSON that cannot be read"),
        (b'{"a": 1}', "import-unreadable", "JSON without a list of records"),
        (b"[" * 100_000, "import-unreadable", "JSON that cannot be read"),
        (b"a,b\n", "import-empty", "a header and no row below it"),
        (b"a,b\n\x81\x8d,1\n", "import-unreadable", "not cp1252: byte 5 of the file is 0x81"),
        (b"a," * text.LONGEST_LINE + b"\n", "import-unreadable", "a line of more than"),
        (b"a,b,b\n1,2,3\n", "import-duplicate-column", "two columns b"),
        (b"a,b\n1,2,3\n", "import-ragged-row", "3 cells where the header has 2"),
        (b"a,b\n1\n", "import-ragged-row", "1 cells where the header has 2"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "sheet-unreadable", "CalamineError"),
        (b"PK\x03\x04 and no more", "sheet-file-damaged", "list of the files inside"),
    ],
)
def test_what_is_no_table_is_an_error_and_never_a_traceback(
    tmp_path: Path, content: bytes, code: str, found: str
) -> None:
    table = read_table(written(tmp_path, content))
    assert not table.rows
    (problem,) = table.problems
    assert (problem.code, problem.severity) == (code, Severity.ERROR)
    assert found in problem.found


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert codes(read_table(tmp_path)) == ["sheet-file-not-opened"]


def test_lines_around_the_table_are_listed(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, 'Title\n\na,b,c\n1,2,3\n\n"Source: made up"\n'))
    assert (table.header, table.rows, table.first) == (("a", "b", "c"), ((4, ("1", "2", "3")),), 3)
    (problem,) = table.problems
    assert problem.found == "2 lines above the header and below the rows are not read: Title; Source: made up"


def test_a_line_that_tells_excel_the_separator_is_no_header(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "sep=;\na;b;c\n1;2,5;3\n"))
    assert (table.delimiter, table.header, table.rows) == (";", ("a", "b", "c"), ((3, ("1", "2,5", "3")),))


def test_the_header_may_be_named(tmp_path: Path) -> None:
    file = written(tmp_path, "a,b,c\nx,y,z\n1,2,3\n")
    assert read_table(file, header=2).header == ("x", "y", "z")
    assert codes(read_table(file, header=9)) == ["import-no-header"]


def test_blank_cells_beyond_the_header_are_no_columns(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "a,b,,\n1,2,,\n3,4\n"))
    assert (table.header, [cells for _, cells in table.rows]) == (("a", "b"), [("1", "2"), ("3", "4")])


def test_quoted_cells_may_span_lines(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, 'a,b\n"one\ntwo",2\n3,4\n'))
    assert table.rows == ((2, ("one\ntwo", "2")), (4, ("3", "4")))


def workbook(root: Path, *rows: list[object]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.active.title = "Figures"
    book.create_sheet("Metadata").append(["Country Code", "Region"])
    path = root / "made-up.xlsx"
    book.save(path)
    return path


def test_an_xlsx_download_is_read_like_its_csv(tmp_path: Path, areas: Areas) -> None:
    file = workbook(
        tmp_path,
        ["Data Source", "made up"],
        [],
        ["Country Name", "Country Code", "Indicator Name", "Indicator Code", 2020, 2021],
        ["Kenya", "KEN", "Made up", "USE", 27, 28.8],
    )
    read = read_series(file, areas)
    assert [(row.area, row.year, row.value, str(row.place)) for row in read.rows] == [
        ("KEN", 2020, 27.0, "made-up.xlsx › Figures!E4"),
        ("KEN", 2021, 28.8, "made-up.xlsx › Figures!F4"),
    ]
    assert "the sheet Figures is read, and not: Metadata" in [problem.found for problem in read.problems]


def test_a_sheet_may_be_named(tmp_path: Path) -> None:
    file = workbook(tmp_path, ["a", "b"], [1, 2])
    assert read_table(file, "Metadata").header == ("Country Code", "Region")
    assert codes(read_table(file, "Nowhere")) == ["import-no-sheet"]


def test_errors_of_formulas_are_no_figures(tmp_path: Path, areas: Areas) -> None:
    file = workbook(
        tmp_path, ["economy_iso3", "year", "indicator", "value"], ["KEN", 2021, "USE", "=1/0"], ["FRA", 2021, "USE", 5]
    )
    read = read_series(file, areas)
    assert [(problem.code, problem.place.cell) for problem in read.problems if problem.severity is Severity.ERROR] == [
        ("import-text-value", "D2")
    ]


@pytest.mark.parametrize("shape", ["0%", "0.0 %"])
def test_figures_that_are_shown_as_per_cent_are_told(tmp_path: Path, areas: Areas, shape: str) -> None:
    file = workbook(
        tmp_path, ["economy_iso3", "year", "indicator", "value"], ["KEN", 2021, "USE", 0.84], ["FRA", 2021, "USE", 0.9]
    )
    book = load_workbook(file)
    assert not read_series(file, areas).problems[1:]  # the other sheet only
    book["Figures"]["D2"].number_format = book["Figures"]["B3"].number_format = shape
    book.save(file)
    told = [problem for problem in read_series(file, areas).problems if problem.code == "import-percent-cells"]
    assert [(problem.place.cell, problem.found) for problem in told] == [
        (
            "D2",
            "1 figures are shown as per cent and stored as fractions: 84 % is 0.84; 1 figures of USE are not, first in D3",
        )
    ]
    assert told[0].severity is Severity.ERROR


def ods(root: Path, *rows: str) -> Path:
    path = root / "made-up.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", ODS.format("".join(rows)), zipfile.ZIP_DEFLATED)
    return path


def row(*texts: str, times: int = 1, wide: int = 1) -> str:
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="{}"><text:p>{}</text:p></table:table-cell>'
    cells = "".join(
        cell.format(wide, one) if one else f'<table:table-cell table:number-columns-repeated="{wide}"/>'
        for one in texts
    )
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


def test_an_ods_file_is_read(tmp_path: Path) -> None:
    edge = row("", times=1_048_574, wide=16_384)  # as LibreOffice fills a sheet to its edge
    table = read_table(ods(tmp_path, row("a", "b"), row("x", "1,5"), edge))
    assert (table.header, table.rows, table.sheet) == (("a", "b"), ((2, ("x", "1,5")),), "Figures")


def test_cells_of_an_ods_file_that_are_percentages_are_told(tmp_path: Path, areas: Areas) -> None:
    share = '<table:table-cell office:value-type="percentage" office:value="0.285"><text:p>28.5 %</text:p></table:table-cell>'
    figures = row("KEN", "2021", "USE").replace("</table:table-row>", f"{share}</table:table-row>")
    read = read_series(ods(tmp_path, row("economy_iso3", "year", "indicator", "value"), figures), areas)
    told = next(problem for problem in read.problems if problem.code == "import-percent-cells")
    assert (told.place.cell, "28.5 % is 0.285" in told.found) == ("D2", True)


@pytest.mark.parametrize(
    "rows", [(row("x", times=1_000_000),), (row("x", wide=1_000_000_000),), (row("x", times=150_000, wide=1_900),)]
)
def test_an_ods_file_that_repeats_itself_into_gigabytes_is_not_opened(tmp_path: Path, rows: tuple[str, ...]) -> None:
    assert codes(read_table(ods(tmp_path, *rows))) == ["sheet-too-wide"]


def test_an_ods_file_passes_the_gate_of_archives(tmp_path: Path) -> None:
    path = tmp_path / "made-up.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]>" + ODS.format(row("a")))
    assert codes(read_table(path)) == ["sheet-xml-entity"]


def test_the_sheet_in_a_known_shape_goes_before_the_first(tmp_path: Path, areas: Areas) -> None:
    book = Workbook()
    book.active.title = "Read me"
    for row in (["Field", "Meaning"], ["value", "a figure"]):
        book.active.append(row)
    data = book.create_sheet("Data")
    for row in (["economy_iso3", "year", "indicator", "value"], ["KEN", 2021, "USE", 5]):
        data.append(row)
    path = tmp_path / "made-up.xlsx"
    book.save(path)
    read = read_series(path, areas)
    assert [row.value for row in read.rows] == [5.0]
    assert [problem.found for problem in read.problems] == ["the sheet Data is read, and not: Read me"]


def test_hidden_sheets_are_named(tmp_path: Path, areas: Areas) -> None:
    book = Workbook()
    for row in (["economy_iso3", "year", "indicator", "value"], ["KEN", 2021, "USE", 5]):
        book.active.append(row)
    old = book.create_sheet("Old")
    old.append(["a", "b"])
    old.sheet_state = "hidden"
    path = tmp_path / "made-up.xlsx"
    book.save(path)
    assert [problem.found for problem in read_series(path, areas).problems] == ["hidden sheets are not read: Old"]
    book.active.sheet_state, old.sheet_state = "hidden", "visible"
    book.save(path)
    assert "hidden sheets are not read: Sheet" in [problem.found for problem in read_series(path, areas).problems]


def test_a_folder_without_a_name_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = read_file(Path(), Path().name)
    assert isinstance(found, Problem) and found.place.file == "."
