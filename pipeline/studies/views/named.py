"""The names of codes in a study of an index: those that its workbook has."""

from __future__ import annotations

from pipeline.methods.index.tree import Tree
from pipeline.studies.book import Book


def names_of(book: Book, tree: Tree) -> dict[str, str]:
    """Names of elements and economies as the workbook has them; an element that has one in Hierarchy has that.

    In English where Hierarchy has it, else in the first of its languages. A code without a name is not among them.
    """
    names: dict[str, str] = {}
    for wide in book.wides.values():
        names |= {area: name for area, name in zip(wide.areas, wide.names, strict=True) if name}
    rows = book.indicators.frame
    if "name" in rows:
        names |= {str(code): str(name) for code, name in zip(rows["code"], rows["name"], strict=True) if str(name)}
    for code, node in tree.nodes.items():
        if node.names:
            names[code] = node.names.get("en") or next(iter(node.names.values()))
    return {code: name for code, name in names.items() if name != code}
