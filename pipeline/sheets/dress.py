"""How the sheets of an indicator workbook look and what they guard: caption, colours while typing, drop-downs, locks, links.

``dress`` works on a workbook that is just written and on one that an editor has used: values, formats, comments and own
columns stay. It may be repeated; the same content gives the same workbook.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import ColumnDimension, DimensionHolder
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import TableColumn
from openpyxl.worksheet.views import Selection
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.sheets import layout, tabs, wording
from pipeline.sheets.layout import Column, Kind
from pipeline.sheets.wording import ENGLISH, Words

HEADER_FILL, KEY_FILL = "FF1F4E79", "FFF2F2F2"
FONT = "Calibri"
LINK = "FF0563C1"
AUTHOR = "layout"
MOST_CHOICES = 253  # characters that Excel takes in a drop-down of its own; a longer list stands in Lists
SPARE_ROWS, SPARE_YEARS = 400, 5  # free rows and columns that are guarded too
RED, ORANGE, YELLOW, VIOLET = "FFFFC7CE", "FFFFD8A8", "FFFFF2B3", "FFE4D7F5"
# What colours a cell while it is typed; {c}: the cell, {l} and {r}: those beside it.
_NOT_A_NUMBER = "ISTEXT({c})"
_FAR = (  # at least {n} times the year before, and no step of a series that goes on
    "AND(ISNUMBER({c}),{c}<>0,N({l})<>0,OR("
    "AND(ABS({c})>={n}*ABS(N({l})),OR(N({r})=0,ABS({c})>={n}*ABS(N({r})))),"
    "AND({n}*ABS({c})<=ABS(N({l})),OR(N({r})=0,{n}*ABS({c})<=ABS(N({r}))))))"
)
_ZERO = "AND(ISNUMBER({c}),{c}=0,N({l})<>0)"
_PER_CENT = 'AND(ISNUMBER({c}),LEFT(CELL("format",{c}),1)="P")'
_OF_NOTES = "INDICATOR"  # the column of Notes whose choices are the codes of Indicators
UNLOCKED, LOCKED = Protection(locked=False), Protection(locked=True)
_NUMBERS = {  # type and bounds of a column of numbers, what the editor is told
    Kind.YEAR: ("whole", "1700", "2100", wording.YEAR),
    Kind.INTEGER: ("whole", "-1000000000", "1000000000", wording.WHOLE),
    Kind.NUMBER: ("decimal", "-1E+300", "1E+300", wording.NUMBER),
}


@dataclass(frozen=True)
class Terms:
    """What drop-downs offer: units, pillars and licences of the project, and the economies (ISO3 → English name).

    ``short``, ``names`` and ``definitions`` are those of indicators by code; tabs are called after the short names.
    """

    units: tuple[str, ...] = ()
    pillars: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    economies: Mapping[str, str] = field(default_factory=dict)
    short: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    definitions: Mapping[str, str] = field(default_factory=dict)

    def lists(self) -> dict[str, tuple[str, ...]]:
        """The columns of the sheet Lists by header."""
        return {
            "unit": self.units,
            "pillar": self.pillars,
            "theme": layout.THEMES,
            "licence": self.licences,
            layout.AREA_HEADER: tuple(self.economies),
            layout.NAME_HEADER: tuple(self.economies.values()),
        }

    def range_of(self, header: str) -> str:
        """The cells of Lists that a drop-down takes; blank where there are none."""
        lists = self.lists()
        if not lists.get(header):
            return ""
        letter = get_column_letter(list(lists).index(header) + 1)
        return f"{layout.LISTS}!${letter}$2:${letter}${len(lists[header]) + 1}"


def dress(workbook: Workbook, terms: Terms, words: Words = ENGLISH) -> None:
    """Give the sheets of an indicator workbook their captions, guards and links.

    The sheets Indicators and Notes have their headers in row 1; the data sheets are those that Indicators names. A tab
    that is called as its code gets the short name of the indicator, which goes to the column ``sheet``.
    """
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


def head_of(sheet: Worksheet) -> int:
    """The row of the years in a data sheet (see ``read.Sheet.head``)."""
    for (value,) in sheet.iter_rows(max_row=layout.MOST_CAPTION + 1, max_col=1, values_only=True):
        if isinstance(value, str) and value.strip() == layout.AREA_HEADER:
            return next(r for r in range(1, layout.MOST_CAPTION + 2) if sheet.cell(r, 1).value == value)
    return 1


# ------------------------------------------------------------------------------------------------------ data sheets


def dress_figures(sheet: Worksheet, row: Mapping[str, object], terms: Terms, words: Words) -> None:
    """The caption of a data sheet from its row of Indicators, its guards and locks."""
    if head_of(sheet) == 1:
        _make_room(sheet)
    head = head_of(sheet)
    _caption(sheet, row, words)
    _comment(sheet.cell(head, 1), f"{words(wording.ONE_ROW)} {words(wording.NEW_ECONOMY)}")
    first = layout.FIRST_YEAR_COLUMN
    _comment(sheet.cell(head, first), words(wording.NEW_YEAR))
    used = [cell.column for cell in sheet[head] if cell.value is not None]
    last, end = max([first, *used]) + SPARE_YEARS, max(sheet.max_row, head) + SPARE_ROWS
    area = f"{get_column_letter(first)}{head + 1}:{get_column_letter(last)}{end}"
    _guard_figures(sheet, row, terms, words, area, head, end)
    _lock_figures(sheet, head, last, _number_format(row))
    _freeze(sheet, sheet.cell(head + 1, first).coordinate)
    sheet.sheet_view.rightToLeft = words.right_to_left or None
    _protect(sheet)


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
    moved = CellRange(reference)
    moved.shift(row_shift=rows)
    return moved.coord


def _caption(sheet: Worksheet, row: Mapping[str, object], words: Words) -> None:
    code = str(row[layout.CODE])
    unit = words.unit(str(row.get("unit") or ""), row.get("unit_multiplier"))
    texts = {
        (1, 1): (str(row.get("name") or code), Font(name=FONT, size=14, bold=True, color=HEADER_FILL)),
        (2, 1): (words(wording.UNIT, unit=unit or "—"), Font(name=FONT, size=11)),
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
        economies = _list_of(terms.range_of(layout.AREA_HEADER), words(wording.CHOOSE_ECONOMY), layout.AREA_HEADER)
        economies.add(f"A{head + 1}:A{end}")
        validations.append(economies)
    _replace_validations(sheet, validations)
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
    _replace_formats(sheet, area, ours)


def _bound(value: object) -> str:
    if value in (None, ""):
        return ""
    number = float(str(value))
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _lock_figures(sheet: Worksheet, head: int, last: int, number_format: str) -> None:
    """Numbers may be typed, and new economies and years; header, codes and names stay."""
    _split_columns(sheet, last)
    for column in range(1, last + 1):
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.protection = UNLOCKED
        if column >= layout.FIRST_YEAR_COLUMN:
            dimension.number_format = number_format
    locks = _Locks()
    for line in sheet.iter_rows(min_row=head, max_col=last):
        key = line[0].value not in (None, "")
        for cell in line:
            header = cell.row == head
            if isinstance(cell, Cell) and (cell.value is not None or cell.has_style):
                # The header of a year to come is free, and so is the row of an economy to come.
                kept = cell.value is not None if header else cell.column < layout.FIRST_YEAR_COLUMN and key
                locks.set(cell, kept)


class _Locks:
    """Locks cells: a look that was met before is not made again, for openpyxl compares each new one with all."""

    def __init__(self) -> None:
        self._looks: dict[tuple[object, ...], StyleArray] = {}

    def set(self, cell: Cell, locked: bool) -> None:
        before = (*(cell._style or ()), locked)
        if before not in self._looks:
            cell.protection = LOCKED if locked else UNLOCKED
            self._looks[before] = copy(cell._style)
        cell._style = copy(self._looks[before])


def _split_columns(sheet: Worksheet, last: int) -> None:
    """A setting of its own for each column: what other programs write for several at once is otherwise one for all."""
    old = list(sheet.column_dimensions.values())
    if all((one.min or 0) == (one.max or 0) for one in old):
        return
    made = DimensionHolder(worksheet=sheet, default_factory=sheet.column_dimensions.default_factory)
    for one in old:
        first = one.min or 1
        for column in range(first, min(one.max or first, max(last, first)) + 1):
            letter = get_column_letter(column)
            if letter not in made:
                made[letter] = ColumnDimension(
                    sheet, index=letter, width=one.width, hidden=one.hidden, outlineLevel=one.outlineLevel
                )
                made[letter]._style = copy(one._style)
    sheet.column_dimensions = made


# ------------------------------------------------------------------------------------------------------ long sheets


def dress_rows(sheet: Worksheet, columns: Sequence[Column], terms: Terms, words: Words, keys: Iterable[str]) -> None:
    """The guards of Indicators or Notes: headers are locked, and in filled rows the columns ``keys``."""
    header = {str(cell.value).strip(): cell for cell in sheet[1] if cell.value is not None}
    known = {column.header: column for column in columns}
    end = sheet.max_row + SPARE_ROWS
    validations = []
    _split_columns(sheet, max(sheet.max_column, len(columns)))
    for name, cell in header.items():
        letter = get_column_letter(cell.column)
        sheet.column_dimensions[letter].protection = UNLOCKED
        if name in known:
            _comment(cell, words(known[name].comment))
            rule = _validation(known[name], terms, words)
            if rule is not None:
                rule.errorTitle = name
                rule.add(f"{letter}2:{letter}{end}")
                validations.append(rule)
    _replace_validations(sheet, validations)
    locks = _Locks()
    locked = {header[name].column for name in keys if name in header}
    for line in sheet.iter_rows():
        filled = line[0].value not in (None, "")
        for cell in line:
            if isinstance(cell, Cell) and (cell.value is not None or cell.has_style):
                locks.set(cell, cell.row == 1 or (filled and cell.column in locked and cell.value is not None))
    _protect(sheet, rows=not locked)


def _validation(column: Column, terms: Terms, words: Words) -> DataValidation | None:
    choices = ",".join(column.choices)
    of_terms = terms.range_of(column.header)
    if column.header == _OF_NOTES:
        of_terms = f"{layout.INDICATORS}!$A$2:$A${layout.MAX_SHEETS}"
    if column.choices and len(choices) <= MOST_CHOICES:
        return _list_of(f'"{choices}"', words(wording.CHOOSE), column.header, strict=True)
    if of_terms:
        strict = column.kind is Kind.CHOICE
        told = wording.CHOOSE_ECONOMY if column.header == layout.AREA_HEADER else wording.CHOOSE_TERM
        return _list_of(of_terms, words(wording.CHOOSE if strict else told), column.header, strict)
    if column.kind in _NUMBERS:
        kind, low, high, message = _NUMBERS[column.kind]
        return DataValidation(
            type=kind, operator="between", formula1=low, formula2=high, allow_blank=True,
            showErrorMessage=True, error=words(message), errorTitle=column.header,
        )  # fmt: skip
    return None


def _list_of(formula: str, error: str, title: str, strict: bool = False) -> DataValidation:
    return DataValidation(
        type="list", formula1=formula, allow_blank=True, showErrorMessage=True, errorTitle=title[:31], error=error[:250],
        errorStyle="stop" if strict else "warning",
    )  # fmt: skip


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
    _comment(sheet.cell(1, 1), words(wording.LISTED))
    sheet.freeze_panes = "A2"
    _protect(sheet)


# ------------------------------------------------------------------------------------------------------------ parts


def put_text(cell: Cell, text: str) -> None:
    """Text that stays text, even where it looks like a formula; no text leaves the cell blank."""
    cell.value = text or None
    if text:
        cell.data_type = "s"


def link_to(cell: Cell, sheet: str) -> None:
    """A link inside the workbook, to the first cell of a sheet."""
    quoted = sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!A1", display=None)


def _comment(cell: Cell, text: str) -> None:
    """The comment of the layout on a heading; one of an editor's own stays above it."""
    before = cell.comment
    own = before.text if before is not None and before.author != AUTHOR else ""
    if own and text in own:
        return
    cell.comment = Comment(f"{own}\n\n{text}" if own else text, AUTHOR, width=320, height=110)


def _replace_validations(sheet: Worksheet, rules: Sequence[DataValidation]) -> None:
    """Our rules in the place of those of before; a rule of an editor's on other cells stays."""
    columns = {(part.min_col, part.max_col) for rule in rules for part in rule.sqref.ranges}
    spans = [range(first, last + 1) for first, last in columns]
    kept = [
        rule
        for rule in sheet.data_validations.dataValidation
        if not all(any(part.min_col in span for span in spans) for part in rule.sqref.ranges)
    ]
    sheet.data_validations.dataValidation = [*kept, *rules]


def _replace_formats(sheet: Worksheet, area: str, rules: Sequence[FormulaRule]) -> None:
    """Our conditional formats behind those of an editor's own; those of an earlier dressing go."""
    first = area.partition(":")[0]
    kept = ConditionalFormattingList()
    for one in sheet.conditional_formatting:
        for rule in one.rules:
            formula = str(rule.formula[0]) if rule.formula else ""
            ours = rule.type == "expression" and str(one.sqref).startswith(first) and _is_ours(formula)
            if not ours:
                kept.add(str(one.sqref), rule)
    sheet.conditional_formatting = kept
    for rule in rules:
        sheet.conditional_formatting.add(area, rule)


def _is_ours(formula: str) -> bool:
    return formula.startswith(("ISTEXT(", "AND(ISNUMBER("))


def _protect(sheet: Worksheet, rows: bool = False) -> None:
    """Lock the sheet without a password; sorting, filters and formats stay free, and with ``rows`` whole rows."""
    guard = sheet.protection
    guard.sheet = True
    guard.sort = guard.autoFilter = guard.formatCells = guard.formatColumns = guard.formatRows = False
    guard.insertRows = guard.deleteRows = not rows
    guard.objects = guard.scenarios = False  # comments may be written
