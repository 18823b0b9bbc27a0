"""What a PDF and a page show, in values that two engines can be compared by: places of links, colours, headings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
from lxml import html

Spot = tuple[int, int, int]
COLOUR_OPERATORS = {"rg", "RG", "sc", "SC", "scn", "SCN"}


def places(path: Path) -> list[Spot]:
    """Each link inside a PDF: page that it stands on, page and height in points that it leads to."""
    with pikepdf.open(path) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        names = dict(_named(pdf))
        found = []
        for number, note in _links(pdf):
            goal = note.get("/Dest", note.get("/A", {}).get("/D") if "/A" in note else None)
            if goal is None or ("/A" in note and note.A.S == "/GoToR"):
                continue
            if isinstance(goal, (pikepdf.String, pikepdf.Name)):
                goal = names[str(goal)]
            found.append((number, numbers[goal[0].objgen], round(float(goal[3]))))
        return found


def ways_out(path: Path) -> list[tuple[int, str, str]]:
    """Each link out of a PDF: page that it stands on, file or address, named place in it."""
    with pikepdf.open(path) as pdf:
        actions = [(number, note.A) for number, note in _links(pdf) if "/A" in note]
        return [
            (number, str(action.F), str(action.D)) if action.S == "/GoToR" else (number, str(action.URI), "")
            for number, action in actions
            if action.S in ("/GoToR", "/URI")
        ]


def named(path: Path) -> dict[str, int]:
    """Named places of a PDF and their pages."""
    with pikepdf.open(path) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        return {name: numbers[goal[0].objgen] for name, goal in _named(pdf)}


def _links(pdf: pikepdf.Pdf) -> Iterator[tuple[int, pikepdf.Dictionary]]:
    """Link annotations with the number of their page."""
    for number, page in enumerate(pdf.pages, 1):
        for note in page.obj.get("/Annots", []):
            yield number, note


def _named(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Array]]:
    """Named destinations of a PDF."""
    tree = pdf.Root.get("/Names", {}).get("/Dests")
    for name, goal in pikepdf.NameTree(tree).items() if tree is not None else ():
        yield str(name), goal if isinstance(goal, pikepdf.Array) else goal.D


def pages(path: Path) -> int:
    """Number of pages of a PDF."""
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def outline(path: Path) -> list[str]:
    """Titles of the bookmarks of the first level."""
    with pikepdf.open(path) as pdf, pdf.open_outline() as found:
        return [str(item.title) for item in found.root]


def colours(path: Path) -> set[tuple[float, ...]]:
    """Every colour set on a page of a PDF, components to two digits."""
    found = set()
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in COLOUR_OPERATORS and operands and not isinstance(operands[-1], pikepdf.Name):
                    found.add(tuple(round(float(value), 2) for value in operands))
    return found


def fonts_of(path: Path) -> set[str]:
    """Names of the fonts of a PDF's pages, without the mark of their part."""
    with pikepdf.open(path) as pdf:
        fonts = [font for page in pdf.pages for font in page.get("/Resources", {}).get("/Font", {}).values()]
        return {str(font.BaseFont).rpartition("+")[2] for font in fonts}


def headings(path: Path) -> list[tuple[int, str]]:
    """Level and text of the headings of a page, in order."""
    tree = html.document_fromstring(path.read_bytes())
    return [(int(node.tag[1]), " ".join(node.text_content().split())) for node in tree.xpath("//h1|//h2|//h3|//h4")]


def files(folder: Path) -> dict[str, bytes]:
    """Content of every file below a folder, by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
