"""What a fast reader would lose, found in the raw XML of a sheet: errors, formulas, merged ranges, what is hidden.

The parts have passed ``archive``: UTF-8, no DOCTYPE, no entities. Most sheets hold nothing of the kind, which a scan of
the bytes shows; only where it finds something is the XML parsed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from xml.etree import ElementTree
from xml.parsers import expat

from openpyxl.utils import column_index_from_string, get_column_letter

Cell = tuple[int, int]
"""Row and column of a cell, both from 1."""

_NOTHING: Mapping[Cell, str] = MappingProxyType({})
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref=[\"']([A-Z0-9:]+)")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_REFERENCE = re.compile(r"([A-Za-z]+)(\d+)")
# Letters to A, digits to 0, quotes alike: then a distant cell shows as "AAA0, A00000 or "00000 in the bytes.
_SHAPES = bytes.maketrans(b"BCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz123456789'", b"A" * 51 + b"0" * 9 + b'"')
# Looked at closely too: a reference spelt in character references, and a long part.
_DISTANT = (b'"AAA0', b'"A00000', b'"AA00000', b'"00000')
_ESCAPED_REFERENCE = re.compile(rb"\br\s*=\s*[\"'][^\"']*&")
_LONG, _LONG_ROWS = 30_000_000, 100_000


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
    if b't="e"' in xml or b"t='e'" in xml or ((b"<f" in xml or b":f" in xml) and _FORMULA.search(xml)):
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
    near = len(cells) < _LONG and cells.count(b"row") < _LONG_ROWS
    if near and not (b"&#" in cells and _ESCAPED_REFERENCE.search(cells)):
        shapes = cells.translate(_SHAPES)
        if not any(shape in shapes for shape in _DISTANT):
            return (0, 0)
    reach = _Reach()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reach.start
    parser.Parse(xml, True)
    return reach.last_row, reach.last_column


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


def address(cell: Cell) -> str:
    """``A1`` of a cell."""
    return f"{get_column_letter(cell[1])}{cell[0]}"


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
    match = _REFERENCE.fullmatch(reference or "")
    return (int(match[2]), column_index_from_string(match[1])) if match else (row, column)


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
