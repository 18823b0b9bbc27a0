"""A data sheet dressed: its caption, what colours a cell while it is typed, its bounds and locks."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy

from openpyxl.cell.cell import Cell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.views import Selection
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.model.addresses import LAST_ROW
from pipeline.sheets import layout, wording
from pipeline.sheets.guards import (
    FONT,
    HEADER_FILL,
    LINK,
    LOCKED,
    ORANGE,
    RED,
    SPARE_ROWS,
    SPARE_YEARS,
    UNLOCKED,
    VIOLET,
    YELLOW,
    Locks,
    Terms,
    comment_on,
    link_to,
    list_of,
    protect,
    put_text,
    replace_formats,
    replace_validations,
    split_columns,
)
from pipeline.sheets.patching import digits
from pipeline.sheets.units import UNKNOWN
from pipeline.sheets.wording import Words

# What colours a cell while it is typed; {c}: the cell, {l} and {r}: those beside it.
_NOT_A_NUMBER = "ISTEXT({c})"
_FAR = (  # at least {n} times the year before, and no step of a series that goes on
    "AND(ISNUMBER({c}),{c}<>0,N({l})<>0,OR("
    "AND(ABS({c})>={n}*ABS(N({l})),OR(N({r})=0,ABS({c})>={n}*ABS(N({r})))),"
    "AND({n}*ABS({c})<=ABS(N({l})),OR(N({r})=0,{n}*ABS({c})<=ABS(N({r}))))))"
)
_ZERO = "AND(ISNUMBER({c}),{c}=0,N({l})<>0)"
_PER_CENT = 'AND(ISNUMBER({c}),LEFT(CELL("format",{c}),1)="P")'


def head_of(sheet: Worksheet) -> int:
    """The row of the years in a data sheet (see ``read.Sheet.head``)."""
    for (value,) in sheet.iter_rows(max_row=layout.MOST_CAPTION + 1, max_col=1, values_only=True):
        if isinstance(value, str) and value.strip() == layout.AREA_HEADER:
            return next(r for r in range(1, layout.MOST_CAPTION + 2) if sheet.cell(r, 1).value == value)
    return 1


def dress_figures(sheet: Worksheet, row: Mapping[str, object], terms: Terms, words: Words) -> None:
    """The caption of a data sheet from its row of Indicators, its guards and locks."""
    if head_of(sheet) == 1:
        _make_room(sheet)
    head = head_of(sheet)
    _caption(sheet, row, words)
    comment_on(sheet.cell(head, 1), f"{words(wording.ONE_ROW)} {words(wording.NEW_ECONOMY)}")
    first = layout.FIRST_YEAR_COLUMN
    comment_on(sheet.cell(head, first), words(wording.NEW_YEAR))
    used = [cell.column for cell in sheet[head] if cell.value is not None]
    last, end = max([first, *used]) + SPARE_YEARS, max(sheet.max_row, head) + SPARE_ROWS
    area = f"{get_column_letter(first)}{head + 1}:{get_column_letter(last)}{end}"
    _guard_figures(sheet, row, terms, words, area, head, end)
    _lock_figures(sheet, head, last, _number_format(row))
    _freeze(sheet, sheet.cell(head + 1, first).coordinate)
    sheet.sheet_view.rightToLeft = words.right_to_left or None
    protect(sheet)


def _freeze(sheet: Worksheet, cell: str) -> None:
    """Freeze the rows and columns before a cell; openpyxl would keep the selections of an earlier freezing too."""
    if sheet.freeze_panes != cell:
        sheet.sheet_view.pane, sheet.sheet_view.selection = None, [Selection()]
        sheet.freeze_panes = cell
    for selection in sheet.sheet_view.selection:
        selection.activeCell, selection.sqref = selection.activeCell or "A1", selection.sqref or "A1"


def _make_room(sheet: Worksheet) -> None:
    """Rows for a caption above the header; what editors attached to rows moves along."""
    rows = layout.CAPTION_ROWS
    heights = {number: one.height for number, one in sheet.row_dimensions.items() if one.height}
    hidden = [number for number, one in sheet.row_dimensions.items() if one.hidden]
    links = [(cell, copy(cell.hyperlink)) for line in sheet.iter_rows() for cell in line if cell.hyperlink]
    sheet.insert_rows(1, rows)
    sheet.row_dimensions.clear()
    for number, height in heights.items():
        sheet.row_dimensions[number + rows].height = height
    for number in hidden:
        sheet.row_dimensions[number + rows].hidden = True
    for cell, link in links:
        link.ref = cell.coordinate
        cell.hyperlink = link
    for table in sheet.tables.values():
        table.ref = _lower(table.ref, rows)
        if table.autoFilter is not None:
            table.autoFilter.ref = _lower(table.autoFilter.ref, rows)
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = _lower(sheet.auto_filter.ref, rows)
    for merged in list(sheet.merged_cells.ranges):
        merged.shift(row_shift=rows)
    for rule in sheet.data_validations.dataValidation:
        rule.sqref = type(rule.sqref)(" ".join(_lower(str(one), rows) for one in rule.sqref.ranges))
    formats = ConditionalFormattingList()
    for one in sheet.conditional_formatting:
        lower = " ".join(_lower(str(part), rows) for part in one.sqref.ranges)
        for found in one.rules:
            formats.add(lower, found)
    sheet.conditional_formatting = formats


def _lower(reference: str, rows: int) -> str:
    """A range some rows further down; one that ends with the sheet (whole columns) still ends there."""
    moved = CellRange(reference)
    low, high = (min(row + rows, LAST_ROW) for row in (moved.min_row, moved.max_row))
    return CellRange(min_row=low, max_row=high, min_col=moved.min_col, max_col=moved.max_col).coord


def _caption(sheet: Worksheet, row: Mapping[str, object], words: Words) -> None:
    code = str(row[layout.CODE])
    unit = words.unit(str(row.get("unit") or ""), row.get("unit_multiplier"))
    texts = {
        (1, 1): (str(row.get("name") or code), Font(name=FONT, size=14, bold=True, color=HEADER_FILL)),
        (2, 1): (words(wording.UNIT, unit=unit or UNKNOWN), Font(name=FONT, size=11)),
        (3, 1): (words(wording.BACK), Font(name=FONT, size=11, underline="single", color=LINK)),
        layout.CAPTION_CODE: (code, Font(name=FONT, size=11, color="FF595959")),
    }
    for number in range(1, layout.CAPTION_ROWS + 1):
        line = sheet.row_dimensions[number]
        line.font, line.protection = Font(name=FONT, size=11), LOCKED
    sheet.row_dimensions[1].height = 21
    for (number, column), (text, font) in texts.items():
        cell = sheet.cell(number, column)
        put_text(cell, text)
        cell.font, cell.protection = font, LOCKED
        cell.alignment = Alignment(vertical="center")
    link_to(sheet.cell(3, 1), layout.INDICATORS)


def _number_format(row: Mapping[str, object]) -> str:
    decimals = row.get("decimals")
    try:
        places = int(float(str(decimals))) if decimals not in (None, "") else 2
    except ValueError:
        places = 2
    return "#,##0" + ("." + "0" * places if places > 0 else "")


def _guard_figures(
    sheet: Worksheet, row: Mapping[str, object], terms: Terms, words: Words, area: str, head: int, end: int
) -> None:
    low, high = (_bound(row.get(name)) for name in ("minimum", "maximum"))
    rule = DataValidation(
        type="decimal",
        operator="between",
        formula1=low or "-1E+300",
        formula2=high or "1E+300",
        allow_blank=True,
        errorStyle="warning",
        showErrorMessage=True,
        errorTitle=str(row[layout.CODE])[:31],
        error=words(wording.BOUNDS, low=low or words(wording.NO_BOUND), high=high or words(wording.NO_BOUND))[:250],
    )
    rule.add(area)
    validations = [rule]
    if terms.economies:
        economies = list_of(terms.range_of(layout.AREA_HEADER), words(wording.CHOOSE_ECONOMY), layout.AREA_HEADER)
        economies.add(f"A{head + 1}:A{end}")
        validations.append(economies)
    replace_validations(sheet, validations)
    cell, left, right = (f"{get_column_letter(layout.FIRST_YEAR_COLUMN + step)}{head + 1}" for step in (0, -1, 1))
    outside = [f"{{c}}{sign}{bound}" for sign, bound in (("<", low), (">", high)) if bound]
    rules = [(_NOT_A_NUMBER, RED, True), (_FAR.replace("{n}", "100"), RED, True)]
    rules += [(f"AND(ISNUMBER({{c}}),OR({','.join(outside)}))", ORANGE, True)] if outside else []
    rules += [(_PER_CENT, VIOLET, False), (_FAR.replace("{n}", "10"), YELLOW, False), (_ZERO, YELLOW, False)]
    ours = [
        FormulaRule(
            formula=[text.format(c=cell, l=left, r=right)],
            fill=PatternFill("solid", start_color=colour, end_color=colour),
            stopIfTrue=stop,
        )
        for text, colour, stop in rules
    ]
    replace_formats(sheet, area, ours)


def _bound(value: object) -> str:
    return "" if value in (None, "") else digits(float(str(value)))


def _lock_figures(sheet: Worksheet, head: int, last: int, number_format: str) -> None:
    """Numbers may be typed, and new economies and years; header, codes and names stay."""
    split_columns(sheet, last)
    for column in range(1, last + 1):
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.protection = UNLOCKED
        if column >= layout.FIRST_YEAR_COLUMN:
            dimension.number_format = number_format
    locks = Locks()
    for line in sheet.iter_rows(min_row=head, max_col=last):
        key = line[0].value not in (None, "")
        for cell in line:
            header = cell.row == head
            if isinstance(cell, Cell) and (cell.value is not None or cell.has_style):
                # The header of a year to come is free, and so is the row of an economy to come.
                kept = cell.value is not None if header else cell.column < layout.FIRST_YEAR_COLUMN and key
                locks.set(cell, kept)
