"""A part of a sheet as a picture: the grid as an office shows it, with colours, and the comment of one cell beside it."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from xml.sax.saxutils import escape

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

CHARACTER, ROW, HEAD, EDGE = 6.6, 21, 20, 34  # pixels: a character, a row, the column letters, the row numbers
WIDEST, NARROWEST = 190, 52
LINE, LETTERS = 15, 58  # of a comment: height of a line, characters in it
GRID, SHADE, INK, PAPER, YELLOW = "#d0d0d0", "#f0f0f0", "#202020", "#ffffff", "#ffffe1"
FONT = "Calibri, Carlito, Arial, sans-serif"


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels."""

    x: float
    y: float
    width: float
    height: float


def picture(sheet: Worksheet, cells: str, title: str, comment: str = "") -> str:
    """The cells (``A1:F8``) of a sheet as SVG, named by ``title``; with ``comment`` (``C3``) what that cell says, as a pointer
    on it would show it.

    Columns are as wide as in the sheet, within bounds; a text that is wider is cut, as an office cuts it. Same sheet,
    same bytes.
    """
    first, top, last, bottom = range_boundaries(cells)
    assert first and top and last and bottom, f"{cells}: a range with both corners"
    lefts, x = {}, float(EDGE)
    for column in range(first, last + 1):
        width = sheet.column_dimensions[get_column_letter(column)].width * CHARACTER
        lefts[column] = Box(x, 0, min(max(width, NARROWEST), WIDEST), HEAD)
        x += lefts[column].width
    height = HEAD + ROW * (bottom - top + 1)
    parts = [_box(Box(0, 0, x, HEAD), SHADE), _box(Box(0, 0, EDGE, height), SHADE)]
    for column, box in lefts.items():
        parts += [_box(box, SHADE), _text(box.x + box.width / 2, 14, get_column_letter(column), INK, "middle")]
    for row in range(top, bottom + 1):
        y = HEAD + ROW * (row - top)
        parts += [
            _box(Box(EDGE, y, x - EDGE, ROW), PAPER),
            _box(Box(0, y, EDGE, ROW), SHADE),
            _text(EDGE / 2, y + 15, str(row), INK, "middle"),
        ]
        for column, box in lefts.items():
            free = next((at for at in range(column + 1, last + 1) if sheet.cell(row, at).value is not None), last + 1)
            room = sum(lefts[at].width for at in range(column, free))
            parts += _cell(sheet.cell(row, column), Box(box.x, y, box.width, ROW), room)
    wide = x
    if comment:
        said = sheet[comment].comment
        assert said is not None, f"{comment} has no comment"
        place = sheet[comment]
        cell, y = lefts[place.column], HEAD + ROW * (place.row - top)
        edge = cell.x + cell.width
        box, lines = _bubble(said.text, edge + 16, y + 6)
        arrow = f'<path d="M{edge:g} {y:g} L{box.x:g} {box.y + 8:g}" stroke="{INK}" fill="none"/>'
        parts += [arrow, _box(box, YELLOW), *lines]
        wide, height = max(x, box.x + box.width + 4), max(height, box.y + box.height + 4)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:g}" height="{height:g}" viewBox="0 0 {wide:g} {height:g}" role="img"'
    return "\n".join(
        [
            f'{head} font-family="{FONT}" font-size="12">',
            f"<title>{escape(title)}</title>",
            f'<rect width="{wide:g}" height="{height:g}" fill="{PAPER}"/>',
            *parts,
            "</svg>\n",
        ]
    )


def _box(box: Box, fill: str) -> str:
    return f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" fill="{fill}" stroke="{GRID}"/>'


def _text(x: float, y: float, text: str, colour: str, anchor: str = "start", bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" fill="{colour}" text-anchor="{anchor}"{weight}>{escape(text)}</text>'


def _cell(cell: Cell, box: Box, room: float) -> list[str]:
    """The ground and the text of a cell, which runs over blank cells to its right (``room`` pixels); a red corner where it
    has a comment."""
    parts = []
    if cell.value is not None or cell.fill.fill_type == "solid":
        solid = cell.fill.fill_type == "solid" and isinstance(cell.fill.start_color.rgb, str)
        parts.append(_box(box, f"#{cell.fill.start_color.rgb[-6:]}" if solid else PAPER))
    if cell.value is not None:
        number = isinstance(cell.value, (int, float))
        text = _shown(cell) if number else str(cell.value).split("\n", maxsplit=1)[0]
        fits = int(((box.width if number else room) - 8) / CHARACTER)
        text = text if len(text) <= fits else text[: fits - (0 if number else 1)] + ("" if number else "…")
        rgb = cell.font.color.rgb if cell.font.color is not None else None
        colour = f"#{rgb[-6:]}" if isinstance(rgb, str) else INK
        x, anchor = (box.x + box.width - 4, "end") if number else (box.x + 4, "start")
        parts.append(_text(x, box.y + 15, text, colour, anchor, bool(cell.font.bold)))
    if cell.comment is not None:
        right = box.x + box.width
        parts.append(f'<path d="M{right - 7:g} {box.y:g} H{right:g} V{box.y + 7:g} Z" fill="#c00000"/>')
    return parts


def _shown(cell: Cell) -> str:
    """A number as its format shows it: with so many decimals, and thousands apart."""
    _, dot, decimals = cell.number_format.split(";", maxsplit=1)[0].partition(".")
    places = len(decimals) - len(decimals.lstrip("0")) if dot else 0
    grouped = "," if "," in cell.number_format else ""
    return f"{cell.value:{grouped}.{places}f}" if cell.number_format != "General" else f"{cell.value:.15g}"


def _bubble(text: str, x: float, y: float) -> tuple[Box, list[str]]:
    """The comment as a box, and its lines."""
    lines = [part for line in text.splitlines() for part in (wrap(line, LETTERS) or [""])]
    box = Box(x, y, LETTERS * CHARACTER, len(lines) * LINE + 12)
    return box, [_text(x + 8, y + LINE * (number + 1) + 2, line, INK) for number, line in enumerate(lines)]
