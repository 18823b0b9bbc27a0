"""Addresses of cells: ``A1`` to row and column and back, both from 1."""

from __future__ import annotations

import re
from functools import cache

Cell = tuple[int, int]
"""Row and column of a cell, both from 1."""

_ADDRESS = re.compile(r"([A-Za-z]+)(\d+)")
_MOST_LETTERS = 9
LAST_ROW = 1_048_576  # of a sheet, in every office


@cache
def column_letter(column: int) -> str:
    """``A`` of column 1, ``AA`` of column 27. Raises ValueError for a column before the first."""
    if column < 1:
        raise ValueError(f"no column {column}")
    before, last = divmod(column - 1, 26)
    return (column_letter(before) if before else "") + chr(ord("A") + last)


def address(cell: Cell) -> str:
    """``A1`` of a cell."""
    return f"{column_letter(cell[1])}{cell[0]}"


def position(text: str) -> Cell | None:
    """Row and column of ``A1``; None where the text is no address.

    Excel ends at XFD. A longer column is read too, by its first letters, so that it is seen to lie beyond every sheet.
    """
    match = _ADDRESS.fullmatch(text)
    if not match:
        return None
    column = 0
    for letter in match[1][:_MOST_LETTERS].upper():
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(match[2]), column
