"""Sets of cells as short texts: ``T2 T5:T9 U3``, cells of one sheet by column, runs down a column joined."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.model.addresses import LAST_ROW, column_letter, position

Cell = tuple[int, int]
"""Row and column, both from 1."""
ROWS = 2 * LAST_ROW
RANGE = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")


@dataclass(frozen=True)
class Bounds:
    """The smallest block of a sheet that holds a set: rows and columns, from 1."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


def place_of(cell: Cell) -> int:
    """A cell as one whole number, in the order of columns and, in a column, of rows."""
    return cell[1] * ROWS + cell[0]


@cache
def _place(text: str) -> int:
    """The same of ``A1``; -1 where the text is a range."""
    cell = position(text)
    return -1 if cell is None else place_of(cell)


def packed(places: Iterable[int]) -> str:
    """The text of a set of cells (see ``place_of``)."""
    parts: list[str] = []
    start = end = -2
    for place in sorted(set(places)):
        if place == end + 1:
            end = place
            continue
        if start >= 0:
            parts.append(_run(start, end))
        start = end = place
    if start >= 0:
        parts.append(_run(start, end))
    return " ".join(parts)


def _run(start: int, end: int) -> str:
    letter, row = column_letter(start // ROWS), start % ROWS
    return f"{letter}{row}" if start == end else f"{letter}{row}:{letter}{end % ROWS}"


def ranges(text: str) -> list[Bounds]:
    """The blocks of a packed set."""
    return [
        Bounds(int(low), int(high or low), _column(first), _column(last or first))
        for first, low, last, high in RANGE.findall(text)
    ]


@cache
def _column(letters: str) -> int:
    cell = position(f"{letters}1")
    assert cell is not None
    return cell[1]


def bounds(text: str) -> Bounds | None:
    """The smallest block that holds a packed set; None where it names none (a whole sheet)."""
    blocks = ranges(text)
    if not blocks:
        return None
    return Bounds(
        min(one.first_row for one in blocks),
        max(one.last_row for one in blocks),
        min(one.first_column for one in blocks),
        max(one.last_column for one in blocks),
    )


def holds(text: str, cell: Cell) -> bool:
    """Whether a packed set holds a cell; a whole sheet (blank) holds all."""
    row, column = cell
    return not text or any(
        one.first_row <= row <= one.last_row and one.first_column <= column <= one.last_column for one in ranges(text)
    )


def touches(text: str, row: int) -> bool:
    """Whether a packed set holds any cell of a row."""
    return any(one.first_row <= row <= one.last_row for one in ranges(text))


def by_sheet(addresses: Iterable[str]) -> dict[str, str]:
    """Addresses ``workbook › sheet!A1`` (a cell, a range, or a whole sheet) as packed sets by sheet."""
    cells: dict[str, list[int]] = {}
    blocks: dict[str, list[str]] = {}
    for address in addresses:
        place, mark, cell = address.rpartition("!")
        at = _place(cell) if mark else -1
        if at >= 0:
            cells.setdefault(place, []).append(at)
        else:
            blocks.setdefault(place if mark else address, []).append(cell if mark else "")
    found = {place: packed(known) for place, known in cells.items()}
    for place, named in blocks.items():
        whole = "" in named
        found[place] = "" if whole else " ".join(dict.fromkeys([*found.get(place, "").split(), *named]))
    return found
