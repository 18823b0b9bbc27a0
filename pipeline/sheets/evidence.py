"""What a fast reader would lose or misread, found in the raw XML of a sheet: errors, formulas, merged ranges, what is
hidden, cells and rows that stand twice, values in pieces.

The parts have passed ``archive``: UTF-8, no DOCTYPE, no entities. The table of most sheets is written in one plain form
(rows of cells that hold a number or a text), which a scan of the bytes shows; only another one is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

from pipeline.model.addresses import Cell, address, position
from pipeline.sheets import layout
from pipeline.sheets.shape import Fault, Watch

_NOTHING: Mapping[Cell, str] = MappingProxyType({})
_TABLE = b"<sheetData>", b"</sheetData>"
# A cell in the plain form: blank, a number or the index of a shared text, or a text of its own.
_REFERENCE = (  # of a character that XML knows
    rb"&(?:amp|lt|gt|quot|apos|#(?:9|10|13|3[2-9]|[4-9][0-9]|[1-9][0-9]{2,3}|[1-4][0-9]{4}|5[0-4][0-9]{3}|"
    rb"6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-3]|1[0-9]{5}));"
)
_PLAIN_CELL = re.compile(
    rb'<c r="([A-Z]{1,3}[1-9][0-9]{0,6})"(?: s="[0-9]+")?(?: t="(?:n|s|b|inlineStr)")?(?:/>|></c>|'
    rb"><v>[-+.0-9eE]+</v></c>|"
    rb'><is><t(?: xml:space="preserve")?>(?:[^<&\x00-\x08\x0b\x0c\x0e-\x1f]++|' + _REFERENCE + rb")*+</t></is></c>)"
)
_PLAIN_ROW = re.compile(
    rb'\s*<row r="([1-9][0-9]{0,6})"((?: [A-Za-z0-9]+(?::[A-Za-z0-9]+)?="[^"<&>]*")*+)(?:/>|>\s*</row>)'
)
_ROW_NUMBER = re.compile(rb'<row r="([0-9]+)"')
_SHARED = re.compile(rb' t="s"><v>([0-9]+)</v>')
_LETTERS, _DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"0123456789"
_STEP = 4_000_000  # bytes of a table looked at in one piece
_TRUE = ("1", "true")
_NOT_A_NUMBER = re.compile(r"[+-]?(?:nan|inf|infinity)", re.IGNORECASE)


@dataclass(frozen=True)
class Evidence:
    """What stands in a sheet besides its values.

    ``errors`` maps a cell to its error (``#REF!``), ``formulas`` to its formula; ``uncalculated`` are the formulas
    without a stored value; ``merged`` holds ranges; ``hidden_columns`` holds column numbers.
    """

    errors: Mapping[Cell, str] = field(default_factory=lambda: _NOTHING)
    formulas: Mapping[Cell, str] = field(default_factory=lambda: _NOTHING)
    uncalculated: frozenset[Cell] = frozenset()
    merged: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()


@dataclass(frozen=True)
class Scanned:
    """A sheet part looked through: its evidence, the last row and column with a cell (0 where there is none), and how
    often each shared text is used, by index (None: not counted)."""

    evidence: Evidence
    rows: int
    columns: int
    shared: Mapping[int, int] | None


def scan(xml: bytes) -> Scanned:
    """Look a sheet part through. Raises Fault where it is not well-formed, or programs would disagree on what it holds."""
    plain = _plain(xml)
    reader = _Reader()
    reader.read(xml if plain is None else plain.frame)
    rows, columns = reader.last if plain is None else (plain.rows, plain.columns)
    hidden = reader.hidden_rows if plain is None else plain.hidden
    evidence = Evidence(
        MappingProxyType(reader.errors) if reader.errors else _NOTHING,
        MappingProxyType(reader.formulas) if reader.formulas else _NOTHING,
        frozenset(reader.uncalculated),
        tuple(reader.merged),
        tuple(hidden),
        tuple(column for column, is_hidden in enumerate(reader.columns) if is_hidden),
    )
    return Scanned(evidence, rows, columns, None if plain else reader.shared)


def shared_texts(xml: bytes) -> Iterator[int]:
    """The index of each shared text that a table in the plain form uses, cell by cell."""
    return (int(match[1]) for match in _SHARED.finditer(xml))


@dataclass(frozen=True)
class _Plain:
    """A table in the plain form: the part without it, its last row and column, its hidden rows."""

    frame: bytes
    rows: int
    columns: int
    hidden: list[int]


def _plain(xml: bytes) -> _Plain | None:
    """The table where all of it is in the plain form, each row and each cell once; None where it is not."""
    begin, end = xml.find(_TABLE[0]) + len(_TABLE[0]), xml.rfind(_TABLE[1])
    if begin < len(_TABLE[0]) or end < begin or xml.count(_TABLE[0]) > 1:
        return None
    seen: set[int] = set()
    hidden: list[int] = []
    letters: set[bytes] = set()
    for table in _pieces(xml, begin, end):
        between = _PLAIN_CELL.split(table)
        cells = between[1::2]
        rest = b"".join(between[::2])
        numbers = []
        at = 0
        while match := _PLAIN_ROW.match(rest, at):
            numbers.append(int(match[1]))
            at = match.end()
            if b"hidden" in match[2] and re.search(rb' hidden="(?:1|true)"', match[2]):
                hidden.append(numbers[-1])
        rows = set(numbers)
        together = b" ".join(cells)
        if rest[at:].strip() or len(rows) < len(numbers) or rows & seen:
            return None
        if not _in_their_rows(between[::2], together.translate(None, _LETTERS).split()):
            return None
        if len(set(cells)) < len(cells) or not (table.isascii() or _is_utf8(table)):
            return None
        seen |= rows
        letters.update(together.translate(None, _DIGITS).split())
    columns = [position(f"{name.decode()}1") for name in letters]
    return _Plain(
        xml[:begin] + xml[end:], max(seen, default=0), max((at[1] for at in columns if at), default=0), hidden
    )


def _in_their_rows(between: Sequence[bytes], rows: Sequence[bytes]) -> bool:
    """Whether each cell stands in the row that it names: ``rows`` are the rows named, ``between`` what stands before each
    cell and after the last."""
    starts = [number for number, tags in enumerate(between) if tags]
    for first, last in pairwise([*starts, len(rows)]):
        row = _ROW_NUMBER.findall(between[first])[-1:]
        if rows[first:last].count(row[0] if row else b"") < last - first:
            return False
    return not starts or starts[0] == 0


def _pieces(xml: bytes, begin: int, end: int) -> Iterator[bytes]:
    """A table in pieces of whole rows."""
    while begin < end:
        stop = xml.find(b"<row", begin + _STEP, end)
        stop = end if stop < 0 else stop
        yield xml[begin:stop]
        begin = stop


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


class _Reader(Watch):
    """Follows a sheet as it is parsed, without keeping its values."""

    def __init__(self) -> None:
        super().__init__()
        self.errors: dict[Cell, str] = {}
        self.formulas: dict[Cell, str] = {}
        self.uncalculated: set[Cell] = set()
        self.merged: list[str] = []
        self.hidden_rows: list[int] = []
        self.columns = bytearray(layout.MAX_COLUMNS + 1)  # by number: whether hidden
        self.shared: dict[int, int] = {}
        self.last: Cell = (0, 0)
        self._part = b""
        self._ranged = self._tables = self._widths = 0
        self._row = self._column = 0
        self._numbered = False  # whether the row says its number
        self._rows: set[int] = set()
        self._cells: set[Cell] = set()
        self._cell: dict[str, str] | None = None  # the attributes of the cell that is open
        self._at = 0  # its depth
        self._parts: dict[str, list[str]] = {}  # its value, formula and text
        self._open = ""  # the one of these that is open

    def read(self, part: bytes) -> None:
        self._part = part
        super().read(part)

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if self._cell is not None:
            self._inside(name)
        elif name == "c":
            self._begin(attributes)
        elif name == "row":
            self._next_row(attributes)
        elif name == "sheetData":
            self._tables += 1
            if self._tables > 1:
                raise Fault("sheet-cell-twice", "a second table of cells")
        elif name in ("mergeCell", "hyperlink"):
            reference = attributes.get("ref", "")
            self._range(name, reference)
            if name == "mergeCell":
                self.merged.append(reference)
        elif name == "col":
            self._width(attributes)
        if "sqref" in attributes:
            self._count_ranges(attributes["sqref"].count(" ") + 1, f"the ranges of a {name}", "")

    def closed(self, name: str) -> None:
        if self._cell is None:
            return
        if self.depth < self._at:
            self._end_of_cell(self._cell)
        elif self.depth == self._at:
            self._open = ""

    def said(self, text: str) -> None:
        if not self._open:
            return
        self._parts[self._open].append(text)
        # Some readers take the digits before a reference (1&#50;) for the whole number.
        referred = self._part[self.parser.CurrentByteIndex] == ord("&")
        if referred and self._open == "v" and self._cell is not None and self._cell.get("t") != "str":
            raise self._divided("a number with a character reference in it")

    def _next_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._numbered = number.isdecimal()
        self._row, self._column = int(number) if self._numbered else self._row + 1, 0
        if self._row in self._rows:
            raise Fault("sheet-cell-twice", f"row {self._row} once more", address((self._row, 1)))
        self._rows.add(self._row)
        self.last = max(self.last[0], self._row), self.last[1]
        if attributes.get("hidden") in _TRUE:
            self.hidden_rows.append(self._row)

    def _begin(self, attributes: dict[str, str]) -> None:
        at = position(attributes.get("r", "")) or (self._row, self._column + 1)
        if self._numbered and at[0] != self._row:
            raise Fault("sheet-cell-twice", f"cell {address(at)} in row {self._row}", address(at))
        self._row, self._column = at
        if at in self._cells:
            raise Fault("sheet-cell-twice", f"cell {address(at)} once more", address(at))
        self._cells.add(at)
        self.last = max(self.last[0], at[0]), max(self.last[1], at[1])
        self._cell, self._at, self._parts, self._open = attributes, self.depth, {}, ""

    def _inside(self, name: str) -> None:
        if self.depth == self._at + 1 and name in ("v", "f", "is"):
            both = {name, *self._parts} >= {"v", "is"}
            if name in self._parts or both:
                raise self._divided("a cell with two values")
            self._parts[name], self._open = [], name
        elif self._open == "v":
            raise self._divided("a value with an element in it")

    def _end_of_cell(self, cell: dict[str, str]) -> None:
        at, kind = (self._row, self._column), cell.get("t", "n")
        value = "".join(self._parts.get("v", ()))
        if kind == "e":
            self.errors[at] = value or "#ERROR"
        elif kind == "n" and _NOT_A_NUMBER.fullmatch(value.strip()):
            self.errors[at] = value.strip()
        elif kind == "s" and value.strip().isdecimal():
            index = int(value)
            self.shared[index] = self.shared.get(index, 0) + 1
        if "f" in self._parts:
            self.formulas[at] = "=" + ("".join(self._parts["f"]) or "(shared)")
            if not value and kind != "str":
                self.uncalculated.add(at)
        self._cell, self._parts, self._open = None, {}, ""

    def _divided(self, found: str) -> Fault:
        return Fault("sheet-cell-divided", found, address((self._row, self._column)))

    def _range(self, name: str, reference: str) -> None:
        """Count the cells of a merged range or of a link over cells."""
        ends = [position(end.replace("$", "")) for end in reference.split(":")]
        if not 1 <= len(ends) <= 2 or None in ends:
            raise Fault("sheet-xml-broken", f"{name} of {reference[:40]!r}, which is no range", depth=layout.MAX_DEPTH)
        (top, left), (bottom, right) = (end for end in (ends[0], ends[-1]) if end)
        what = f"{'merged cells' if name == 'mergeCell' else 'a link'} as far as {reference}"
        first = address((min(top, bottom), min(left, right)))
        self._count_ranges((abs(bottom - top) + 1) * (abs(right - left) + 1), what, first)

    def _count_ranges(self, cells: int, what: str, first: str) -> None:
        self._ranged += cells
        if self._ranged > layout.MAX_RANGED_CELLS:
            raise Fault("sheet-range-too-large", what, first, limit=layout.MAX_RANGED_CELLS)

    def _width(self, attributes: dict[str, str]) -> None:
        self._widths += 1
        if self._widths > layout.MAX_WIDTHS:
            limit = layout.MAX_WIDTHS
            raise Fault("sheet-xml-too-much", f"more than {limit:,} settings of column widths", limit=limit)
        first, last = (attributes.get(name, "") for name in ("min", "max"))
        if attributes.get("hidden") in _TRUE and first.isdecimal() and last.isdecimal():
            low, high = max(int(first), 1), min(int(last), layout.MAX_COLUMNS)
            self.columns[low : high + 1] = b"\1" * max(high + 1 - low, 0)
