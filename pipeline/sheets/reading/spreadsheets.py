"""Workbooks of any office as rows of texts: xlsx through the gate of the data sheets, ods through the same, xls by itself."""

from __future__ import annotations

import io
from collections.abc import Sequence
from xml.etree import ElementTree

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from pipeline.problems import Place, Problem, Severity
from pipeline.sheets.archive import ODS_PART, OLE_HEADER, inspect
from pipeline.sheets.codes import problem
from pipeline.sheets.read import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, CellError, Uncalculated, Value, open_workbook
from pipeline.sheets.tables import as_text

ZIP_HEADER = b"PK\x03\x04"
_ODS_MARK = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"

Sheets = dict[str, list[list[str]]]


def is_workbook(data: bytes) -> bool:
    """Whether bytes begin like a workbook of an office."""
    return data.startswith((ZIP_HEADER, OLE_HEADER))


def read_sheets(data: bytes, file: str) -> tuple[Sheets, tuple[Problem, ...]]:
    """The visible sheets of a workbook as rows of texts, and what is wrong with it; no sheets where it must not be opened."""
    if data.startswith(OLE_HEADER):
        return _by_calamine(data, file)
    if _ODS_MARK in data[:200]:
        archive, problems = inspect(data, file, ODS_PART)
        if archive is None:
            return {}, problems
        far = _too_large(archive.parts[ODS_PART], file)
        return ({}, (far,)) if far else _by_calamine(data, file)
    workbook = open_workbook(data, file)
    errors = tuple(found for found in workbook.problems if found.severity is Severity.ERROR)
    sheets = {sheet.name: _texts(sheet.rows) for sheet in workbook.sheets.values() if not sheet.hidden}
    return ({} if errors else sheets), errors


def _by_calamine(data: bytes, file: str) -> tuple[Sheets, tuple[Problem, ...]]:
    sheets: Sheets = {}
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for metadata in workbook.sheets_metadata:
            if metadata.typ == SheetTypeEnum.WorkSheet and metadata.visible == SheetVisibleEnum.Visible:
                sheets[metadata.name] = _texts(
                    workbook.get_sheet_by_name(metadata.name).to_python(skip_empty_area=False)
                )
    except BaseException as error:
        # A fault inside calamine's Rust code arrives as PanicException, which is no Exception.
        expected = (CalamineError, KeyError, ValueError, OverflowError)
        if not isinstance(error, expected) and type(error).__name__ != "PanicException":
            raise
        return {}, (problem("sheet-unreadable", Place(file), f"{type(error).__name__}: {error}"[:300]),)
    return sheets, ()


def _texts(rows: Sequence[Sequence[Value]]) -> list[list[str]]:
    return [[_text(value) for value in row] for row in rows]


def _text(value: Value) -> str:
    if isinstance(value, CellError):
        return value.text
    if isinstance(value, Uncalculated):
        return f"={value.formula}"
    return ILLEGAL_CHARACTERS_RE.sub("\ufffd", as_text(value))


def _too_large(content: bytes, file: str) -> Problem | None:
    """A sheet of an ods file whose repeated cells and rows would not fit into memory.

    Blank cells at the end of a row and blank rows at the end of a sheet do not count: an office repeats them to the edge.
    """
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        return problem("sheet-unreadable", Place(file), f"ParseError: {error}"[:300])
    for table in root.iter(f"{_TABLE}table"):
        height = rows = width = 0
        for row in table.iter(f"{_TABLE}table-row"):
            last = column = 0
            for cell in row:
                column += _repeated(cell, "columns")
                if len(cell):
                    last = column
            rows += _repeated(row, "rows")
            if last:
                height, width = rows, max(width, last)
        if height > MAX_ROWS or width > MAX_COLUMNS or height * width > MAX_CELLS:
            place = Place(file, table.get(f"{_TABLE}name", ""))
            found = f"{height:,} rows of {width:,} cells"
            return problem("sheet-too-wide", place, found, rows=MAX_ROWS, columns=MAX_COLUMNS)
    return None


def _repeated(element: ElementTree.Element, what: str) -> int:
    text = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(text) if text.isdigit() and len(text) < 10 else 10**9
