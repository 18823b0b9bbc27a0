"""Workbooks of the layout, written: indicator workbooks, long sheets, supply and use tables.

Guarantees: the same content gives the same bytes (dates inside the file are the review date, not the clock); no merged
cells, no formulas (a text that begins with "=" stays text); the file is swapped in whole (``os.replace``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.sheets import layout, tabs, wording
from pipeline.sheets.dress import dress
from pipeline.sheets.guards import FONT, HEADER_FILL, KEY_FILL, MOST_CHOICES, SPARE_ROWS, Terms
from pipeline.sheets.layout import Column, Kind
from pipeline.sheets.packing import packed, save, swap_in
from pipeline.sheets.patching import digits
from pipeline.sheets.wording import ENGLISH, Words

CONTACT = "the maintainers of this project: open an issue"
LEGEND_TITLE = "Colour legend"
IMPORTED_FROM, IMPORT_COMMAND = "Imported from", "Import command"

LEGEND = (
    (HEADER_FILL, "header: do not change or move"),
    (KEY_FILL, "key: code of the economy or of the row, with its name to read by"),
    ("FFFFFFFF", "figures and text: edit here; a blank cell means that there is no figure"),
    ("FFFFEB9C", "(in a marked-up copy made by the check) warning"),
    ("FFFFC7CE", "(in a marked-up copy made by the check) error"),
)
TAB_COLOURS = {layout.ABOUT: "FF7F7F7F", layout.INDICATORS: "FF1F4E79", layout.NOTES: "FFBF8F00"}
FRAMEWORK_COLOURS = {
    "development": "FF2E75B6",
    "accounting": "FF548235",
    "statistical": "FF7030A0",
    "monitoring": "FFC55A11",
}
LINE = 15.0  # height of a line of text, points
MOST_LINES = 8


@dataclass(frozen=True)
class About:
    """The first sheet: what the workbook is (``title``, ``purpose``), how to edit it, facts as (label, text) rows.

    ``reviewed`` is the day of the last review; ``imported`` holds (file name, SHA-256) of what the figures were
    imported from, ``commands`` the commands that did it; the newest of both stand last.
    """

    title: str
    purpose: str
    editing: tuple[str, ...]
    reviewed: date
    facts: tuple[tuple[str, str], ...] = ()
    imported: tuple[tuple[str, str], ...] = ()
    commands: tuple[str, ...] = ()

    def history(self) -> tuple[tuple[str, str], ...]:
        """What was imported, as rows of (label, text)."""
        files = [f"{name} (SHA-256 {digest})" for name, digest in self.imported]
        return (*((IMPORTED_FROM, text) for text in files), *((IMPORT_COMMAND, text) for text in self.commands))


@dataclass(frozen=True)
class Note:
    """One row of a ``Notes`` sheet; ``status`` is an SDMX CL_OBS_STATUS code."""

    area: str
    indicator: str
    year: int
    status: str = "A"
    note: str = ""
    source_override: str = ""


@dataclass(frozen=True)
class IndicatorBook:
    """An indicator workbook: rows of ``Indicators`` keyed by header, values by code, economy and year, and notes.

    ``comments`` are editors' own cell comments by (code, economy, year), kept through an import. A sheet has a row for
    each of ``economies`` and a column for each of ``years``, whether or not there is a figure.
    """

    about: About
    indicators: tuple[Mapping[str, object], ...]
    series: Mapping[str, Mapping[tuple[str, int], float]]
    notes: tuple[Note, ...] = ()
    comments: Mapping[tuple[str, str, int], str] = field(default_factory=dict)
    economies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


EDIT_INDICATORS = wording.EDITING
EDIT_TABLES = (
    "One sheet per table and year: codes of the rows in column A, codes of the columns in row 1, figures in between.",
    "What a blank cell means stands in Tables, for each table: a zero that the source leaves out, or not known.",
    "Every product and industry has its row in Codes, every other row and column in Lines, which says what it is.",
    "A cell that the source withholds stays blank and has its row in Suppressed. Printed names stand in Names.",
    "Run the check afterwards (make check), and gdgr balance on the workbook, which tests the accounting identities.",
)


def write_indicators(
    path: Path, book: IndicatorBook, names: Mapping[str, str], terms: Terms | None = None, words: Words = ENGLISH
) -> None:
    """Write an indicator workbook and swap it in whole. See ``indicators``."""
    swap_in(path, indicators(book, names, terms, words))


def indicators(
    book: IndicatorBook, names: Mapping[str, str], terms: Terms | None = None, words: Words = ENGLISH
) -> bytes:
    """The bytes of an indicator workbook. ``names`` maps ISO3 to the English name printed in column B.

    ``terms`` fill the drop-downs and name the tabs that the rows do not name, ``words`` speak to the editor. Raises
    ValueError where a code is no legal sheet name or a series has no row in ``indicators``.
    """
    return packed(built(book, names, terms, words), book.about.title, book.about.reviewed)


def built(
    book: IndicatorBook, names: Mapping[str, str], terms: Terms | None = None, words: Words = ENGLISH
) -> Workbook:
    """The workbook of ``indicators``, not saved yet."""
    codes = [str(row["code"]) for row in book.indicators]
    unknown = sorted(set(book.series) - set(codes))
    if unknown:
        raise ValueError(f"series without a row in Indicators: {', '.join(unknown)}")
    editing = tuple(wording.today(text) for text in book.about.editing)
    workbook = _start(replace(book.about, editing=editing), words)
    _add_rows(workbook, layout.INDICATORS, (*layout.INDICATOR_COLUMNS, *_own_columns(book.indicators)), book.indicators)
    for row in book.indicators:
        _add_wide(workbook, row, book, names)
    notes = sorted(book.notes, key=lambda n: (n.indicator, n.area, n.year))
    rows = [
        dict(
            zip(
                (column.header for column in layout.NOTE_COLUMNS),
                (n.area, n.indicator, n.year, n.status, n.note, n.source_override),
                strict=True,
            )
        )
        for n in notes
    ]
    _add_rows(workbook, layout.NOTES, layout.NOTE_COLUMNS, rows)
    dress(workbook, terms or Terms(economies=dict(names)), words)
    return workbook


@dataclass(frozen=True)
class SupplyUseSheets:
    """Supply and use tables to write: the rows of Tables, Codes, Lines and Names (and Suppressed, where cells are).

    ``cells`` maps (table, year) to its cells by (row code, column code).
    """

    tables: Sequence[Mapping[str, object]]
    codes: Sequence[Mapping[str, object]]
    lines: Sequence[Mapping[str, object]]
    cells: Mapping[tuple[str, int], Mapping[tuple[str, str], float]]
    names: Sequence[Mapping[str, object]] = ()
    suppressed: Sequence[Mapping[str, object]] = ()


def write_supply_use(
    path: Path,
    about: About,
    book: SupplyUseSheets,
    also: Mapping[str, tuple[Sequence[Column], Iterable[Mapping[str, object]]]] | None = None,
    finish: Callable[[Workbook], None] = lambda _: None,
) -> None:
    """Write a supply-use workbook; ``also`` are long sheets that stand in it besides, ``finish`` adds to it before it is saved.

    A sheet has a row for each product and each row of Lines, a column for each industry and each column of Lines that any
    year of its table uses, in their order: so a row that the source leaves out because all of it is zero stands there,
    blank. A cell that is not given stays blank. Raises ValueError where a table uses a code that is not listed.
    """
    workbook = _start(about)
    _add_rows(workbook, layout.TABLES, layout.TABLE_COLUMNS, book.tables)
    _add_rows(workbook, layout.CODES, layout.CODE_COLUMNS, book.codes)
    _add_rows(workbook, layout.LINES, layout.LINE_COLUMNS, book.lines)
    if book.suppressed:
        _add_rows(workbook, layout.SUPPRESSED, layout.SUPPRESSED_COLUMNS, book.suppressed)
    if book.names:
        _add_rows(workbook, layout.NAMES, layout.TERM_COLUMNS, book.names)
    for name, (columns, rows) in (also or {}).items():
        _add_rows(workbook, name, columns, list(rows))
    for (table, year), cells in sorted(book.cells.items(), key=lambda item: (item[0][1], item[0][0])):
        used = [key for (name, _), part in book.cells.items() if name == table for key in part]
        axes = []
        for number, (role, axis) in enumerate((("product", "row"), ("industry", "column"))):
            listed = [str(row["code"]) for row in book.codes if row["role"] == role]
            lines = [str(row["code"]) for row in book.lines if (row["table"], row["axis"]) == (table, axis)]
            there = {key[number] for key in used}
            missing = sorted(there - set(listed) - set(lines))
            if missing:
                raise ValueError(f"{table} {year}: codes of {axis}s that are not listed: {', '.join(missing)}")
            # Products that no year has stay; industries that none has (a table of one margin) do not.
            keep = [code for code in listed if role == "product" or code in there]
            axes.append([*keep, *(code for code in lines if code in there)])
        _add_matrix(workbook, f"{table} {year}", cells, *axes)
    finish(workbook)
    save(workbook, path, about.title, about.reviewed)


# ----------------------------------------------------------------------------------------------------------- sheets


def _start(about: About, words: Words = ENGLISH) -> Workbook:
    workbook = Workbook()
    workbook.remove(workbook.active)
    sheet = _new(workbook, layout.ABOUT, TAB_COLOURS[layout.ABOUT], "A1")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 22, 110
    rows: list[tuple[str, str]] = [(about.title, ""), *([("What it is", about.purpose)] if about.purpose else [])]
    rows += [("How to edit" if not i else "", words(text)) for i, text in enumerate(about.editing)]
    rows += [("Contact", CONTACT), ("Last review", about.reviewed.isoformat()), *about.facts]
    history = about.history()
    rows += [("" if at and history[at - 1][0] == label else label, text) for at, (label, text) in enumerate(history)]
    for number, (label, text) in enumerate(rows, start=1):
        _text(sheet, number, 1, label, bold=True)
        _text(sheet, number, 2, text)
        _fit(sheet, number, [(text, 110)])
    sheet["A1"].font = Font(name=FONT, size=14, bold=True, color=HEADER_FILL)
    number = len(rows) + 2
    _text(sheet, number, 1, LEGEND_TITLE, bold=True)
    for offset, (colour, meaning) in enumerate(LEGEND, start=1):
        cell = sheet.cell(number + offset, 1)
        cell.fill = PatternFill("solid", start_color=colour)
        cell.border = _BORDER
        _text(sheet, number + offset, 2, meaning)
    return workbook


_BORDER = Border(*(Side("thin", color="FFBFBFBF") for _ in range(4)))
_HEADER_FONT = Font(name=FONT, size=11, bold=True, color="FFFFFFFF")
_HEADER = PatternFill("solid", start_color=HEADER_FILL)
_KEY = PatternFill("solid", start_color=KEY_FILL)
_TOP = Alignment(vertical="top")
_WRAP = Alignment(vertical="top", wrap_text=True)
_BOLD = Font(name=FONT, size=11, bold=True)
# Validation of a column by its kind: type, bounds, what the editor is told.
_RULES = {
    Kind.YEAR: ("whole", "1700", "2100", "A year, as a number of four digits"),
    Kind.INTEGER: ("whole", "-1000000000", "1000000000", "A whole number"),
    Kind.NUMBER: ("decimal", "-1E+300", "1E+300", "A number"),
}


def _text(sheet: Worksheet, row: int, column: int, value: object, bold: bool = False) -> None:
    if value in (None, ""):
        return
    cell = sheet.cell(row, column)
    _set(cell, value)
    cell.alignment = _WRAP
    if bold:
        cell.font = _BOLD


def _set(cell: Cell | MergedCell, value: object) -> None:
    """Put a value into a cell; text stays text even where it looks like a formula."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def _new(workbook: Workbook, name: str, colour: str, frozen: str) -> Worksheet:
    """A new sheet: tab colour, frozen panes, printed across the page."""
    sheet = workbook.create_sheet(name)
    sheet.sheet_properties.tabColor = colour
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.freeze_panes = frozen
    return sheet


def _fit(sheet: Worksheet, row: int, texts: Iterable[tuple[str, int]]) -> None:
    """Make a row high enough for its wrapped (text, column width) pairs; programs do not do it when they open a file."""
    lines = max((-(-len(text) * 11 // (width * 10)) for text, width in texts), default=1)
    if lines > 1:
        sheet.row_dimensions[row].height = LINE * min(lines, MOST_LINES)


def _number(cell: Cell | MergedCell, value: float) -> None:
    """Put a number into a cell with all its digits (openpyxl itself would cut a float to 16)."""
    cell.value = digits(value)
    cell.data_type = "n"


def _own_columns(rows: Iterable[Mapping[str, object]]) -> tuple[Column, ...]:
    """The columns of Indicators that an editor has added, behind those of the layout."""
    known = {column.header for column in layout.INDICATOR_COLUMNS}
    headers = dict.fromkeys(header for row in rows for header in row if header not in known)
    return tuple(
        layout.TAB_COLUMN
        if header == layout.TAB
        else Column(header, Kind.OWN, False, "A column of an editor's own; nothing reads it.", (), 24)
        for header in headers
    )


def _add_rows(workbook: Workbook, name: str, columns: Sequence[Column], rows: Iterable[Mapping[str, object]]) -> None:
    sheet = _new(workbook, name, TAB_COLOURS.get(name, HEADER_FILL), "B2")
    last = 1
    for row_number, row in enumerate(rows, start=2):
        last = row_number
        unknown = set(row) - {column.header for column in columns}
        if unknown:
            raise ValueError(f"{name}: columns not in the layout: {', '.join(sorted(unknown))}")
        for column_number, column in enumerate(columns, start=1):
            value = row.get(column.header)
            if value is None or value == "":
                continue
            cell = sheet.cell(row_number, column_number)
            if column.kind in _RULES or (column.kind is Kind.OWN and isinstance(value, (int, float))):
                _number(cell, float(str(value)))
            else:
                _set(cell, value.isoformat() if isinstance(value, date) else str(value))
            cell.alignment = _WRAP if column.width >= 36 else _TOP
            if column_number == 1:
                cell.fill = _KEY
        _fit(sheet, row_number, [(str(row.get(c.header) or ""), c.width) for c in columns if c.width >= 36])
    for column_number, column in enumerate(columns, start=1):
        header_cell(sheet, column_number, column.header, column.comment)
        letter = get_column_letter(column_number)
        sheet.column_dimensions[letter].width = max(column.width, len(column.header) + 4)
        _validate(sheet, column, f"{letter}2:{letter}{last + SPARE_ROWS}")
    area = f"A1:{get_column_letter(len(columns))}{max(last, 2)}"
    table = Table(displayName="T_" + re.sub(r"\W", "_", name), ref=area)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)


def header_cell(sheet: Worksheet, column: int, value: object, comment: str = "", row: int = 1) -> None:
    """A heading of a sheet, with its comment."""
    cell = sheet.cell(row, column)
    _set(cell, value)
    cell.font, cell.fill, cell.alignment = _HEADER_FONT, _HEADER, Alignment(vertical="center")
    if comment:
        cell.comment = Comment(comment, "layout", width=320, height=90)


def _validate(sheet: Worksheet, column: Column, area: str) -> None:
    choices = ",".join(column.choices)
    if column.kind is Kind.CHOICE and 0 < len(choices) <= MOST_CHOICES:
        rule = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
        rule.error = ("Choose one of: " + ", ".join(column.choices))[:220]
    elif column.kind in _RULES:
        kind, low, high, message = _RULES[column.kind]
        rule = DataValidation(type=kind, operator="between", formula1=low, formula2=high, allow_blank=True)
        rule.error = message
    else:
        return
    rule.errorTitle, rule.showErrorMessage = column.header, True
    rule.add(area)
    sheet.add_data_validation(rule)


def _add_wide(
    workbook: Workbook,
    row: Mapping[str, object],
    book: IndicatorBook,
    names: Mapping[str, str],
) -> None:
    code = str(row["code"])
    values, comments = book.series.get(code, {}), book.comments
    name = tabs.tab(code, row.get(layout.TAB))
    if not (tabs.legal(code) and tabs.legal(name)):
        raise ValueError(f"not a legal sheet name: {name!r}")
    head = layout.CAPTION_ROWS + 1
    sheet = _new(workbook, name, FRAMEWORK_COLOURS.get(str(row.get("framework", "")), HEADER_FILL), f"C{head + 1}")
    areas = sorted({area for area, _ in values} | set(book.economies))
    years = sorted({year for _, year in values} | set(book.years))
    for column, header in enumerate((layout.AREA_HEADER, layout.NAME_HEADER), start=1):
        header_cell(sheet, column, header, row=head)
    first = layout.FIRST_YEAR_COLUMN
    for column, year in enumerate(years, start=first):
        header_cell(sheet, column, year, row=head)
    decimals = row.get("decimals")
    places = int(str(decimals)) if decimals not in (None, "") else 2
    number_format = "#,##0" + ("." + "0" * places if places else "")
    for line, area in enumerate(areas, start=head + 1):
        for column, text in ((1, area), (2, names.get(area, ""))):
            cell = sheet.cell(line, column)
            _set(cell, text or None)
            cell.fill = _KEY
        for column, year in enumerate(years, start=first):
            value = values.get((area, year))
            if value is None:
                continue
            cell = sheet.cell(line, column)
            _number(cell, value)
            cell.number_format = number_format
            if (code, area, year) in comments:
                cell.comment = Comment(comments[code, area, year], "editor")
    widest = max((abs(value) for value in values.values()), default=0)
    width = max(8, len(f"{widest:,.{places}f}") + 1)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 12, 34
    last_column = max(first, first + len(years) - 1)
    for column in range(first, last_column + 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def _add_matrix(
    workbook: Workbook, name: str, cells: Mapping[tuple[str, str], float], rows: Sequence[str], columns: Sequence[str]
) -> None:
    sheet = _new(workbook, name, FRAMEWORK_COLOURS["accounting"], "B2")
    header_cell(sheet, 1, "code", "Codes of rows in column A, of columns in row 1; what a blank is stands in Tables.")
    for column, code in enumerate(columns, start=2):
        header_cell(sheet, column, code)
        sheet.column_dimensions[get_column_letter(column)].width = 12
    for line, row in enumerate(rows, start=2):
        key = sheet.cell(line, 1)
        _set(key, row)
        key.fill = _KEY
        for column, code in enumerate(columns, start=2):
            value = cells.get((row, code))
            if value is not None:
                cell = sheet.cell(line, column)
                _number(cell, value)
                cell.number_format = "#,##0"
