"""What the pages of a PDF look like, in numbers: sizes of text, empty parts, figures that are torn apart.

``python -m tests.render.printed output/2026/GDGR-2026-en.pdf`` prints them for a built edition.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf

OPERATORS = "q Q cm Tf Tm m l c re Do BDC BMC EMC Tj TJ"
ABOVE, BELOW = 70.0, 68.0  # points of the margins that hold header and footer; less than the theme's margins
Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True)
class Printed:
    """One page: its number, its smallest text (points; 0 where it has none), the widest horizontal band without ink, as a
    share of the room between header and footer, and whether a chapter ends on it; the cover ends one.
    """

    number: int
    smallest: float
    empty: float
    ends: bool


def pages(path: Path) -> list[Printed]:
    """Every page of a PDF with pages of one size."""
    with pikepdf.open(path) as pdf:
        starts = _chapter_pages(pdf)
        last = len(pdf.pages)
        return [
            _page(page, number, number + 1 in starts or number in (1, last)) for number, page in enumerate(pdf.pages, 1)
        ]


def _page(page: pikepdf.Page, number: int, ends: bool) -> Printed:
    low, high = BELOW, float(page.mediabox[3]) - ABOVE
    sizes, bands = [], []
    for size, bottom, top in _marks(page):
        if size:
            sizes.append(size)
        if top > low and bottom < high:
            bands.append((max(bottom, low), min(top, high)))
    at, widest = high, 0.0
    for bottom, top in sorted(bands, key=lambda band: -band[1]):
        widest = max(widest, at - top)
        at = min(at, bottom)
    return Printed(number, round(min(sizes, default=0.0), 3), max(widest, at - low) / (high - low), ends)


def _marks(page: pikepdf.Page) -> Iterator[tuple[float, float, float]]:
    """Size of text (0 for a line or shape), lowest and highest point of each mark."""
    stack: list[Matrix] = []
    matrix, size, line = UNIT, 0.0, UNIT
    for operands, operator in pikepdf.parse_content_stream(page, OPERATORS):
        name = str(operator)
        if name == "q":
            stack.append(matrix)
        elif name == "Q":
            matrix = stack.pop()
        elif name == "cm":
            matrix = _times(_numbers(operands), matrix)
        elif name == "Tf":
            size = float(operands[1])
        elif name == "Tm":
            line = _times(_numbers(operands), matrix)
        elif name in ("Tj", "TJ"):
            scale = (line[2] ** 2 + line[3] ** 2) ** 0.5
            yield size * scale, line[5], line[5] + 0.7 * size * scale
        elif name in ("m", "l", "c"):
            y = _height(matrix, *(float(one) for one in operands[-2:]))
            yield 0.0, y, y
        elif name == "re":
            x, y, wide, tall = (float(one) for one in operands)
            ends = _height(matrix, x, y), _height(matrix, x + wide, y + tall)
            yield 0.0, min(ends), max(ends)
        elif name == "Do":
            ends = _height(matrix, 0, 0), _height(matrix, 1, 1)
            yield 0.0, min(ends), max(ends)


def _numbers(operands: object) -> Matrix:
    return tuple(float(one) for one in operands)  # type: ignore[attr-defined,return-value]


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _height(matrix: Matrix, x: float, y: float) -> float:
    return matrix[1] * x + matrix[3] * y + matrix[5]


def _chapter_pages(pdf: pikepdf.Pdf) -> set[int]:
    """Pages on which the bookmarks of the first level lead."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    names = (
        {str(name): goal for name, goal in pikepdf.NameTree(pdf.Root.Names.Dests).items()}
        if "/Names" in pdf.Root
        else {}
    )
    found = set()
    with pdf.open_outline() as outline:
        for item in outline.root:
            goal = item.destination
            if goal is None and item.action is not None:
                goal = item.action.get("/D")
            if isinstance(goal, (pikepdf.String, pikepdf.Name)):
                goal = names[str(goal)]
            goal = goal.D if isinstance(goal, pikepdf.Dictionary) else goal
            found.add(numbers[goal[0].objgen])  # type: ignore[index]
    return found


@dataclass(frozen=True)
class Block:
    """A figure in the structure of a PDF: the pages on which any part of it stands, and how many paragraphs it has."""

    pages: frozenset[int]
    paragraphs: int


def blocks(path: Path) -> list[Block]:
    """Figures with a caption and a picture, as the tags have them."""
    with pikepdf.open(path) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        return [_block(one, numbers) for one in _elements(pdf.Root.StructTreeRoot) if _is_figure(one)]


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _is_figure(element: pikepdf.Object) -> bool:
    """An element with a caption of its own and a picture with alternative text below it."""
    kids = [kid for kid in _kids(element) if isinstance(kid, pikepdf.Dictionary)]
    captioned = any(kid.get("/S") == "/Caption" for kid in kids)
    return captioned and any(one.S == "/Figure" and "/Alt" in one for one in _elements(element))


def _block(element: pikepdf.Object, numbers: dict[tuple[int, int], int]) -> Block:
    found = set()
    parts = [element, *_elements(element)]
    for one in parts:
        for kid in _kids(one):
            page = kid.get("/Pg") if isinstance(kid, pikepdf.Dictionary) and "/S" not in kid else None
            page = page if page is not None else one.get("/Pg") if not isinstance(kid, pikepdf.Dictionary) else None
            if page is not None:
                found.add(numbers[page.objgen])
    return Block(frozenset(found), sum(one.S == "/P" for one in parts))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        seen = pages(Path(name))
        wide = [one for one in seen if one.empty > 1 / 3 and not one.ends]
        torn = [one for one in blocks(Path(name)) if len(one.pages) != 1]
        print(f"{name}: smallest text {min(one.smallest for one in seen if one.smallest)} points")
        for size in sorted({one.smallest for one in seen if one.smallest and one.smallest < 7}):
            print(f"  {size} points on pages {', '.join(str(one.number) for one in seen if one.smallest == size)}")
        print(f"  {len(blocks(Path(name)))} figures, {len(torn)} of them not on one page")
        print(f"  {len(wide)} of {len(seen)} pages more than a third empty outside the end of a chapter:")
        print("  " + ", ".join(f"{one.number} ({one.empty:.0%})" for one in wide))
