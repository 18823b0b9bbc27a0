"""Workbooks of any office as rows of texts: xlsx through the gate of the data sheets, ods through the same, xls by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from python_calamine import CalamineError

from pipeline.model.addresses import Cell, column_letter, position
from pipeline.problems import Place, Problem, Severity, first_of
from pipeline.sheets.archive import ODS_PART, OLE_HEADER, inspect
from pipeline.sheets.codes import problem
from pipeline.sheets.gate import admit
from pipeline.sheets.layout import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from pipeline.sheets.read import CellError, Sheet, Uncalculated, Value, open_workbook
from pipeline.sheets.reading.apart import TooMuch, read_apart, visible_cells
from pipeline.sheets.reading.bounds import ods_too_large
from pipeline.sheets.reading.faults import notice
from pipeline.sheets.tables import as_text

ZIP_HEADER = b"PK\x03\x04"
ODS_MARK = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_VALUE_TYPE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"

# Cells of an xlsx sheet that are shown as per cent: formats 9 and 10 of ECMA-376, part 1, 18.8.30, and those with a % sign.
_STYLES, _MAIN = "xl/styles.xml", "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PERCENT = ("9", "10")
_BUILT_IN = re.compile(rb"numFmtId=[\"'](?:9|10)[\"']")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>")
_STYLE, _PLACE = re.compile(rb"\bs=[\"'](\d+)[\"']"), re.compile(rb"\br=[\"']([A-Z]+\d+)[\"']")

_SHOWN = 12  # hidden rows and columns that a notice names

Sheets = dict[str, list[list[str]]]


def is_workbook(data: bytes) -> bool:
    """Whether bytes begin like a workbook of an office."""
    return data.startswith((ZIP_HEADER, OLE_HEADER))


def read_sheets(data: bytes, file: str) -> tuple[Sheets, tuple[Problem, ...]]:
    """The visible sheets of a workbook as rows of texts, and what is wrong with it; no sheets where it must not be opened."""
    if data.startswith(OLE_HEADER):
        return _old(data, file)
    if ODS_MARK in data[:200]:
        archive = inspect(data, file, ODS_PART)
        if isinstance(archive, Problem):
            return {}, (archive,)
        far = ods_too_large(archive)
        return ({}, (far,)) if far else _by_calamine(data, file)
    workbook = open_workbook(data, file)
    errors = tuple(found for found in workbook.problems if found.severity is Severity.ERROR)
    sheets = {sheet.name: _texts(sheet.rows) for sheet in workbook.sheets.values() if not sheet.hidden}
    hidden = [sheet.name for sheet in workbook.sheets.values() if sheet.hidden and any(map(any, sheet.rows))]
    rows = [found for sheet in workbook.sheets.values() for found in _hidden_rows(sheet)]
    return ({}, errors) if errors else (sheets, (*_hidden(file, hidden), *rows))


def _hidden(file: str, names: Sequence[str]) -> tuple[Problem, ...]:
    """The notice of hidden sheets."""
    if not names:
        return ()
    found, remedy = f"hidden sheets are not read: {', '.join(names)}", "show a sheet to have it read"
    return (notice("import-hidden-sheets", Place(file), found, "visible sheets", remedy),)


def _hidden_rows(sheet: Sheet) -> Iterator[Problem]:
    """The notice of rows and columns of a sheet that a filter or an editor hides, and that are read all the same."""
    seen = sheet.evidence
    filled = [at for at in seen.hidden_rows if at <= len(sheet.rows) and any(map(bool, sheet.rows[at - 1]))]
    width = max(map(len, sheet.rows), default=0)
    parts = [f"rows {first_of([str(at) for at in filled], _SHOWN)}"] if filled else []
    columns = [column_letter(at) for at in seen.hidden_columns if at <= width]
    parts += [f"columns {first_of(columns, _SHOWN)}"] if columns else []
    if parts:
        found = f"hidden rows and columns are read like all others: {' and '.join(parts)}"
        remedy = "delete them, or take the filter into a reading (--where), where they are not meant"
        yield notice("import-hidden-rows", Place(sheet.file, sheet.name), found, "visible rows and columns", remedy)


def percent_cells(data: bytes, file: str, sheet: str) -> frozenset[Cell]:
    """The cells of a sheet of an xlsx or ods file that are shown as per cent: 84 % is stored as 0.84."""
    if ODS_MARK in data[:200]:
        archive = inspect(data, file, ODS_PART)
        return frozenset() if isinstance(archive, Problem) else _ods_percents(archive.parts[ODS_PART], sheet)
    admitted, _ = admit(data, file)
    styles = admitted.archive.parts.get(_STYLES) if admitted is not None else None
    if admitted is None or styles is None or (b"%" not in styles and not _BUILT_IN.search(styles)):
        return frozenset()
    try:
        root = ElementTree.fromstring(styles)
        part = admitted.archive.parts[admitted.parts[sheet]]
    except (ElementTree.ParseError, KeyError):
        return frozenset()  # the reader of the values says what is wrong
    codes = {one.get("numFmtId"): one.get("formatCode", "") for one in root.iter(f"{_MAIN}numFmt")}
    formats = [one.get("numFmtId", "") for used in root.iter(f"{_MAIN}cellXfs") for one in used.iter(f"{_MAIN}xf")]
    wanted = {str(at) for at, one in enumerate(formats) if one in _PERCENT or "%" in codes.get(one, "")}
    cells: set[Cell] = set()
    for match in _CELL.finditer(part) if wanted else ():
        style, place = _STYLE.search(match[1]), _PLACE.search(match[1])
        if style and place and style[1].decode() in wanted:
            at = position(place[1].decode())
            cells |= {at} if at else set()
    return frozenset(cells)


def _ods_percents(content: bytes, sheet: str) -> frozenset[Cell]:
    """The cells of a sheet of an ods file whose type is that of a percentage; the file is known to be within its limits."""
    tables = (
        one for one in ElementTree.fromstring(content).iter(f"{_TABLE}table") if one.get(f"{_TABLE}name") == sheet
    )
    cells: set[Cell] = set()
    line = 0
    for row in (row for table in tables for row in table.iter(f"{_TABLE}table-row")):
        column, times = 0, _repeated(row, "rows")
        for cell in row:
            wide = _repeated(cell, "columns")
            if len(cell) and cell.get(_VALUE_TYPE) == "percentage":  # a blank one may repeat to the end of the sheet
                lines, columns_ = range(line + 1, line + times + 1), range(column + 1, column + wide + 1)
                cells |= {(at, place) for at in lines for place in columns_}
            column += wide
        line += times
    return frozenset(cells)


def _old(data: bytes, file: str) -> tuple[Sheets, tuple[Problem, ...]]:
    """The sheets of a file in the format .xls, which no gate can look through."""
    try:
        values, hidden, fault = read_apart(data)
    except TooMuch:
        fault = "an old file (.xls) that takes more memory or time than any file of figures"
        return {}, (problem("sheet-unreadable", Place(file), fault),)
    if fault:
        return {}, (problem("sheet-unreadable", Place(file), fault),)
    cells = sum(map(len, (row for rows in values.values() for row in rows)))
    if cells > MAX_CELLS:
        limits = {"rows": MAX_ROWS, "columns": MAX_COLUMNS, "cells": MAX_CELLS}
        return {}, (problem("sheet-too-wide", Place(file), f"{cells:,} cells", **limits),)
    return {name: _texts(rows) for name, rows in values.items()}, _hidden(file, hidden)


def _by_calamine(data: bytes, file: str) -> tuple[Sheets, tuple[Problem, ...]]:
    try:
        values, hidden = visible_cells(data)
    except BaseException as error:
        # A fault inside calamine's Rust code arrives as PanicException, which is no Exception.
        expected = (CalamineError, KeyError, ValueError, OverflowError)
        if not isinstance(error, expected) and type(error).__name__ != "PanicException":
            raise
        return {}, (problem("sheet-unreadable", Place(file), f"{type(error).__name__}: {error}"[:300]),)
    return {name: _texts(rows) for name, rows in values.items()}, _hidden(file, hidden)


def _texts(rows: Sequence[Sequence[Value]]) -> list[list[str]]:
    return [[_text(value) for value in row] for row in rows]


def _text(value: Value) -> str:
    if isinstance(value, CellError):
        return value.text
    if isinstance(value, Uncalculated):
        return f"={value.formula.removeprefix('=')}"
    return ILLEGAL_CHARACTERS_RE.sub("\ufffd", as_text(value))


def _repeated(element: ElementTree.Element, what: str) -> int:
    text = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(text) if text.isdecimal() and len(text) < 10 else 10**9
