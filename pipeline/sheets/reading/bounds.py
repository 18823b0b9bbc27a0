"""What a file of figures may cost: looked at in its bytes, before a parser builds anything from it.

A text of very many or very long lines, and a sheet of an ods file whose few cells repeat without end, take gigabytes when they
are read; both are small to look through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from pipeline.problems import Place, Problem
from pipeline.sheets import layout
from pipeline.sheets.archive import ODS_PART, Archive
from pipeline.sheets.codes import problem
from pipeline.sheets.shape import Fault, Watch, longest

MOST_LINES = 1_000_000
LONGEST_LINE = 4_000_000  # bytes, up to four for a character
_STEP = 1 << 20
_CELLS_EACH = 10  # cells that an element may stand for, where a sheet has more than a small one
_SMALL = 500_000
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


def too_long(data: bytes) -> str:
    """What is too long about a text in any encoding: one of its lines, or all of them; blank where nothing is."""
    lines = max(data.count(b"\n"), data.count(b"\r"))
    if lines > MOST_LINES:
        return f"{lines:,} lines, more than {MOST_LINES:,}"
    last = -1
    for begin in range(0, len(data), _STEP):
        piece = np.frombuffer(data, dtype=np.uint8, count=min(_STEP, len(data) - begin), offset=begin)
        ends = np.flatnonzero((piece == 10) | (piece == 13)) + begin
        if len(ends):
            if int(np.diff(ends, prepend=last).max()) > LONGEST_LINE:
                return f"a line of more than {LONGEST_LINE:,} bytes"
            last = int(ends[-1])
    return f"a line of more than {LONGEST_LINE:,} bytes" if len(data) - last > LONGEST_LINE else ""


def lines_of(text: str) -> Iterator[str]:
    """The lines of a text with their ends, one at a time."""
    return (match[0] for match in _LINE.finditer(text))


def ods_too_large(archive: Archive) -> Problem | None:
    """The problem of an ods file whose repeated cells, rows and texts would not fit into memory.

    Blank cells at the end of a row and blank rows at the end of a sheet do not count: an office repeats them to the edge.
    """
    content = archive.parts[ODS_PART]
    elements = content.count(b"<")
    limit = min(layout.MAX_ELEMENTS, layout.MAX_ELEMENTS_A_BYTE * len(archive.data))
    if elements > limit:
        found = f"{elements:,} elements"
        return problem("sheet-xml-too-much", Place(archive.file), found, limit=limit)
    if length := longest(content)[0]:
        return _text_too_long(Place(archive.file), f"a text of {length:,} bytes")
    watch = _Tables(max(_SMALL, _CELLS_EACH * elements))
    try:
        watch.read(content)
    except Fault as fault:
        place = Place(archive.file, watch.name)
        if fault.code == "sheet-text-too-long":
            return _text_too_long(place, fault.found)
        return problem(fault.code, place, fault.found, **fault.values)
    return None


def _text_too_long(place: Place, found: str) -> Problem:
    return problem("sheet-text-too-long", place, found, limit=layout.MAX_TEXT, total=layout.MAX_TEXTS)


class _Tables(Watch):
    """Counts the cells and the letters of the tables of an ods file, as often as they are repeated."""

    def __init__(self, most_cells: int) -> None:
        super().__init__()
        self.name = ""
        self.cells = self.letters = 0
        self._most = min(most_cells, layout.MAX_CELLS)
        self._rows = self._height = self._width = 0
        self._repeat = 1  # of the row
        self._column = self._last = 0
        self._of_row = 0  # letters
        self._cell = 0  # how often the cell that is open is repeated; 0 outside cells
        self._of_cell = 0
        self._filled = False

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self.name = attributes.get("table:name", "")[:60]
            self._rows = self._height = self._width = 0
        elif name == "table-row":
            self._repeat = _times(attributes, "rows")
            self._column = self._last = self._of_row = 0
        elif name in ("table-cell", "covered-table-cell"):
            self._cell, self._of_cell, self._filled = _times(attributes, "columns"), 0, False
        elif self._cell:
            self._filled = True
            if name == "s":
                self._say(_number(attributes.get("text:c", "1")))

    def closed(self, name: str) -> None:
        if name in ("table-cell", "covered-table-cell"):
            self._column += self._cell
            self._last = self._column if self._filled else self._last
            self._of_row += self._cell * self._of_cell
            self._cell = 0
        elif name == "table-row":
            self._rows += self._repeat
            if self._last:
                self._height, self._width = self._rows, max(self._width, self._last)
            self.letters += self._repeat * self._of_row
            self._check()
        elif name == "table":
            self.cells += self._height * self._width
            self._rows = self._height = self._width = 0

    def said(self, text: str) -> None:
        if self._cell:
            self._say(len(text))

    def _say(self, letters: int) -> None:
        self._of_cell += letters
        if self._of_cell > layout.MAX_TEXT:
            raise Fault("sheet-text-too-long", f"a text of more than {layout.MAX_TEXT:,} characters")

    def _check(self) -> None:
        cells = self.cells + self._height * self._width
        if self._height > layout.MAX_ROWS or self._width > layout.MAX_COLUMNS or cells > self._most:
            limits = {"rows": layout.MAX_ROWS, "columns": layout.MAX_COLUMNS, "cells": self._most}
            raise Fault("sheet-too-wide", f"{self._height:,} rows of {self._width:,} cells", **limits)
        if self.letters > layout.MAX_TEXTS:
            raise Fault("sheet-text-too-long", f"repeated texts of {self.letters:,} characters")


def _times(attributes: dict[str, str], what: str) -> int:
    return _number(next((text for name, text in attributes.items() if name.endswith(f"number-{what}-repeated")), "1"))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 10**9
