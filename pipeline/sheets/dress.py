"""How the sheets of an indicator workbook look and what they guard: caption, colours while typing, drop-downs, locks, links.

``dress`` works on a workbook that is just written and on one that an editor has used: values, formats, comments and own
columns stay. It may be repeated; the same content gives the same workbook.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import TableColumn
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.sheets import layout, tabs, wording
from pipeline.sheets.dress_figures import dress_figures
from pipeline.sheets.guards import (
    FONT,
    HEADER_FILL,
    LINK,
    MOST_CHOICES,
    SPARE_ROWS,
    UNLOCKED,
    Locks,
    Terms,
    comment_on,
    link_to,
    list_of,
    protect,
    put_text,
    replace_validations,
    split_columns,
)
from pipeline.sheets.layout import Column, Kind
from pipeline.sheets.wording import ENGLISH, Words

_OF_NOTES = "INDICATOR"  # the column of Notes whose choices are the codes of Indicators
_NUMBERS = {  # type and bounds of a column of numbers, what the editor is told
    Kind.YEAR: ("whole", "1700", "2100", wording.YEAR),
    Kind.INTEGER: ("whole", "-1000000000", "1000000000", wording.WHOLE),
    Kind.NUMBER: ("decimal", "-1E+300", "1E+300", wording.NUMBER),
}


def dress(workbook: Workbook, terms: Terms, words: Words = ENGLISH) -> None:
    """Give the sheets of an indicator workbook their captions, guards and links.

    The sheets Indicators and Notes have their headers in row 1; the data sheets are those that Indicators names. A tab
    that is called as its code gets the short name of the indicator, which goes to the column ``sheet``. Merged cells are
    cells of their own again: only the first held something.
    """
    for sheet in workbook.worksheets:
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
    _name_tabs(workbook, terms)
    rows = list(rows_of(workbook[layout.INDICATORS]))
    if any(terms.lists()[header] for header in ("unit", "pillar", "licence", layout.AREA_HEADER)):
        _lists(workbook, terms, words)
    for row in rows:
        name = tabs.tab(str(row[layout.CODE]), row.get(layout.TAB))
        if name in workbook.sheetnames:
            dress_figures(workbook[name], row, terms, words)
    columns = (*layout.INDICATOR_COLUMNS, layout.TAB_COLUMN)
    dress_rows(workbook[layout.INDICATORS], columns, terms, words, (layout.CODE, layout.TAB))
    _link(workbook[layout.INDICATORS], workbook.sheetnames)
    if layout.NOTES in workbook.sheetnames:
        dress_rows(workbook[layout.NOTES], layout.NOTE_COLUMNS, terms, words, ())


def _name_tabs(workbook: Workbook, terms: Terms) -> None:
    indicators = workbook[layout.INDICATORS]
    header = [str(cell.value).strip() if cell.value is not None else "" for cell in indicators[1]]
    for number, row in enumerate(indicators.iter_rows(min_row=2, values_only=True), start=2):
        named = dict(zip(header, row, strict=False))
        code = str(named.get(layout.CODE) or "")
        if not code or named.get(layout.TAB) or code not in workbook.sheetnames or code not in terms.short:
            continue
        name = tabs.proposed(code, terms.short[code], [one for one in workbook.sheetnames if one != code])
        if layout.TAB not in header:
            header.append(layout.TAB)
            _add_column(indicators, len(header), layout.TAB_COLUMN)
        cell = indicators.cell(number, header.index(layout.TAB) + 1)
        put_text(cell, name)
        cell.alignment = Alignment(vertical="top")
        workbook[code].title = name


def _add_column(sheet: Worksheet, number: int, column: Column) -> None:
    """A further column of a long sheet, in the look of the one before it, and in its table."""
    head, before = sheet.cell(1, number), sheet.cell(1, number - 1)
    put_text(head, column.header)
    head._style = copy(before._style)
    sheet.column_dimensions[get_column_letter(number)].width = column.width
    for table in sheet.tables.values():
        area = CellRange(table.ref)
        if area.min_row == 1 and area.max_col == number - 1:
            area.expand(right=1)
            table.ref = area.coord
            if table.autoFilter is not None:
                table.autoFilter.ref = area.coord
            if table.tableColumns:
                table.tableColumns.append(TableColumn(id=len(table.tableColumns) + 1, name=column.header))


def rows_of(sheet: Worksheet) -> Iterator[dict[str, object]]:
    """The rows of a long sheet by header; those without a first cell are left out."""
    table = sheet.iter_rows(values_only=True)
    header = [str(value).strip() if value is not None else "" for value in next(table, ())]
    for row in table:
        if row and row[0] not in (None, ""):
            yield {name: value for name, value in zip(header, row, strict=False) if name}


def dress_rows(sheet: Worksheet, columns: Sequence[Column], terms: Terms, words: Words, keys: Iterable[str]) -> None:
    """The guards of Indicators or Notes: headers are locked, and in filled rows the columns ``keys``."""
    header = {str(cell.value).strip(): cell for cell in sheet[1] if cell.value is not None}
    known = {column.header: column for column in columns}
    end = sheet.max_row + SPARE_ROWS
    validations = []
    split_columns(sheet, max(sheet.max_column, len(columns)))
    for name, cell in header.items():
        letter = get_column_letter(cell.column)
        sheet.column_dimensions[letter].protection = UNLOCKED
        if name in known:
            comment_on(cell, words(known[name].comment))
            rule = _validation(known[name], terms, words)
            if rule is not None:
                rule.errorTitle = name
                rule.add(f"{letter}2:{letter}{end}")
                validations.append(rule)
    replace_validations(sheet, validations)
    locks = Locks()
    locked = {header[name].column for name in keys if name in header}
    for line in sheet.iter_rows():
        filled = line[0].value not in (None, "")
        for cell in line:
            if isinstance(cell, Cell) and (cell.value is not None or cell.has_style):
                locks.set(cell, cell.row == 1 or (filled and cell.column in locked and cell.value is not None))
    protect(sheet, rows=not locked)


def _validation(column: Column, terms: Terms, words: Words) -> DataValidation | None:
    choices = ",".join(column.choices)
    of_terms = terms.range_of(column.header)
    if column.header == _OF_NOTES:
        of_terms = f"{layout.INDICATORS}!$A$2:$A${layout.MAX_SHEETS}"
    if column.choices and len(choices) <= MOST_CHOICES:
        return list_of(f'"{choices}"', words(wording.CHOOSE), column.header, strict=True)
    if of_terms:
        strict = column.kind is Kind.CHOICE
        told = wording.CHOOSE_ECONOMY if column.header == layout.AREA_HEADER else wording.CHOOSE_TERM
        return list_of(of_terms, words(wording.CHOOSE if strict else told), column.header, strict)
    if column.kind in _NUMBERS:
        kind, low, high, message = _NUMBERS[column.kind]
        return DataValidation(
            type=kind, operator="between", formula1=low, formula2=high, allow_blank=True,
            showErrorMessage=True, error=words(message), errorTitle=column.header,
        )  # fmt: skip
    return None


def _link(sheet: Worksheet, names: Sequence[str]) -> None:
    """Each code of Indicators leads to its tab."""
    header = [str(cell.value).strip() if cell.value is not None else "" for cell in sheet[1]]
    code = header.index(layout.CODE) + 1
    for number, row in enumerate(sheet.iter_rows(min_row=2, values_only=True), start=2):
        named = dict(zip(header, row, strict=False))
        name = tabs.tab(str(named.get(layout.CODE) or ""), named.get(layout.TAB))
        if name in names:
            cell = sheet.cell(number, code)
            font = copy(cell.font)
            cell.font = Font(name=font.name, size=font.size, bold=font.bold, underline="single", color=LINK)
            link_to(cell, name)


def _lists(workbook: Workbook, terms: Terms, words: Words) -> None:
    """The sheet Lists, last of all, made anew."""
    if layout.LISTS in workbook.sheetnames:
        del workbook[layout.LISTS]
    sheet = workbook.create_sheet(layout.LISTS)
    sheet.sheet_properties.tabColor = "FF7F7F7F"
    for column, (header, items) in enumerate(terms.lists().items(), start=1):
        head = sheet.cell(1, column)
        put_text(head, header)
        head.font, head.fill = (
            Font(name=FONT, bold=True, color="FFFFFFFF"),
            PatternFill("solid", start_color=HEADER_FILL),
        )
        for number, text in enumerate(items, start=2):
            put_text(sheet.cell(number, column), text)
        widest = max(map(len, (header, *items)))
        sheet.column_dimensions[get_column_letter(column)].width = min(60, widest + 3)
    comment_on(sheet.cell(1, 1), words(wording.LISTED))
    sheet.freeze_panes = "A2"
    protect(sheet)
