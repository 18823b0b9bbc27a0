"""The changes of two editors to one workbook joined by cell; what both changed stays as one of them has it, marked."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.differences.cells import Keyed, key_of, keyed, shown
from pipeline.problems import ExitCode, Place, Problem, Stop, stop
from pipeline.sheets.changeable import build, lost_in
from pipeline.sheets.gate import admit
from pipeline.sheets.read import CellError, Sheet, Uncalculated, Value, sheets_of
from pipeline.sheets.tables import alike
from pipeline.sheets.tabs import by_identity

MARK = "FFFFC000"
AUTHOR = "gdgr merge"


@dataclass(frozen=True)
class Conflict:
    """A cell, row or sheet that both changed: its place in the joined workbook, and the text in each state."""

    place: str
    base: str
    ours: str
    theirs: str


@dataclass
class Merged:
    """The joined workbook, the conflicts, and how many cells, rows and sheets came from the other side."""

    data: bytes = b""
    conflicts: list[Conflict] = field(default_factory=list)
    taken: int = 0


def merge(base: bytes, ours: bytes, theirs: bytes, file: str) -> Merged:
    """``ours`` with what ``theirs`` changed since ``base``; where both changed a cell ours stays, in colour, with a comment.

    Raises Stop (exit 3) for a workbook that the gate refuses, and for charts and pictures of ours, which would be lost.
    """
    states = [
        sheets_of(f"{file} ({name})", data) for name, data in (("base", base), ("ours", ours), ("theirs", theirs))
    ]
    before, mine, other = map(by_identity, states)
    merged = Merged(ours)
    if {name: one.rows for name, one in states[0].items()} == {name: one.rows for name, one in states[2].items()}:
        return merged
    book = _changeable(ours, file)
    for name in [*other, *(one for one in before if one not in other)]:
        _sheet(book, before.get(name), mine.get(name), other.get(name), merged)
    stream = io.BytesIO()
    book.save(stream)
    merged.data = stream.getvalue()
    return merged


def _changeable(data: bytes, file: str) -> Workbook:
    """The workbook that the changes go into. Raises Stop (exit 3) where it cannot be built whole, or would lose something."""
    admitted, problems = admit(data, file)
    book = build(admitted) if admitted is not None else None
    if admitted is None or not isinstance(book, Workbook):
        raise Stop(ExitCode.DATA, [book] if isinstance(book, Problem) else problems)
    if lost := lost_in(admitted):
        raise stop(
            ExitCode.DATA, "merge-would-lose", Place(file), lost, "a workbook of cells and comments, its formulas pasted as values",
            "join the two by hand ('gdgr diff' lists the changes of each), or take it out first",
        )  # fmt: skip
    return book


def _sheet(book: Workbook, base: Sheet | None, ours: Sheet | None, theirs: Sheet | None, merged: Merged) -> None:
    """Bring one sheet of the other side into the workbook."""
    rows = [one.rows if one is not None else None for one in (base, ours, theirs)]
    name = next(one.name for one in (ours, theirs, base) if one is not None)
    if base and ours and theirs and base.name == ours.name != theirs.name and theirs.name not in book.sheetnames:
        book[name].title = name = theirs.name  # they gave the tab another name, which Indicators says
        merged.taken += 1
    if rows[2] in (rows[0], rows[1]):  # they did nothing, or the same
        return
    if theirs is None or ours is None:
        if theirs is None and rows[1] == rows[0]:
            del book[name]
            merged.taken += 1
        elif ours is None and base is None and theirs is not None:
            made = book.create_sheet(name)
            for number, cells in enumerate(theirs.rows, 1):
                for column, value in enumerate(cells, 1):
                    _write(made, number, column, value)
            merged.taken += 1
        else:
            merged.conflicts.append(
                Conflict(name, *("a sheet" if one is not None else "no sheet" for one in (base, ours, theirs)))
            )
        return
    known = [one for one in (base, ours, theirs) if one is not None]
    key = key_of(*known)
    empty = Keyed(ours, {}, {}, figures=False)
    before = keyed(base, key) if base is not None else empty
    _cells(book[name], before, keyed(ours, key), keyed(theirs, key), merged)


def _cells(sheet: Worksheet, base: Keyed, ours: Keyed, theirs: Keyed, merged: Merged) -> None:
    columns = dict(ours.columns)
    for header in theirs.columns:
        if header not in columns and header not in base.columns:
            columns[header] = max(columns.values(), default=0) + 1
            number = theirs.columns[header]
            _write(sheet, ours.sheet.head, columns[header], theirs.sheet.header[number - 1])
    end = len(ours.sheet.rows)
    for key, (_, row) in theirs.rows.items():
        before, mine = (one.rows.get(key, (0, {})) for one in (base, ours))
        if key not in ours.rows and key in base.rows:
            if not _alike(row, before[1]):
                merged.conflicts.append(
                    Conflict(f"{sheet.title}: {' '.join(key)}", "a row", "no row", "a row with changes")
                )
            continue
        number = mine[0]
        if key not in ours.rows:
            end += 1
            number = end
            merged.taken += 1
        for header, value in row.items():
            was, now = before[1].get(header, ""), mine[1].get(header, "")
            if header not in columns or _alike_value(value, was) or _alike_value(value, now):
                continue
            if _alike_value(now, was):
                _write(sheet, number, columns[header], value)
                merged.taken += key in ours.rows
            else:
                _mark(sheet, number, columns[header], was, now, value, merged)
    gone = [key for key in base.rows if key in ours.rows and key not in theirs.rows]
    for number, key in sorted(((ours.rows[key][0], key) for key in gone), reverse=True):
        if _alike(ours.rows[key][1], base.rows[key][1]):
            sheet.delete_rows(number)
            merged.taken += 1
        else:
            merged.conflicts.append(
                Conflict(f"{sheet.title}: {' '.join(key)}", "a row", "a row with changes", "no row")
            )


def _alike(one: Mapping[str, Value], other: Mapping[str, Value]) -> bool:
    return all(_alike_value(one.get(name, ""), other.get(name, "")) for name in {*one, *other})


def _alike_value(one: Value, other: Value) -> bool:
    return alike(one, other) or shown(one) == shown(other)


def _write(sheet: Worksheet, row: int, column: int, value: Value) -> None:
    """Write a value as it was read: a whole number as one, text never as a formula."""
    if isinstance(value, (CellError, Uncalculated)):
        value = shown(value)
    cell = sheet.cell(row, column)
    cell.value = None if value == "" else int(value) if isinstance(value, float) and value.is_integer() else value
    if isinstance(value, str) and cell.data_type == "f":
        cell.data_type = "s"


def _mark(sheet: Worksheet, row: int, column: int, was: Value, now: Value, value: Value, merged: Merged) -> None:
    cell = sheet.cell(row, column)
    cell.fill = PatternFill("solid", start_color=MARK)
    cell.comment = Comment(
        f"CONFLICT. Before: {shown(was) or 'blank'}. The other has: {shown(value) or 'blank'}.", AUTHOR
    )
    merged.conflicts.append(Conflict(f"{sheet.title}!{cell.coordinate}", shown(was), shown(now), shown(value)))
