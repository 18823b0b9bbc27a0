"""Cells of a sheet part set in place: every other byte stays, so that nothing that an editor added can be lost.

A part is that of any office: with or without a prefix, transitional or strict, cells with or without their addresses
(ECMA-376, part 1, 18.3.1). It has passed ``gate``: each row and cell once, in one table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from pipeline.model.addresses import Cell, address, position
from pipeline.sheets.shape import Watch

_TAG = re.compile(rb"<[^<>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^<>\"']*)*>")
_NAME = re.compile(rb"<((?:[\w.-]+:)?)[\w.-]+")
_SPANS = re.compile(rb"\sspans=(?:\"[^\"]*\"|'[^']*')")
_REFERENCE = re.compile(rb"\sref=[\"']([A-Z]+[0-9]+)(?::([A-Z]+[0-9]+))?[\"']")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # what Excel reads as a character by its number


@dataclass(frozen=True)
class Put:
    """What a cell is to hold: a number, a text or nothing (None). A cell that is not there yet looks like ``like``, else
    like its column (18.3.1.13), so that what is locked and what is free stays so."""

    row: int
    column: int
    value: float | str | None
    like: Cell | None = None


@dataclass
class _Row:
    """Where a row stands in its part: its first byte, the end of its tag, the place behind its last cell, its end."""

    start: int
    tag: int
    cells: dict[int, tuple[int, int]] = field(default_factory=dict)
    inner: int = 0
    end: int = 0

    @property
    def empty(self) -> bool:
        """Whether it is one tag (``<row r="7"/>``)."""
        return self.end == self.tag


def digits(value: float) -> str:
    """A number with all its digits, a whole one without decimals.

    >>> digits(0.30000000000000004), digits(12.0)
    ('0.30000000000000004', '12')
    """
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))


def patch(part: bytes, puts: Iterable[Put]) -> bytes:
    """The part of a sheet with these cells set. A formula in one of them goes; its look stays."""
    wanted: dict[int, dict[int, Put]] = {}
    for put in puts:
        wanted.setdefault(put.row, {})[put.column] = put
    index = _Index(part)
    splices: list[tuple[int, int, bytes]] = []
    behind: list[bytes] = []  # rows after the last one
    last = max(index.rows, default=0)
    for number in sorted(wanted):
        cells = [put for _, put in sorted(wanted[number].items())]
        row = index.rows.get(number)
        if row is not None:
            splices += _in_row(index, row, cells)
            continue
        made = b"".join(_cell(index, put) for put in cells if put.value is not None)
        if not made:
            continue
        text = b'<%srow r="%d">%s</%srow>' % (index.prefix, number, made, index.prefix)
        if number > last:
            behind.append(text)
        else:
            before = min(other.start for at, other in index.rows.items() if at > number)
            splices.append((before, before, text))
    if behind:
        rows = b"".join(behind)
        if index.table == index.inner:
            rows = b"<%ssheetData>%s</%ssheetData>" % (index.prefix, rows, index.prefix)
            splices.append((index.start, index.table, rows))
        else:
            splices.append((index.inner, index.inner, rows))
    far = [(put.row, put.column) for row in wanted.values() for put in row.values() if put.value is not None]
    splices += _dimension(part, index, far)
    return spliced(part, splices)


def spliced(part: bytes, splices: Sequence[tuple[int, int, bytes]]) -> bytes:
    """A part with texts in the place of (start, end); those at one place in their order."""
    pieces: list[bytes] = []
    at = 0
    for start, end, text in sorted(splices, key=lambda one: one[0]):
        pieces += [part[at:start], text]
        at = end
    return b"".join([*pieces, part[at:]])


def reaching(part: bytes, last_row: int) -> bytes:
    """The part of a table (ListObject) whose range and filter reach down to a row; one with a row of totals as it is."""
    if re.search(rb"\stotalsRowCount=[\"'][1-9]", part):
        return part

    def longer(match: re.Match[bytes]) -> bytes:
        corner = position((match[2] or match[1]).decode())
        if corner is None or corner[0] >= last_row:
            return match[0]
        return b' ref="%s:%s"' % (match[1], address((last_row, corner[1])).encode())

    return _REFERENCE.sub(longer, part)


def tags(part: bytes, name: str) -> list[tuple[int, int]]:
    """Where the start tags of a name stand in a part, whatever their prefix."""
    found = re.finditer(rb"<(?:[\w.-]+:)?%s(?=[\s/>])" % name.encode(), part)
    return [(one.start(), match.end()) for one in found if (match := _TAG.match(part, one.start()))]


def _in_row(index: _Index, row: _Row, puts: Sequence[Put]) -> list[tuple[int, int, bytes]]:
    splices: list[tuple[int, int, bytes]] = []
    last: list[bytes] = []
    for put in puts:
        there = row.cells.get(put.column)
        if there is None and put.value is None:
            continue
        made = _cell(index, put)
        if there is not None:
            splices.append((*there, made))
            continue
        later = [start for column, (start, _) in row.cells.items() if column > put.column]
        if later:
            splices.append((min(later), min(later), made))
        else:
            last.append(made)
    tag = _SPANS.sub(b"", index.part[row.start : row.tag])
    if row.empty and last:
        opened = re.sub(rb"\s*/>$", b">", tag)
        return [(row.start, row.tag, b"%s%s</%srow>" % (opened, b"".join(last), index.prefix))]
    if last:
        splices.append((row.inner, row.inner, b"".join(last)))
    return [(row.start, row.tag, tag), *splices] if splices else []


def _cell(index: _Index, put: Put) -> bytes:
    at = (put.row, put.column)
    style = index.style(at) or (index.style(put.like) if put.like else b"") or index.column_style(put.column)
    begin = b'<%sc r="%s"%s' % (index.prefix, address(at).encode(), b' s="%s"' % style if style else b"")
    p = index.prefix
    if put.value is None:
        return begin + b"/>"
    if isinstance(put.value, str):
        text = escape(_ESCAPED.sub("_x005F_", put.value)).encode()
        return b'%s t="inlineStr"><%sis><%st xml:space="preserve">%s</%st></%sis></%sc>' % (begin, p, p, text, p, p, p)
    return b"%s><%sv>%s</%sv></%sc>" % (begin, p, digits(put.value).encode(), p, p)


def _dimension(part: bytes, index: _Index, cells: Sequence[Cell]) -> list[tuple[int, int, bytes]]:
    """The range that a sheet says it fills, grown to hold the cells; nothing where it says none."""
    if index.dimension is None or not cells:
        return []
    start, end = index.dimension
    match = _REFERENCE.search(part, start, end)
    ends = [position(one.decode()) for one in match.groups() if one] if match else []
    corners = [one for one in ends if one]
    if match is None or not corners:
        return []
    rows, columns = ([one[axis] for one in (*corners, *cells)] for axis in (0, 1))
    reach = f"{address((min(rows), min(columns)))}:{address((max(rows), max(columns)))}"
    return [(match.start(), match.end(), b' ref="%s"' % reach.encode())]


class _Index(Watch):
    """Where the rows and cells of a part stand."""

    def __init__(self, part: bytes) -> None:
        super().__init__()
        self.part = part
        self.prefix = b""
        self.start = self.table = self.inner = 0  # of the table: its tag, the end of it, the place behind its last row
        self.rows: dict[int, _Row] = {}
        self.dimension: tuple[int, int] | None = None
        self._styles: dict[Cell, bytes] = {}
        self._columns: list[tuple[int, int, bytes]] = []  # first, last, look
        self._at: Cell = (0, 0)
        self._row: _Row | None = None
        self._cell: tuple[int, int, bool] | None = None  # its first byte, its depth, whether it is one tag
        self._inside = False
        self.read(part)

    def style(self, at: Cell) -> bytes:
        """The number of the look of a cell; blank where it has none."""
        return self._styles.get(at, b"")

    def column_style(self, column: int) -> bytes:
        """The number of the look of the cells of a column that are not there yet; blank where it has none."""
        return next((look for first, last, look in self._columns if first <= column <= last), b"")

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if self._cell is not None:
            return
        here = self.parser.CurrentByteIndex
        if name == "c" and self._row is not None:
            at = position(attributes.get("r", "")) or (self._at[0], self._at[1] + 1)
            self._at = (self._at[0], at[1])
            if "s" in attributes:
                self._styles[self._at] = attributes["s"].encode()
            end = self._end_of_tag(here)
            self._cell = (here, self.depth, self._is_empty(end))
            self._row.cells[at[1]] = (here, end)
        elif name == "row" and self._inside:
            number = attributes.get("r", "")
            self._at = (int(number) if number.isdecimal() else self._at[0] + 1, 0)
            end = self._end_of_tag(here)
            self._row = self.rows[self._at[0]] = _Row(here, end)
            if self._is_empty(end):
                self._row.end = end
        elif name == "sheetData":
            match = _NAME.match(self.part, here)
            self.prefix = match[1] if match else b""
            self.start, self.table, self._inside = here, self._end_of_tag(here), True
            self.inner = self.table
        elif name == "col" and "style" in attributes:
            ends = (attributes.get("min", ""), attributes.get("max", ""))
            if all(one.isdecimal() for one in ends):
                self._columns.append((int(ends[0]), int(ends[1]), attributes["style"].encode()))
        elif name == "dimension":
            self.dimension = (here, self._end_of_tag(here))

    def closed(self, name: str) -> None:
        here = self.parser.CurrentByteIndex
        if self._cell is not None:
            start, depth, empty = self._cell
            if self.depth < depth:
                if not empty and self._row is not None:
                    self._row.cells[self._at[1]] = (start, self.part.index(b">", here) + 1)
                self._cell = None
        elif name == "row" and self._row is not None:
            if not self._row.end:
                self._row.inner, self._row.end = here, self.part.index(b">", here) + 1
            self._row = None
        elif name == "sheetData":
            self._inside = False
            if not self._is_empty(self.table):
                self.inner = here

    def _end_of_tag(self, start: int) -> int:
        match = _TAG.match(self.part, start)
        return match.end() if match else start

    def _is_empty(self, end: int) -> bool:
        return self.part[end - 2 : end] == b"/>"


def relations(part: bytes) -> Mapping[str, tuple[str, str]]:
    """Id → (kind, target) of the relations of a part."""
    found = _Relations()
    found.read(part)
    return found.found


class _Relations(Watch):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, tuple[str, str]] = {}

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found[attributes.get("Id", "")] = (kind, attributes.get("Target", ""))
