"""On which pages of a PDF its sections stand, by its bookmarks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

TOP = 1.0  # points below the highest heading of a volume within which a heading begins its page


@dataclass(frozen=True)
class Bookmark:
    """A bookmark with its title, and the first and the last page (from 1) of what it leads to."""

    title: str
    first: int
    last: int


def bookmarks(path: Path) -> tuple[Bookmark, ...]:
    """The bookmarks of a PDF in reading order, of every level; each ends where the next begins."""
    import pikepdf

    with pikepdf.open(path) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        with pdf.open_outline() as outline:
            found = [(item.title, *where) for item in _items(outline.root) if (where := _place(pdf, item, pages))]
        total = len(pdf.pages)
    if not found:
        return ()
    top = max(height for _, _, height in found)
    ends = [
        max(page, following - 1 if height >= top - TOP else following)
        for (_, page, _), (_, following, height) in pairwise(found)
    ]
    return tuple(Bookmark(title, page, last) for (title, page, _), last in zip(found, [*ends, total], strict=True))


def _items(items: Any) -> Iterator[Any]:
    for item in items:
        yield item
        yield from _items(item.children)


def _place(pdf: Any, item: Any, pages: dict[tuple[int, int], int]) -> tuple[int, float] | None:
    """The page of a bookmark and how high on it; None where it leads to no page of the volume."""
    import pikepdf

    target = item.destination
    if target is None and item.action is not None:
        target = item.action.get("/D")
    if isinstance(target, pikepdf.Array) and (page := pages.get(target[0].objgen)):
        return page, float(target[3]) if len(target) > 3 else 0.0  # [page /XYZ left top zoom]
    return None
