"""What a fast reader would lose, found in the raw XML of a sheet: errors, formulas, merged ranges, what is hidden.

The parts have passed ``archive``: UTF-8, no DOCTYPE, no entities. Most sheets hold nothing of the kind, which a scan of
the bytes shows; only where it finds something is the XML parsed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from xml.etree import ElementTree
from xml.parsers import expat

import numpy as np

from pipeline.sheets.addresses import Cell, position

_NOTHING: Mapping[Cell, str] = MappingProxyType({})
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref=[\"']([A-Z0-9:]+)")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_ERROR = re.compile(rb"\bt\s*=\s*[\"']e[\"']")
# The start of an attribute's value; an apostrophe in a text has a letter before it.
_IN_QUOTES = re.compile(rb"[=\s][\"'][A-Za-z0-9]*\Z")
_LONG, _LONG_ROWS = 30_000_000, 100_000
_SHORTEST_ROW = len("<row/>")
_CHUNK, _OVERLAP = 1 << 18, 16


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


def scan(xml: bytes) -> Evidence:
    """The evidence of one sheet part. Raises ElementTree.ParseError where the part is not XML."""
    errors: Mapping[Cell, str] = _NOTHING
    formulas: Mapping[Cell, str] = _NOTHING
    uncalculated: frozenset[Cell] = frozenset()
    cells = xml[xml.find(b"sheetData") : xml.rfind(b"sheetData")]
    if _any_chunk(cells, _looks_special) and (_ERROR.search(cells) or _FORMULA.search(cells)):
        errors, formulas, uncalculated = _cells(xml)
    merged = tuple(match[1].decode() for match in _MERGED.finditer(xml)) if b"mergeCell" in xml else ()
    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    if b"hidden=" in xml and _HIDDEN.search(xml):
        rows, columns = _hidden(xml)
    return Evidence(errors, formulas, uncalculated, merged, rows, columns)


def extent(xml: bytes) -> Cell:
    """The last row and column with a cell; (0, 0) where all cells are near the corner (a quick look settles that).

    Raises ExpatError where the part is not XML.
    """
    cells = xml[xml.find(b"sheetData") : xml.rfind(b"sheetData")]
    # A long part, and a reference spelt in character references, are looked at closely too.
    few = len(cells) < _SHORTEST_ROW * _LONG_ROWS or (len(cells) < _LONG and cells.count(b"row") < _LONG_ROWS)
    if few and not _any_chunk(cells, _looks_distant) and not _has_escaped_reference(cells):
        return (0, 0)
    reach = _Reach()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reach.start
    parser.Parse(xml, True)
    return reach.last_row, reach.last_column


def _any_chunk(cells: bytes, looks: Callable[[np.ndarray], bool]) -> bool:
    """Whether something may be in the bytes, by a look at one piece after the other (they overlap)."""
    whole = np.frombuffer(cells, dtype=np.uint8)
    pieces = (whole[at : at + _CHUNK + _OVERLAP] for at in range(0, len(cells), _CHUNK))
    return any(looks(piece) for piece in pieces if len(piece) > _SHORTEST_ROW)


def _looks_special(code: np.ndarray) -> bool:
    """An "e" in quotes, as the type of a cell with an error has it, or something like ``<f`` or ``:f``."""
    quote = _quotes(code)
    if (quote[:-2] & (code[1:-1] == ord("e")) & quote[2:]).any():
        return True
    return bool((((code[:-1] == ord("<")) | (code[:-1] == ord(":"))) & (code[1:] == ord("f"))).any())


def _looks_distant(code: np.ndarray) -> bool:
    """Something in quotes that starts like a distant cell or row: three letters and a digit, or five digits."""
    quote = _quotes(code)
    letter = ((code | 32) - ord("a")) < 26  # unsigned: what lies before "a" wraps round to a large number
    digit = (code - ord("0")) < 10
    letters = letter[:-1] & letter[1:]
    for at in np.flatnonzero(letters[:-2] & letter[2:-1] & digit[3:]).tolist():
        first = at
        while first and letter[first - 1]:
            first -= 1
        if not first or quote[first - 1]:
            return True
    digits = digit[:-1] & digit[1:]
    digits = digits[:-2] & digits[2:]
    digits = digits[:-1] & digit[4:]
    for _ in range(2):  # letters before the five digits
        digits = digits[:-1] | (letter[: len(digits) - 1] & digits[1:])
    return bool((quote[: len(digits) - 1] & digits[1:]).any())


def _quotes(code: np.ndarray) -> np.ndarray:
    return (code == ord('"')) | (code == ord("'"))


def _has_escaped_reference(cells: bytes) -> bool:
    """Whether a character reference (``&#88;``) stands among letters and digits in the value of an attribute."""
    at = cells.find(b"&#")
    while at >= 0:
        # In a text of another script one follows the other.
        if cells[at - 1] != ord(";") and _IN_QUOTES.search(cells[max(0, at - _OVERLAP) : at]):
            return True
        at = cells.find(b"&#", at + 2)
    return False


class _Reach:
    """Follows the cells of a sheet as they are parsed, without keeping them."""

    def __init__(self) -> None:
        self.row = self.column = self.last_row = self.last_column = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            self.row, self.column = int(attributes.get("r") or self.row + 1), 0
        elif name == "c":
            self.row, self.column = _position(attributes.get("r"), self.row, self.column + 1)
            self.last_column = max(self.last_column, self.column)
        else:
            return
        self.last_row = max(self.last_row, self.row)


def _cells(xml: bytes) -> tuple[Mapping[Cell, str], Mapping[Cell, str], frozenset[Cell]]:
    errors: dict[Cell, str] = {}
    formulas: dict[Cell, str] = {}
    uncalculated: set[Cell] = set()
    row = column = 0
    for event, element in ElementTree.iterparse(io.BytesIO(xml), events=("start", "end")):
        name = element.tag.rpartition("}")[2]
        if event == "start":
            if name == "row":
                row, column = int(element.get("r") or row + 1), 0
            elif name == "c":
                row, column = _position(element.get("r"), row, column + 1)
        elif name == "c":
            parts = {child.tag.rpartition("}")[2]: child for child in element}
            value = parts["v"].text or "" if "v" in parts else ""
            if element.get("t") == "e":
                errors[row, column] = value or "#ERROR"
            if "f" in parts:
                formulas[row, column] = "=" + (parts["f"].text or "(shared)")
                if not value and element.get("t") != "str":
                    uncalculated.add((row, column))
        elif name == "row":
            element.clear()
    return MappingProxyType(errors), MappingProxyType(formulas), frozenset(uncalculated)


def _position(reference: str | None, row: int, column: int) -> Cell:
    return position(reference or "") or (row, column)


def _hidden(xml: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    rows: list[int] = []
    number = 0
    for match in _ROW.finditer(xml):
        number = _attribute(match[1], b"r") or number + 1
        if _HIDDEN.search(match[1]):
            rows.append(number)
    columns: list[int] = []
    for match in _COLUMN.finditer(xml):
        if _HIDDEN.search(match[1]):
            first, last = _attribute(match[1], b"min"), _attribute(match[1], b"max")
            columns.extend(range(first, min(last, first + 999) + 1))
    return tuple(rows), tuple(columns)


def _attribute(attributes: bytes, name: bytes) -> int:
    match = re.search(rb"\b" + name + rb"=[\"'](\d+)", attributes)
    return int(match[1]) if match else 0
