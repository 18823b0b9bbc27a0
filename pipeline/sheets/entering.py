"""Accepted answers entered into their data sheets: values into cells, status, remark and source into Notes.

What an editor added to the workbook stays. The new workbook is read again before it is given back: no other value may differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import date

import numpy as np
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.problems import Place
from pipeline.sheets import layout, packing
from pipeline.sheets.books import IndicatorBook, parse_workbook
from pipeline.sheets.dress_figures import head_of
from pipeline.sheets.guards import put_text
from pipeline.sheets.returns import Answer
from pipeline.sheets.tables import NO_CUTOFF
from pipeline.sheets.tabs import tabs_of
from pipeline.sheets.tidy import opened, would_lose


def enter(data: bytes, file: str, answers: Sequence[Answer], names: Mapping[str, str]) -> bytes:
    """The workbook with the answers in it; ``names`` are the economies' English names.

    Raises Stop (exit 3) where the gate refuses the workbook or something in it would be lost.
    """
    workbook, sheets = opened(data, file)
    tab_of = tabs_of(sheets)
    for answer in answers:
        _figure(workbook[tab_of[answer.indicator]], answer, names)
    notes = workbook[layout.NOTES]
    for answer in answers:
        _note(notes, answer)
    for table in notes.tables.values():
        area = CellRange(table.ref)
        last = max(row[0].row for row in notes.iter_rows(max_col=1) if row[0].value is not None)
        if area.max_row < last:
            area.expand(down=last - area.max_row)
            table.ref = area.coord
            if table.autoFilter is not None:
                table.autoFilter.ref = area.coord
    created = workbook.properties.created
    made = packing.packed(workbook, workbook.properties.title or "", created.date() if created else date(1980, 1, 1))
    _nothing_else(_values(data, file), _values(made, file), answers, file)
    return made


def _figure(sheet: Worksheet, answer: Answer, names: Mapping[str, str]) -> None:
    head = head_of(sheet)
    row = _found(sheet, head, answer.area)
    if row is None:
        row = max(line[0].row for line in sheet.iter_rows(min_row=head, max_col=1) if line[0].value is not None) + 1
        for column, text in ((1, answer.area), (2, names.get(answer.area, ""))):
            cell = sheet.cell(row, column)
            put_text(cell, text)
            if row > head + 1:
                cell._style = copy(sheet.cell(row - 1, column)._style)
    years: dict[object, int] = {cell.value: cell.column for cell in sheet[head]}
    column = years.get(answer.year, 0)
    if not column:
        column = max(cell.column for cell in sheet[head] if cell.value is not None) + 1
        made = sheet.cell(head, column)
        made.value = answer.year
        made._style = copy(sheet.cell(head, column - 1)._style)
    cell = sheet.cell(row, column)
    if answer.after is None:
        cell.value = None
        return
    if cell.value is None:
        _look_like_a_neighbour(sheet, cell, head)
    cell.value = int(answer.after) if answer.after.is_integer() and abs(answer.after) < 1e15 else answer.after


def _look_like_a_neighbour(sheet: Worksheet, cell: Cell, head: int) -> None:
    """The look of the last figure to the left, else of the first figure of the sheet."""
    left = (sheet.cell(cell.row, column) for column in range(cell.column - 1, layout.FIRST_YEAR_COLUMN - 1, -1))
    below = sheet.iter_rows(min_row=head + 1, min_col=layout.FIRST_YEAR_COLUMN)
    all_cells = (one for line in (left, *below) for one in line)
    other = next((one for one in all_cells if isinstance(one.value, int | float)), None)
    if other is not None:
        cell._style = copy(other._style)


def _found(sheet: Worksheet, head: int, area: str) -> int | None:
    for (cell,) in sheet.iter_rows(min_row=head + 1, max_col=1):
        if isinstance(cell.value, str) and cell.value.strip() == area:
            return cell.row
    return None


def _note(sheet: Worksheet, answer: Answer) -> None:
    """The row of an observation in Notes: its own, else the first free one."""
    header = {str(cell.value).strip(): cell.column for cell in sheet[1] if cell.value is not None}
    values = {
        "REF_AREA": answer.area,
        "INDICATOR": answer.indicator,
        "TIME_PERIOD": answer.year,
        "OBS_STATUS": answer.status,
        "note": answer.note,
        "source_override": answer.source,
    }
    key = (answer.area, answer.indicator, answer.year)
    columns = [header[name] for name in ("REF_AREA", "INDICATOR", "TIME_PERIOD")]
    last, row = 1, None
    for number in range(2, sheet.max_row + 1):
        found = tuple(sheet.cell(number, column).value for column in columns)
        last = number if found[0] is not None else last
        if found == key:
            row = number
    row = row or last + 1
    for name, value in values.items():
        cell = sheet.cell(row, header[name])
        if isinstance(value, str):
            put_text(cell, value)
        else:
            cell.value = value
        if row > 2 and not cell.has_style:
            cell._style = copy(sheet.cell(row - 1, header[name])._style)


def _values(data: bytes, file: str) -> dict[tuple[str, str, int], float]:
    book = parse_workbook(file, data, NO_CUTOFF).book
    assert isinstance(book, IndicatorBook)
    found: dict[tuple[str, str, int], float] = {}
    for code, wide in book.wides.items():
        for i, j in np.argwhere(~np.isnan(wide.values)):
            found[code, wide.areas[i], int(wide.years[j])] = float(wide.values[i, j])
    return found


def _nothing_else(
    before: Mapping[tuple[str, str, int], float],
    after: Mapping[tuple[str, str, int], float],
    answers: Iterable[Answer],
    file: str,
) -> None:
    """Raise Stop (exit 3) where any value but those of the answers differs: nothing may be written then."""
    expected = dict(before)
    for answer in answers:
        key = (answer.indicator, answer.area, answer.year)
        if answer.after is None:
            expected.pop(key, None)
        else:
            expected[key] = answer.after
    if expected != after:
        unlike = sorted({*expected.items()} ^ {*after.items()})[:3]
        found = "; ".join(f"{code} {area} {year}" for (code, area, year), _ in unlike)
        raise would_lose(Place(file), f"values that are not read back as they were: {found}")
