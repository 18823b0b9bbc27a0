"""Parts of how a sheet looks and what it guards: colours, locks, drop-downs, comments, links, and the terms that are offered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Protection
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import ColumnDimension, DimensionHolder
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.sheets import layout

HEADER_FILL, KEY_FILL = "FF1F4E79", "FFF2F2F2"
FONT = "Calibri"
LINK = "FF0563C1"
AUTHOR = "layout"
MOST_CHOICES = 253  # characters that Excel takes in a drop-down of its own; a longer list stands in Lists
SPARE_ROWS, SPARE_YEARS = 400, 5  # free rows and columns that are guarded too
RED, ORANGE, YELLOW, VIOLET = "FFFFC7CE", "FFFFD8A8", "FFFFF2B3", "FFE4D7F5"
UNLOCKED, LOCKED = Protection(locked=False), Protection(locked=True)


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


class Locks:
    """Locks cells: a look that was met before is not made again, for openpyxl compares each new one with all."""

    def __init__(self) -> None:
        self._looks: dict[tuple[object, ...], StyleArray] = {}

    def set(self, cell: Cell, locked: bool) -> None:
        """Lock or free a cell; the rest of its look stays."""
        before = (*(cell._style or ()), locked)
        if before not in self._looks:
            cell.protection = LOCKED if locked else UNLOCKED
            self._looks[before] = copy(cell._style)
        cell._style = copy(self._looks[before])


def split_columns(sheet: Worksheet, last: int) -> None:
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


def list_of(formula: str, error: str, title: str, strict: bool = False) -> DataValidation:
    """A drop-down of the items of a formula; what is not in it is refused (``strict``) or asked about."""
    return DataValidation(
        type="list", formula1=formula, allow_blank=True, showErrorMessage=True, errorTitle=title[:31], error=error[:250],
        errorStyle="stop" if strict else "warning",
    )  # fmt: skip


def put_text(cell: Cell, text: str) -> None:
    """Text that stays text, even where it looks like a formula; no text leaves the cell blank."""
    cell.value = text or None
    if text:
        cell.data_type = "s"


def link_to(cell: Cell, sheet: str) -> None:
    """A link inside the workbook, to the first cell of a sheet."""
    quoted = sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!A1", display=None)


def comment_on(cell: Cell, text: str) -> None:
    """The comment of the layout on a heading; one of an editor's own stays above it."""
    before = cell.comment
    own = before.text if before is not None and before.author != AUTHOR else ""
    if own and text in own:
        return
    cell.comment = Comment(f"{own}\n\n{text}" if own else text, AUTHOR, width=320, height=110)


def replace_validations(sheet: Worksheet, rules: Sequence[DataValidation]) -> None:
    """Our rules in the place of those of before; a rule of an editor's on other cells stays."""
    columns = {(part.min_col, part.max_col) for rule in rules for part in rule.sqref.ranges}
    spans = [range(first, last + 1) for first, last in columns]
    kept = [
        rule
        for rule in sheet.data_validations.dataValidation
        if not all(any(part.min_col in span for span in spans) for part in rule.sqref.ranges)
    ]
    sheet.data_validations.dataValidation = [*kept, *rules]


def replace_formats(sheet: Worksheet, area: str, rules: Sequence[FormulaRule]) -> None:
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


def protect(sheet: Worksheet, rows: bool = False) -> None:
    """Lock the sheet without a password; sorting, filters and formats stay free, and with ``rows`` whole rows."""
    guard = sheet.protection
    guard.sheet = True
    guard.sort = guard.autoFilter = guard.formatCells = guard.formatColumns = guard.formatRows = False
    guard.insertRows = guard.deleteRows = not rows
    guard.objects = guard.scenarios = False  # comments may be written
